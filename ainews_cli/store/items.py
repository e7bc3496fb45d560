"""Single items, and which of them an engine has not judged yet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NoReturn

from ainews_cli.errors import StoreError
from ainews_cli.models.item import Item, ItemRow
from ainews_cli.store.base import Base
from ainews_cli.store.faults import unknown_items
from ainews_cli.store.rows import item_rows, items

_CANDIDATES = """
SELECT i.id FROM json_each(?) j CROSS JOIN items i ON i.id = j.value
WHERE NOT EXISTS (
    SELECT 1 FROM item_analyses s WHERE s.item_id = i.id AND NOT s.estimate AND NOT s.stale AND s.profile = ?)
ORDER BY j.key
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

    def candidates(self, ids: Sequence[int], *, profile: str) -> list[Item]:
        """Return those of the items, in this order, that an engine would be asked about: whose analysis is missing, an
        estimate, stale or of another profile.
        """
        wanted = [row[0] for row in self._db.read(_CANDIDATES, (json.dumps(list(ids)), profile))]
        return items(self._db, wanted)


def _storable(item_id: int) -> int:
    # SQLite's integers have 64 bits; JSON would turn a larger one into a float.
    return item_id if 0 < item_id < 1 << 63 else 0
