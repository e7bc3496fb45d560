"""Single items, and which of them an engine has not judged yet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from ainews_cli.errors import StoreError
from ainews_cli.models.item import Item, ItemRow
from ainews_cli.store.base import Base
from ainews_cli.store.faults import unknown_items
from ainews_cli.store.rows import item_rows, items
from ainews_cli.store.values import bound

if TYPE_CHECKING:
    from datetime import datetime

_CANDIDATES = """
SELECT i.id FROM json_each(?) j CROSS JOIN items i ON i.id = j.value
WHERE NOT EXISTS (
    SELECT 1 FROM item_analyses s WHERE s.item_id = i.id AND NOT s.estimate AND NOT s.stale AND s.profile = ?)
ORDER BY j.key
"""
_COUNTS = """
SELECT (SELECT count(*) FROM items WHERE published >= json_extract(j.value, '$[0]')
    AND published < json_extract(j.value, '$[1]'))
FROM json_each(?) j ORDER BY j.key
"""


class Items(Base):
    """Queries on `items`."""

    def empty(self) -> bool:
        """Tell whether nothing was ever fetched."""
        return not self._db.read("SELECT 1 FROM items LIMIT 1")

    def item(self, item_id: int) -> Item:
        """Return the item whole. Raise UsageError for an unknown id."""
        loaded = items(self._db, [_storable(item_id)])
        return loaded[0] if loaded else self._missing(item_id)

    def has_item(self, item_id: int) -> bool:
        """Tell whether there is an item of this id."""
        return bool(self._db.read("SELECT 1 FROM items WHERE id=?", (_storable(item_id),)))

    def row(self, item_id: int, *, language: str) -> ItemRow:
        """Return the item with the analysis shown in `language`. Raise UsageError for an unknown id."""
        loaded = item_rows(self._db, [_storable(item_id)], language)
        return loaded[0] if loaded else self._missing(item_id)

    def _missing(self, item_id: int) -> NoReturn:
        if self.has_item(item_id):
            raise StoreError(f"the item {item_id} cannot be read; `ainews doctor` says why")
        raise unknown_items([item_id])

    def rows(self, ids: Sequence[int], *, language: str) -> list[ItemRow]:
        """Return the same for many, in this order; unknown ids are left out."""
        return item_rows(self._db, ids, language)

    def newest(self, digits: str, limit: int) -> list[int]:
        """Return the ids that begin with these digits, those of the newest items first."""
        if digits.strip("0123456789"):
            return []
        sql = "SELECT id FROM items WHERE CAST(id AS TEXT) LIKE ? ORDER BY published DESC, id DESC LIMIT ?"
        return [row[0] for row in self._db.read(sql, (f"{digits}%", limit))]

    def counts_between(self, spans: Sequence[tuple[datetime, datetime]]) -> list[int]:
        """Return how many items were published in each of the half open spans."""
        edges = json.dumps([(bound(start), bound(end)) for start, end in spans])
        return [row[0] for row in self._db.read(_COUNTS, (edges,))]

    def candidates(self, ids: Sequence[int], *, profile: str) -> list[Item]:
        """Return those of the items, in this order, that an engine would be asked about: whose analysis is missing, an
        estimate, stale or of another profile.
        """
        wanted = [row[0] for row in self._db.read(_CANDIDATES, (json.dumps(list(ids)), profile))]
        return items(self._db, wanted)


def _storable(item_id: int) -> int:
    # SQLite's integers have 64 bits; JSON would turn a larger one into a float.
    return item_id if 0 < item_id < 1 << 63 else 0
