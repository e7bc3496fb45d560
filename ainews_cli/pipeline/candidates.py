"""What a view does before it is made: estimates for every item of its window, and a model's analysis for the best of
them.

The candidates are chosen by the offline estimate and never by what a model said, so that asking twice gives the same
page: a
second run finds the very same candidates, all of them already analysed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ainews_cli.models.analysis import AnalysisOutcome
from ainews_cli.tasks.analysis.estimates import estimate
from ainews_cli.tasks.analysis.profiles import model_profile, offline_profile
from ainews_cli.tasks.analysis.run import analyse, task_of

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.llm.engine import AnalysisTask, Engine
    from ainews_cli.models.item import Item
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.selection import Only
    from ainews_cli.models.window import Window
    from ainews_cli.ranking.taste import Taste
    from ainews_cli.store import Store
    from ainews_cli.views.plan import Planned

CHUNK = 500
OnOutcome = Callable[[AnalysisOutcome], None]


def estimate_window(store: Store, window: Window, reader: Reader, *, now: datetime) -> int:
    """Gives every item of the window that has none an offline estimate; returns how many were made. No network."""
    return _estimate(store, store.unestimated(window.start, window.end, profile=_offline(reader)), reader, now)


def estimate_ids(store: Store, ids: Sequence[int], reader: Reader, *, now: datetime) -> int:
    """The same for these items."""
    return _estimate(store, store.without_estimate(ids, profile=_offline(reader)), reader, now)


def _offline(reader: Reader) -> str:
    return offline_profile(reader.language, reader.interests)


def _estimate(store: Store, ids: Sequence[int], reader: Reader, now: datetime) -> int:
    made = 0
    for start in range(0, len(ids), CHUNK):  # bounds memory, and an interruption keeps the chunks that are done
        part = ids[start : start + CHUNK]
        made += estimate(part, store, language=reader.language, interests=reader.interests, now=now)
    return made


def candidate_ids(store: Store, window: Window, reader: Reader, *, limit: int, only: Only | None = None) -> list[int]:
    """The best items of the window, best first; of those that `only` wants.

    By estimate x feed weight + freshness + what the reader's flags say of it. Nothing in that sum comes from a model.
    What the flags say
    is asked of the POOL x limit items that are best without it.
    """
    from ainews_cli.models.selection import ALL
    from ainews_cli.ranking.order import FRESHNESS, POOL, taste_of

    taste = taste_of(store, reader)
    found = store.best_estimates(
        window.start,
        window.end,
        language=reader.language,
        weights=reader.weight_values,
        limit=limit * POOL if taste else limit,
        only=only or ALL,
        freshness=FRESHNESS,
    )
    return best_first(store, found, window, reader, taste)[:limit] if taste else found


def best_first(store: Store, ids: Sequence[int], window: Window, reader: Reader, taste: Taste | None) -> list[int]:
    """The same items in the order in which money is spent on them: by the sum that `candidate_ids` tells of."""
    from ainews_cli.ranking.order import standing, vector_of

    values = {}
    for row in store.estimated(ids, language=reader.language):
        found = standing(row, reader, window, (), taste, vector_of(row) if taste else {})
        values[row.id] = found.value - found.coverage
    return sorted(values, key=lambda item_id: -values[item_id])


def missing(store: Store, ids: Sequence[int], reader: Reader, *, kind: str, model: str) -> list[Item]:
    """Those of the items that have no current analysis by this engine, in order. Needs no engine: most runs find
    nothing to do.
    """
    return store.candidates(ids, profile=model_profile(reader.language, reader.interests, kind=kind, model=model))


def in_batches(store: Store, ids: Sequence[int], reader: Reader, *, kind: str, model: str, now: datetime) -> set[int]:
    """Those of the items that a batch is about to answer for, as they are now, as this engine would."""
    profile = model_profile(reader.language, reader.interests, kind=kind, model=model)
    return store.in_batches(ids, purpose="analysis", profile=profile, now=now)


def analyse_items(
    store: Store,
    items: Sequence[Item],
    reader: Reader,
    engine: Engine,
    *,
    clock: Callable[[], datetime],
    on_outcome: OnOutcome | None,
) -> list[AnalysisOutcome]:
    """Asks the engine about the items, in order. Each result is committed as it comes."""
    import asyncio

    async def run() -> list[AnalysisOutcome]:
        try:
            return await analyse(
                items,
                engine,
                store,
                language=reader.language,
                interests=reader.interests,
                now=clock,
                on_outcome=on_outcome,
            )
        finally:
            await engine.aclose()

    return asyncio.run(run())


def plan(
    store: Store, ids: Sequence[int], reader: Reader, *, kind: str, model: str, cost: Callable[[AnalysisTask], float]
) -> list[Planned]:
    """What an analysis would do, without doing it: the items it would ask about, in order, and the most each can
    cost.
    """
    from ainews_cli.views.plan import Planned

    profile = model_profile(reader.language, reader.interests, kind=kind, model=model)
    found = []
    for item in missing(store, ids, reader, kind=kind, model=model):
        task, digest = task_of(item, language=reader.language, interests=reader.interests)
        if not store.find_analysis(item.id, text_hash=digest, profile=profile):
            found.append(Planned(item.id, item.entry.title, "analysis", cost(task)))
    return found
