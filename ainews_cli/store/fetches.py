"""Results of fetches; `saving` writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ainews_cli.store.base import Base
from ainews_cli.store.records import FeedUpdate, Saved


class Fetches(Base):
    """Writes to `items`, `bodies`, `item_feeds` and `feeds`."""

    def save_fetch(self, updates: Sequence[FeedUpdate], now: datetime) -> list[Saved]:
        """Write a batch of feeds in one transaction; return one Saved per update.

        Entries that are as they were cost next to nothing.
        """
        from ainews_cli.store.saving import save_fetch  # border: hashlib, which no list needs

        return save_fetch(self._db, updates, now)
