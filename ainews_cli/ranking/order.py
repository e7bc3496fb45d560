"""The order of a digest: what an item's rank is the sum of, and what else decides its place.

rank value = score x feed weight + freshness + coverage + taste + exploration (+ home)

Every part is in points of score. Places are then given by maximal marginal relevance (`diversity`), so that neither one
topic nor one feed fills the page; a story stands once, under its best item, and so do a product's releases of a day
(`spread`); what an earlier day's digest showed does not come back.
"""

from __future__ import annotations

from collections import Counter
from math import log2
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.models.folding import fold
from ainews_cli.ranking import scoring
from ainews_cli.ranking.diversity import Candidate, diversify, unit
from ainews_cli.ranking.spread import per_feed_of, release_key
from ainews_cli.sources.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.story import Member, Shown
    from ainews_cli.models.window import Window
    from ainews_cli.ranking.taste import Taste

FRESHNESS = 0.15
"""Of an item published at the very end of the window; 0 at its start."""
COVERAGE, MOST_COVERAGE = 0.25, 0.75
"""COVERAGE x log2(1 + other feeds that report the story), at most MOST_COVERAGE."""
HOME = 1.0
"""Of an item of the kind that the page is for: a release in a list of tools is short, and so scores less than news."""
VIDEO = "video"
"""Category of kinds whose items are videos."""
POOL = 3
"""Times the limit: how many of the best items compete for the places."""
LEAST_POOL = 60
NOTHING_SHOWN: Mapping[int, Shown] = MappingProxyType({})


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
    home: float = 0.0

    @property
    def value(self) -> float:
        """The rank value."""
        return self.score + self.source + self.freshness + self.coverage + self.taste + self.exploration + self.home


class Place(NamedTuple):
    """An item on the page."""

    row: ItemRow
    standing: Standing
    loss: float
    """What likeness to an item above it took from its value when places were given."""
    like: int | None
    """That item."""
    others: tuple[Member, ...]
    """Other items of its story: those of feeds that are not named yet first, the best of them in front."""
    earlier: tuple[Member, ...]
    """Items of its story that an earlier day's digest showed."""
    day: str = ""
    """The last day that did, ISO 8601."""
    repeat: float = 0.0
    """What items of its feed above it took from its value."""


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
    full: frozenset[str] = frozenset()
    """Feeds of which items were left out because they have their places already."""


def order(
    rows: Sequence[ItemRow],
    reader: Reader,
    window: Window,
    *,
    limit: int,
    members: Sequence[Member] = (),
    shown: Mapping[int, Shown] = NOTHING_SHOWN,
    taste: Taste | None = None,
    per_feed: int = 0,
    at_home: Collection[int] = (),
) -> Order:
    """Return the order of a page of `limit` items, given those that compete for it (`pool_size` of the best), at most
    `per_feed` of a feed (0: no limit).

    `members`: of the stories of the items, () to show every item by itself. `shown`: what earlier digests showed.
    `at_home`: items of the kind that the page is for.
    """
    by_story: dict[int, list[Member]] = {}
    for member in members:
        by_story.setdefault(member.story, []).append(member)
    story_of = {member.id: member.story for member in members}
    stories = {row.id: by_story.get(story_of.get(row.id, 0), []) for row in rows}
    earlier = {item_id: report.day for item_id, report in shown.items() if report.away}
    standings = _standings(rows, reader, window, stories, taste, at_home)
    groups = {
        row.id: (("story", story_of.get(row.id)), ("release", release_key(row, reader.timezone, window)))
        for row in rows
    }
    retold = retelling(rows)
    best, under = _best(rows, standings, groups, earlier, retold)
    candidates = [Candidate(row.id, standings[row.id].value, unit(_topics(row)), row.feed) for row in best]
    by_id = {row.id: row for row in best}
    places = []
    chosen = diversify(candidates, limit, per_feed_of(best, per_feed))
    for placed in chosen.placed:
        others = _others(by_id[placed.id], stories[placed.id], standings, retold)
        before = tuple(member for member in others if _went_before(shown.get(member.id), shown.get(placed.id)))
        last = max((shown[member.id].day for member in before), default="")
        row, sums = by_id[placed.id], standings[placed.id]
        places.append(Place(row, sums, placed.loss, placed.like, others, before, last, placed.repeat))
    reports = {row.id: tuple(sorted(_feeds(row, window, stories[row.id]) - {row.feed})) for row in rows}
    return Order(tuple(places), standings, under, earlier, reports, chosen.full)


