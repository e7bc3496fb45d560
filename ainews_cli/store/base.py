"""The base of the store's topics: it holds the connection."""

from __future__ import annotations

from ainews_cli.store.connection import Connection


class Base:
    """Holds the open connection; each topic derives from it, and `Store` from all of them."""

    def __init__(self, db: Connection) -> None:
        self._db = db
