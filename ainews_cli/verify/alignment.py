"""Lost and added sentences, found by sentence alignment after Gale and Church (1993), "A program for aligning sentences
in bilingual corpora".

Lengths are compared in English letters: a kana stands for about 1.33 of them, a Chinese character for 2.75 (least
squares over 3700 blocks of human English-Japanese translation; the variance per letter was 2 to 3). Beside the lengths,
what two sentences visibly share counts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ainews_cli.verify.anchors import Anchors, anchors_of, claims_of, shared
from ainews_cli.verify.sentences import sentences
from ainews_cli.verify.text import HAN, KANA, SPAN, count, prose

HAN_SIZE, KANA_SIZE, LATIN_SIZE = 2.75, 1.33, 0.9
VARIANCE = 3.0
"""Variance of the difference in size, per letter."""
_PRIORS = {
    (1, 1): 0.0,
    (1, 2): 1.6,
    (2, 1): 1.6,
    (1, 3): 3.5,
    (3, 1): 3.5,
    (2, 2): 2.5,
    (2, 3): 3.5,
    (3, 2): 3.5,
    (1, 4): 5.0,
    (4, 1): 5.0,
}
"""Costs of the ways in which sentences correspond (negative logarithms, relative to one to one)."""
_LENGTH, _SHARED, _LOOSE = 0.35, 0.45, 0.35
_FAR = 60.0
"""The cost of an alignment that no way of corresponding allows."""
_SPAN_SIZE = 8.0


@lru_cache(maxsize=8192)
def size(text: str) -> float:
    """Return how much a prose text says, in English letters."""
    kana, han = count(KANA, text), count(HAN, text)
    latin = len(re.findall(r"[^\W_]", text)) - kana - han
    return (
        HAN_SIZE * han + KANA_SIZE * kana + (LATIN_SIZE if kana or han else 1.0) * latin + _SPAN_SIZE * text.count(SPAN)
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """The likeliest sentence without a counterpart."""

    margin: float
    """Cost of the best alignment without the gap, less that of the one with it."""
    added: bool
    """True: a sentence of the translation; False: one of the source."""
    sentence: str


def find_gap(source: str, translated: str) -> Gap | None:
    """Return the sentence of either side (Markdown texts) that an alignment best leaves out; None where both have at
    most one sentence.
    """
    ours, theirs = _split(source), _split(translated)
    if max(len(ours), len(theirs)) < 2 or not ours or not theirs:
        return None
    table = _Table.of(ours, theirs)
    ahead, behind = table.costs(), table.reversed().costs()
    rows, columns = len(ours), len(theirs)
    whole = ahead[rows, columns]
    gaps = [Gap(0.0, False, "")]
    if rows > 1:
        gaps += [
            Gap(
                whole - min(ahead[row, at] + behind[rows - row - 1, columns - at] for at in range(columns + 1)),
                False,
                text,
            )
            for row, text in enumerate(ours)
        ]
    if columns > 1:
        gaps += [
            Gap(
                whole - min(ahead[at, column] + behind[rows - at, columns - column - 1] for at in range(rows + 1)),
                True,
                text,
            )
            for column, text in enumerate(theirs)
        ]
    return max(gaps, key=lambda gap: gap.margin)


def _split(text: str) -> tuple[str, ...]:
    return tuple(each for each in sentences(prose(text, SPAN)) if size(each) >= 4)


@dataclass(frozen=True, slots=True)
class _Table:
    """Sizes of the sentences, which marks of each translated sentence each source sentence shares, and the marks that
    look for a counterpart.
    """

    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    hits: tuple[tuple[frozenset[str], ...], ...]
    claims: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, ours: Sequence[str], theirs: Sequence[str]) -> _Table:
        left: list[Anchors] = [anchors_of(each) for each in ours]
        right: list[Anchors] = [anchors_of(each) for each in theirs]
        hits = tuple(tuple(shared(a, b) for b in right) for a in left)
        return cls(tuple(map(size, ours)), tuple(map(size, theirs)), hits, tuple(map(claims_of, right)))

    def reversed(self) -> _Table:
        """Return the same sentences from the last to the first."""
        return _Table(
            self.ours[::-1], self.theirs[::-1], tuple(row[::-1] for row in self.hits[::-1]), self.claims[::-1]
        )

    def costs(self) -> dict[tuple[int, int], float]:
        """Return the least cost of aligning the first `row` sentences of the source with the first `column` of the
        translation.
        """
        cost = {(0, 0): 0.0}
        for row in range(len(self.ours) + 1):
            for column in range(len(self.theirs) + 1):
                if row or column:
                    cost[row, column] = min(
                        (
                            cost[row - up, column - left] + prior + self._pair(row - up, row, column - left, column)
                            for (up, left), prior in _PRIORS.items()
                            if up <= row and left <= column and cost[row - up, column - left] < _FAR
                        ),
                        default=_FAR,
                    )
        return cost

    def _pair(self, top: int, bottom: int, left: int, right: int) -> float:
        a, b = sum(self.ours[top:bottom]), sum(self.theirs[left:right])
        matched = loose = 0
        for column in range(left, right):
            hits = self.hits[top][column]
            for row in range(top + 1, bottom):
                hits |= self.hits[row][column]
            matched += len(hits)
            loose += len(self.claims[column] - hits)
        return pair_cost(a, b, matched) + _LOOSE * loose


def pair_cost(left: float, right: float, matched: int) -> float:
    """Return how badly two texts of these sizes, with so many anchors in common, correspond; 0 is well."""
    return _LENGTH * (left - right) ** 2 / (VARIANCE * (left + right) / 2 + 60) - 2 * _SHARED * math.sqrt(matched)
