"""What a view does before it is made: estimates for every item of its window, and a model's analysis for the best of them.

The candidates are chosen by the offline estimate and never by what a model said, so that asking twice gives the same page: a
second run finds the very same candidates, all of them already analysed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ainews_cli import analyse
from ainews_cli.models.analysis import AnalysisOutcome

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.llm.engine import AnalysisTask, Engine
    from ainews_cli.models.item import Item
    from ainews_cli.store import Store
    from ainews_cli.store.ranking import Only
    from ainews_cli.views.reader import Reader
    from ainews_cli.views.windows import Window

CHUNK = 500
OnOutcome = Callable[[AnalysisOutcome], None]


def estimate_window(store: Store, window: Window, reader: Reader, *, now: datetime) -> int:
    """Gives every item of the window that has none an offline estimate; returns how many were made. No network."""
    return _estimate(store, store.unestimated(window.start, window.end, profile=_offline(reader)), reader, now)


def estimate_ids(store: Store, ids: Sequence[int], reader: Reader, *, now: datetime) -> int:
    """The same for these items."""
    return _estimate(store, store.without_estimate(ids, profile=_offline(reader)), reader, now)


def _offline(reader: Reader) -> str:
    return analyse.offline_profile(reader.language, reader.interests)


def _estimate(store: Store, ids: Sequence[int], reader: Reader, now: datetime) -> int:
    made = 0
    for start in range(0, len(ids), CHUNK):  # bounds memory, and an interruption keeps the chunks that are done
        part = ids[start : start + CHUNK]
        made += analyse.estimate(part, store, language=reader.language, interests=reader.interests, now=now)
    return made


def candidate_ids(store: Store, window: Window, reader: Reader, *, limit: int, only: Only | None = None) -> list[int]:
    """The best items of the window by estimate, best first; of those that `only` wants."""
    from ainews_cli.store.ranking import ALL

    weights = reader.weight_values
    return store.best_estimates(window.start, window.end, language=reader.language, weights=weights, limit=limit, only=only or ALL)


def missing(store: Store, ids: Sequence[int], reader: Reader, *, kind: str, model: str) -> list[Item]:
    """Those of the items that have no current analysis by this engine, in order. Needs no engine: most runs find nothing to do."""
    return store.candidates(ids, profile=analyse.model_profile(reader.language, reader.interests, kind=kind, model=model))


def analyse_items(
    store: Store, items: Sequence[Item], reader: Reader, engine: Engine, *, clock: Callable[[], datetime], on_outcome: OnOutcome | None
) -> list[AnalysisOutcome]:
    """Asks the engine about the items, in order. Each result is committed as it comes."""
    import asyncio

    async def run() -> list[AnalysisOutcome]:
        try:
            return await analyse.analyse(items, engine, store, language=reader.language, interests=reader.interests, now=clock, on_outcome=on_outcome)
        finally:
            await engine.aclose()

    return asyncio.run(run())


def plan(store: Store, ids: Sequence[int], reader: Reader, *, kind: str, model: str, cost: Callable[[AnalysisTask], float]) -> tuple[int, float]:
    """What an analysis would do, without doing it: items it would ask about, and the most it can cost in US dollars."""
    profile = analyse.model_profile(reader.language, reader.interests, kind=kind, model=model)
    count, dollars = 0, 0.0
    for item in missing(store, ids, reader, kind=kind, model=model):
        task, digest = analyse.task_of(item, language=reader.language, interests=reader.interests)
        if not store.find_analysis(item.id, text_hash=digest, profile=profile):
            count += 1
            dollars += cost(task)
    return count, dollars
