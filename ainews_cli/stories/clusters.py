"""Pairs into stories: average linkage, the most alike first, within a window of time. Pure and without dice.

Candidates are found over what is rare: two items are compared only when they share a term that few items have, or a link. What a new item
costs depends on the items of its days, not on all there are.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.stories.similarity import THRESHOLD, Vectors, Weights, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ainews_cli.stories.features import Features

WINDOW = timedelta(days=3)
"""Between two items of one story; a story may go on longer, from item to item."""
LINKAGE = 1.0
"""Share of THRESHOLD that the mean similarity of two groups must have for them to become one."""
POSTINGS = 60
"""A term that more items of the window have brings nobody together."""
TERMS = 14
"""Rarest terms of an item by which it looks for others."""


class Story(NamedTuple):
    """Items about one event."""

    ids: tuple[int | str, ...]
    """At least one, in the order given."""


def stories(collection: Sequence[Features], *, threshold: float = THRESHOLD) -> list[Story]:
    """Every item in one story, in the order of their first items. The order of the collection decides ties alone."""
    weights = Weights(collection)
    vectors = [Vectors(one, weights) for one in collection]
    pairs = {pair: value for pair in _candidates(vectors, weights) if (value := _within(vectors, pair)) > 0}
    groups = _joined(len(vectors), pairs, threshold)
    return [Story(tuple(collection[at].id for at in group)) for group in sorted(groups)]


def _within(vectors: Sequence[Vectors], pair: tuple[int, int]) -> float:
    a, b = vectors[pair[0]], vectors[pair[1]]
    first, second = a.features.published, b.features.published
    if first and second and abs(first - second) > WINDOW:
        return 0.0
    return similarity(a, b)


def _candidates(vectors: Sequence[Vectors], weights: Weights) -> Iterable[tuple[int, int]]:
    """Pairs that share a rare term or a link."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(vectors):
        rare = sorted(one.lead, key=lambda term: (-weights.of(term), term))[:TERMS]
        heavy = sorted(one.lead, key=lambda term: (-one.lead[term], term))[:TERMS]
        for term in {*rare, *heavy, *one.features.strong, *one.features.title, *(f"link:{link}" for link in one.links)}:
            postings[term].append(at)
    found: set[tuple[int, int]] = set()
    for holders in postings.values():
        if 1 < len(holders) <= POSTINGS:
            found.update((a, b) for place, a in enumerate(holders) for b in holders[place + 1 :])
    return sorted(found)


def _joined(size: int, pairs: dict[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Agglomerative: the best pair first; two groups become one when the mean over all their pairs is high enough, so that no chain forms."""
    group = list(range(size))
    members = {at: [at] for at in range(size)}
    for (a, b), value in sorted(pairs.items(), key=lambda one: (-one[1], one[0])):
        if value < threshold:
            break
        left, right = group[a], group[b]
        if left == right:
            continue
        across = [pairs.get((min(one, other), max(one, other)), 0.0) for one in members[left] for other in members[right]]
        if sum(across) / len(across) >= LINKAGE * threshold:
            members[left] = sorted(members[left] + members.pop(right))
            for one in members[left]:
                group[one] = left
    return list(members.values())
