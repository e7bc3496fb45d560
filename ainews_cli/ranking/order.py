"""The order of a digest: what an item's rank is the sum of, and what else decides its place.

rank value = score x feed weight + freshness + coverage + taste + exploration

Every part is in points of score. Places are then given by maximal marginal relevance (`diversity`), so that one topic
does not fill the
page; a story stands once, under its best item; what an earlier day's digest showed does not come back.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.ranking import scoring
from ainews_cli.ranking.diversity import Candidate, diversify, unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.story import Member, Shown
    from ainews_cli.models.window import Window
    from ainews_cli.ranking.taste import Taste
    from ainews_cli.store import Store

FRESHNESS = 0.15
"""Of an item published at the very end of the window; 0 at its start."""
COVERAGE, MOST_COVERAGE = 0.25, 0.75
"""COVERAGE x log2(1 + other feeds that report the story), at most MOST_COVERAGE."""
POOL = 3
"""Times the limit: how many of the best items compete for the places."""
LEAST_POOL = 60


class Standing(NamedTuple):
    """What an item's rank value is the sum of; all in points of score."""

    id: int
    score: float
    """The weighted mean of its marks, unrounded; 0 without an analysis."""
    source: float
    """What the feed's weight adds or takes: score x (weight - 1)."""
    freshness: float
    coverage: float
    taste: float
    exploration: float

    @property
    def value(self) -> float:
        """The rank value."""
        return self.score + self.source + self.freshness + self.coverage + self.taste + self.exploration


class Place(NamedTuple):
    """An item on the page."""

    row: ItemRow
    standing: Standing
    loss: float
    """What likeness to an item above it took from its value when places were given."""
    like: int | None
    """That item."""
    others: tuple[Member, ...]
    """Other items of its story, best source first come."""
    earlier: tuple[Member, ...]
    """Items of its story that an earlier day's digest showed."""
    day: str = ""
    """The last day that did, ISO 8601."""


class Order(NamedTuple):
    """The places of a page, and what competed for them."""

    places: tuple[Place, ...]
    standings: Mapping[int, Standing]
    """Of every item that competed, also of those that stand under another one."""
    under: Mapping[int, int]
    """Item -> the item of the same story that stands for it."""
    earlier: Mapping[int, str]
    """Item -> the earlier day on which it was shown."""
    reports: Mapping[int, tuple[str, ...]]
    """Item -> the other feeds that report its story in the window."""


def order(
    store: Store, reader: Reader, window: Window, *, limit: int, day: str = "", view: str = "", stories: bool = True
) -> Order:
    """The page's order. `view` and `day` (ISO 8601): whose earlier days do not come back; "" for a page that is no
    daily digest.
    """
    pool = max(LEAST_POOL, POOL * limit)
    rows = store.ranked(window.start, window.end, language=reader.language, weights=reader.weight_values, limit=pool)
    ids = [row.id for row in rows]
    members: dict[int, list[Member]] = {}
    if stories:
        from ainews_cli.ranking.story_assignment import tell

        if not store.read_only:
            tell(store, window, ids)
        for member in store.story_members(ids, language=reader.language, before=window.end):
            members.setdefault(member.story, []).append(member)
    story_of = {member.id: story for story, found in members.items() for member in found}
    shown = (
        store.shown(view, day, [*ids, *(member.id for found in members.values() for member in found)]) if day else {}
    )
    earlier = {item_id: one.day for item_id, one in shown.items() if one.away}
    taste = taste_of(store, reader)
    standings = {
        row.id: standing(
            row, reader, window, members.get(story_of.get(row.id, 0), ()), taste, vector_of(row) if taste else {}
        )
        for row in rows
    }
    best, under = _best(rows, standings, story_of, earlier)
    vectors = {row.id: unit(_topics(row)) for row in best}
    placed = diversify([Candidate(row.id, standings[row.id].value, vectors[row.id]) for row in best], limit)
    by_id = {row.id: row for row in best}
    places = []
    for one in placed:
        others = [member for member in members.get(story_of.get(one.id, 0), ()) if member.id != one.id]
        before = [member for member in others if _went_before(shown.get(member.id), shown.get(one.id))]
        last = max((shown[member.id].day for member in before), default="")
        places.append(Place(by_id[one.id], standings[one.id], one.loss, one.like, tuple(others), tuple(before), last))
    reports = {
        row.id: tuple(sorted(_feeds(row, window, members.get(story_of.get(row.id, 0), ())) - {row.feed}))
        for row in rows
    }
    return Order(tuple(places), standings, under, earlier, reports)


