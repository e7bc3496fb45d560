"""Measures as a Page: the models side by side, fidelity by kind, and with details what was not met and what was written
instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from math import floor
from typing import NamedTuple

from ainews_cli.evaluate.cases import KINDS
from ainews_cli.evaluate.judging import Verdict
from ainews_cli.evaluate.measures import Count, Measures
from ainews_cli.llm.offline.provider import OFFLINE
from ainews_cli.models.page import Bar, Cell, Footer, Page, Part, Record, Section, TablePart, TextPart
from ainews_cli.texts import text

NONE = "—"
"""Where nothing was measured."""


class EvalCost(NamedTuple):
    """What a model would be asked, and the most it may cost: for a dry run."""

    model: str
    analyses: int
    translations: int
    most: float
    """US dollars."""


class Head(NamedTuple):
    """Whom the page is for."""

    language: str
    timezone: str
    now: datetime


def share(count: Count | None) -> Cell:
    """Return a bar with the share in percent, rounded down: only what is whole is called 100 %."""
    return NONE if count is None else Bar(count.share, f"{floor(1000 * count.share + 1e-9) / 10:g} %")


def number(value: float | None) -> Cell:
    """Return two decimals."""
    return NONE if value is None else f"{value:.2f}"


def dollars(value: float | None) -> Cell:
    """Return four decimals; nothing at all is $0."""
    return NONE if value is None else f"${value:.4f}" if value else "$0"


def seconds(value: float | None) -> Cell:
    """Return two decimals."""
    return NONE if value is None else f"{value:.2f} s"


def _of(count: Count | None) -> Cell:
    return NONE if count is None else f"{count.met} / {count.of}"


def _value(name: str, measures: Measures) -> object:
    """Return a figure by its name in `ROWS`."""
    if name == "latency_p50":
        return measures.latency and measures.latency[0]
    if name == "latency_p95":
        return measures.latency and measures.latency[1]
    if name == "cost_100":
        return None if measures.cost_analysis is None else 100 * measures.cost_analysis
    return getattr(measures, name)


ROWS: dict[str, Callable[..., Cell]] = {
    "fidelity": share,
    "valid_first": share,
    "valid_final": share,
    "blocks_first": share,
    "blocks_final": share,
    "spread": number,
    "distinct": _of,
    "order": number,
    "mark_difference": number,
    "same_category": share,
    "latency_p50": seconds,
    "latency_p95": seconds,
    "cost_analysis": dollars,
    "cost_translation": dollars,
    "cost_100": dollars,
    "spent": dollars,
}
"""The rows of the first table, named as in `Measures` and in JSON, and how each is written."""


def eval_page(
    measured: Sequence[Measures], head: Head, *, cases: int, runs: int, details: bool = False, notes: Sequence[str] = ()
) -> Page:
    """Return the page. `cases` and `runs` are what every model was asked; `notes` are lines for its footer."""
    language = head.language
    sections = [_models(measured, language), _kinds(measured, language)]
    asked = [model for model in measured if not model.estimates]
    if details:
        sections += [_details(model, language) for model in asked]
    failures = sum(len(model.failures) for model in asked)
    lines = [text(language, "eval.runs", n=runs)] if asked else []
    lines += [
        text(language, "eval.skipped", model=model.model, n=model.skipped, reason=model.stopped or NONE)
        for model in asked
        if model.skipped
    ]
    lines += [text(language, "eval.more", n=failures)] if failures and not details else []
    return Page(
        view="eval",
        title=text(language, "view.eval"),
        language=language,
        timezone=head.timezone,
        generated=head.now,
        sections=tuple(sections),
        footer=Footer(
            engine=asked[0].engine if asked else OFFLINE.name,
            estimates=not asked,
            model=", ".join(model.model for model in asked),
            considered=cases,
            analysed=max((model.distinct.of for model in asked if model.distinct), default=0),
            spent_usd=sum(model.spent for model in measured),
            lines=(*lines, *notes),
        ),
        lead=text(language, "eval.lead", n=cases),
    )


def plan_page(plans: Sequence[EvalCost], head: Head, notes: Sequence[str] = ()) -> Page:
    """Return the page of a dry run: what each model would be asked, and the most it may cost."""
    language = head.language
    columns = (
        text(language, "column.model"),
        *(text(language, f"eval.{name}") for name in ("analyses", "translations", "most")),
    )
    rows = tuple((plan.model, str(plan.analyses), str(plan.translations), dollars(plan.most)) for plan in plans)
    records = tuple(tuple(plan._asdict().items()) for plan in plans)
    lines = [*notes, *([text(language, "eval.repairs")] if plans else []), text(language, "dry_run.nothing")]
    parts: list[Part] = [TablePart(columns, rows, (1, 2, 3), records)] if plans else []
    parts += [TextPart(line, "note") for line in lines]
    return Page(
        view="eval",
        title=text(language, "dry_run.title"),
        language=language,
        timezone=head.timezone,
        generated=head.now,
        sections=(Section("plan", "", tuple(parts)),),
        footer=Footer("", ""),
    )


def _names(measured: Sequence[Measures], language: str) -> tuple[str, ...]:
    return tuple(text(language, "eval.baseline") if model.estimates else model.model for model in measured)


def _models(measured: Sequence[Measures], language: str) -> Section:
    """Return a row for each figure that any of them has, a column for each model."""
    shown = [name for name in ROWS if any(_value(name, model) is not None for model in measured)]
    rows = tuple(
        (text(language, f"eval.{name}"), *(ROWS[name](_value(name, model)) for model in measured)) for name in shown
    )
    records = tuple(_record(model) for model in measured)
    part = TablePart((text(language, "eval.measure"), *_names(measured, language)), rows, records=records)
    return Section("models", text(language, "eval.models"), (part,))


def _record(measures: Measures) -> Record:
    figures = ((name, _plain(_value(name, measures))) for name in ROWS)
    state = (
        ("assertions", measures.fidelity.of if measures.fidelity else 0),
        ("skipped", measures.skipped),
        ("stopped", measures.stopped),
    )
    return (("model", measures.model), ("engine", measures.engine), *figures, *state)


def _plain(value: object) -> object:
    """Return a figure for scripts: counts as a share of 1."""
    return round(value.share, 4) if isinstance(value, Count) else round(value, 6) if isinstance(value, float) else value


def _kinds(measured: Sequence[Measures], language: str) -> Section:
    shown = [kind for kind in KINDS if any(kind in model.kinds for model in measured)]
    rows = []
    for kind in shown:
        counts = [model.kinds.get(kind) for model in measured]
        rows.append(
            (
                text(language, f"eval.kind.{kind}"),
                *(NONE if count is None else Bar(count.share, f"{count.met} / {count.of}") for count in counts),
            )
        )
    records = tuple(
        (("model", model.model), *((kind, _plain(model.kinds.get(kind))) for kind in KINDS)) for model in measured
    )
    part = TablePart((text(language, "eval.kind"), *_names(measured, language)), tuple(rows), records=records)
    return Section("kinds", text(language, "eval.kinds"), (part,))


def _details(measures: Measures, language: str) -> Section:
    """Return what a model did not meet; its words are data, and each format escapes them for its place."""
    heading = text(language, "eval.details", model=measures.model)
    if not measures.failures:
        return Section("details", heading, (TextPart(text(language, "eval.all_met")),))
    columns = tuple(text(language, f"eval.{name}") for name in ("case", "kind", "expected", "wrote"))
    rows = tuple(
        (failure.case, text(language, f"eval.kind.{failure.kind}"), expected(failure, language), failure.wrote or NONE)
        for failure in measures.failures
    )
    records = tuple(
        (
            ("model", measures.model),
            ("case", failure.case),
            ("kind", failure.kind),
            ("expected", expected(failure, language)),
            ("wrote", failure.wrote),
        )
        for failure in measures.failures
    )
    return Section("details", heading, (TablePart(columns, rows, records=records),))


def expected(verdict: Verdict, language: str) -> str:
    """Return what should be so, in words."""
    return text(language, f"eval.rule.{verdict.rule}", what=verdict.claim) if verdict.rule else verdict.claim
