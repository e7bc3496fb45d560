"""One score of four marks, its stars and its label. Pure functions; the weights are the reader's.

A tie stays a tie: a mean of 3.25, which binary floats may make 3.2499999999999996, rounds up as it should.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from ainews_cli.models.analysis import MARK_NAMES, Mark, Weights

LABELS: dict[str, tuple[str, str, str, str, str]] = {
    "ja": ("軽め", "参考", "注目", "重要", "最重要"),
    "en": ("Light", "For reference", "Notable", "Important", "Essential"),
}
"""Per interface language, the labels of one to five stars."""

_EXACT = 8
"""Decimals that count: coarser than binary noise, finer than any weight a reader writes."""


def weight_of(weights: Weights, name: str) -> float:
    """Return the reader's weight of one mark, as written."""
    value: float = getattr(weights, name)
    return value


@lru_cache(maxsize=8)
def normalised(weights: Weights) -> tuple[float, ...]:
    """Return the weights as shares of 1, in the order of MARK_NAMES. Raise ValueError when one is negative or all are
    0.
    """
    shares = _shares(weights, MARK_NAMES)
    total = math.fsum(shares)
    return tuple(share / total for share in shares)


def overall(marks: Sequence[Mark], weights: Weights) -> float:
    """Return the weighted mean of the marks, 1.0 to 5.0, rounded half up to one decimal.

    Marks are matched to weights by name, so their order does not matter. Raises ValueError without marks, or when the
    weights of the marks given are negative or sum to 0.
    """
    if not marks:
        raise ValueError("no marks to weigh")
    shares = _shares(weights, [mark.name for mark in marks])
    mean = math.fsum([share * mark.value for share, mark in zip(shares, marks, strict=True)]) / math.fsum(shares)
    return _half_up(mean * 10) / 10


def stars(score: float) -> int:
    """Return whole stars, 1 to 5, for a score of one decimal, rounded half up: 3.5 gives 4."""
    return min(5, max(1, _half_up(score)))


def label(count: int, language: str) -> str:
    """Return the label of 1 to 5 stars in an interface language (BCP 47); English where there is none in that
    language.
    """
    names = LABELS.get(language.split("-")[0].lower(), LABELS["en"])
    return names[min(5, max(1, count)) - 1]


def _half_up(value: float) -> int:
    return math.floor(round(value, _EXACT) + 0.5)


def _shares(weights: Weights, names: Sequence[str]) -> list[float]:
    shares = [weight_of(weights, name) for name in names]
    if min(shares) < 0 or not sum(shares):
        raise ValueError("weights must be 0 or more, and at least one of them more than 0")
    return shares
