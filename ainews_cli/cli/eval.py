"""`ainews eval`."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Budget, Format, Output
from ainews_cli.pipeline.request import OutputTarget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from ainews_cli.evaluate.cases import Case
    from ainews_cli.evaluate.page import EvalCost
    from ainews_cli.evaluate.run import EvalLedger, Result
    from ainews_cli.llm.engine import Engine
    from ainews_cli.pipeline.session import Session


def eval_(
    ctx: typer.Context,
    model: Annotated[
        list[str] | None, typer.Option("--model", help="A model to measure, instead of [model] analysis; repeatable.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="Only so many cases of the set.", metavar="N")
    ] = None,
    runs: Annotated[
        int,
        typer.Option("--runs", min=1, max=10, help="Analyses of each case; two show how far they agree.", metavar="N"),
    ] = 2,
    details: Annotated[
        bool, typer.Option("--details", help="List what was not met, and what the model wrote.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be asked and the most it can cost; spend nothing.")
    ] = False,
    budget: Budget = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """Compare models on a small bundled set of articles.

    \b
    Examples:
      ainews eval --dry-run
      ainews eval --model claude-haiku-5-5 --model claude-sonnet-5-5
      ainews eval --limit 3 --runs 1 --details
    """
    from ainews_cli.evaluate.cases import chosen
    from ainews_cli.evaluate.measures import measure
    from ainews_cli.evaluate.page import Head, eval_page, plan_page
    from ainews_cli.pipeline.output import emit
    from ainews_cli.texts import text

    session: Session = ctx.obj
    asked = bool(model) or session.engine_kind() != "offline"
    models = tuple(dict.fromkeys(model or (session.model_name(),))) if asked else ()
    found = chosen(limit)
    head = Head(session.reader.language, session.reader.timezone, session.now)
    notes = () if asked else (text(head.language, "eval.no_model_plan" if dry_run else "eval.no_model"),)
    if dry_run:
        emit(
            plan_page([_money(session, name, found, runs) for name in models], head, notes),
            OutputTarget(format, output),
            session,
        )
        return
    results = [*_measured(session, models, found, runs=runs, budget=budget), _baseline(session, found)]
    page = eval_page([measure(one) for one in results], head, cases=len(found), runs=runs, details=details, notes=notes)
    emit(page, OutputTarget(format, output), session)


def _money(session: Session, model: str, found: Sequence[Case], runs: int) -> EvalCost:
    """What would be asked of a model. Raises ConfigError for one without a price."""
    from ainews_cli.evaluate.page import EvalCost
    from ainews_cli.evaluate.run import analysis_tasks, jobs, translation_tasks

    language = session.reader.language
    planned = jobs(found, language, runs)
    analyses, translations = list(analysis_tasks(planned, language)), list(translation_tasks(planned, language, model))
    most = sum(session.most_cost(task, model) for task in analyses) + sum(
        session.most_cost(task, model) for task in translations
    )
    return EvalCost(model, len(analyses), len(translations), most)


def _measured(
    session: Session, models: Sequence[str], found: Sequence[Case], *, runs: int, budget: float | None
) -> list[Result]:
    """One result per model, all within one budget. What stops a model is one line; raises it where no model gave
    anything.
    """
    if not models:
        return []
    from ainews_cli.evaluate.run import EvalLedger
    from ainews_cli.llm import warm_up

    warm_up()
    session.warn("claude")
    money = session.ledger(budget)
    ledgers = [EvalLedger(money) for _ in models]
    engines = [session.engine_of("claude", model, ledger) for model, ledger in zip(models, ledgers, strict=True)]
    results = [
        _evaluated(session, engine, found, runs, ledger) for engine, ledger in zip(engines, ledgers, strict=True)
    ]
    stops = [result.stopped for result in results if result.stopped]
    if stops and not any(result.analysed or result.translated for result in results):
        raise stops[0]
    for reason in dict.fromkeys(map(str, stops)):
        session.say(f"ainews: {reason}")
    return results


def _baseline(session: Session, found: Sequence[Case]) -> Result:
    """The offline estimate on the same set: what a model must be better than."""
    from ainews_cli.llm.offline.engine import OfflineEngine

    return _evaluated(session, OfflineEngine(), found, 1)


def _evaluated(
    session: Session, engine: Engine, found: Sequence[Case], runs: int, ledger: EvalLedger | None = None
) -> Result:
    import asyncio

    from ainews_cli.evaluate.run import evaluate, jobs

    total = len(jobs(found, session.reader.language, runs, estimates=engine.estimates))
    with _progress(session, engine, total) as tick:
        return asyncio.run(
            evaluate(found, engine, language=session.reader.language, runs=runs, ledger=ledger, on_done=tick)
        )


def _progress(session: Session, engine: Engine, total: int) -> AbstractContextManager[Callable[[str], None] | None]:
    if not session.shows_progress or engine.estimates:
        return nullcontext(None)
    from ainews_cli.pipeline.progress import evaluation_progress

    return evaluation_progress(engine.model, total)
