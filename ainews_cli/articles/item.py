"""The readable text of a stored item: what the feed carried, or the page that was read for it."""

from __future__ import annotations

import re

from ainews_cli.articles import quality
from ainews_cli.articles.convert import blocks, text_blocks
from ainews_cli.articles.html_blocks import MAX_BLOCKS, TOO_MANY
from ainews_cli.articles.inline import unmarked, visible_text
from ainews_cli.articles.plain import fold, plain_text
from ainews_cli.articles.site_rules import abstract, is_arxiv, without_hn_boilerplate
from ainews_cli.models.item import Item
from ainews_cli.models.text import MINIMUM_CHARACTERS, Block, Extract, Origin, numbered
from ainews_cli.sources.bounds import CUT, bounded
from ainews_cli.sources.kinds import kind_named

_PAGE_ADDS = 1.25
"""A page is preferred to the feed's content when its text is that many times as long."""

_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\]|(?:continue|keep) reading\W*.{0,80}|read (?:more|on)\W*|続きを読む\W*)\s*$",
    re.IGNORECASE,
)


def _prepared(item: Item, html: str) -> str:
    """Return feed HTML without what its kind of feed puts around the text."""
    if kind_named(item.kind).has_address_lines or "Comments URL:" in html:
        html = without_hn_boilerplate(html)
    return abstract(html) if is_arxiv(item.entry.url) or html.lstrip().startswith("arXiv:") else html


def _length(text: str, title: str) -> int:
    """Return the number of characters; 0 for text that only repeats the title."""
    return 0 if fold(text) == fold(title) else len(text)


def _without_title(article: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    wanted = fold(title)
    if article and wanted and article[0].kind in ("heading", "paragraph") and fold(unmarked(article[0].text)) == wanted:
        return numbered(article[1:])
    return article


def _note(text: str, length: int) -> str:
    if length < MINIMUM_CHARACTERS:
        return quality.TOO_SHORT
    return quality.CUT if _CUT.search(text[-200:]) else ""


def _cut(html: str, article: tuple[Block, ...]) -> str:
    """Return the note about what the text lacks because it is so long."""
    return CUT if bounded(html).cut else TOO_MANY if len(article) >= MAX_BLOCKS else ""


def _page_blocks(item: Item) -> tuple[Block, ...]:
    return item.page or blocks(item.page_html, item.entry.url)


def _page_text(item: Item) -> str:
    return visible_text(item.page) or plain_text(item.page_html)


def feed_html(item: Item) -> str:
    """Return the longer of what the feed gave as content and as summary, "" when it only repeats the title."""
    entry = item.entry
    content, summary = _prepared(item, entry.content), _prepared(item, entry.summary)
    lengths = [_length(plain_text(html), entry.title) for html in (content, summary)]
    html = content if lengths[0] >= lengths[1] else summary
    return html if max(lengths) else ""


def from_item(item: Item) -> Extract:
    """Return the item's text: its content when the feed carries it whole, else the stored page, else the summary, else
    nothing (origin "none").

    Makes no network call and never raises. `note` is "" for a whole text, or one of the notes in `articles.quality`.
    """
    entry = item.entry
    feed = feed_html(item)
    if kind_named(item.kind).has_transcript:
        return _video(item, feed)
    feed_text, page_text = plain_text(feed), _page_text(item)
    from_feed, from_page = _length(feed_text, entry.title), _length(page_text, entry.title)
    origin: Origin
    if from_page and from_page >= from_feed * (_PAGE_ADDS if entry.content else 1):
        origin, article, note = "page", _page_blocks(item), _note(page_text, from_page)
    else:
        origin, article = "feed", blocks(feed, entry.url)
        note = _note(feed_text, from_feed) or _cut(feed, article)
    article = _without_title(article, entry.title)
    if not article:
        return Extract((), "none", quality.TITLE_ONLY, entry.title, entry.author)
    return Extract(article, origin, note, entry.title, entry.author)


def plain_blocks(item: Item) -> tuple[Block, ...]:
    """Return the item's words in plain paragraphs, for a text that cannot be read in any better way."""
    words = max((plain_text(html) for html in (item.entry.content, item.entry.summary, item.page_html)), key=len)
    return text_blocks(words.replace("\n", "\n\n"))


def _video(item: Item, description: str) -> Extract:
    """Return a video's description, and its transcript (which is what a page of a video is) where it was read."""
    entry = item.entry
    described = plain_text(description)
    spoken = item.page or text_blocks(_page_text(item).replace("\n", "\n\n"))
    article = numbered((*_without_title(text_blocks(described), entry.title), *spoken))
    if not article:
        return Extract((), "none", quality.TITLE_ONLY, entry.title, entry.author)
    length = _length(described, entry.title) + len(_page_text(item))
    note = quality.TOO_SHORT if length < MINIMUM_CHARACTERS else ""
    return Extract(article, "transcript" if spoken else "feed", note, entry.title, entry.author)
