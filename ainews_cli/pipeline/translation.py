"""The step between an analysis and an article's page: its translation, from the store or by the run's engine."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from ainews_cli.errors import ModelError
from ainews_cli.llm.engines import is_automatic
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from ainews_cli.models.reader import RunReport
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.tasks.translation.plan import Plan


def translated(work: Work, item_id: int, run: RunReport) -> TranslationOutcome:
    """What became of the item's translation. Says on stderr why it stopped, unless the analysis (`run`) failed for the
    same reason.
    """
    from ainews_cli.pipeline.translating import translate_item

    session, plan = work.session, _plan(work, item_id)
    if not plan.open:
        return plan.outcome()
    if not work.request.analyse or session.provider().estimates:
        return plan.outcome(stopped="no_model", reason=text(session.reader.language, f"translation.{_why(work)}"))
    try:
        engine = work.engine()
    except ModelError as error:  # without a key there is still an article to show
        session.say(f"ainews: {error}")
        return plan.outcome(stopped="model", reason=str(error))
    with _progress(work, len(plan.open)) as tick:
        outcome = translate_item(
            plan, session.store, engine, glossary=session.config.glossary, clock=session.clock, on_block=tick
        )
    if outcome.stopped and outcome.reason not in {one.reason for one in run.outcomes}:
        session.say(f"ainews: {outcome.reason}")
    return outcome


def plan_translation(work: Work, item_id: int) -> None:
    """The dry run of the translation: a line, and its part of `work.planned`."""
    from ainews_cli.pipeline.translating import translation_price
    from ainews_cli.views.plan import Planned

    session, plan = work.session, _plan(work, item_id)
    if plan.open and work.request.analyse and not session.provider().estimates:
        price = translation_price(plan, session.most_cost)
        work.planned.append(Planned(item_id, plan.item.entry.title, "translation", price))
        session.say(text(session.reader.language, "dry_run.translation", n=len(plan.open), cost=f"{price:.4f}"))


def _plan(work: Work, item_id: int) -> Plan:
    from ainews_cli.pipeline.translating import translation_plan

    session = work.session
    return translation_plan(
        session.store, item_id, session.reader, glossary=session.config.glossary, model=session.model_name()
    )


def _why(work: Work) -> str:
    if not work.request.analyse:
        return "no_analyse"
    return "no_key" if is_automatic(work.session.config.model.engine) else "offline"


def _progress(work: Work, total: int) -> AbstractContextManager[Callable[[int, str | None], None] | None]:
    if not work.session.shows_progress:
        return nullcontext(None)
    from ainews_cli.pipeline.progress import translation_progress

    return translation_progress(total)
