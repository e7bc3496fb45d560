"""Runs of styled text, how they are laid into lines, and how rich's styles print them.

Lines are broken here and not by `rich.console`, which breaks at spaces only and costs 30 ms of every start. The sixteen
colours
of the reader's own palette are used, so that the page is readable on light and dark grounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from ainews_cli.render.clean import clean, safe_url
from ainews_cli.render.options import Options
from ainews_cli.render.terminal.wrap import break_lines

BOLD, DIM, ITALIC, UNDERLINE, STRIKE = "bold", "dim", "italic", "underline", "strike"
RED, YELLOW, CYAN = "red", "yellow", "cyan"


@dataclass(frozen=True, slots=True)
class InkRun:
    """Text in one style: a style definition of rich ("bold cyan"); `url` makes it a link."""

    text: str
    style: str = ""
    url: str = ""


Line = list[InkRun]


def cells(line: Iterable[InkRun]) -> int:
    """Return the width in terminal cells."""
    return cell_len("".join(run.text for run in line))


def paint(line: Sequence[InkRun], options: Options) -> str:
    """Return the line with its codes, trailing blanks gone.

    Links and colours as the options allow; no other control characters.
    """
    return "".join(_painted(run, options) for run in line).rstrip(" ")


def _painted(run: InkRun, options: Options) -> str:
    text = clean(run.text).replace("\n", " ").replace("\t", " ")
    url = safe_url(run.url) if options.links else ""
    return _style(run.style if options.color else "", url).render(text, color_system=ColorSystem.STANDARD)


@cache
def _style(definition: str, url: str) -> Style:
    """Return one object per link: its id tells the terminal that pieces on several lines are one link."""
    return Style.parse(definition) + Style(link=url or None)


def wrap(
    runs: Sequence[InkRun], width: int, *, head: Sequence[InkRun] = (), rest: Sequence[InkRun] | None = None
) -> list[Line]:
    """Return lines of at most `width` cells: the first begins with `head`, the others with `rest` (blanks as wide as
    `head` unless given).

    Line feeds in the runs begin a new line.
    """
    follow: Sequence[InkRun] = [InkRun(" " * cells(head))] if rest is None else rest
    lines: list[Line] = []
    for paragraph in _split(runs):
        text = "".join(run.text for run in paragraph)
        room = max(2, width - cells(follow))
        first = room if lines else max(2, width - cells(head))
        for start, end in break_lines(text, room, first):
            lines.append([*(follow if lines else head), *_slice(paragraph, start, end)])
    return lines


def flow(pieces: Sequence[Line], width: int, separator: InkRun, *, indent: Sequence[InkRun] = ()) -> list[Line]:
    """Return the pieces one after the other, a new line where the next one does not fit: "3 min read" is not torn
    apart.
    """
    lines: list[Line] = []
    for piece in pieces:
        if lines and cells([*lines[-1], separator, *piece]) <= width:
            lines[-1] += [separator, *piece]
        else:
            lines += wrap(piece, width, head=indent)
    return lines


def _split(runs: Sequence[InkRun]) -> list[list[InkRun]]:
    """Return the runs, divided at line feeds."""
    lines: list[list[InkRun]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.replace("\t", "    ").split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(InkRun(piece, run.style, run.url))
    return lines


def _slice(runs: Sequence[InkRun], start: int, end: int) -> Line:
    """Return the part of the runs from character `start` to `end`."""
    line: Line = []
    position = 0
    for run in runs:
        piece = run.text[max(0, start - position) : max(0, end - position)]
        if piece:
            line.append(InkRun(piece, run.style, run.url))
        position += len(run.text)
    return line
