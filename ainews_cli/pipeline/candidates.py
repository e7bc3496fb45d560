"""Which items of a window a model is asked about, and asking it.

The candidates are chosen by the offline estimate and never by what a model said, so that asking twice gives the same
page: a second run finds the very same candidates, all of them already analysed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ainews_cli.articles.text_cache import text_of
from ainews_cli.base.working import Working, silently
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.analysis import AnalysisOutcome
from ainews_cli.models.selection import ALL
from ainews_cli.models.tries import TryKey
from ainews_cli.pipeline.ordering import taste_of
from ainews_cli.ranking.order import FRESHNESS, POOL, standing
from ainews_cli.tasks.analysis.profiles import model_profile, offline_profile
from ainews_cli.views.plan import Planned

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.llm.engine import AnalysisTask, Engine
    from ainews_cli.models.item import Item, ItemRow
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.selection import Only
    from ainews_cli.models.tries import FailedTry
    from ainews_cli.models.window import Window
    from ainews_cli.ranking.taste import Taste
    from ainews_cli.store import Store
    from ainews_cli.tasks.tries import Tries
    from ainews_cli.views.material import Choices
    from ainews_cli.views.registry import View
CHUNK = 250
LEAST_ESTIMATED, LEAST_JUDGED = 2.0, 3.0
"""With `ai_only`: the least relevance, 1.0 to 5.0, by the offline estimate (what it gives a text with one keyword,
topic of AI or known name), and by a model, whose 3 is "about AI in general, or near an interest"."""
OnOutcome = Callable[[AnalysisOutcome], None]


def estimate_window(store: Store, window: Window, reader: Reader, *, now: datetime, working: Working = silently) -> int:
    """Give every item of the window that has none an offline estimate; return how many were made. No network."""
    ids = store.unestimated(window.start, window.end, profile=_offline(reader))
    return _estimate(store, ids, reader, now, working)


def estimate_ids(
    store: Store, ids: Sequence[int], reader: Reader, *, now: datetime, working: Working = silently
) -> int:
    """Give those of the items that have none an offline estimate; return how many were made. No network."""
    return _estimate(store, store.without_estimate(ids, profile=_offline(reader)), reader, now, working)


def _offline(reader: Reader) -> str:
    return offline_profile(reader.language, reader.interests)


def _estimate(store: Store, ids: Sequence[int], reader: Reader, now: datetime, working: Working) -> int:
    if not ids:
        return 0
    from ainews_cli.tasks.analysis.estimates import estimate  # border: the offline engine

    made = 0
    with working("estimate", len(ids)) as tick:
        for start in range(0, len(ids), CHUNK):  # bounds memory, and an interruption keeps the chunks that are done
            part = ids[start : start + CHUNK]
            made += estimate(part, store, language=reader.language, interests=reader.interests, now=now)
            tick("", len(part))
    return made


def candidate_ids(
    store: Store, window: Window, reader: Reader, *, limit: int, only: Only = ALL, per_feed: int = 0
) -> list[int]:
    """Return the best items of the window, best first; of those that `only` wants, at most `per_feed` of a feed (0: no
    limit).

    By estimate x feed weight + freshness + what the reader's flags say of it. Nothing in that sum comes from a model.
    What the flags say is asked of the POOL x limit items that are best without it.
    """
    taste = taste_of(store, reader)
    ids = store.best_estimates(
        window.start,
        window.end,
        language=reader.language,
        weights=reader.weight_values,
        limit=limit * POOL if taste else limit,
        only=only,
        freshness=FRESHNESS,
        per_feed=per_feed,
    )
    return best_first(store, ids, window, reader, taste)[:limit] if taste else ids


def best_first(store: Store, ids: Sequence[int], window: Window, reader: Reader, taste: Taste | None) -> list[int]:
    """Return the same items by the sum of `candidate_ids`, the order in which money is spent on them."""
    rows = store.estimated(ids, language=reader.language)
    vectors: dict[int, dict[str, float]] = {}
    if taste:
        from ainews_cli.ranking.preferences import vector_of  # border: taste computation

        vectors = {row.id: vector_of(row) for row in rows}
    values = {}
    for row in rows:
        parts = standing(row, reader, window, (), taste, vectors.get(row.id, {}))
        values[row.id] = parts.value - parts.coverage
    return sorted(values, key=lambda item_id: -values[item_id])


def story_ids(store: Store, view: View, window: Window, reader: Reader, choices: Choices, *, most: int) -> list[int]:
    """Return the `most` items of the window with the most points.

    `ai_only` goes by the offline estimate alone here, which is the same before and after an analysis.
    """
    return store.most_points(
        window.start,
        window.end,
        kinds=view.only.kinds,
        language=reader.language,
        limit=most,
        least_relevance=LEAST_ESTIMATED if choices.ai_only else 0.0,
    )


def story_rows(store: Store, ids: Sequence[int], reader: Reader, choices: Choices) -> list[ItemRow]:
    """Return the items that a page shows; `ai_only` leaves out what a model has judged to be about something else."""
    rows = store.rows(ids, language=reader.language)
    return [row for row in rows if not choices.ai_only or _is_near(row)][: choices.limit]


def _is_near(row: ItemRow) -> bool:
    analysis = row.analysis
    if analysis is None or analysis.estimate:
        return True  # the estimate was asked already
    return next(mark.value for mark in analysis.marks if mark.name == "relevance") >= LEAST_JUDGED


def missing(store: Store, ids: Sequence[int], reader: Reader, *, kind: str, model: str) -> list[Item]:
    """Return those of the items that have no current analysis by this engine, in order. Most runs find none."""
    return store.candidates(ids, profile=model_profile(reader.language, reader.interests, kind=kind, model=model))


def in_batches(store: Store, ids: Sequence[int], reader: Reader, *, kind: str, model: str, now: datetime) -> set[int]:
    """Return those of the items that a batch is about to answer for, as they are now, as this engine would."""
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
    tries: Tries | None = None,
) -> list[AnalysisOutcome]:
    """Ask the engine about the items, in order. Each result is committed as it comes."""
    import asyncio  # border: asyncio costs 0.05 s

    from ainews_cli.tasks.analysis.run import analyse

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
                blocks=lambda item: text_of(item, store).blocks,
                tries=tries,
            )
        finally:
            await engine.aclose()

    return asyncio.run(run())


def untried(
    store: Store, items: Sequence[Item], reader: Reader, tries: Tries, *, kind: str, model: str
) -> tuple[list[Item], list[FailedTry]]:
    """Return those of the items that this engine was not asked about in vain lately, and the tries about the others."""
    profile = model_profile(reader.language, reader.interests, kind=kind, model=model)
    known = tries.known("analysis", [item.id for item in items], profile)
    if not known:
        return list(items), []
    keys = {}
    for item in items:
        with Isolated(Step.ANALYSIS, item.id, item.entry.title):
            keys[item.id] = TryKey("analysis", item.id, _task(store, item, reader)[1], profile)
    failed = [known[key] for key in keys.values() if key in known]
    return [item for item in items if keys.get(item.id) not in known], failed


def plan(
    store: Store,
    items: Sequence[Item],
    reader: Reader,
    *,
    kind: str,
    model: str,
    cost: Callable[[AnalysisTask], float],
) -> list[Planned]:
    """Return those of the items that an analysis would ask about, in order, and the most each can cost."""
    profile = model_profile(reader.language, reader.interests, kind=kind, model=model)
    planned = []
    for item in items:
        with Isolated(Step.ANALYSIS, item.id, item.entry.title):
            task, digest = _task(store, item, reader)
            if not store.find_analysis(item.id, text_hash=digest, profile=profile):
                planned.append(Planned(item.id, item.entry.title, "analysis", cost(task)))
    return planned


def _task(store: Store, item: Item, reader: Reader) -> tuple[AnalysisTask, str]:
    """Return what would be asked about an item, and the hash of its text."""
    from ainews_cli.tasks.analysis.run import task_of  # border: only a dry run and a failed try need it

    return task_of(
        item, language=reader.language, interests=reader.interests, blocks=lambda item: text_of(item, store).blocks
    )
