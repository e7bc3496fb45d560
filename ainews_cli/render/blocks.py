"""Shared by the formats that print article text: levels of headings, depths of lists, cells of GFM tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ainews_cli.models.text import Block

_DELIMITER = re.compile(r"\s*:?-+:?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")


def heading_levels(blocks: Sequence[Block], top: int) -> dict[int, int]:
    """Return block id -> level of each heading, `top` for the highest, never more than one below the heading before it,
    at most 6.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    highest = min((max(1, block.level) for block in headings), default=1)
    levels: dict[int, int] = {}
    before = top - 1
    for block in headings:
        before = min(6, before + 1, top + max(1, block.level) - highest)
        levels[block.id] = before
    return levels


def list_depths(blocks: Sequence[Block]) -> dict[int, int]:
    """Return block id -> depth of each list item from 0: never more than one deeper than the item before it."""
    depths: dict[int, int] = {}
    before = -1
    for block in blocks:
        if block.kind != "list_item":
            before = -1
            continue
        before = min(before + 1, max(1, block.level) - 1)
        depths[block.id] = before
    return depths


def table_cells(source: str) -> tuple[list[list[str]], list[str]] | None:
    """Return a GFM table as rows of inline Markdown, the head first, all of one length, and each column's alignment
    ("", "left", "right", "center").

    None where the text is no such table.
    """
    lines = [line.strip() for line in source.strip().split("\n") if line.strip()]
    if len(lines) < 2 or "|" not in lines[0]:
        return None
    rows = [_cells(line) for line in lines]
    delimiters = rows.pop(1)
    if not all(_DELIMITER.fullmatch(cell) for cell in delimiters) or len(delimiters) != len(rows[0]):
        return None
    columns = len(delimiters)
    even = [(row + [""] * columns)[:columns] for row in rows]
    return even, [_alignment(cell.strip()) for cell in delimiters]


def _cells(line: str) -> list[str]:
    """Return the cells of one line; an escaped pipe is a pipe."""
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(line)]


def _alignment(delimiter: str) -> str:
    """Return what `:--`, `--:` and `:-:` say."""
    left, right = delimiter.startswith(":"), delimiter.endswith(":")
    if left and right:
        return "center"
    return "right" if right else "left" if left else ""
