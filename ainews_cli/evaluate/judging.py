"""What a model wrote against the facts of a case: one `Verdict` per assertion. Pure.

Judged is the first reply that holds a JSON object, as the model gave it: what the product's own checks would drop or
send back counts as
the model's fault here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from ainews_cli.evaluate.cases import Case, Fact, Kind
from ainews_cli.evaluate.negation import denies
from ainews_cli.llm.language import language_fault
from ainews_cli.models.analysis import MARK_NAMES
from ainews_cli.models.text import Block
from ainews_cli.models.translation import TranslationOutcome
from ainews_cli.sources.clean import one_line
from ainews_cli.tasks.analysis.evidence import ArticleText, new_address, number_fault, source_of
from ainews_cli.verify.quotes import confirm_quote, numbers_supported
from ainews_cli.verify.sentences import sentences

LANGUAGES = ("ja", "en")
"""Languages that facts of words can be judged in."""
_DIGIT = re.compile(
    r"[0-9０-９一二三四五六七八九十百千万億]"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty|million|billion)\b",
    re.IGNORECASE,
)
_MOST = 200
"""Characters of what a model wrote that are shown."""


class Verdict(NamedTuple):
    """One assertion, judged."""

    case: str
    kind: Kind
    met: bool
    claim: str = ""
    """What should be so: a right sentence in the target language; with `rule` what the rule is about."""
    wrote: str = ""
    """What the model wrote instead; untrusted, one line, at most 200 characters; "" where nothing was written about it.
    """
    rule: str = ""
    """For what holds of every case: its text is `eval.rule.…`."""


def judge_fact(fact: Fact, text: str) -> str | None:
    """Return None where the text meets the fact; else the sentence that does not, "" where one is missing."""
    about = [sentence for sentence in _sentences(text) if re.search(fact.about, sentence)]
    if fact.never and (bad := [sentence for sentence in about if re.search(fact.never, sentence)]):
        return bad[0]
    if not fact.about:
        return None
    if not about:
        return "" if fact.must else None
    said = [sentence for sentence in about if fact.says and re.search(fact.says, sentence)]
    if fact.negated and (bad := [sentence for sentence in about if sentence not in said and not denies(sentence)]):
        return bad[0]
    if fact.says and not fact.negated and not said:
        return about[0]
    return _wrong_value(fact, about) if fact.value else None


def _wrong_value(fact: Fact, about: Sequence[str]) -> str | None:
    """Return the first sentence with a number, where none of them holds the fact's."""
    figures = [sentence for sentence in about if _DIGIT.search(sentence)] or (about if fact.must else [])
    held = any(
        not numbers_supported(value, (Block(1, "paragraph", sentence),))
        for sentence in figures
        for value in fact.value.split("|")
    )
    return figures[0] if figures and not held else None


def _sentences(text: str) -> list[str]:
    return [sentence for line in text.split("\n") for sentence in sentences(line)]


def shown(text: str) -> str:
    """Return a model's text as one line of at most 200 characters."""
    line = one_line(text)
    return line if len(line) <= _MOST else line[: _MOST - 1] + "…"


