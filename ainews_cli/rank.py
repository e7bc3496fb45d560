"""From four marks to one score, its stars and its label. Pure functions; the weights are the reader's.

Exact decimal arithmetic: in binary floats a mean of 3.25 may come out as 3.2499999999999996 and round the wrong way.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from ainews_cli.models.analysis import MARK_NAMES, Mark, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS: dict[str, tuple[str, str, str, str, str]] = {
    "ja": ("軽め", "参考", "注目", "重要", "最重要"),
    "en": ("Light", "For reference", "Notable", "Important", "Essential"),
}
"""Per interface language, the labels of one to five stars."""

_TENTH = Decimal("0.1")
_NOISE = Decimal("0.000000001")
"""Finer than any weight a reader writes, coarser than binary noise: 0.1 * 3 is 0.30000000000000004, and a tie must stay a tie."""


def weight_of(weights: Weights, name: str) -> float:
    """The reader's weight of one mark, as written."""
    value: float = getattr(weights, name)
    return value


@lru_cache(maxsize=8)
def normalised(weights: Weights) -> tuple[float, ...]:
    """The weights as shares of 1, in the order of MARK_NAMES. Raises ValueError when one is negative or all are 0."""
    shares = _shares(weights, MARK_NAMES)
    total = sum(shares)
    return tuple(float(share / total) for share in shares)


def overall(marks: Sequence[Mark], weights: Weights) -> float:
    """The weighted mean of the marks, 1.0 to 5.0, rounded half up to one decimal.

    Marks are matched to weights by name, so their order does not matter. Raises ValueError without marks, or when the weights
    of the marks given are negative or sum to 0.
    """
    if not marks:
        raise ValueError("no marks to weigh")
    shares = _shares(weights, [mark.name for mark in marks])
    mean = sum((share * Decimal(repr(mark.value)) for share, mark in zip(shares, marks, strict=True)), Decimal()) / sum(shares)
    return float(mean.quantize(_NOISE, ROUND_HALF_UP).quantize(_TENTH, ROUND_HALF_UP))


def stars(score: float) -> int:
    """Whole stars for a score of one decimal, rounded half up: 3.5 gives 4. Always 1 to 5."""
    whole = int(Decimal(repr(score)).quantize(Decimal(1), ROUND_HALF_UP))
    return min(5, max(1, whole))


def label(count: int, language: str) -> str:
    """The label of 1 to 5 stars in an interface language (BCP 47); English where there is none in that language."""
    names = LABELS.get(language.split("-")[0].lower(), LABELS["en"])
    return names[min(5, max(1, count)) - 1]


def _shares(weights: Weights, names: Sequence[str]) -> list[Decimal]:
    shares = [Decimal(repr(weight_of(weights, name))) for name in names]
    if min(shares) < 0 or not sum(shares):
        raise ValueError("weights must be 0 or more, and at least one of them more than 0")
    return shares
