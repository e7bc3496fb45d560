"""Tables by cell width: columns shrink to fit, cells wrap by the same rules as text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ainews_cli.render.terminal.ink import BOLD, DIM, InkRun, Line, cells, flow, wrap

Cell = Sequence[InkRun]
GAP = 2
_NARROWEST = 4
READABLE = 12
"""Cells below which a column of text is not squeezed: its rows are then stacked."""


def table(
    rows: Sequence[Sequence[Cell]],
    width: int,
    *,
    right: Collection[int] = (),
    whole: Collection[int] = (),
    unicode: bool = True,
) -> list[Line]:
    """Return lines of a table whose first row is its head; `right` names the columns (0-based) aligned right, `whole`
    those that give way last.

    Columns that cannot stand side by side in `width` cells are stacked.
    """
    if not rows or not rows[0]:
        return []
    wanted = [max(max((cells(row[column]) for row in rows), default=1), 1) for column in range(len(rows[0]))]
    room = width - GAP * (len(wanted) - 1)
    if room < sum(min(column, READABLE) for column in wanted):
        return _stacked(rows, width)
    widths = _fitted(wanted, room, whole)
    lines = _row([[InkRun(run.text, BOLD, run.url) for run in cell] for cell in rows[0]], widths, right)
    rule = "─" if unicode else "-"
    lines.append([InkRun((" " * GAP).join(rule * column for column in widths), DIM)])
    for row in rows[1:]:
        lines += _row(row, widths, right)
    return lines


def _fitted(wanted: Sequence[int], room: int, whole: Collection[int]) -> list[int]:
    """Return widths that add up to `room` at most, those of `whole` as wanted where the others keep the least: a line
    of values is no word to be broken.
    """
    rest = [column for column in range(len(wanted)) if column not in whole]
    left = room - sum(wanted[column] for column in whole)
    if not whole or not rest or left < _NARROWEST * len(rest):
        return _shrunk(wanted, room)
    given = dict(zip(rest, _shrunk([wanted[column] for column in rest], left), strict=True))
    return [given.get(column, wide) for column, wide in enumerate(wanted)]


def _shrunk(wanted: Sequence[int], room: int) -> list[int]:
    """Return widths that add up to `room` at most: the widest columns give way first."""
    low, high = _NARROWEST, max(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(width, middle) for width in wanted) <= room:
            low = middle
        else:
            high = middle - 1
    widths = [min(width, low) for width in wanted]
    spare = room - sum(widths)
    for column, width in enumerate(wanted):
        extra = min(spare, width - widths[column], 1)
        widths[column] += extra
        spare -= extra
    return widths


def _row(row: Sequence[Cell], widths: Sequence[int], right: Collection[int]) -> list[Line]:
    """Return one row, as many lines as its tallest cell has."""
    columns = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines: list[Line] = []
    for number in range(max(map(len, columns))):
        line: Line = []
        for column, (pieces, width) in enumerate(zip(columns, widths, strict=True)):
            piece = pieces[number] if number < len(pieces) else []
            blanks = InkRun(" " * max(0, width - cells(piece)))
            line += [blanks, *piece] if column in right else [*piece, blanks]
            if column < len(widths) - 1:
                line.append(InkRun(" " * GAP))
        lines.append(line)
    return lines


def _stacked(rows: Sequence[Sequence[Cell]], width: int) -> list[Line]:
    """Return each row as its first cell, then "head value" of the others, as many to a line as there is room for."""
    lines: list[Line] = []
    for row in rows[1:]:
        if lines:
            lines.append([])
        lines += wrap([InkRun(run.text, BOLD, run.url) for run in row[0]], width)
        facts = [
            [*(InkRun(run.text, DIM) for run in head), InkRun(" "), *cell]
            for head, cell in zip(rows[0], row, strict=True)
        ]
        lines += flow(facts[1:], width, InkRun("  "), indent=[InkRun("  ")])
    return lines
