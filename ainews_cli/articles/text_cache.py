"""An item's text by way of the store: read from its HTML once, and again when the HTML or the rules change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from zlib import crc32

from ainews_cli.sources.kinds import kind_named

if TYPE_CHECKING:
    from ainews_cli.articles.fetch import Kept
    from ainews_cli.models.item import Item
    from ainews_cli.models.text import Extract

RULES = "1"
"""Raised when the rules change: texts read by other rules are then read anew."""


class ExtractStore(Protocol):
    """What is asked of the store."""

    def extract(self, item_id: int, *, version: str) -> Extract | None:
        """What was kept of this version."""

    def page(self, item_id: int) -> Kept | None:
        """What is kept of the item's page, None when it was never asked for."""

    def save_extract(self, item_id: int, extract: Extract, *, version: str) -> None:
        """Keeps it."""


def version_of(item: Item) -> str:
    """Names the HTML an item's text is read from, and the rules. Pure."""
    page = f"{len(item.page)}-{crc32(item.page.encode('utf-8', 'replace')):x}" if item.page else ""
    return f"{RULES}/{item.body_hash}/{page}"


def needs_page(item: Item, found: Extract) -> bool:
    """Whether the feed left the item's text short, cut or missing, and a page could have it. Pure."""
    return bool(item.entry.url) and not item.page and not kind_named(item.kind).has_transcript and bool(found.note)


def kept_text(item: Item, store: ExtractStore) -> Extract:
    """`from_item`, without the reading where it was done before."""
    version = version_of(item)
    found = store.extract(item.id, version=version)
    if found is None:
        from ainews_cli.articles.item import from_item

        found = from_item(item)
        store.save_extract(item.id, found, version=version)
    return _with_page_note(found, store.page(item.id))


def _with_page_note(found: Extract, page: Kept | None) -> Extract:
    """What was wrong with the page ("paywall", "HTTP 404") tells more than that the feed's text is short. Pure."""
    if page is None or not page.note or found.origin == "transcript" or not (page.html or found.note):
        return found
    return found._replace(note=page.note)
