"""What is read before an analysis: pages and transcripts once per item, discussions; failures are kept as notes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ainews_cli.articles.discussion import due_rows, fetch_discussion, fetch_discussions, is_due
from ainews_cli.articles.text_cache import needs_page, text_of
from ainews_cli.isolation import Isolated, Step, bearable
from ainews_cli.net.address import origins_of
from ainews_cli.sources.kinds import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ainews_cli.articles.transcript import TranscriptApi
    from ainews_cli.models.feed import Feed
    from ainews_cli.models.item import Item, ItemRow
    from ainews_cli.net import Limits
    from ainews_cli.net.client import Client
    from ainews_cli.store import Store


def read_pages(
    store: Store,
    ids: Sequence[int],
    feeds: Sequence[Feed],
    *,
    every: bool,
    language: str,
    limits: Limits,
    now: datetime,
    transcripts: TranscriptApi | None = None,
) -> int:
    """Read the pages of items whose text is short, cut or missing, and the transcripts of videos; return how many.

    `every`: of all feeds, for one article that the reader asks for; else only of feeds that say `full_text`. A page is
    asked for once. `language`: the reader's, for transcripts. `transcripts`: for tests, in place of the optional
    library.
    """
    unread = store.without_page(ids, full_text=not every)
    missing = []
    for item in unread:
        with Isolated(Step.PAGE, item.id, item.entry.title):
            if needs_page(item, text_of(item, store)):
                missing.append(item)
    count = _read_articles(store, missing, feeds, limits, now)
    videos = [item for item in unread if kind_named(item.kind).has_transcript]
    if not videos:
        return count
    from ainews_cli.articles.transcript import fetch_transcripts  # border: only videos need it

    return count + fetch_transcripts(videos, store, language=language, timeout=limits.timeout, now=now, api=transcripts)


def _read_articles(store: Store, missing: Sequence[Item], feeds: Sequence[Feed], limits: Limits, now: datetime) -> int:
    if not missing:
        return 0
    from ainews_cli.articles.fetch import fetch_pages  # border: lxml
    from ainews_cli.net.pages import PageClient

    selectors = {feed.name: feed.selector for feed in feeds if feed.selector}
    chosen = {item.id: selectors[item.feed] for item in missing if item.feed in selectors}
    with _client(feeds, limits) as client:
        fetch_pages(missing, PageClient(client), store, now=now, selectors=chosen)
    return len(missing)


def read_discussion(store: Store, item_id: int, feeds: Sequence[Feed], *, limits: Limits, now: datetime) -> bool:
    """Ask for the item's discussion, where it has one that was not asked for within the hour; tell whether it asked."""
    item = store.item(item_id)
    if not item.entry.discussion_url or not is_due(item, store, now=now):
        return False
    with _client(feeds, limits) as client:
        fetch_discussion(item, client, store, feeds, now=now)
    return True


def due_discussions(store: Store, rows: Sequence[ItemRow], *, now: datetime) -> list[ItemRow]:
    """Return the items whose discussion is to be asked for: not within the hour, nor when it was read after its end."""
    kept = store.discussions([row.id for row in rows])
    return bearable(Step.DISCUSSION, rows, lambda some: due_rows(some, kept, now=now), lambda row: (row.id, row.title))


def read_discussions(
    store: Store, due: Sequence[ItemRow], feeds: Sequence[Feed], *, limits: Limits, now: datetime
) -> int:
    """Ask for these discussions, some at a time; return how many (fewer where the server fails again and again)."""
    if not due:
        return 0
    with _client(feeds, limits) as client:
        return fetch_discussions(due, client, store, feeds, now=now, patience=2 * limits.timeout)


@contextmanager
def _client(feeds: Sequence[Feed], limits: Limits) -> Iterator[Client]:
    """Yield a client; the addresses come out of feeds, so that only origins of these may lead to a private host."""
    from ainews_cli.net.client import Client  # border: HTTP

    client = Client(limits, origins=origins_of([feed.url for feed in feeds]))
    try:
        yield client
    finally:
        client.close()
