"""Article text in the terminal: headings, lists, quotes with a bar, code as it is, tables."""

from __future__ import annotations

from rich.cells import chop_cells

from ainews_cli.models.page import BlocksPart
from ainews_cli.models.text import Block
from ainews_cli.render.blocks import list_depths, table_cells
from ainews_cli.render.options import Options
from ainews_cli.render.terminal.ink import BOLD, CYAN, DIM, YELLOW, InkRun, Line, cells, wrap
from ainews_cli.render.terminal.inline import inline
from ainews_cli.render.terminal.table import table


def article(part: BlocksPart, language: str, width: int, options: Options) -> list[Line]:
    """Return the lines of all blocks, an empty line between two that are not items of one list.

    `language` is the interface's.
    """
    marks = dict(part.marks)
    depths = list_depths(part.blocks)
    lines: list[Line] = []
    before: Block | None = None
    for block in part.blocks:
        if before and not (before.kind == block.kind == "list_item"):
            lines.append([] if before.id in marks else _quote_gap(before, block, options))
        number = [InkRun(f"¶{block.id} ", DIM)] if part.numbered else []
        lines += _block(block, depths.get(block.id, 0), number, language, width, options)
        if note := marks.get(block.id):
            lines += wrap([InkRun(note, YELLOW)], width, head=[InkRun("⚠ " if options.unicode else "! ", YELLOW)])
        before = block
    return lines


def _quote_gap(before: Block, block: Block, options: Options) -> Line:
    """Return the bar between paragraphs of one quote; an empty line elsewhere."""
    return (
        [InkRun(_bar(min(before.level, block.level), options).rstrip(), DIM)]
        if before.kind == block.kind == "quote"
        else []
    )


def _bar(level: int, options: Options) -> str:
    return ("▌ " if options.unicode else "> ") * min(8, max(1, level))


def _block(block: Block, depth: int, number: list[InkRun], language: str, width: int, options: Options) -> list[Line]:
    """Return the lines of one block."""
    if block.kind == "code":
        return _code(block.text, number, width)
    if block.kind == "table":
        return _table(block.text, number, language, width, options)
    runs = inline(block.text, language, addresses=not options.links)
    if block.kind == "heading":
        sign = [] if options.color else [InkRun("#" * max(1, block.level) + " ")]
        return wrap([InkRun(run.text, _also(run.style, BOLD), run.url) for run in runs], width, head=[*number, *sign])
    if block.kind == "list_item":
        bullet = f"{block.ordered}. " if block.ordered else ("• " if options.unicode else "- ")
        indent = "  " * min(depth, 8)
        return wrap(
            runs,
            width,
            head=[InkRun(indent), InkRun(bullet, DIM), *number],
            rest=[InkRun(" " * (len(indent) + cells([InkRun(bullet)])))],
        )
    if block.kind == "quote":
        bar = [InkRun(_bar(block.level, options), DIM)]
        return wrap(runs, width, head=[*bar, *number], rest=bar)
    return wrap(runs, width, head=number, rest=[])


def _also(style: str, more: str) -> str:
    return f"{style} {more}" if style else more


def _code(source: str, number: list[InkRun], width: int) -> list[Line]:
    """Return the code as it is, two cells in; lines too long for the terminal are folded, not cut."""
    room = max(2, width - 2)
    pieces = [
        piece for line in source.rstrip("\n").split("\n") for piece in (chop_cells(line.expandtabs(4), room) or [""])
    ]
    return [*([number] if number else []), *([InkRun("  "), InkRun(piece, CYAN)] for piece in pieces)]


def _table(source: str, number: list[InkRun], language: str, width: int, options: Options) -> list[Line]:
    """Return a GFM table; text that is none is printed as it stands."""
    parsed = table_cells(source)
    if parsed is None:
        return _code(source, number, width)
    rows, alignments = parsed
    grid = [[inline(cell, language, addresses=False) for cell in row] for row in rows]
    right = [column for column, alignment in enumerate(alignments) if alignment == "right"]
    return [*([number] if number else []), *table(grid, width, right=right, unicode=options.unicode)]
