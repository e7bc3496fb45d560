"""A small key/value table for what belongs to the whole database."""

from __future__ import annotations

from ainews_cli.store.base import Base


class Meta(Base):
    """Queries on `meta`."""

    def meta(self, key: str) -> str | None:
        """The value, None when it was never set."""
        rows = self._db.read("SELECT value FROM meta WHERE key=?", (key,))
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Sets or replaces it."""
        with self._db.transaction() as raw:
            raw.execute(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value=excluded.value", (key, value)
            )

    def first_time(self, key: str) -> bool:
        """Whether this is asked with `key` for the first time, of all processes."""
        with self._db.transaction() as raw:
            return bool(
                raw.execute("INSERT INTO meta VALUES (?, 'yes') ON CONFLICT (key) DO NOTHING", (key,)).rowcount == 1
            )
