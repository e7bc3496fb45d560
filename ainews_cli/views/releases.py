"""Lists that no feed fills: a product's releases of a day below one entry, and what a feed has besides its places."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ainews_cli.models.page import Coverage, FeedMore
from ainews_cli.models.selection import ALL
from ainews_cli.models.window import Window
from ainews_cli.ranking.spread import release_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import EntryPart
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.selection import Only
    from ainews_cli.views.reading_store import ReadingStore


def with_releases(
    entries: Iterable[EntryPart], rows: Iterable[ItemRow], store: ReadingStore, reader: Reader, window: Window | None
) -> tuple[EntryPart, ...]:
    """Return the entries, each release with the others of its product and day. `rows`: the entries' items; `window`: of
    the list, None for one without.
    """
    heads = [row for row in rows if row.release]
    if not heads:
        return tuple(entries)
    span = window or Window(
        min(row.published for row in heads) - timedelta(days=1), max(row.published for row in heads) + timedelta(days=1)
    )
    ids = store.of_the_same_feeds([row.id for row in heads], span.start, span.end)
    groups: dict[object, list[ItemRow]] = {}
    for row in store.rows(ids, language=reader.language):
        if key := release_key(row, reader.timezone, window):
            groups.setdefault(key, []).append(row)
    others = {
        row.id: [other for other in groups.get(release_key(row, reader.timezone, window), ()) if other.id != row.id]
        for row in heads
    }
    return tuple(_with(entry, others.get(entry.id, ())) for entry in entries)


def _with(entry: EntryPart, others: Sequence[ItemRow]) -> EntryPart:
    """Return the entry with the other releases, which are then no other reports of its story."""
    if not others:
        return entry
    ids = {row.id for row in others}
    releases = tuple(Coverage(row.id, row.title, row.url, row.feed) for row in others)
    return entry._replace(releases=releases, coverage=tuple(one for one in entry.coverage if one.id not in ids))


def left_out(
    full: Collection[str],
    entries: Iterable[EntryPart],
    store: ReadingStore,
    reader: Reader,
    window: Window,
    *,
    only: Only = ALL,
    gone: Iterable[int] = (),
) -> tuple[FeedMore, ...]:
    """Return how many more items the feeds have that reached their limit, most first. `gone`: items that the page does
    not show for another reason.
    """
    if not full:
        return ()
    shown = set(gone)
    for entry in entries:
        shown |= {entry.id, *(report.id for report in (*entry.coverage, *entry.releases))}
    counts = store.count_by_feed(
        window.start, window.end, language=reader.language, only=only, feeds=full, without=shown
    )
    return tuple(FeedMore(feed, count) for feed, count in counts)
