"""The reader's database as one object, made of one class per topic, each in the file of its name."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from ainews_cli.store.analyses import Analyses
from ainews_cli.store.batches import Batches
from ainews_cli.store.briefs import Briefs
from ainews_cli.store.capabilities import ServerCapabilities
from ainews_cli.store.connection import connect
from ainews_cli.store.discussions import Discussions
from ainews_cli.store.feeds import Feeds
from ainews_cli.store.fetches import Fetches
from ainews_cli.store.flags import Flags
from ainews_cli.store.item_faults import ItemFaults
from ainews_cli.store.items import Items
from ainews_cli.store.ledger import Ledgers
from ainews_cli.store.meta import Meta
from ainews_cli.store.names import Names
from ainews_cli.store.pages import Pages
from ainews_cli.store.ranking import Ranking
from ainews_cli.store.search import Search
from ainews_cli.store.stamps import Stamps
from ainews_cli.store.stories import Stories
from ainews_cli.store.translations import Translations
from ainews_cli.store.tries import FailedTries
from ainews_cli.store.usage import UsageReports


class Store(
    Feeds,
    Fetches,
    Items,
    Pages,
    Discussions,
    Flags,
    Ranking,
    Names,
    Stories,
    Search,
    Analyses,
    Translations,
    Briefs,
    Ledgers,
    UsageReports,
    Batches,
    FailedTries,
    Stamps,
    ServerCapabilities,
    ItemFaults,
    Meta,
):
    """The reader's database: a context manager, closed when left. Every method may raise StoreError.

    - subscriptions: `feeds`, and `fetches`, which writes what they bring
    - reading: `items`, `pages` (with the texts read from them), `discussions`, `flags` (with the reader's taste)
    - choosing: `ranking` (lists of a window), `names` (what items are about), `stories` (and what was shown), `search`
    - what models said, kept for good: `analyses`, `translations`, `briefs`
    - money: `ledger`, `usage`, `batches`, `tries` (what was asked in vain)
    - servers: `capabilities`; what failed unexpectedly: `item_faults`; what pages are made of: `stamps`; all the rest:
      `meta`
    """

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, busy_seconds: float = 10.0) -> Store:
        """Open the file, creating it and its folder or bringing its schema up to date where needed.

        `busy_seconds`: how long to wait for another process that is writing. Raise StoreError.
        """
        return cls(connect(path, read_only=read_only, busy_seconds=busy_seconds))

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be written."""
        return self._db.read_only

    @property
    def left_out(self) -> set[int]:
        """Return the ids of the items that this run reads no more, to be added to."""
        return self._db.left_out

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
