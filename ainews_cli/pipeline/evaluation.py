"""The steps of `ainews eval`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ainews_cli.evaluate.cases import chosen
from ainews_cli.evaluate.measures import measure
from ainews_cli.evaluate.page import EvalCost, Head, eval_page, plan_page
from ainews_cli.evaluate.run import EvalLedger, analysis_tasks, evaluate, jobs, translation_tasks
from ainews_cli.llm.ledgers import NoLedger
from ainews_cli.llm.offline.provider import OFFLINE
from ainews_cli.pipeline.output import emit
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.evaluate.cases import Case
    from ainews_cli.evaluate.run import Result
    from ainews_cli.llm.engine import Engine
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session


def run_eval(
    session: Session,
    *,
    models: Sequence[str],
    limit: int | None,
    runs: int,
    details: bool,
    dry_run: bool,
    budget: float | None,
    target: OutputTarget,
) -> None:
    """Measure the models (the configured one for none) on `limit` cases, and print the page; `dry_run`: the plan."""
    asked = bool(models) or not session.provider().estimates
    names = tuple(dict.fromkeys(models or (session.model_name(),))) if asked else ()
    cases = chosen(limit)
    head = Head(session.reader.language, session.reader.timezone, session.now)
    notes = () if asked else (text(head.language, "eval.no_model_plan" if dry_run else "eval.no_model"),)
    if dry_run:
        emit(plan_page([_cost(session, name, cases, runs) for name in names], head, notes), target, session)
        return
    results = _measured(session, names, cases, runs=runs, budget=budget)
    baseline = _evaluated(
        session, session.engine_of(OFFLINE, "", NoLedger()), cases, 1
    )  # what a model must be better than
    measures = [measure(result) for result in (*results, baseline)]
    page = eval_page(measures, head, cases=len(cases), runs=runs, details=details, notes=notes)
    emit(page, target, session)


def _cost(session: Session, model: str, cases: Sequence[Case], runs: int) -> EvalCost:
    """Return what would be asked of a model, and its price. Raise ConfigError for one without a price."""
    language = session.reader.language
    planned = jobs(cases, language, runs)
    analyses, translations = list(analysis_tasks(planned, language)), list(translation_tasks(planned, language, model))
    most = sum(session.most_cost(task, model) for task in analyses)
    most += sum(session.most_cost(task, model) for task in translations)
    return EvalCost(model, len(analyses), len(translations), most)


def _measured(
    session: Session, models: Sequence[str], cases: Sequence[Case], *, runs: int, budget: float | None
) -> list[Result]:
    """Return one result per model, all within one budget. What stops a model is one line on stderr.

    Raise it where no model gave anything.
    """
    if not models:
        return []
    provider = session.model_provider()
    provider.warm_up()
    session.warn(provider)
    money = session.ledger(budget)
    ledgers = [EvalLedger(money) for _ in models]
    engines = [session.engine_of(provider, model, ledger) for model, ledger in zip(models, ledgers, strict=True)]
    results = [
        _evaluated(session, engine, cases, runs, ledger) for engine, ledger in zip(engines, ledgers, strict=True)
    ]
    stops = [result.stopped for result in results if result.stopped]
    if stops and not any(result.analysed or result.translated for result in results):
        raise stops[0]
    for reason in dict.fromkeys(map(str, stops)):
        session.say(f"ainews: {reason}")
    return results


def _evaluated(
    session: Session, engine: Engine, cases: Sequence[Case], runs: int, ledger: EvalLedger | None = None
) -> Result:
    language = session.reader.language
    total = len(jobs(cases, language, runs, estimates=engine.estimates))
    with session.working("evaluate", total, model=engine.model or engine.name) as tick:
        return asyncio.run(evaluate(cases, engine, language=language, runs=runs, ledger=ledger, on_done=tick))
