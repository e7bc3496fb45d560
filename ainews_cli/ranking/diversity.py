"""Keeps one topic and one feed from filling the page: maximal marginal relevance (Carbonell and Goldstein 1998). Pure
and without dice.

Places are given one by one; each goes to the item whose rank value, less `STRENGTH` times its likeness to the most
similar item already placed and `REPEAT` for each item of its feed above it, is highest.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

STRENGTH = 0.8
"""Points of score that an item loses when it is just like one above it."""
FREE = 0.2
"""Likeness up to which two items do not count as alike: most share a tag or a common word."""
REPEAT, MOST_REPEAT = 0.1, 0.5
"""Points of score that an item loses for each item of its feed above it, and the most it can lose so."""


class Candidate(NamedTuple):
    """An item that may be placed."""

    id: int
    value: float
    """Rank value, in points of score."""
    vector: Mapping[str, float]
    """Topics, of length 1; or empty."""
    source: str = ""
    """Its feed; "" for none."""


class Placed(NamedTuple):
    """An item in its place."""

    id: int
    loss: float
    """Points that likeness took from the rank value, 0 or more."""
    like: int | None
    """The item above that it is most like, None when that took nothing."""
    repeat: float = 0.0
    """Points that items of its feed above it took."""


class Places(NamedTuple):
    """The places of a page."""

    placed: list[Placed]
    full: frozenset[str]
    """Sources of which items were passed over because they have `per_source` places already."""


def diversify(candidates: Sequence[Candidate], limit: int, per_source: int = 0) -> Places:
    """Return the first `limit` places, at most `per_source` for one source (0: no limit). Equal values keep the order
    of the candidates; without likeness it is the order of the values.
    """
    waiting: dict[str, dict[int, float]] = {}  # by name, who of those that wait has how much of it
    for at, candidate in enumerate(candidates):
        for name, amount in candidate.vector.items():
            waiting.setdefault(name, {})[at] = amount
    nearest: list[tuple[float, int | None]] = [(0.0, None)] * len(candidates)
    # Likeness only grows, so what lies on top of the heap is the best one if its own has not grown since it was put
    # there.
    heap = [(-candidate.value, -candidate.value, at) for at, candidate in enumerate(candidates)]
    heapify(heap)
    placed: list[Placed] = []
    given: Counter[str] = Counter()
    full: set[str] = set()
    while heap and len(placed) < limit:
        known, _, at = heap[0]
        chosen = candidates[at]
        likeness, other = nearest[at]
        loss, repeat = _loss(likeness), _repeat(given[chosen.source]) if chosen.source else 0.0
        if loss + repeat - chosen.value > known:
            heapreplace(heap, (loss + repeat - chosen.value, -chosen.value, at))
            continue
        heappop(heap)
        if per_source and chosen.source and given[chosen.source] >= per_source:
            full.add(chosen.source)
            for name in chosen.vector:
                del waiting[name][at]
            continue
        given[chosen.source] += 1
        placed.append(Placed(chosen.id, loss, other if loss else None, repeat))
        for name in chosen.vector:
            del waiting[name][at]
        for near, cosine in _cosines(chosen.vector, waiting).items():
            if cosine > nearest[near][0]:
                nearest[near] = (cosine, chosen.id)
    return Places(placed, frozenset(full))


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return the vector at length 1."""
    length: float = sum(amount * amount for amount in vector.values()) ** 0.5
    return {name: amount / length for name, amount in vector.items()} if length else {}


def _loss(likeness: float) -> float:
    return STRENGTH * max(0.0, likeness - FREE) / (1 - FREE)


def _repeat(above: int) -> float:
    return min(MOST_REPEAT, REPEAT * above)


def _cosines(vector: Mapping[str, float], waiting: Mapping[str, Mapping[int, float]]) -> dict[int, float]:
    """Return the likeness to every candidate that waits and shares a name."""
    cosines: dict[int, float] = {}
    get = cosines.get
    for name, amount in vector.items():
        for at, theirs in waiting[name].items():
            cosines[at] = get(at, 0.0) + amount * theirs
    return cosines
