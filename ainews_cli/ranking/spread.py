"""Keep one feed from filling a list: at most so many of its items, and one entry for a product's releases of a day.
Pure.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ainews_cli.models.item import ItemRow
from ainews_cli.models.window import Window

ONE_DAY = timedelta(hours=25)
"""A window up to this long is one day: 25 hours where clocks go back."""
POOL = 3
"""Times `per_feed`: how many items of a feed compete, because some stand under others."""

ReleaseKey = tuple[str, str]
"""Product and day: releases of the same key are one entry."""


class Spread(NamedTuple):
    """The items of a list."""

    rows: tuple[ItemRow, ...]
    full: frozenset[str]
    """Feeds of which items were left out because they have their places already."""


def release_key(row: ItemRow, zone: str, window: Window | None = None) -> ReleaseKey | None:
    """Return product and day of a release, None for any other item. The day is the reader's; "" in a window of one."""
    if row.release is None:
        return None
    if window and window.end - window.start <= ONE_DAY:
        return row.release.key, ""
    return row.release.key, row.published.astimezone(ZoneInfo(zone)).date().isoformat()


def spread(
    rows: Iterable[ItemRow], zone: str, window: Window | None = None, *, limit: int, per_feed: int = 0
) -> Spread:
    """Return the first `limit` of the rows, in their order: the first release of its product and day for all of them,
    and at most `per_feed` items of a feed. `per_feed` 0, or rows of one feed alone: no such limit.
    """
    rows = list(rows)
    most = per_feed_of(rows, per_feed)
    taken: Counter[str] = Counter()
    seen: set[ReleaseKey] = set()
    full: set[str] = set()
    kept: list[ItemRow] = []
    for row in rows:
        if len(kept) == limit:
            break
        key = release_key(row, zone, window)
        if key in seen:
            continue
        if most and taken[row.feed] >= most:
            full.add(row.feed)
            continue
        if key:
            seen.add(key)
        taken[row.feed] += 1
        kept.append(row)
    return Spread(tuple(kept), frozenset(full))


def per_feed_of(rows: Sequence[ItemRow], per_feed: int) -> int:
    """Return the limit for a list of these rows: none where a single feed has all of them."""
    return per_feed if per_feed and len({row.feed for row in rows}) > 1 else 0
