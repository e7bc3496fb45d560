"""An item's text by way of the store: read from its HTML once, and again when the HTML or the rules change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from zlib import crc32

from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block, Extract
from ainews_cli.sources.kinds import kind_named
from ainews_cli.store.records import StoredPage

RULES = "2"
"""Raised when the rules change: texts read by other rules are then read anew."""


class PageStore(Protocol):
    """The part of the store that pages are kept by."""

    def page(self, item_id: int) -> StoredPage | None:
        """Return what is kept of the item's page, None when it was never asked for."""

    def save_page(self, item_id: int, blocks: Sequence[Block], note: str, now: datetime) -> None:
        """Keep a page, or the note why there is none."""


class TextStore(Protocol):
    """The part of the store that texts are kept by."""

    def page(self, item_id: int) -> StoredPage | None:
        """Return what is kept of the item's page, None when it was never asked for."""

    def extract(self, item_id: int, *, version: str) -> Extract | None:
        """Return what was kept of this version, None for nothing."""

    def save_extract(self, item_id: int, extract: Extract, *, version: str) -> None:
        """Keep it."""


def version_of(item: Item) -> str:
    """Name what an item's text is read from, and the rules. Pure."""
    page = item.page_html or "\n".join(block.text for block in item.page)
    stamp = f"{len(page)}-{crc32(page.encode('utf-8', 'replace')):x}" if page else ""
    return f"{RULES}/{item.body_hash}/{stamp}"


def needs_page(item: Item, extract: Extract) -> bool:
    """Tell whether the feed left the item's text short, cut or missing, and a page could have it. Pure."""
    if not item.entry.url or item.page or item.page_html or kind_named(item.kind).has_transcript:
        return False
    return bool(extract.note)


def text_of(item: Item, store: TextStore) -> Extract:
    """Return the item's text with its blocks: what is shown, cited, analysed and translated.

    As `from_item` reads it; where that was done before, from the store. Where that fails, its words in plain
    paragraphs, which are not kept.
    """
    title, author = item.entry.title, item.entry.author
    with Isolated(Step.TEXT, item.id, title):
        return _text_of(item, store)
    with Isolated(Step.TEXT, item.id, title):
        from ainews_cli.articles.item import plain_blocks  # border: lxml, for texts that were never read

        if plain := plain_blocks(item):
            return Extract(plain, "feed", "", title, author)
    return Extract((), "none", "", title, author)


def _text_of(item: Item, store: TextStore) -> Extract:
    version = version_of(item)
    extract = store.extract(item.id, version=version)
    if extract is None:
        from ainews_cli.articles.item import from_item  # border: lxml, for texts that were never read

        extract = from_item(item)
        # A text that is the page's own is not kept a second time.
        own = extract._replace(blocks=()) if extract.blocks == item.page else extract
        store.save_extract(item.id, own, version=version)
    elif extract.origin == "page" and not extract.blocks:
        extract = extract._replace(blocks=item.page)
    return _with_page_note(extract, store.page(item.id))


def _with_page_note(extract: Extract, page: StoredPage | None) -> Extract:
    """Say what was wrong with the page ("paywall", "HTTP 404"): that tells more than that the feed's text is short."""
    if page is None or not page.note or extract.origin == "transcript" or not (page.has_text or extract.note):
        return extract
    return extract._replace(note=page.note)
