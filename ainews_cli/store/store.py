"""CONTRACT (to be filled in): the store's public face. Split the work into modules by topic; keep these signatures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ainews_cli.models.analysis import Analysis, Usage
from ainews_cli.models.feed import Feed, FeedState
from ainews_cli.models.item import Entry, Item, ItemRow


@dataclass(frozen=True, slots=True)
class FeedUpdate:
    """What one fetch of one feed wants written, in the run's one transaction."""

    feed_id: int
    entries: tuple[Entry, ...]
    """() for 304 and failures."""
    state: FeedState
    """The state to remember from now on."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What writing one FeedUpdate changed."""

    feed_id: int
    new: int
    updated: int
    seen: int


@dataclass(frozen=True, slots=True)
class Spend:
    """Money in US dollars."""

    day: float
    run: float
    in_flight: float


class Store:
    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store: ...
    def close(self) -> None: ...

    # feeds
    def sync_feeds(self, feeds: Sequence[Feed]) -> None:
        """Makes the `feeds` table say what the config says; a no-op when it already does (one read). Removed feeds stay, disabled."""

    def feed_states(self) -> Mapping[str, FeedState]:
        """One read of all feeds' state, by config address."""

    def known_guids(self, feed_ids: Iterable[int]) -> Mapping[int, Mapping[str, str]]:
        """Per feed: guid -> fingerprint of the entry as it was last saved (`fingerprint(entry)`), so that fetch can skip what is unchanged."""

    def save_fetch(self, updates: Sequence[FeedUpdate], now: datetime) -> list[Saved]:
        """Writes a batch of feeds in one transaction."""

    # items
    def item(self, item_id: int) -> Item:
        """Raises UsageError for an unknown id."""

    def latest(self, *, language: str, limit: int, category: str = "") -> list[ItemRow]: ...
    def ranked(
        self, start: datetime, end: datetime, *, language: str, weights: Sequence[float], limit: int, kinds: Sequence[str] = (), categories: Sequence[str] = ()
    ) -> list[ItemRow]:
        """Items published in [start, end) by weighted mark times feed weight, best first; hidden ones left out; unanalysed ones last, newest first."""

    def count(self, start: datetime, end: datetime) -> int: ...
    def unanalysed(self, start: datetime, end: datetime, *, profile: str, limit: int = 10_000) -> list[ItemRow]:
        """Items of the window with no current analysis at all, not even an estimate by this profile."""

    def candidates(self, ids: Sequence[int], *, profile: str) -> list[Item]:
        """Of these, in this order, the items whose analysis is missing, an estimate, stale or of another profile: what an engine would be asked about."""

    def save_analysis(self, item_id: int, analysis: Analysis) -> None:
        """Commits one analysis and points the item at it (a model's is never replaced by an estimate unless it is stale)."""

    def find_analysis(self, item_id: int, *, text_hash: str, profile: str) -> Analysis | None:
        """A completed analysis of this very text by this profile: it is never bought again."""

    def save_page(self, item_id: int, html: str, note: str, now: datetime) -> None: ...
    def search(self, words: str, *, language: str, limit: int) -> list[ItemRow]: ...

    # ledger
    def ledger(self, *, usd_per_day: float, usd_per_run: float, now: datetime) -> object:
        """An `llm.engine.Ledger`; budgets hold across processes (reserve is one immediate transaction)."""

    def spend(self, now: datetime) -> Spend: ...
