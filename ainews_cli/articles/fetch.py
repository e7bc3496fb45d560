"""Article pages through the network into the store: read once, politely, every failure a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ainews_cli.articles import quality
from ainews_cli.articles.item import feed_html, from_item
from ainews_cli.articles.markup import to_html
from ainews_cli.articles.page import extract_page
from ainews_cli.errors import NetError
from ainews_cli.models.item import Item
from ainews_cli.models.text import Extract
from ainews_cli.net import Response


class Kept(Protocol):
    """A page as the store keeps it."""

    @property
    def html(self) -> str:
        """The article's body; "" when there is none."""

    @property
    def note(self) -> str:
        """Why it is short or missing."""


class PageStore(Protocol):
    """What is asked of the store."""

    def page(self, item_id: int) -> Kept | None:
        """The page of an item, None when it was never asked for."""

    def save_page(self, item_id: int, html: str, note: str, now: datetime) -> None:
        """Keeps a page, or the note why there is none."""


class PageReader(Protocol):
    """What is asked of `net.pages.Pages`: it obeys robots.txt and treats the addresses as untrusted."""

    def get(self, url: str) -> Response:
        """One page, whatever its status. Raises NetError."""

    def get_all(self, urls: Sequence[str]) -> Iterator[tuple[str, Response | NetError]]:
        """Many pages, as they arrive."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page just read, in the store's shape."""

    html: str
    note: str


def fetch_page(
    item: Item, pages: PageReader, store: PageStore, *, now: datetime, selector: str = "", again: bool = False
) -> Extract:
    """The item's text with its page read. From the store when it was asked for before, also when that failed, unless
    `again`. Raises no NetError.
    """
    kept = None if again else store.page(item.id)
    if kept is not None:
        return _from_store(item, kept)
    if not item.entry.url:
        return from_item(item)
    try:
        answer: Response | NetError = pages.get(item.entry.url)
    except NetError as error:
        answer = error
    return _keep(item, answer, store, now=now, selector=selector)


def fetch_pages(
    items: Sequence[Item],
    pages: PageReader,
    store: PageStore,
    *,
    now: datetime,
    selectors: Mapping[int, str] | None = None,
    again: bool = False,
) -> dict[int, Extract]:
    """`fetch_page` for many items at once: item id → text. Hosts are asked side by side; one bad page stops nothing."""
    found: dict[int, Extract] = {}
    asked: dict[str, list[Item]] = {}
    for item in items:
        kept = None if again else store.page(item.id)
        if kept is not None:
            found[item.id] = _from_store(item, kept)
        elif item.entry.url:
            asked.setdefault(item.entry.url, []).append(item)
        else:
            found[item.id] = from_item(item)
    for url, answer in pages.get_all(list(asked)) if asked else ():
        for item in asked[url]:
            found[item.id] = _keep(item, answer, store, now=now, selector=(selectors or {}).get(item.id, ""))
    return found


def _from_store(item: Item, kept: Kept) -> Extract:
    if kept.html:
        return from_item(item._replace(page=kept.html))._replace(note=kept.note)
    extract = from_item(item)
    return extract._replace(note=kept.note) if extract.note else extract


def _keep(item: Item, answer: Response | NetError, store: PageStore, *, now: datetime, selector: str) -> Extract:
    """Reads an answer, keeps it, and says what the item's text is now."""
    html, note = "", ""
    if isinstance(answer, NetError):
        note = str(answer)
    elif not 200 <= answer.status < 300:
        note = f"HTTP {answer.status}"
    else:
        feed_text = feed_html(item)
        page = extract_page(
            answer.body,
            answer.url,
            selector=selector,
            feed_text=feed_text,
            content_type=answer.headers.get("content-type", ""),
        )
        html, note = (
            to_html(page.blocks) if page.origin == "page" else "",
            page.note or (quality.EMPTY if page.origin == "none" else ""),
        )
    store.save_page(item.id, html, note, now)
    return _from_store(item, _Read(html, note))