def _standings(
    rows: Sequence[ItemRow],
    reader: Reader,
    window: Window,
    stories: Mapping[int, Sequence[Member]],
    taste: Taste | None,
    at_home: Collection[int],
) -> dict[int, Standing]:
    vectors: dict[int, dict[str, float]] = {}
    if taste:
        from ainews_cli.ranking.preferences import vector_of  # border: taste computation

        vectors = {row.id: vector_of(row) for row in rows}
    return {
        row.id: standing(row, reader, window, stories[row.id], taste, vectors.get(row.id, {}))._replace(
            home=HOME if row.id in at_home else 0.0
        )
        for row in rows
    }


def pool_size(limit: int) -> int:
    """Return how many of the best items compete for a page of `limit` places."""
    return max(LEAST_POOL, POOL * limit)


def _others(
    row: ItemRow, story: Sequence[Member], standings: Mapping[int, Standing], retold: Collection[int]
) -> tuple[Member, ...]:
    """Return the other items of its story: each feed once, then its further ones; reports before what retells them, the
    best first, the oldest of those that did not compete.
    """
    lowest = min((standing.value for standing in standings.values()), default=0.0) - 1
    best = sorted(
        (member for member in story if member.id != row.id),
        key=lambda member: (
            member.id in retold,
            -standings[member.id].value if member.id in standings else -lowest,
        ),
    )
    named = Counter({row.feed: 1})
    turns = {}
    for member in best:
        turns[member.id] = named[member.source]
        named[member.source] += 1
    return tuple(sorted(best, key=lambda member: turns[member.id]))


def _went_before(other: Shown | None, head: Shown | None) -> bool:
    """Return whether an earlier day's digest had shown the other report when this day's showed its head first."""
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
    """Return the sum for one item. `vector`: what the taste sees of it."""
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
        from ainews_cli.ranking.taste import value  # border: taste computation

        liking, exploration = value(taste, vector)
    return Standing(
        row.id, score, score * (row.feed_weight - 1), FRESHNESS * min(1.0, max(0.0, age)), coverage, liking, exploration
    )


def _feeds(row: ItemRow, window: Window, story: Sequence[Member]) -> set[str]:
    """Return the feeds that report the story in the window, and those that carry the item itself."""
    return {member.source for member in story if member.published >= window.start} | set(row.sources)


def _best(
    rows: Sequence[ItemRow],
    standings: Mapping[int, Standing],
    groups: Mapping[int, Sequence[tuple[str, object]]],
    earlier: Mapping[int, str],
    retold: Collection[int],
) -> tuple[list[ItemRow], dict[int, int]]:
    """Return of each group (a story, a product's releases of a day) the best item that no earlier day showed, and which
    items stand under which: a page that reports comes before what only tells of it. `groups`: of each item, (kind,
    name), None for no name.
    """
    heads: dict[object, int] = {}
    best: list[ItemRow] = []
    under: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: (row.id in retold, -standings[row.id].value, row.id)):
        if row.id in earlier:
            continue
        named = [group for group in groups[row.id] if group[1] is not None]
        head = next((heads[group] for group in named if group in heads), None)
        for group in named:
            heads.setdefault(group, row.id if head is None else head)
        if head is None:
            best.append(row)
        else:
            under[row.id] = head
    return sorted(best, key=lambda row: (-standings[row.id].value, row.id)), under


def retelling(rows: Iterable[ItemRow]) -> set[int]:
    """Return those that only tell of what others report: videos, links on a site of discussions, and what another feed
    had before under the same title, with no less text.
    """
    retold: set[int] = set()
    first: dict[str, ItemRow] = {}
    for row in sorted(rows, key=lambda row: (row.published, row.id)):
        kind = KINDS.get(row.kind)
        earlier = first.setdefault(fold(row.title).strip(), row)
        copied = earlier.feed != row.feed and earlier.text_length >= row.text_length
        if copied or (kind and (kind.category == VIDEO or kind.has_discussion)):
            retold.add(row.id)
    return retold


def _topics(row: ItemRow) -> dict[str, float]:
    """Return what the item is about, for its likeness to others."""
    analysis = row.analysis
    if analysis is None:
        return {}
    named = {f"name:{name.casefold()}": 1.5 for name in (*analysis.companies, *analysis.products)}
    return {**{f"tag:{tag.casefold()}": 1.0 for tag in analysis.tags}, **named}
