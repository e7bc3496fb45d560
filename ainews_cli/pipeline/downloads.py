"""What is read before an analysis: pages and transcripts once per item, discussions; every failure a note in the
store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.articles.fetch import fetch_pages
from ainews_cli.articles.text_cache import needs_page, text_of
from ainews_cli.articles.transcript import fetch_transcripts
from ainews_cli.sources.kinds import kind_named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.articles.transcript import TranscriptApi
    from ainews_cli.models.feed import Feed
    from ainews_cli.models.item import Item, ItemRow
    from ainews_cli.net import Limits
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
    """Reads the pages of those items whose text is short, cut or missing, and the transcripts of videos; returns how
    many were asked for.

    `every`: of all feeds, for one article that the reader asks for; else only of feeds that say `full_text`. A page is
    asked for once.
    `language`: the reader's, for transcripts. `transcripts`: for tests, in place of the optional library.
    """
    unread = store.without_page(ids, full_text=not every)
    missing = [item for item in unread if needs_page(item, text_of(item, store))]
    count = _read_articles(store, missing, feeds, limits, now)
    videos = [item for item in unread if kind_named(item.kind).has_transcript]
    if not videos:
        return count
    return count + fetch_transcripts(videos, store, language=language, timeout=limits.timeout, now=now, api=transcripts)


def _read_articles(store: Store, missing: Sequence[Item], feeds: Sequence[Feed], limits: Limits, now: datetime) -> int:
    """The addresses come out of feeds: only the origins of the reader's own feeds may lead to a private host."""
    if not missing:
        return 0
    from ainews_cli.net.address import origins_of
    from ainews_cli.net.client import Client
    from ainews_cli.net.pages import Pages

    selectors = {feed.name: feed.selector for feed in feeds if feed.selector}
    client = Client(limits, origins=origins_of([feed.url for feed in feeds]))
    try:
        chosen = {item.id: selectors[item.feed] for item in missing if item.feed in selectors}
        fetch_pages(missing, Pages(client), store, now=now, selectors=chosen)
    finally:
        client.close()
    return len(missing)


def read_discussion(store: Store, item_id: int, feeds: Sequence[Feed], *, limits: Limits, now: datetime) -> bool:
    """Asks for the item's discussion on Hacker News, where it has one that was not asked for within the hour; returns
    whether it asked.
    """
    item = store.item(item_id)
    if not item.entry.discussion_url:
        return False
    from ainews_cli.articles.discussion import fetch_discussion, is_due

    if not is_due(item, store, now=now):
        return False
    from ainews_cli.net.address import origins_of
    from ainews_cli.net.client import Client

    client = Client(limits, origins=origins_of([feed.url for feed in feeds]))
    try:
        fetch_discussion(item, client, store, feeds, now=now)
    finally:
        client.close()
    return True


def due_discussions(store: Store, rows: Sequence[ItemRow], *, now: datetime) -> list[ItemRow]:
    """Those of the items whose discussion is to be asked for: not within the hour, and not when it is over and was read
    after that.
    """
    if not rows:
        return []
    from ainews_cli.articles.discussion import due_rows

    return due_rows(rows, store.discussions([row.id for row in rows]), now=now)


def read_discussions(
    store: Store, due: Sequence[ItemRow], feeds: Sequence[Feed], *, limits: Limits, now: datetime
) -> int:
    """Asks for these discussions, some at a time; returns how many were asked for (fewer where the server fails again
    and again).
    """
    if not due:
        return 0
    from ainews_cli.articles.discussion import fetch_discussions
    from ainews_cli.net.address import origins_of
    from ainews_cli.net.client import Client

    client = Client(limits, origins=origins_of([feed.url for feed in feeds]))
    try:
        return fetch_discussions(due, client, store, feeds, now=now, patience=2 * limits.timeout)
    finally:
        client.close()