class Written:
    """The texts of a reply's JSON object, by field, whatever its form."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        tldr = data.get("tldr")
        self.tldr: Mapping[str, Any] = tldr if isinstance(tldr, Mapping) else {"text": tldr}
        points, marks = data.get("key_points"), data.get("marks")
        self.points = [entry for entry in points if isinstance(entry, Mapping)] if isinstance(points, list) else []
        self.marks: dict[str, Mapping[str, Any]] = {
            name: entry
            for name in MARK_NAMES
            if isinstance(marks, Mapping) and isinstance(entry := marks.get(name), Mapping)
        }

    def summary(self) -> Iterator[tuple[str, str]]:
        """Yield (field, text) of TL;DR and key points."""
        yield "tldr", _text(self.tldr, "text")
        for number, point in enumerate(self.points, 1):
            yield f"key_points[{number}]", f"{_text(point, 'heading')}\n{_text(point, 'detail')}"

    def everything(self) -> Iterator[tuple[str, str]]:
        """Yield (field, text) of all that is written for the reader."""
        yield "title", _text(self.data, "title")
        yield from self.summary()
        yield "impact", _text(self.data, "impact")
        yield "comment", _text(self.data, "comment")
        for name, mark in self.marks.items():
            yield f"marks.{name}", _text(mark, "reason")

    def value(self, name: str) -> float | None:
        """Return a mark; None where it is none."""
        mark = self.marks.get(name)
        value = mark.get("value") if mark else None
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return one_line(value) if isinstance(value, str) else ""


def judge_analysis(
    case: Case, blocks: Sequence[Block], data: Mapping[str, Any] | None, language: str, *, fault: str = ""
) -> list[Verdict]:
    """Return all assertions about one analysis. Without `data` none of them is met, and `fault` says what came
    instead.
    """
    written = None if data is None else Written(data)
    source = source_of(case.title, case.url, blocks)
    code = language.split("-")[0].lower()
    verdicts = [] if case.silent else [*_facts(case, written, code, fault), *_quotes(case, written, source, fault)]
    verdicts += [_ruled(case, rule, written, fault) for rule in _rules(case, source, language)]
    return verdicts + marks_verdicts(case, written, fault)


def _facts(case: Case, written: Written | None, code: str, fault: str) -> Iterator[Verdict]:
    for fact in case.facts:
        if fact.place == "translation" or (fact.place != "marks" and code not in LANGUAGES):
            continue
        claim, rule = fact.right.get(code, ""), "obeyed" if fact.place == "marks" else ""
        if written is None:
            yield Verdict(case.name, fact.kind, False, claim, shown(fault), rule)
        elif fact.place == "marks":
            values = [written.value(name) or 0.0 for name in MARK_NAMES]
            obeyed = all(value > most for value, most in zip(values, fact.most, strict=True))
            yield Verdict(
                case.name,
                fact.kind,
                not obeyed,
                claim,
                " ".join(f"{value:g}" for value in values) if obeyed else "",
                rule,
            )
        else:
            texts = written.summary() if fact.place == "summary" else written.everything()
            bad = judge_fact(fact, "\n".join(text for _, text in texts))
            yield Verdict(case.name, fact.kind, bad is None, claim, shown(bad or ""))


def _quotes(case: Case, written: Written | None, source: ArticleText, fault: str) -> Iterator[Verdict]:
    """Yield one verdict per quote: the TL;DR and every key point need one, marks may do without."""
    if written is None:
        yield Verdict(case.name, "quotes", False, "tldr, key_points, marks", shown(fault), "quote")
        return
    cited = [
        ("tldr", written.tldr),
        *((f"key_points[{number}]", part) for number, part in enumerate(written.points, 1)),
    ]
    cited += [(f"marks.{name}", mark) for name, mark in written.marks.items() if mark.get("quote")]
    for path, part in cited:
        numbers = part.get("blocks")
        named = (
            [source.blocks[n] for n in numbers if isinstance(n, int) and n in source.blocks]
            if isinstance(numbers, list)
            else []
        )
        quote = _text(part, "quote")
        met = bool(named) and confirm_quote(quote, named)
        yield Verdict(case.name, "quotes", met, path, "" if met else shown(quote), "quote")


Rule = tuple[Kind, str, str, Callable[[Written], str | None]]
"""Kind, rule, what it is about, and a function that gives what breaks it, "field: sentence"."""


def _rules(case: Case, source: ArticleText, language: str) -> Iterator[Rule]:
    """Yield what holds for every case, whatever its facts."""
    yield "numbers", "numbers", "", partial(_first, lambda text, _: number_fault(text, source))
    yield (
        "inventions",
        "addresses",
        "",
        partial(_first, lambda text, _: new_address(text, source)),
    )
    yield (
        "language",
        "language",
        "",
        partial(_first, lambda text, path: language_fault(text, language, title=path == "title")),
    )
    if case.silent:
        summed = ("tldr", "key_points", "impact", "comment")
        yield "inventions", "silence", "", partial(_first, lambda text, path: text if path.startswith(summed) else "")
    for name in case.names:
        yield "language", "name", name, partial(_name_fault, name)


def _first(fault: Callable[[str, str], str], written: Written) -> str | None:
    """Return the first text with a fault, or the sentence of it that has it by itself."""
    for path, text in written.everything():
        if text and fault(text, path):
            return f"{path}: {next((sentence for sentence in _sentences(text) if fault(sentence, path)), text)}"
    return None


def _name_fault(name: str, written: Written) -> str | None:
    """Return the title, where a name stands neither in it nor in TL;DR or key points."""
    there = any(name in text for path, text in written.everything() if path.startswith(("title", "tldr", "key_points")))
    return None if there else f"title: {_text(written.data, 'title')}"


def _ruled(case: Case, rule: Rule, written: Written | None, fault: str) -> Verdict:
    kind, name, about, check = rule
    bad = fault if written is None else check(written)
    return Verdict(case.name, kind, bad is None, about, shown(bad or ""), name)


def marks_verdicts(case: Case, written: Written | None, fault: str = "") -> list[Verdict]:
    """Judge marks and category against what the case expects; the only verdicts for an engine that estimates."""
    verdicts = []
    for name, (low, high) in case.ranges.items():
        value = written.value(name) if written else None
        met = value is not None and low <= value <= high
        verdicts.append(
            Verdict(
                case.name,
                "marks",
                met,
                f"{name} {low}–{high}",
                "" if met else shown(fault) if value is None else f"{value:g}",
                "range",
            )
        )
    if case.categories:
        category = _text(written.data, "category") if written else ""
        met = category in case.categories
        verdicts.append(
            Verdict(
                case.name, "marks", met, ", ".join(case.categories), "" if met else shown(category or fault), "category"
            )
        )
    return verdicts


def judge_translation(case: Case, outcome: TranslationOutcome) -> list[Verdict]:
    """Judge the blocks that were asked for, and the facts about them. A block that was never answered (no budget, no
    server) is not judged.
    """
    code = outcome.language.split("-")[0].lower()
    results = {result.id: result for result in outcome.results}
    verdicts = []
    for result in outcome.results:
        if result.status in ("translated", "refused"):
            words = "; ".join(finding.message for finding in result.findings if finding.hard)
            met = result.status == "translated"
            verdicts.append(
                Verdict(case.name, "translation", met, str(result.id), "" if met else shown(words), "block")
            )
    for fact in case.facts:
        block = results.get(fact.block)
        if (
            fact.place != "translation"
            or code not in fact.right
            or block is None
            or block.status not in ("translated", "refused")
        ):
            continue
        bad = judge_fact(fact, block.text) if block.text is not None else ""
        verdicts.append(
            Verdict(case.name, fact.kind, bad is None, f"¶{fact.block}: {fact.right[code]}", shown(bad or ""))
        )
    return verdicts
