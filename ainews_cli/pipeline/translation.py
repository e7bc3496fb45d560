"""An article's translation: what is stored of it, and what is to be bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.articles.text_cache import text_of
from ainews_cli.errors import ModelError
from ainews_cli.llm.engines import is_automatic
from ainews_cli.render.times import stamp
from ainews_cli.tasks.translation.plan import Plan, prepare, try_key
from ainews_cli.texts import text
from ainews_cli.views.plan import Planned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ainews_cli.llm.engine import Engine, TranslationTask
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.pipeline.preparation import Preparation
    from ainews_cli.store import Store
    from ainews_cli.tasks.tries import Tries

SECOND_TRIES = 2
"""Factor on a dry run's price: every block may be asked for once more."""


def translated(preparation: Preparation, item_id: int, run: RunReport) -> TranslationOutcome:
    """Return what became of the item's translation.

    Say on stderr why it stopped, unless the analysis (`run`) failed for the same reason.
    """
    session, plan = preparation.session, _plan_of(preparation, item_id)
    if not plan.open:
        return plan.outcome()
    if not preparation.request.analyse or session.provider().estimates:
        return plan.outcome(
            stopped="no_model", reason=text(session.reader.language, f"translation.{_reason(preparation)}")
        )
    if tried := _tried(preparation, plan):
        return plan.outcome(stopped="model", reason=tried)
    try:
        engine = preparation.engine()
    except ModelError as error:  # without a key there is still an article to show
        session.say(f"ainews: {error}")
        return plan.outcome(stopped="model", reason=str(error))
    with session.working("translate", len(plan.open)) as tick:
        outcome = translate_item(
            plan,
            session.store,
            engine,
            glossary=session.config.glossary,
            clock=session.clock,
            on_block=lambda number, _: tick(f"¶{number}"),
            tries=preparation.tries,
        )
    if outcome.stopped and outcome.reason not in {analysed.reason for analysed in run.outcomes}:
        session.say(f"ainews: {outcome.reason}")
    return outcome


def plan_translation(preparation: Preparation, item_id: int) -> None:
    """Add the translation to the plan of a dry run."""
    session, plan = preparation.session, _plan_of(preparation, item_id)
    if plan.open and preparation.request.analyse and not session.provider().estimates:
        if tried := _tried(preparation, plan):
            session.say(tried)
            return
        price = translation_price(plan, session.most_cost)
        preparation.planned.append(Planned(item_id, plan.item.entry.title, "translation", price))
        session.say(text(session.reader.language, "dry_run.translation", n=len(plan.open), cost=f"{price:.4f}"))


def translation_plan(
    store: Store,
    item_id: int,
    reader: Reader,
    *,
    glossary: Sequence[tuple[str, str]],
    model: str,
    refused_before: datetime | None = None,
) -> Plan:
    """Return what the item's translation consists of, with what is stored of it. No engine, no network.

    `refused_before`: blocks that the checks refused before then count as open.
    """
    item, row = store.item(item_id), store.row(item_id, language=reader.language)
    return prepare(
        item,
        text_of(item, store).blocks,
        store,
        language=reader.language,
        glossary=glossary,
        title=translated_title(row),
        model=model,
        refused_before=refused_before,
    )


def translated_title(row: ItemRow) -> str:
    """Return the title that an item's heading takes too, "" without one of a model."""
    return row.analysis.title if row.analysis and not row.analysis.estimate else ""


def translate_item(
    plan: Plan,
    store: Store,
    engine: Engine,
    *,
    glossary: Sequence[tuple[str, str]],
    clock: Callable[[], datetime],
    on_block: Callable[[int, str | None], None] | None,
    tries: Tries | None = None,
) -> TranslationOutcome:
    """Buy what is missing, within the budget; each block is committed as it comes."""
    import asyncio  # border: asyncio costs 0.05 s

    from ainews_cli.tasks.translation.run import translate  # border: the checks cost a quarter of a start of show

    async def run() -> TranslationOutcome:
        try:
            return await translate(
                plan.item,
                plan.blocks,
                engine,
                store,
                language=plan.language,
                glossary=glossary,
                title=plan.title,
                now=clock,
                on_block=on_block,
                tries=tries,
            )
        finally:
            await engine.aclose()

    return asyncio.run(run())


def translation_price(plan: Plan, cost: Callable[[TranslationTask], float]) -> float:
    """Return the most that translating what is missing may cost, in US dollars."""
    from ainews_cli.tasks.translation.run import plan_tasks  # border: as above

    return SECOND_TRIES * sum(map(cost, plan_tasks(plan)))


def _plan_of(preparation: Preparation, item_id: int) -> Plan:
    """Return the plan; where a model may be asked, what it was asked in vain a day ago is open again."""
    session = preparation.session
    asks = preparation.request.analyse and not session.provider().estimates
    return translation_plan(
        session.store,
        item_id,
        session.reader,
        glossary=session.config.glossary,
        model=session.model_name(),
        refused_before=preparation.tries.refused_before if asks else None,
    )


def _tried(preparation: Preparation, plan: Plan) -> str:
    """Return in words why the article is not asked for again yet, "" where it may be."""
    session, key = preparation.session, try_key(plan)
    tried = preparation.tries.known(key.purpose, [key.item_id], key.profile).get(key)
    if not tried:
        return ""
    again = stamp(session.reader.language, tried.again, session.reader.timezone)
    return text(session.reader.language, "tries.translation", model=plan.model, again=again, reason=tried.reason)


def _reason(preparation: Preparation) -> str:
    if not preparation.request.analyse:
        return "no_analyse"
    return "no_key" if is_automatic(preparation.session.config.model.engine) else "offline"
