"""Article pages through the network into the store: read once, politely, every failure a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from ainews_cli.articles import quality
from ainews_cli.articles.item import feed_html
from ainews_cli.articles.page import extract_page
from ainews_cli.articles.text_cache import PageStore
from ainews_cli.errors import NetError
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.net import Response


class PageReader(Protocol):
    """The part of `net.pages.PageClient` that is needed: it obeys robots.txt and treats the addresses as untrusted."""

    def get(self, url: str) -> Response:
        """Return one page, whatever its status. Raise NetError."""

    def get_all(self, urls: Sequence[str]) -> Iterator[tuple[str, Response | NetError]]:
        """Yield many pages, as they arrive."""


def fetch_pages(
    items: Sequence[Item],
    pages: PageReader,
    store: PageStore,
    *,
    now: datetime,
    selectors: Mapping[int, str] | None = None,
) -> None:
    """Read the pages of those items whose page was never asked for, and keep each, or the note why there is none.

    Hosts are asked side by side; one bad page stops nothing. `selectors`: by item, the CSS selector of its feed.
    """
    wanted: dict[str, list[Item]] = {}
    for item in items:
        if item.entry.url and store.page(item.id) is None:
            wanted.setdefault(item.entry.url, []).append(item)
    for url, answer in pages.get_all(list(wanted)) if wanted else ():
        for item in wanted[url]:
            with Isolated(Step.PAGE, item.id, item.entry.title) as reading:
                blocks, note = _read(item, answer, (selectors or {}).get(item.id, ""))
            if reading.failed:
                blocks, note = (), f"could not be read: {reading.words}"
            store.save_page(item.id, blocks, note, now)


def _read(item: Item, answer: Response | NetError, selector: str) -> tuple[tuple[Block, ...], str]:
    """Return the article, () for none, and what is wrong with it, "" for nothing."""
    if isinstance(answer, NetError):
        return (), str(answer)
    if not 200 <= answer.status < 300:
        return (), f"HTTP {answer.status}"
    page = extract_page(
        answer.body,
        answer.url,
        selector=selector,
        feed_text=feed_html(item),
        content_type=answer.headers.get("content-type", ""),
    )
    note = page.note or (quality.EMPTY if page.origin == "none" else "")
    return page.blocks if page.origin == "page" else (), note
