"""Clusters of items, which are the stories: average linkage, the likeliest first, within a window of time. Pure and
without dice.

Candidates are found over what is rare: two items are compared only when they share enough terms that few items have, or
a link. What an item costs depends on the items of its days, not on all there are.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ainews_cli.ranking.stories.features import StoryFeatures
from ainews_cli.ranking.stories.similarity import NEVER, TermWeights, WeighedItem, odds

WINDOW = timedelta(days=4)
"""Longest time between two items that are compared; a story may go on longer, from item to item."""
EVEN = 0.0
"""Least mean log-odds over all pairs of two groups for them to become one, and of the pair that proposes it."""
FLOOR = -3.0
"""Least log-odds that count in such a mean: one pair in other words does not outweigh the others."""
POSTINGS = 60
"""The latest items with a term by which another one finds them."""
TERMS = 14
"""Rarest terms of an item's text by which it looks for others, besides those of its title."""
RARE = 2.4
"""Weight of a term below which it brings nobody together."""
ENOUGH = 5.0
"""Sum of the weights that two items must share to be compared."""
COMPARED = 48
"""Candidates of one item that are compared, those that share most."""
SAMPLE = 24
"""Items of a large group that stand for it."""
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class Story(NamedTuple):
    """Items about one event."""

    ids: tuple[int | str, ...]
    """At least one, the earliest first."""


def stories(
    collection: Sequence[StoryFeatures], *, known: Mapping[int | str, int] | None = None, least: float = EVEN
) -> list[Story]:
    """Put every item in one story, the earliest story first. The order of the collection does not matter.

    `known`: id -> story of items that have one already. They keep it: only the others are compared, with these and with
    each other.
    """
    ordered = sorted(collection, key=lambda item: (item.published or _NO_TIME, str(item.id)))
    stories_before = [(known or {}).get(item.id) for item in ordered]
    weights = TermWeights(ordered)
    pairs = _Pairs([WeighedItem(item, weights) for item in ordered])
    wanted = (
        pair for pair in _candidates(pairs.items) if stories_before[pair[0]] is None or stories_before[pair[1]] is None
    )
    likely = {pair: value for pair in wanted if (value := pairs.odds(*pair)) is not None and value >= least}
    return [
        Story(tuple(ordered[at].id for at in group)) for group in sorted(_joined(pairs, likely, stories_before, least))
    ]


class _Pairs:
    """Log-odds of pairs, each computed once."""

    def __init__(self, items: Sequence[WeighedItem]) -> None:
        self.items = items
        self._known: dict[tuple[int, int], float | None] = {}

    def odds(self, item: int, other: int) -> float | None:
        """Return the log-odds of a pair; None for two items too far apart in time to say anything."""
        pair = (item, other) if item < other else (other, item)
        if pair not in self._known:
            a, b = self.items[pair[0]], self.items[pair[1]]
            self._known[pair] = max(NEVER, odds(a, b)) if _near(a.features, b.features) else None
        return self._known[pair]

    def mean(self, left: Sequence[int], right: Sequence[int]) -> float:
        """Return the mean over all pairs of two groups; of large groups, of a sample of each."""
        values = [
            value for item in _sample(left) for other in _sample(right) if (value := self.odds(item, other)) is not None
        ]
        return sum(max(FLOOR, value) for value in values) / len(values) if values else NEVER


def _near(a: StoryFeatures, b: StoryFeatures) -> bool:
    return a.published is None or b.published is None or abs(a.published - b.published) <= WINDOW


def _sample(group: Sequence[int]) -> Sequence[int]:
    return group if len(group) <= SAMPLE else [group[at * len(group) // SAMPLE] for at in range(SAMPLE)]


def _candidates(items: Sequence[WeighedItem]) -> Iterator[tuple[int, int]]:
    """Yield pairs (earlier, later) that share enough rare terms, or a link."""
    holders: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=POSTINGS))
    for at, item in enumerate(items):
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in _keys(item):
            for earlier in reversed(holders[term]):
                if not _near(items[earlier].features, item.features):
                    break
                shared[earlier] += weight
            holders[term].append(at)
        likely = sorted((pair for pair in shared.items() if pair[1] >= ENOUGH), key=lambda pair: (-pair[1], pair[0]))
        yield from ((earlier, at) for earlier, _ in likely[:COMPARED])


def _keys(item: WeighedItem) -> Iterable[tuple[str, float]]:
    """Yield by what an item finds others and is found, with the weights."""
    features = item.features
    rare = sorted(features.lead, key=lambda term: (-item.weights.of(term), term))[:TERMS]
    terms = {*rare, *features.strong, *features.title, *features.sounds}
    yield from ((term, weight) for term in sorted(terms) if (weight := item.weights.of(term)) >= RARE)
    yield from ((f"link:{link}", ENOUGH) for link in sorted(item.links))


def _joined(
    pairs: _Pairs, likely: dict[tuple[int, int], float], stories_before: Sequence[int | None], least: float
) -> list[list[int]]:
    """Join groups, the likeliest pair first: two become one when the mean over all their pairs is high enough, so that
    no chain forms.

    Two stories that an earlier page showed stay two.
    """
    first: dict[int, int] = {}
    group = [at if story is None else first.setdefault(story, at) for at, story in enumerate(stories_before)]
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, head in enumerate(group):
        members[head].append(at)
    old = set(first.values())
    for a, b in sorted(likely, key=lambda pair: (-likely[pair], pair)):
        left, right = sorted((group[a], group[b]))
        if left == right or {left, right} <= old or pairs.mean(members[left], members[right]) < least:
            continue
        members[left] = sorted(members[left] + members.pop(right))
        for item in members[left]:
            group[item] = left
        if right in old:
            old.add(left)
    return list(members.values())
