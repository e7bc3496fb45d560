"""Single items, simple lists, pages and the reader's flags."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.store.base import Base
from ainews_cli.store.block_records import blocks_from_json, blocks_to_json
from ainews_cli.store.rows import item_rows, items
from ainews_cli.store.values import to_text, to_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ainews_cli.models.item import Item, ItemRow
    from ainews_cli.models.text import Block
    from ainews_cli.store.records import Flag, StoredPage

FLAGS = ("starred", "hidden", "read")

_SAVE_PAGE = """
INSERT INTO pages (item_id, html, blocks, note, fetched) VALUES (?, '', ?, ?, ?)
ON CONFLICT (item_id) DO UPDATE SET html='', blocks=excluded.blocks, note=excluded.note, fetched=excluded.fetched
"""
_CANDIDATES = """
SELECT i.id FROM json_each(?) j CROSS JOIN items i ON i.id = j.value
WHERE NOT EXISTS (SELECT 1 FROM item_analyses s WHERE s.item_id = i.id AND NOT s.estimate AND NOT s.stale AND s.profile = ?)
ORDER BY j.key
"""
_WITHOUT_PAGE = """
SELECT i.id FROM json_each(?) j CROSS JOIN items i ON i.id = j.value JOIN feeds f ON f.id = i.feed_id
WHERE (f.full_text OR ?) AND NOT EXISTS (SELECT 1 FROM pages p WHERE p.item_id = i.id)
ORDER BY j.key
"""


class Items(Base):
    """Queries on `items`, `pages` and `item_flags`."""

    def empty(self) -> bool:
        """Whether nothing was ever fetched."""
        return not self._db.read("SELECT 1 FROM items LIMIT 1")

    def item(self, item_id: int) -> Item:
        """Raises UsageError for an unknown id."""
        found = items(self._db, [_small(item_id)])
        if not found:
            raise _unknown([item_id])
        return found[0]

    def has_item(self, item_id: int) -> bool:
        """Whether there is an item of this id."""
        return bool(self._db.read("SELECT 1 FROM items WHERE id=?", (_small(item_id),)))

    def row(self, item_id: int, *, language: str) -> ItemRow:
        """Raises UsageError for an unknown id."""
        found = item_rows(self._db, [_small(item_id)], language)
        if not found:
            raise _unknown([item_id])
        return found[0]

    def rows(self, ids: Sequence[int], *, language: str) -> list[ItemRow]:
        """The items of these ids, in this order, with the analysis shown in `language`; unknown ids are left out."""
        return item_rows(self._db, ids, language)

    def candidates(self, ids: Sequence[int], *, profile: str) -> list[Item]:
        """Of these, in this order, what an engine would be asked about: items whose analysis is missing, an estimate,
        stale or of another profile.
        """
        wanted = [row[0] for row in self._db.read(_CANDIDATES, (json.dumps(list(ids)), profile))]
        return items(self._db, wanted)

    def without_page(self, ids: Sequence[int], *, full_text: bool) -> list[Item]:
        """Those of the items, in this order, whose page was never asked for; with `full_text`, only items of feeds that
        are set so.
        """
        wanted = [row[0] for row in self._db.read(_WITHOUT_PAGE, (json.dumps(list(ids)), not full_text))]
        return items(self._db, wanted)

    def save_page(self, item_id: int, blocks: Sequence[Block], note: str, now: datetime) -> None:
        """Keep an article page, or (with no blocks) the note why there is none. Raise UsageError for an unknown id."""
        stored = blocks_to_json(blocks) if blocks else ""
        with self._db.transaction() as raw:
            if raw.execute("SELECT 1 FROM items WHERE id=?", (item_id,)).fetchone() is None:
                raise _unknown([item_id])
            raw.execute(_SAVE_PAGE, (item_id, stored, note, to_text(now)))
            raw.execute("INSERT OR IGNORE INTO search_pending VALUES (?)", (item_id,))

    def page(self, item_id: int) -> StoredPage | None:
        """The page of an item, or None when it was never asked for."""
        rows = self._db.read("SELECT blocks, note, fetched, html FROM pages WHERE item_id=?", (item_id,))
        if not rows:
            return None
        from ainews_cli.store.records import StoredPage

        blocks, note, fetched, html = rows[0]
        return StoredPage(blocks_from_json(blocks), note, to_time(fetched), html)

    def set_flag(self, ids: Iterable[int], flag: Flag, value: bool, now: datetime) -> None:
        """Stars, hides or marks as read (or takes it back). All or none: raises UsageError when an id is unknown."""
        if flag not in FLAGS:
            raise UsageError(f"no such flag: {flag} (there are {', '.join(FLAGS)})")
        wanted = list(dict.fromkeys(ids))
        with self._db.transaction() as raw:
            found = {
                row[0]
                for row in raw.execute(
                    "SELECT id FROM items WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)
                )
            }
            if missing := [item_id for item_id in wanted if item_id not in found]:
                raise _unknown(missing)
            if value:
                raw.executemany(
                    "INSERT OR IGNORE INTO item_flags VALUES (?, ?, ?)",
                    [(flag, item_id, to_text(now)) for item_id in wanted],
                )
            else:
                raw.executemany(
                    "DELETE FROM item_flags WHERE flag=? AND item_id=?", [(flag, item_id) for item_id in wanted]
                )

    def flagged(self, flag: Flag, *, language: str, limit: int) -> list[ItemRow]:
        """What the reader flagged so, the latest decision first."""
        found = self._db.read(
            "SELECT item_id FROM item_flags WHERE flag=? ORDER BY since DESC, item_id DESC LIMIT ?", (flag, limit)
        )
        return item_rows(self._db, [row[0] for row in found], language)


def _small(item_id: int) -> int:
    # SQLite's integers have 64 bits; JSON would turn a larger one into a float.
    return item_id if 0 < item_id < 1 << 63 else 0


def _unknown(ids: Sequence[int]) -> UsageError:
    named = ", ".join(map(str, ids))
    return UsageError(f"there is no item {named}: `ainews latest` shows the numbers")
