"""Blocks back into HTML: what the store keeps of a page. `convert.blocks` reads the very same blocks out of it
again.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from ainews_cli.models.text import Block


def _list_item(block: Block, inner: str) -> str:
    opening = f'<ol start="{block.ordered}">' if block.ordered else "<ul>"
    closing = "</ol>" if block.ordered else "</ul>"
    around = max(0, block.level - 1)
    return f"{'<ul>' * around}{opening}<li>{inner}</li>{closing}{'</ul>' * around}"


def _element(block: Block, markdown: MarkdownIt) -> str:
    if block.kind == "code":
        name = f' class="language-{escape(block.info)}"' if block.info else ""
        return f"<pre><code{name}>{escape(block.text)}</code></pre>"
    if block.kind == "table":
        return str(markdown.render(block.text)).strip()
    inner = str(markdown.renderInline(block.text)).replace("<br />\n", "<br>")
    if block.kind == "heading":
        return f"<h{block.level}>{inner}</h{block.level}>"
    if block.kind == "list_item":
        return _list_item(block, inner)
    if block.kind == "quote":
        return f"{'<blockquote>' * block.level}<p>{inner}</p>{'</blockquote>' * block.level}"
    return f"<p>{inner}</p>"


def to_html(blocks: Iterable[Block]) -> str:
    """One element a line; nothing in it but what blocks can hold."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    return "\n".join(_element(block, markdown) for block in blocks)
