"""Aligning the blocks of a page with those of its translation: dynamic programming over kind, length and visible
content.
"""

from __future__ import annotations

import re

from ainews_cli.models.text import Block
from ainews_cli.verify.alignment import size
from ainews_cli.verify.anchors import anchors_of, shared
from ainews_cli.verify.text import prose

SKIP = 2.2
"""What leaving one block without a counterpart costs."""
_FLOWING = frozenset({"paragraph", "list_item", "quote"})


def align(source: tuple[Block, ...], translated: tuple[Block, ...]) -> list[tuple[int | None, int | None]]:
    """Return pairs of indexes in reading order; None where a block has no counterpart."""
    rows, columns = len(source), len(translated)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows + 1):
        for column in range(columns + 1):
            if row or column:
                best[row][column] = min(_ways(source, translated, best, row, column))
    pairs: list[tuple[int | None, int | None]] = []
    row, column = rows, columns
    while row or column:
        both, left, right = _ways(source, translated, best, row, column)
        least = min(both, left, right)
        if least == both:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif least == left:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
            pairs.append((None, column))
    return pairs[::-1]


def _ways(
    source: tuple[Block, ...], translated: tuple[Block, ...], best: list[list[float]], row: int, column: int
) -> tuple[float, float, float]:
    far = float("inf")
    near = abs(row - column) <= 60 + abs(len(source) - len(translated))
    both = (
        best[row - 1][column - 1] + _cost(source[row - 1], translated[column - 1]) if row and column and near else far
    )
    return both, best[row - 1][column] + SKIP if row else far, best[row][column - 1] + SKIP if column else far


def _cost(left: Block, right: Block) -> float:
    if "code" in (left.kind, right.kind):
        return _code_cost(left, right) if left.kind == right.kind else 9.0
    cost = 0.0 if left.kind == right.kind else 1.0 if {left.kind, right.kind} <= _FLOWING else 9.0
    if left.kind == "heading" and left.level != right.level:
        cost += 1.0
    a, b = size(prose(left.text)), size(prose(right.text))
    cost += min(2.0, abs(a - b) / (10 + (a + b) / 4))
    ours, theirs = anchors_of(left.text), anchors_of(right.text)
    matched = len(shared(ours, theirs))
    possible = max(len(theirs.visible | theirs.latin | theirs.kana), len(ours.visible), 1)
    return cost + 1.6 * max(0.0, 1 - matched / possible) - min(0.6, matched * 0.06)


def _code_cost(left: Block, right: Block) -> float:
    a, b = (set(re.findall(r"[A-Za-z_]\w+|\d+", block.text)) for block in (left, right))
    return 3.0 * (1 - len(a & b) / len(a | b)) if a | b else 0.0
