"""The reader's flags, and the taste learnt from them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.item import ItemRow
from ainews_cli.store.base import Base
from ainews_cli.store.faults import unknown_items
from ainews_cli.store.records import Flag
from ainews_cli.store.rows import item_rows
from ainews_cli.store.values import to_text

if TYPE_CHECKING:
    from ainews_cli.ranking.taste.model import Taste

FLAGS = ("starred", "hidden", "read")

_KNOWN = "SELECT id FROM items WHERE id IN (SELECT value FROM json_each(?))"
_FLAGGED = "SELECT item_id FROM item_flags WHERE flag=? ORDER BY since DESC, item_id DESC LIMIT ?"
_SIGNATURE = "SELECT flag, count(*), max(since) FROM item_flags GROUP BY flag ORDER BY flag"
_BY_ITEM = """
SELECT item_id, group_concat(flag) FROM item_flags GROUP BY item_id ORDER BY max(since) DESC, item_id DESC LIMIT ?
"""


class Flags(Base):
    """Queries on `item_flags` and `taste`."""

    def set_flag(self, ids: Iterable[int], flag: Flag, value: bool, now: datetime) -> None:
        """Star, hide or mark as read (or take it back). All or none: raise UsageError when an id is unknown."""
        if flag not in FLAGS:
            raise UsageError(f"no such flag: {flag} (there are {', '.join(FLAGS)})")
        wanted = list(dict.fromkeys(ids))
        with self._db.transaction() as raw:
            known = {row[0] for row in raw.execute(_KNOWN, (json.dumps(wanted),))}
            if missing := [item_id for item_id in wanted if item_id not in known]:
                raise unknown_items(missing)
            if value:
                rows = [(flag, item_id, to_text(now)) for item_id in wanted]
                raw.executemany("INSERT OR IGNORE INTO item_flags VALUES (?, ?, ?)", rows)
            else:
                sql = "DELETE FROM item_flags WHERE flag=? AND item_id=?"
                raw.executemany(sql, [(flag, item_id) for item_id in wanted])

    def flagged(self, flag: Flag, *, language: str, limit: int) -> list[ItemRow]:
        """Return the items with this flag, the latest decision first."""
        return item_rows(self._db, [row[0] for row in self._db.read(_FLAGGED, (flag, limit))], language)

    def flagged_items(self, limit: int) -> dict[int, frozenset[str]]:
        """Return the flags by item, the latest decisions first."""
        return {item_id: frozenset(flags.split(",")) for item_id, flags in self._db.read(_BY_ITEM, (limit,))}

    def flags_signature(self) -> str:
        """Return a text that changes whenever the reader flags something; "" without a flag."""
        return ";".join(":".join(map(str, row)) for row in self._db.read(_SIGNATURE))

    def taste(self, signature: str) -> Taste | None:
        """Return what was learnt from these flags, None when that is still to do."""
        rows = self._db.read("SELECT model FROM taste WHERE signature=?", (signature,))
        if not rows:
            return None
        from ainews_cli.ranking.taste.model import Taste  # border: what computes a taste comes with it

        model = json.loads(rows[0][0])
        return Taste(model["weights"], frozenset(model["seen"]), model["trust"])

    def save_taste(self, signature: str, taste: Taste) -> None:
        """Keep it in place of what was learnt before."""
        record = {"weights": taste.weights, "seen": sorted(taste.seen), "trust": taste.trust}
        with self._db.transaction() as raw:
            sql = "INSERT OR REPLACE INTO taste (id, signature, model) VALUES (1, ?, ?)"
            raw.execute(sql, (signature, json.dumps(record, ensure_ascii=False)))
