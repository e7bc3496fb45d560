"""Tables: told apart from tables that only lay a page out, and written as GFM."""

from __future__ import annotations

from lxml import etree

from ainews_cli.articles.inline import render
from ainews_cli.articles.inline_runs import Collector
from ainews_cli.articles.tree import text_of

_LAYOUT = "table form h1 h2 h3 h4 pre blockquote section article"
_MAX_COLUMNS = 60
_MAX_CELL = 600
"""Characters; a "table" with longer cells is a layout."""


def _rows(table: etree._Element) -> list[list[etree._Element]]:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    return [row for row in rows if row]


def is_data(table: etree._Element) -> bool:
    """Tell whether a table holds data: two columns and rows at least, short cells, no page structure inside."""
    if table.get("role") == "presentation" or next(
        (True for element in table.iter(*_LAYOUT.split()) if element is not table), False
    ):
        return False
    rows = _rows(table)
    width = max((len(row) for row in rows), default=0)
    if width < 2 or width > _MAX_COLUMNS or len(rows) < 2:
        return False
    return all(len(text_of(cell)) <= _MAX_CELL for row in rows for cell in row)


def _cell(cell: etree._Element, base_url: str) -> str:
    """One cell as inline Markdown on one line."""
    collector = Collector(base_url)
    walk = etree.iterwalk(cell, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walk:
        if element is cell:
            collector.text(cell.text if event == "start" else None)
        elif event == "start":
            if element.tag in ("p", "div", "li"):
                collector.text(" ")
            if collector.enter(element):
                collector.text(element.text)
            else:
                skipped = element
                walk.skip_subtree()
        else:
            if element is not skipped:
                collector.leave(element)
            skipped = None
            collector.text(element.tail)
    return render(collector.runs, one_line=True).replace("|", "\\|")


def _span(cell: etree._Element) -> int:
    value = cell.get("colspan", "1").strip()
    return min(int(value), _MAX_COLUMNS) if value.isascii() and value.isdigit() and len(value) < 4 and int(value) else 1


def markdown(table: etree._Element, base_url: str) -> str:
    """Return a GFM table: header row first, as many cells in each row, cells that span columns followed by empty ones;
    "" when all are empty.
    """
    rows: list[list[str]] = []
    for row in _rows(table):
        cells: list[str] = []
        for cell in row:
            cells += [_cell(cell, base_url), *[""] * (_span(cell) - 1)]
        if any(cells):
            rows.append(cells[:_MAX_COLUMNS])
    if not rows:
        return ""
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])
