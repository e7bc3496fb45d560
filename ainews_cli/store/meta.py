"""A small table of keys for what belongs to the whole database."""

from __future__ import annotations

from ainews_cli.store.base import Base


class Meta(Base):
    """Queries on `meta`."""

    def first_time(self, key: str) -> bool:
        """Tell whether this is asked with `key` for the first time, of all processes."""
        with self._db.transaction() as raw:
            sql = "INSERT INTO meta VALUES (?, 'yes') ON CONFLICT (key) DO NOTHING"
            return bool(raw.execute(sql, (key,)).rowcount == 1)
