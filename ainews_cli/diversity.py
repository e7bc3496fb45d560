"""Keeps one topic from filling the page: maximal marginal relevance (Carbonell and Goldstein 1998). Pure and without dice.

Places are given one by one; each goes to the item whose rank value, less `STRENGTH` times its likeness to the most similar item already
placed, is highest.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Mapping, Sequence
from typing import NamedTuple

STRENGTH = 0.8
"""Points of score that an item loses when it is just like one above it."""
FREE = 0.2
"""Likeness up to which two items do not count as alike: most share a tag or a common word."""


class Candidate(NamedTuple):
    """An item that may be placed."""

    id: int
    value: float
    """Its rank value."""
    vector: Mapping[str, float]
    """Of length 1, or empty."""


class Placed(NamedTuple):
    """An item in its place."""

    id: int
    loss: float
    """What likeness took from its rank value, 0 or more."""
    like: int | None
    """The item above that it is most like, None when that took nothing."""


def diversify(candidates: Sequence[Candidate], limit: int) -> list[Placed]:
    """The first `limit` places. Equal values keep the order of the candidates; without likeness it is the order of the values."""
    waiting = sorted(range(len(candidates)), key=lambda at: (-candidates[at].value, at))
    nearest: dict[int, tuple[float, int | None]] = dict.fromkeys(waiting, (0.0, None))
    placed: list[Placed] = []
    while waiting and len(placed) < limit:
        best = min(waiting, key=lambda at: (-(candidates[at].value - _loss(nearest[at][0])), -candidates[at].value, at))
        waiting.remove(best)
        chosen = candidates[best]
        likeness, other = nearest[best]
        placed.append(Placed(chosen.id, _loss(likeness), other if _loss(likeness) else None))
        for at in waiting:
            cosine = _cosine(chosen.vector, candidates[at].vector)
            if cosine > nearest[at][0]:
                nearest[at] = (cosine, chosen.id)
    return placed


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """The vector at length 1."""
    length: float = sum(amount * amount for amount in vector.values()) ** 0.5
    return {name: amount / length for name, amount in vector.items()} if length else {}


def _loss(likeness: float) -> float:
    return STRENGTH * max(0.0, likeness - FREE) / (1 - FREE)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(amount * large.get(name, 0.0) for name, amount in small.items())
