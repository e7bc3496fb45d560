"""Runs of styled text, how they are laid into lines, and the escape codes that print them.

The codes are written here and not by `rich.text` and `rich.console`: those cost 30 ms of every start and break lines at spaces only.
The sixteen colours of the reader's own palette are used, so that the page is readable on light and dark grounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from rich.cells import cell_len

from ainews_cli.render.clean import clean, safe_url
from ainews_cli.render.terminal.wrap import break_lines

if TYPE_CHECKING:
    from ainews_cli.render.options import Options

BOLD, DIM, ITALIC, UNDERLINE, STRIKE = "1", "2", "3", "4", "9"
RED, YELLOW, CYAN = "31", "33", "36"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style. `sgr` holds the parameters of an SGR code ("1;36"); `url` makes it a link."""

    text: str
    sgr: str = ""
    url: str = ""


Line = list[Run]


def cells(line: Iterable[Run]) -> int:
    """Width in terminal cells."""
    return cell_len("".join(run.text for run in line))


def paint(line: Sequence[Run], options: Options) -> str:
    """The line with its codes, trailing blanks gone. Links and colours as the options allow; no other control characters."""
    return "".join(_painted(run, options) for run in line).rstrip(" ")


def _painted(run: Run, options: Options) -> str:
    text = clean(run.text).replace("\n", " ").replace("\t", " ")
    if options.color and run.sgr and text:
        text = f"\x1b[{run.sgr}m{text}\x1b[0m"
    url = safe_url(run.url) if options.links and text else ""
    # The id tells the terminal that the pieces of a link on several lines are one; it must be the same each time the page is made.
    return f"\x1b]8;id={crc32(url.encode()):x};{url}\x1b\\{text}\x1b]8;;\x1b\\" if url else text


def wrap(runs: Sequence[Run], width: int, *, head: Sequence[Run] = (), rest: Sequence[Run] | None = None) -> list[Line]:
    """Lines of at most `width` cells: the first begins with `head`, the others with `rest` (blanks as wide as `head` unless given).

    Line feeds in the runs begin a new line.
    """
    follow: Sequence[Run] = [Run(" " * cells(head))] if rest is None else rest
    lines: list[Line] = []
    for paragraph in _split(runs):
        text = "".join(run.text for run in paragraph)
        room = max(2, width - cells(follow))
        first = room if lines else max(2, width - cells(head))
        for start, end in break_lines(text, room, first):
            lines.append([*(follow if lines else head), *_slice(paragraph, start, end)])
    return lines


def flow(pieces: Sequence[Line], width: int, separator: Run, *, indent: Sequence[Run] = ()) -> list[Line]:
    """The pieces one after the other, a new line where the next one does not fit: "3 min read" is not torn apart."""
    lines: list[Line] = []
    for piece in pieces:
        if lines and cells([*lines[-1], separator, *piece]) <= width:
            lines[-1] += [separator, *piece]
        else:
            lines += wrap(piece, width, head=indent)
    return lines


def _split(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs, divided at line feeds."""
    found: list[list[Run]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.replace("\t", "    ").split("\n")):
            if number:
                found.append([])
            if piece:
                found[-1].append(Run(piece, run.sgr, run.url))
    return found


def _slice(runs: Sequence[Run], start: int, end: int) -> Line:
    """The part of the runs from character `start` to `end`."""
    line: Line = []
    position = 0
    for run in runs:
        piece = run.text[max(0, start - position) : max(0, end - position)]
        if piece:
            line.append(Run(piece, run.sgr, run.url))
        position += len(run.text)
    return line
