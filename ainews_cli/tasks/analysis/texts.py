"""From a stored item to the task an engine answers: its HTML, its blocks, its hash."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from ainews_cli.base.hashing import text_digest
from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.models.analysis import Interests
from ainews_cli.models.item import Item
from ainews_cli.models.text import MINIMUM_CHARACTERS, Block, BlockKind
from ainews_cli.sources.kinds import kind_named

QUICK_CHARACTERS = 60_000
"""Characters of HTML that `quick_blocks` looks at."""
SHORTEST = 2_000
"""`shortened` does not go below this many characters."""

_PRE = re.compile(r"(<pre\b.*?</pre\s*>)", re.IGNORECASE | re.DOTALL)
_ANCHOR = re.compile(
    r"<a\b[^>]{0,500}?href\s*=\s*[\"']?(https?://[^\"'\s<>()]+)[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL
)
_HEADING = re.compile(r"<h([1-6])\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"https?://\S+")
_BOILERPLATE = re.compile(r"(?:Article URL|Comments URL|Points|# Comments):")
"""What Hacker News feeds put in the place of a text."""
_SIGN = "\ue000"
"""A private-use character that marks a heading's line on its way through `plain_text`."""


def measured_blocks(item: Item) -> tuple[Block, ...]:
    """Return the item's page, else the longer of the feed's content and summary; of a video description and transcript.

    Read by `quick_blocks` where there is HTML; () where the text only repeats the title.
    """
    page = tuple(block for block in item.page if block.kind != "image") or quick_blocks(item.page_html)
    if not page or kind_named(item.kind).has_transcript:
        page = (*quick_blocks(max(item.entry.content, item.entry.summary, key=len)), *page)
    blocks = tuple(block._replace(id=number) for number, block in enumerate(page, 1))
    return () if len(blocks) == 1 and blocks[0].text.casefold() == item.entry.title.casefold() else blocks


def full_blocks(item: Item) -> tuple[Block, ...]:
    """Return the item's text as a reader sees it, with the same numbers: what a model reads and cites."""
    # border: reading HTML costs 60 ms
    from ainews_cli.articles.item import from_item

    return from_item(item).blocks


def quick_blocks(html: str) -> tuple[Block, ...]:
    """Return blocks good enough to measure: paragraphs, headings and code, links kept as Markdown. Cheap, standard
    library only.
    """
    # border: html.parser costs 4 ms, and most starts estimate nothing
    from ainews_cli.articles.plain import plain_text

    blocks: list[Block] = []

    def add(kind: BlockKind, text: str) -> None:
        if text:
            blocks.append(Block(len(blocks) + 1, kind, text))

    for part in _PRE.split(html[:QUICK_CHARACTERS]):
        if part[:4].lower() == "<pre":
            add("code", unescape(_TAG.sub("", part)).strip())
            continue
        marked = _ANCHOR.sub(r"[\2](\1)", _HEADING.sub(rf"<h\1>{_SIGN}", part.replace(_SIGN, "")))
        for line in plain_text(marked).split("\n"):
            if _BOILERPLATE.match(line):
                continue
            add("heading" if line.startswith(_SIGN) else "paragraph", line.replace(_SIGN, "").strip())
    return tuple(blocks)


def text_hash(title: str, blocks: Sequence[Block]) -> str:
    """Return the hash of the text an engine reads: title and blocks, and nothing that changes while the text does not
    (points, views, dates).
    """
    return text_digest("\0".join((title, *(f"{block.kind}\0{block.text}" for block in blocks))))


def task_for(item: Item, blocks: tuple[Block, ...], *, language: str, interests: Interests) -> AnalysisTask:
    """Return the task that asks for an analysis of the item."""
    entry = item.entry
    return AnalysisTask(
        item_id=item.id,
        title=entry.title,
        url=entry.url,
        source=item.feed,
        published=item.published,
        kind=item.kind,
        blocks=blocks,
        language=language,
        interests=interests,
        source_language=entry.language,
        category=item.category,
        points=entry.points,
        comments=entry.comments,
        summarise=is_enough(blocks),
    )


def is_enough(blocks: Sequence[Block]) -> bool:
    """Tell whether there is enough text to be summarised: addresses and images are none. A title, a teaser, a link
    alone is not enough.
    """
    if length(blocks) < MINIMUM_CHARACTERS:
        return False
    return (
        sum(len(_ADDRESS.sub("", _LINK.sub(r"\1", block.text)).strip()) for block in blocks if block.kind != "image")
        >= MINIMUM_CHARACTERS
    )


def shortened(blocks: Sequence[Block], characters: int) -> tuple[Block, ...]:
    """Return the first blocks that fit into so many characters, the last one cut; ids stay, so citations stay right."""
    first: list[Block] = []
    left = characters
    for block in blocks:
        if left <= 0:
            break
        first.append(block if len(block.text) <= left else block._replace(text=block.text[:left]))
        left -= len(block.text)
    return tuple(first)


def length(blocks: Sequence[Block]) -> int:
    """Return the characters of all blocks together."""
    return sum(len(block.text) for block in blocks)
