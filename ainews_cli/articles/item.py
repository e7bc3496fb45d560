"""The readable text of a stored item: what the feed carried, or the page that was read for it."""

from __future__ import annotations

import re

from ainews_cli.articles import quality
from ainews_cli.articles.convert import blocks, numbered, text_blocks
from ainews_cli.articles.guide import fold
from ainews_cli.articles.inline import unmarked
from ainews_cli.articles.minimum import MINIMUM_CHARACTERS
from ainews_cli.articles.plain import plain_text
from ainews_cli.articles.site_rules import abstract, is_arxiv, without_hn_boilerplate
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block, Extract
from ainews_cli.sources.kinds import kind_named

_PAGE_ADDS = 1.25
"""A page is preferred to the feed's content when its text is that many times as long."""

_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;)\]|(?:continue|keep) reading\W*.{0,80}|read (?:more|on)\W*|続きを読む\W*)\s*$",
    re.IGNORECASE,
)


def _prepared(item: Item, html: str) -> str:
    """Feed HTML without what its kind of feed puts around the text."""
    if kind_named(item.kind).has_address_lines or "Comments URL:" in html:
        html = without_hn_boilerplate(html)
    return abstract(html) if is_arxiv(item.entry.url) or html.lstrip().startswith("arXiv:") else html


def _length(html: str, title: str) -> int:
    """Characters of text; 0 for text that only repeats the title."""
    text = plain_text(html)
    return 0 if fold(text) == fold(title) else len(text)


def _without_title(found: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    wanted = fold(title)
    if found and wanted and found[0].kind in ("heading", "paragraph") and fold(unmarked(found[0].text)) == wanted:
        return numbered(found[1:])
    return found


def _note(html: str, length: int) -> str:
    if length < MINIMUM_CHARACTERS:
        return quality.TOO_SHORT
    return quality.CUT if _CUT.search(plain_text(html)[-200:]) else ""


def feed_html(item: Item) -> str:
    """The longer of what the feed gave as content and as summary, "" when it only repeats the title."""
    entry = item.entry
    content, summary = _prepared(item, entry.content), _prepared(item, entry.summary)
    html = content if _length(content, entry.title) >= _length(summary, entry.title) else summary
    return html if _length(html, entry.title) else ""


def from_item(item: Item) -> Extract:
    """The item's text: its content when the feed carries it whole, else the stored page, else the summary, else nothing
    (origin "none").

    Makes no network call and never raises. `note` is "" for a whole text, or one of the notes in `fulltext.notes`.
    """
    entry = item.entry
    feed = feed_html(item)
    if kind_named(item.kind).has_transcript:
        return _video(item, feed)
    from_feed, from_page = _length(feed, entry.title), _length(item.page, entry.title)
    use_page = bool(from_page) and from_page >= from_feed * (_PAGE_ADDS if entry.content else 1)
    html = item.page if use_page else feed
    found = _without_title(blocks(html, entry.url), entry.title)
    if not found:
        return Extract((), "none", quality.TITLE_ONLY, entry.title, entry.author)
    return Extract(
        found,
        "page" if use_page else "feed",
        _note(html, from_page if use_page else from_feed),
        entry.title,
        entry.author,
    )


def _video(item: Item, description: str) -> Extract:
    """A video's description, and its transcript (which is what a page of a video is) where it was read."""
    entry = item.entry
    spoken = text_blocks(plain_text(item.page).replace("\n", "\n\n"))
    found = numbered((*_without_title(text_blocks(plain_text(description)), entry.title), *spoken))
    if not found:
        return Extract((), "none", quality.TITLE_ONLY, entry.title, entry.author)
    length = _length(description, entry.title) + len(plain_text(item.page))
    note = quality.TOO_SHORT if length < MINIMUM_CHARACTERS else ""
    return Extract(found, "transcript" if spoken else "feed", note, entry.title, entry.author)
