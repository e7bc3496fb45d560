"""Original and translation in the terminal: side by side where there is room, else one under the other."""

from __future__ import annotations

from itertools import zip_longest

from ainews_cli.models.page import BilingualPart, BlocksPart
from ainews_cli.models.text import Block
from ainews_cli.render.options import Options
from ainews_cli.render.terminal.article import article
from ainews_cli.render.terminal.ink import DIM, InkRun, Line, cells

WIDE = 100
"""Columns from which the two stand side by side."""


def bilingual(part: BilingualPart, language: str, width: int, options: Options) -> list[Line]:
    """Return the lines of all pairs, an empty line between two. `language` is the interface's."""
    gap = InkRun(" │ " if options.unicode else " | ", DIM)
    room = (width - cells([gap])) // 2
    marks = dict(part.marks)
    lines: list[Line] = []

    def made(block: Block, own: str, columns: int, note: str = "") -> list[Line]:
        return article(BlocksPart((block,), own, ((block.id, note),) if note else ()), language, columns, options)

    for original, translated in part.pairs:
        if lines:
            lines.append([])
        note = marks.get(original.id, "")
        if translated is None:
            lines += made(original, part.original_language, width, note)
        elif width < WIDE:
            lines += [
                [InkRun(run.text, DIM, run.url) for run in line]
                for line in made(original, part.original_language, width)
            ]
            lines += made(translated, part.language, width, note)
        else:
            left, right = made(original, part.original_language, room), made(translated, part.language, room, note)
            empty: Line = []
            lines += [_beside(a, b, gap, room) for a, b in zip_longest(left, right, fillvalue=empty)]
    return lines


def _beside(left: Line, right: Line, gap: InkRun, room: int) -> Line:
    """Return two lines in one; the left one filled up to `room` cells."""
    return [*left, InkRun(" " * max(0, room - cells(left))), gap, *right]
