"""Article text as Markdown blocks."""

from __future__ import annotations

from collections.abc import Sequence

from ainews_cli.models.page import BilingualPart, BlocksPart
from ainews_cli.models.text import Block
from ainews_cli.render.blocks import heading_levels, list_depths, table_cells
from ainews_cli.render.markdown.escape import fence, guarded, paragraph

TOP_HEADING = 3
"""Below the page's # and the section's ##."""


def article(part: BlocksPart) -> list[str]:
    """Return the lines of all blocks, an empty line between two that are not items of one list."""
    marks = dict(part.marks)
    levels, margins = heading_levels(part.blocks, TOP_HEADING), _margins(part.blocks)
    lines: list[str] = []
    before: Block | None = None
    for block in part.blocks:
        if before:
            lines += _between(before, block, marked=before.id in marks)
        number = f"¶{block.id} " if part.numbered else ""
        lines += _block(block, number, levels.get(block.id, TOP_HEADING), margins.get(block.id, ""))
        if note := marks.get(block.id):
            margin = margins.get(block.id, "")
            lines += ["", f"{margin}{'  ' if block.kind == 'list_item' else ''}⚠ {paragraph(note)}"]
        before = block
    return lines


def bilingual(part: BilingualPart) -> list[str]:
    """Return each original as a quote, its translation below it; what has none stands alone."""
    marks = dict(part.marks)
    lines: list[str] = []
    for original, translated in part.pairs:
        note = ((original.id, marks[original.id]),) if original.id in marks else ()
        if lines:
            lines.append("")
        if translated is None:
            lines += article(BlocksPart((original,), part.original_language, note))
            continue
        lines += [f"> {line}".rstrip() for line in article(BlocksPart((original,), part.original_language))]
        lines += ["", *article(BlocksPart((translated,), part.language, note))]
    return lines


def _between(before: Block, block: Block, *, marked: bool) -> list[str]:
    """Return what parts two blocks: nothing inside a list, a bare ">" inside a quote.

    A list that begins with 2 or more cannot follow a line of text.
    """
    if before.kind == block.kind == "list_item" and not marked:
        new = block.ordered > 1 and (not before.ordered or block.level > before.level)
        return [""] if new or (bool(before.ordered) != bool(block.ordered) and block.level <= before.level) else []
    if before.kind == block.kind == "quote" and not marked:
        return [">" * _quoted(min(before.level, block.level))]
    return [""]


def _quoted(level: int) -> int:
    return min(8, max(1, level))


def _marker(block: Block) -> str:
    return f"{min(block.ordered, 999_999_999)}. " if block.ordered > 0 else "- "


def _margins(blocks: Sequence[Block]) -> dict[int, str]:
    """Return block id -> blanks before each list item: as wide as the markers of the items it is nested in."""
    depths = list_depths(blocks)
    margins: dict[int, str] = {}
    open_items: list[int] = []
    for block in blocks:
        if block.id in depths:
            del open_items[depths[block.id] :]
            margins[block.id] = " " * sum(open_items)
            open_items.append(len(_marker(block)))
    return margins


def _block(block: Block, number: str, level: int, margin: str) -> list[str]:
    """Return the lines of one block."""
    text = number + guarded(block.text) if block.kind not in ("code", "table") else ""
    match block.kind:
        case "heading":
            line = " ".join(text.split("\n"))
            return [f"{'#' * level} {line[:-1] + chr(92) + '#' if line.endswith('#') else line}"]
        case "list_item":
            marker = _marker(block)
            inner = margin + " " * len(marker)
            return [f"{margin}{marker}" + f"\n{inner}".join(text.split("\n"))]
        case "quote":
            return [f"{'>' * _quoted(block.level)} {line}" for line in text.split("\n")]
        case "code":
            return [*([number.strip(), ""] if number else []), *fence(block.text, block.info)]
        case "table":
            return [*([number.strip(), ""] if number else []), *_table(block.text)]
        case "paragraph" | "image":
            return [text]


def _table(source: str) -> list[str]:
    """Return a GFM table, even; text that is none goes into a fence."""
    parsed = table_cells(source)
    if parsed is None:
        return fence(source)
    rows, alignments = parsed
    rules = {"left": ":--", "right": "--:", "center": ":-:"}
    lines = ["| " + " | ".join(guarded_cell(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join(rules.get(alignment, "---") for alignment in alignments) + " |")
    return lines


def guarded_cell(markdown: str) -> str:
    """Return inline Markdown as a cell of a GFM table."""
    return " ".join(guarded(markdown).split("\n")).replace("|", "\\|")
