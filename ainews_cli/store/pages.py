"""Article pages, and the texts of items as they were read: reading one again costs more than the rest of a view."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from ainews_cli.models.item import Item
from ainews_cli.models.text import Block, Extract
from ainews_cli.store.base import Base
from ainews_cli.store.block_records import blocks_from_json, blocks_to_json
from ainews_cli.store.faults import unknown_items
from ainews_cli.store.records import StoredPage
from ainews_cli.store.rows import items
from ainews_cli.store.values import to_text, to_time

_SAVE_PAGE = """
INSERT INTO pages (item_id, html, blocks, note, fetched) VALUES (?, '', ?, ?, ?)
ON CONFLICT (item_id) DO UPDATE SET html='', blocks=excluded.blocks, note=excluded.note, fetched=excluded.fetched
"""
_WITHOUT_PAGE = """
SELECT i.id FROM json_each(?) j CROSS JOIN items i ON i.id = j.value JOIN feeds f ON f.id = i.feed_id
WHERE (f.full_text OR ?) AND NOT EXISTS (SELECT 1 FROM pages p WHERE p.item_id = i.id)
ORDER BY j.key
"""
_EXTRACT = "SELECT origin, note, title, author, published, blocks FROM extracts WHERE item_id=? AND version=?"
_SAVE_EXTRACT = """
INSERT OR REPLACE INTO extracts (item_id, version, origin, note, title, author, published, blocks, characters)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Pages(Base):
    """Queries on `pages` and `extracts`."""

    def without_page(self, ids: Sequence[int], *, full_text: bool) -> list[Item]:
        """Return those of the items, in this order, whose page was never asked for.

        With `full_text`, only items of feeds that are set so.
        """
        wanted = [row[0] for row in self._db.read(_WITHOUT_PAGE, (json.dumps(list(ids)), not full_text))]
        return items(self._db, wanted)

    def page(self, item_id: int) -> StoredPage | None:
        """Return the page of an item, None when it was never asked for."""
        rows = self._db.read("SELECT blocks, note, fetched, html FROM pages WHERE item_id=?", (item_id,))
        if not rows:
            return None
        blocks, note, fetched, html = rows[0]
        return StoredPage(blocks_from_json(blocks), note, to_time(fetched), html)

    def save_page(self, item_id: int, blocks: Sequence[Block], note: str, now: datetime) -> None:
        """Keep an article page, or (with no blocks) the note why there is none. Raise UsageError for an unknown id."""
        stored = blocks_to_json(blocks) if blocks else ""
        with self._db.transaction() as raw:
            if raw.execute("SELECT 1 FROM items WHERE id=?", (item_id,)).fetchone() is None:
                raise unknown_items([item_id])
            raw.execute(_SAVE_PAGE, (item_id, stored, note, to_text(now)))
            raw.execute("INSERT OR IGNORE INTO search_pending VALUES (?)", (item_id,))

    def extract(self, item_id: int, *, version: str) -> Extract | None:
        """Return what was read of this version of the item, None when that is still to do."""
        rows = self._db.read(_EXTRACT, (item_id, version))
        if not rows:
            return None
        *head, blocks = rows[0]
        return Extract(blocks_from_json(blocks), *head)

    def save_extract(self, item_id: int, extract: Extract, *, version: str) -> None:
        """Keep it, in place of an earlier one. `version` names what it was read from, and by which rules."""
        head = (extract.origin, extract.note, extract.title, extract.author, extract.published)
        with self._db.transaction() as raw:
            length = sum(len(block.text) for block in extract.blocks)
            raw.execute(_SAVE_EXTRACT, (item_id, version, *head, blocks_to_json(extract.blocks), length))

    def origins(self, ids: Sequence[int]) -> dict[int, str]:
        """Return where the text of each item came from, as far as it was read: one of `models.text.Origin`."""
        sql = "SELECT x.item_id, x.origin FROM json_each(?) j CROSS JOIN extracts x ON x.item_id = j.value"
        return dict(self._db.read(sql, (json.dumps(list(ids)),)))
