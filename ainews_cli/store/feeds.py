"""Subscriptions and what their fetches left behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from ainews_cli.base.addresses import page_key
from ainews_cli.models.feed import BodyMemory, Feed, FeedState
from ainews_cli.store.base import Base
from ainews_cli.store.connection import Row
from ainews_cli.store.values import strings_to_json, to_strings, to_text_or_none, to_time_or_none

_CONFIG = "url, name, kind, category, weight, language, full_text, enabled, selector"
_STATE = (
    "moved_to, etag, last_modified, body_hash, frame_hash, entry_hashes, title, failures, error, gone, not_before, "
    "last_fetch, last_success"
)
_SYNC = f"""
INSERT INTO feeds ({_CONFIG}, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET name=excluded.name, kind=excluded.kind, category=excluded.category,
    weight=excluded.weight, language=excluded.language, full_text=excluded.full_text, enabled=excluded.enabled,
    selector=excluded.selector, position=excluded.position
"""
_WRITE_STATE = f"UPDATE feeds SET {_STATE.replace(',', '=?,')}=? WHERE id=?"

# What was remembered of the old address's answers is no longer about the one that will be asked.
_READDRESS = """
UPDATE feeds SET url=?, moved_to='', etag='', last_modified='', failures=0, error='', gone=0, not_before=NULL WHERE id=?
"""


class Feeds(Base):
    """Queries on `feeds` and `item_feeds`."""

    def sync_feeds(self, feeds: Sequence[Feed]) -> None:
        """Make the `feeds` table say what the config says (one read when it already does). Removed feeds stay, off."""
        first: dict[str, Feed] = {}
        for feed in feeds:
            first.setdefault(feed.url, feed)
        wanted = [
            (
                feed.url,
                feed.name,
                feed.kind,
                feed.category,
                float(feed.weight),
                feed.language,
                int(feed.full_text),
                int(feed.enabled),
                feed.selector,
            )
            for feed in first.values()
        ]
        stored = self._db.read(f"SELECT {_CONFIG} FROM feeds WHERE position IS NOT NULL ORDER BY position")
        if stored == wanted or self._db.read_only:
            return
        with self._db.transaction() as raw:
            _readdress(raw, first)
            raw.execute("UPDATE feeds SET enabled = 0, position = NULL WHERE position IS NOT NULL")
            raw.executemany(_SYNC, [(*row, position) for position, row in enumerate(wanted)])

    def is_foreign(self, feeds: Sequence[Feed]) -> bool:
        """Tell whether the database holds items, and its subscriptions are none of these feeds, of which there are
        some.
        """
        urls = {row[0] for row in self._db.read("SELECT url FROM feeds WHERE position IS NOT NULL")}
        wanted = {feed.url for feed in feeds}
        return bool(urls and wanted and urls.isdisjoint(wanted)) and bool(self._db.read("SELECT 1 FROM items LIMIT 1"))

    def feed_states(self) -> Mapping[str, FeedState]:
        """Return all feeds' state, by config address, in one read."""
        rows = self._db.read(f"SELECT id, url, {_STATE} FROM feeds")
        return {row[1]: _state(row) for row in rows}

    def feed_names(self) -> frozenset[str]:
        """Return the names of all feeds, also of those that are no longer in the config."""
        return frozenset(row[0] for row in self._db.read("SELECT name FROM feeds"))

    def categories(self) -> list[str]:
        """Return the categories of all feeds, also of those that are no longer in the config, in their order."""
        return [row[0] for row in self._db.read("SELECT category FROM feeds GROUP BY category ORDER BY min(id)")]

    def unsubscribed_feed(self, name: str) -> str:
        """Return the name of the feed of that name or address whose items are kept though the config has it no more;
        "" for none.
        """
        sql = "SELECT name FROM feeds WHERE position IS NULL AND (lower(name) = lower(:name) OR url = :name) LIMIT 1"
        rows = self._db.read(sql, {"name": name})
        return str(rows[0][0]) if rows else ""

    def feed_items(self) -> Mapping[str, int]:
        """Return how many items each feed carries or carried, by config address."""
        sql = "SELECT url, count(DISTINCT item_id) FROM item_feeds JOIN feeds ON feeds.id = feed_id GROUP BY feed_id"
        return dict(self._db.read(sql))


def _readdress(raw: sqlite3.Connection, wanted: Mapping[str, Feed]) -> None:
    """Let a feed keep its items when the config has its address in another spelling (https for http …)."""
    stored = {url: (feed_id, kind) for feed_id, url, kind in raw.execute("SELECT id, url, kind FROM feeds ORDER BY id")}
    new = [feed for url, feed in wanted.items() if url not in stored]
    left = {(page_key(url), kind): feed_id for url, (feed_id, kind) in stored.items() if url not in wanted}
    for feed in new if left else ():
        feed_id = left.pop((page_key(feed.url), feed.kind), None)
        if feed_id is not None:
            raw.execute(_READDRESS, (feed.url, feed_id))


def _state(row: Row) -> FeedState:
    (
        feed_id,
        url,
        moved_to,
        etag,
        last_modified,
        body_hash,
        frame_hash,
        entry_hashes,
        title,
        failures,
        error,
        gone,
        not_before,
        last_fetch,
        last_success,
    ) = row
    return FeedState(
        feed_id=feed_id,
        url=url,
        moved_to=moved_to,
        etag=etag,
        last_modified=last_modified,
        body_hash=body_hash,
        memory=BodyMemory(frame_hash, to_strings(entry_hashes)),
        title=title,
        failures=failures,
        error=error,
        gone=bool(gone),
        not_before=to_time_or_none(not_before),
        last_fetch=to_time_or_none(last_fetch),
        last_success=to_time_or_none(last_success),
    )


def write_states(raw: sqlite3.Connection, states: Iterable[tuple[int, FeedState]]) -> None:
    """Write the states into the open transaction."""
    raw.executemany(
        _WRITE_STATE,
        [
            (
                *(
                    state.moved_to,
                    state.etag,
                    state.last_modified,
                    state.body_hash,
                    state.memory.frame_hash,
                    strings_to_json(state.memory.entry_hashes),
                    state.title,
                    state.failures,
                    state.error,
                    int(state.gone),
                ),
                *(to_text_or_none(moment) for moment in (state.not_before, state.last_fetch, state.last_success)),
                feed_id,
            )
            for feed_id, state in states
        ],
    )
