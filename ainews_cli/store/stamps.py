"""Stamps of what pages are made of: equal stamps, equal pages. What is derived from it (estimates, stories, extracts)
is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from ainews_cli.store.base import Base
from ainews_cli.store.values import bound

_ALL = (
    "SELECT * FROM items WHERE published >= :since ORDER BY id",
    "SELECT id, name, url, kind, category, weight, enabled, position, moved_to FROM feeds ORDER BY id",
    "SELECT feed_id, guid, item_id FROM item_feeds ORDER BY feed_id, guid",
    "SELECT * FROM item_flags ORDER BY flag, item_id",
    "SELECT id, created, body_hash FROM analyses WHERE NOT estimate ORDER BY id",
    "SELECT item_id, fetched, note FROM pages ORDER BY item_id",
    "SELECT rowid, item_id, block_hash, created FROM translations ORDER BY rowid",
    "SELECT rowid, item_id, created FROM briefs ORDER BY rowid",
    "SELECT item_id, fetched, note FROM discussions ORDER BY item_id",
    "SELECT view, day, item_id FROM shown ORDER BY view, item_id, day",
)
_TEXTS = """
SELECT j.value, i.body_hash, p.fetched, p.note, d.fetched,
    (SELECT count(*) || max(created) FROM translations t WHERE t.item_id = j.value),
    (SELECT count(*) || max(created) FROM briefs b WHERE b.kind = 'discussion' AND b.item_id = j.value)
FROM json_each(?) j JOIN items i ON i.id = j.value
LEFT JOIN pages p ON p.item_id = j.value LEFT JOIN discussions d ON d.item_id = j.value
"""


class Stamps(Base):
    """Queries over all that is shown."""

    def content_stamp(self, since: datetime) -> str:
        """Return the hash of everything that pages about items since then may show."""
        from hashlib import sha256  # border: 4 ms, and only a site is stamped

        digest = sha256()
        for sql in _ALL:
            for row in self._db.each(sql, {"since": bound(since)} if ":since" in sql else ()):
                digest.update(repr(row).encode("utf-8", "replace"))
            digest.update(b"\0")
        return digest.hexdigest()

    def text_stamps(self, ids: Iterable[int]) -> dict[int, str]:
        """Return by item a stamp of its text, its translation and its discussion."""
        return {row[0]: repr(row) for row in self._db.read(_TEXTS, (json.dumps(list(ids)),))}
