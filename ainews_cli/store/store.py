"""The store's public face: one object per open database, made of one class per topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.store.analyses import Analyses
from ainews_cli.store.batches import Batches
from ainews_cli.store.briefs import Briefs
from ainews_cli.store.capabilities import ServerCapabilities
from ainews_cli.store.connection import connect
from ainews_cli.store.discussions import Discussions
from ainews_cli.store.extracts import Extracts
from ainews_cli.store.feeds import Feeds
from ainews_cli.store.items import Items
from ainews_cli.store.ledger import Ledgers
from ainews_cli.store.meta import Meta
from ainews_cli.store.names import Names
from ainews_cli.store.ranking import Ranking
from ainews_cli.store.stories import Stories
from ainews_cli.store.translations import Translations
from ainews_cli.store.usage import UsageReports

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from ainews_cli.models.item import ItemRow
    from ainews_cli.store.records import FeedUpdate, Flag, Saved, Spend, StoredPage, UsageRow
    from ainews_cli.store.search import SearchFilter

__all__ = ["FeedUpdate", "Flag", "Saved", "Spend", "Store", "StoredPage", "UsageRow"]


def __getattr__(name: str) -> object:
    """The records, imported when one is asked for: making so many dataclasses takes longer than reading a list."""
    if name in __all__:
        from ainews_cli.store import records

        return getattr(records, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Store(
    Feeds,
    Items,
    Extracts,
    Discussions,
    Briefs,
    Ranking,
    Analyses,
    Names,
    Stories,
    Translations,
    Ledgers,
    Batches,
    ServerCapabilities,
    UsageReports,
    Meta,
):
    """The reader's database. Every method may raise StoreError; a context manager, closed when left."""

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, busy_seconds: float = 10.0) -> Store:
        """Opens the file, creating it and its folder or bringing its schema up to date where needed.

        `busy_seconds`: how long to wait for another process that is writing. Raises StoreError.
        """
        return cls(connect(path, read_only=read_only, busy_seconds=busy_seconds))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._db.read_only

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def save_fetch(self, updates: Sequence[FeedUpdate], now: datetime) -> list[Saved]:
        """Writes a batch of feeds in one transaction; one Saved per update. Entries that are as they were cost next to
        nothing.
        """
        from ainews_cli.store.saving import save_fetch

        return save_fetch(self._db, updates, now)

    def search(self, words: str, *, language: str, limit: int) -> list[ItemRow]:
        """Items whose title, text, page or translation holds all the words, newest first.

        Words of two Japanese characters are found, upper and lower case and width do not matter; "…" is a phrase, a
        trailing * asks
        for beginnings. No text raises. What was written since the last search is indexed first.
        """
        from ainews_cli.store.search import find

        return find(self._db, words, language=language, limit=limit)

    def search_ids(self, words: str, *, language: str, limit: int, only: SearchFilter) -> list[int]:
        """Ids of such items that pass the filter, newest first."""
        from ainews_cli.store.search import find_ids

        return find_ids(self._db, words, language=language, limit=limit, only=only)

    def search_texts(self, ids: Sequence[int], *, language: str) -> dict[int, str]:
        """Per item its translation into the language and its text, plain: where the words of a search can be shown."""
        from ainews_cli.store.search import texts

        return texts(self._db, ids, language)

    def index_pending(self) -> int:
        """Does now what the next search would do first; returns the number of items it indexed."""
        from ainews_cli.store.search import index_pending

        return index_pending(self._db)

    def rebuild_search(self) -> int:
        """Indexes everything anew; returns the number of items."""
        from ainews_cli.store.search import rebuild

        return rebuild(self._db)
