"""The blocks of an item as they were read from its HTML: parsing them again would cost a view more than all the rest of
it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from ainews_cli.models.text import Extract
from ainews_cli.store.base import Base
from ainews_cli.store.block_records import blocks_from_json, blocks_to_json


class Extracts(Base):
    """Queries on `extracts`."""

    def extract(self, item_id: int, *, version: str) -> Extract | None:
        """What was read of the item's present HTML by these rules, None when that is still to do."""
        sql = "SELECT origin, note, title, author, published, blocks FROM extracts WHERE item_id=? AND version=?"
        rows = self._db.read(sql, (item_id, version))
        if not rows:
            return None
        origin, note, title, author, published, blocks = rows[0]
        return Extract(blocks_from_json(blocks), origin, note, title, author, published)

    def origins(self, ids: Sequence[int]) -> dict[int, str]:
        """Where the text of each item came from, as far as it was read: "feed", "page", "transcript" or "none"."""
        sql = "SELECT x.item_id, x.origin FROM json_each(?) j CROSS JOIN extracts x ON x.item_id = j.value"
        return {item_id: origin for item_id, origin in self._db.read(sql, (json.dumps(list(ids)),))}  # noqa: C416  mypy knows a pair from a row

    def save_extract(self, item_id: int, extract: Extract, *, version: str) -> None:
        """Keep it, in place of an earlier one. `version` names the text it was read from and the rules it was read by."""
        values = (item_id, version, extract.origin, extract.note, extract.title, extract.author, extract.published)
        with self._db.transaction() as raw:
            raw.execute(
                "INSERT OR REPLACE INTO extracts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, blocks_to_json(extract.blocks)),
            )
