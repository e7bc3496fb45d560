"""The translation of one item before its page is made: what is stored, and what is to be bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.articles.text_cache import text_of
from ainews_cli.tasks.translation.plan import Plan, prepare
from ainews_cli.tasks.translation.run import plan_tasks, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ainews_cli.llm.engine import Engine, TranslationTask
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.store import Store

SECOND_TRIES = 2
"""Factor on a dry run's price: every block may be asked for once more."""


def translation_plan(
    store: Store, item_id: int, reader: Reader, *, glossary: Sequence[tuple[str, str]], model: str
) -> Plan:
    """What the item's translation consists of, with what is stored of it. No engine, no network."""
    item = store.item(item_id)
    analysis = store.row(item_id, language=reader.language).analysis
    title = analysis.title if analysis and not analysis.estimate else ""
    blocks = text_of(item, store).blocks
    return prepare(item, blocks, store, language=reader.language, glossary=glossary, title=title, model=model)


def translate_item(
    plan: Plan,
    store: Store,
    engine: Engine,
    *,
    glossary: Sequence[tuple[str, str]],
    clock: Callable[[], datetime],
    on_block: Callable[[int, str | None], None] | None,
) -> TranslationOutcome:
    """Buys what is missing, within the budget; each block is committed as it comes."""
    import asyncio

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
            )
        finally:
            await engine.aclose()

    return asyncio.run(run())


def translation_price(plan: Plan, cost: Callable[[TranslationTask], float]) -> float:
    """The most that translating what is missing may cost, in US dollars."""
    return SECOND_TRIES * sum(map(cost, plan_tasks(plan)))
