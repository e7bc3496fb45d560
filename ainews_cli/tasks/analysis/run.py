"""Analyses of many items through one engine, best candidates first; how the model is asked is `tasks.loop`'s."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from ainews_cli.isolation import Isolated, Step
from ainews_cli.llm.engine import AnalysisTask, Engine
from ainews_cli.models.analysis import Analysis, AnalysisOutcome, Interests
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.tasks.analysis.ask import AnalysisQuestion, fitting
from ainews_cli.tasks.analysis.checking import Stamp
from ainews_cli.tasks.analysis.profiles import engine_profile
from ainews_cli.tasks.analysis.texts import full_blocks, task_for, text_hash
from ainews_cli.tasks.loop import Status, TaskLoop
from ainews_cli.tasks.tries import Tries

MOST_DEFERRED = 5
"""Items in a row that the budget had no room for, after which it counts as used up."""


class AnalysisStore(Protocol):
    """The part of the store that is used here."""

    def find_analysis(self, item_id: int, *, text_hash: str, profile: str) -> Analysis | None:
        """Return a completed analysis of this very text by this profile."""

    def save_analysis(self, item_id: int, analysis: Analysis) -> None:
        """Commit one analysis."""


async def analyse(
    items: Sequence[Item],
    engine: Engine,
    store: AnalysisStore,
    *,
    language: str,
    interests: Interests,
    now: Callable[[], datetime],
    on_outcome: Callable[[AnalysisOutcome], None] | None = None,
    blocks: Callable[[Item], tuple[Block, ...]] = full_blocks,
    tries: Tries | None = None,
) -> list[AnalysisOutcome]:
    """Analyse items in the order given; return one outcome per item, in that order. Raise as `TaskLoop.run` does."""
    profile = engine_profile(language, interests, engine)

    def prepare(item: Item) -> AnalysisQuestion | None:
        task, digest = task_of(item, language=language, interests=interests, blocks=blocks)
        if stored := store.find_analysis(item.id, text_hash=digest, profile=profile):
            # it is current again, and costs nothing
            store.save_analysis(item.id, stored._replace(body_hash=item.body_hash))
            return None
        stamp = Stamp(engine.name, engine.model, engine.estimates, profile, item.body_hash, digest, now())
        task, notes = fitting(task)
        return AnalysisQuestion(task, stamp, notes)

    def save(item: Item, analysis: Analysis) -> None:
        store.save_analysis(item.id, analysis)

    loop = TaskLoop(
        engine,
        prepare,
        save,
        outcome=_outcome,
        isolated=lambda item: Isolated(Step.ANALYSIS, item.id, item.entry.title),
        on_outcome=on_outcome,
        most_deferred=MOST_DEFERRED,
        tries=tries,
    )
    return await loop.run(items)


def _outcome(item: Item, status: Status, reason: str, dollars: float) -> AnalysisOutcome:
    return AnalysisOutcome(item.id, status, reason, dollars)


def task_of(
    item: Item, *, language: str, interests: Interests, blocks: Callable[[Item], tuple[Block, ...]] = full_blocks
) -> tuple[AnalysisTask, str]:
    """Return the task for one item and its text hash."""
    task = task_for(item, blocks(item), language=language, interests=interests)
    return task, text_hash(task.title, task.blocks)