def _went_before(other: Shown | None, head: Shown | None) -> bool:
    """Whether an earlier day's digest had shown the other report when this day's showed its head first."""
    if other is None or not other.day:
        return False
    return head is None or head.own is None or other.at < head.own


def standing(
    row: ItemRow,
    reader: Reader,
    window: Window,
    story: Sequence[Member],
    taste: Taste | None,
    vector: Mapping[str, float],
) -> Standing:
    """The sum for one item. Pure."""
    score = 0.0
    if row.analysis:
        score = sum(
            share * mark.value
            for share, mark in zip(scoring.normalised(reader.weights), row.analysis.marks, strict=True)
        )
    length = (window.end - window.start).total_seconds()
    age = (row.published - window.start).total_seconds() / length if length else 0.0
    coverage = min(MOST_COVERAGE, COVERAGE * log2(max(1, len(_feeds(row, window, story)))))
    liking = exploration = 0.0
    if taste:
        from ainews_cli.ranking.taste import value

        liking, exploration = value(taste, vector)
    return Standing(
        row.id, score, score * (row.feed_weight - 1), FRESHNESS * min(1.0, max(0.0, age)), coverage, liking, exploration
    )


def _feeds(row: ItemRow, window: Window, story: Sequence[Member]) -> set[str]:
    """Feeds that report the story in the window, and those that carry the item itself."""
    return {member.source for member in story if member.published >= window.start} | set(row.sources)


def _best(
    rows: Sequence[ItemRow], standings: Mapping[int, Standing], story_of: Mapping[int, int], earlier: Mapping[int, str]
) -> tuple[list[ItemRow], dict[int, int]]:
    """Of each story the item of the highest value that was not shown on an earlier day; and who stands for whom."""
    heads: dict[int, int] = {}
    kept: list[ItemRow] = []
    under: dict[int, int] = {}
    for row in sorted(rows, key=lambda one: (-standings[one.id].value, one.id)):
        if row.id in earlier:
            continue
        story = story_of.get(row.id)
        if story is not None and story in heads:
            under[row.id] = heads[story]
            continue
        if story is not None:
            heads[story] = row.id
        kept.append(row)
    return kept, under


def vector_of(row: ItemRow) -> dict[str, float]:
    """What the model of the reader's taste sees of it."""
    from ainews_cli.ranking.taste import Traits, features

    analysis = row.analysis
    if analysis is None:
        return features(Traits(row.id, row.title, row.feed, row.category))
    marks = tuple((mark.name, mark.value) for mark in analysis.marks)
    title = f"{row.title} {analysis.title}" if analysis.title != row.title else row.title
    return features(
        Traits(row.id, title, row.feed, analysis.category, analysis.tags, analysis.companies, analysis.products, marks)
    )


def _topics(row: ItemRow) -> dict[str, float]:
    """What the item is about, for its likeness to others."""
    analysis = row.analysis
    if analysis is None:
        return {}
    named = {f"name:{name.casefold()}": 1.5 for name in (*analysis.companies, *analysis.products)}
    return {**{f"tag:{tag.casefold()}": 1.0 for tag in analysis.tags}, **named}


def taste_of(store: Store, reader: Reader) -> Taste | None:
    """What the reader's flags taught; learnt anew when they changed; None without a flag."""
    signature = store.flags_signature()
    if not signature:
        return None
    kept = store.taste(signature)
    if kept:
        return kept
    from ainews_cli.ranking.preferences import learn

    return learn(store, reader, signature)
