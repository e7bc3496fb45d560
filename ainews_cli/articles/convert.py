"""HTML into typed blocks."""

from __future__ import annotations

from ainews_cli.articles.boilerplate import prune
from ainews_cli.articles.html_blocks import MAX_BLOCKS, find
from ainews_cli.articles.inline import BREAK, InlineRun, render
from ainews_cli.articles.open_tags import close
from ainews_cli.articles.plain import plain_text
from ainews_cli.articles.trailing import without_appendix
from ainews_cli.articles.tree import base_of, parse, split
from ainews_cli.models.text import Block, numbered
from ainews_cli.sources.clean import clean


def text_blocks(text: str) -> tuple[Block, ...]:
    """Plain text (a video's description): blank lines part paragraphs, single line breaks stay."""
    paragraphs = [part for part in clean(text).replace("\r", "").split("\n\n") if part.strip()]
    rendered = [
        render([InlineRun("".join(line.strip() + BREAK for line in part.strip().split("\n")))])
        for part in paragraphs[:MAX_BLOCKS]
    ]
    return tuple(Block(number, "paragraph", text) for number, text in enumerate(filter(None, rendered), 1))


def blocks(html: str, base_url: str) -> tuple[Block, ...]:
    """Typed blocks of untrusted HTML, ids 1, 2, 3 …; relative links start from `base_url`. Never raises; () when
    nothing is readable.
    """
    if "<" not in html and "&" not in html:
        return text_blocks(html)
    root = parse(html)
    if root is None:
        return text_blocks(plain_text(html).replace("\n", "\n\n"))
    base_url = base_of(root, base_url if split(base_url).scheme in ("http", "https") else "")
    close(root, html)
    prune(root)
    return numbered(item.block for item in without_appendix(find(root, base_url)))
