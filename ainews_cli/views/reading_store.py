"""What the views read of the store: no method of it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from ainews_cli.models.brief import Brief, BriefKey, BriefKind
    from ainews_cli.models.discussion import Discussion
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.names import Named, Subject
    from ainews_cli.models.selection import ItemFilter, Only
    from ainews_cli.store.records import StoredBatch, UsageRow


class ReadingStore(Protocol):
    """The store as views see it; windows are half open."""

    def empty(self) -> bool:
        """Return whether there is no item at all."""

    def row(self, item_id: int, *, language: str) -> ItemRow:
        """Return one item. Raise UsageError for an unknown id."""

    def rows(self, ids: Sequence[int], *, language: str) -> list[ItemRow]:
        """Return these items, in this order, without those that are unknown."""

    def latest(self, *, language: str, limit: int, only: ItemFilter = ...) -> list[ItemRow]:
        """Return the newest items."""

    def latest_ids(self, limit: int) -> list[int]:
        """Return the ids of the newest items."""

    def ranked(
        self,
        start: datetime,
        end: datetime,
        *,
        language: str,
        weights: Sequence[float],
        limit: int,
        only: Only,
        per_feed: int = 0,
    ) -> list[ItemRow]:
        """Return the items of the highest score, best first; at most `per_feed` of a feed, 0: no limit."""

    def of_the_same_feeds(self, ids: Sequence[int], start: datetime, end: datetime) -> list[int]:
        """Return the ids of what the feeds of these items brought in the window, newest first."""

    def count_by_feed(
        self,
        start: datetime,
        end: datetime,
        *,
        language: str,
        only: Only,
        feeds: Collection[str],
        without: Collection[int],
    ) -> list[tuple[str, int]]:
        """Return (feed, number) of the wanted items of these feeds that are none of `without`, most first."""

    def count(self, start: datetime, end: datetime) -> int:
        """Return how many items the window has."""

    def count_only(self, start: datetime, end: datetime, *, language: str, only: Only) -> int:
        """Return how many of the window's items are wanted."""

    def count_analysed(self, start: datetime, end: datetime, *, language: str, only: Only = ...) -> int:
        """Return how many of them a model has read."""

    def sources(self, start: datetime, end: datetime) -> int:
        """Return how many feeds brought the window's items."""

    def feeds_between(self, start: datetime, end: datetime) -> set[int]:
        """Return the ids of the feeds that brought items of that time."""

    def named(self, start: datetime, end: datetime, *, language: str) -> Iterator[Named]:
        """Yield what the window's items name, oldest first."""

    def subjects(self, ids: Sequence[int], *, language: str) -> list[Subject]:
        """Return what these items are about, in this order."""

    def origins(self, ids: Sequence[int]) -> dict[int, str]:
        """Return where the text of each item comes from."""

    def search_texts(self, ids: Sequence[int], *, language: str) -> dict[int, str]:
        """Return the text of each item as the search sees it."""

    def discussion(self, item_id: int) -> Discussion | None:
        """Return the item's discussion as it was read last."""

    def discussions(self, item_ids: Sequence[int]) -> dict[int, Discussion]:
        """Return the discussions of those items that have one."""

    def briefs(
        self, kind: BriefKind, item_ids: Sequence[int], *, language: str
    ) -> dict[int, list[tuple[BriefKey, Brief]]]:
        """Return the briefs of each item, the newest last."""

    def flagged_items(self, limit: int) -> dict[int, frozenset[str]]:
        """Return the flags of the items that were flagged last."""

    def recent_batches(self, since: datetime) -> list[StoredBatch]:
        """Return the batches that are open or were submitted since then, newest first."""

    def usage(self, days: Sequence[tuple[str, datetime, datetime]]) -> list[UsageRow]:
        """Return the calls by day, model and purpose."""

    def usage_items(self, start: datetime, end: datetime) -> dict[tuple[str, str], int]:
        """Return how many items were asked about, by model and purpose."""

    def usage_outcomes(self, start: datetime, end: datetime) -> list[tuple[str, int, float]]:
        """Return (outcome, calls, US dollars) of the calls that failed."""

    def cost_between(self, start: datetime, end: datetime) -> float:
        """Return what the calls cost, in US dollars."""

    def first_call(self) -> datetime | None:
        """Return when the ledger began."""

    def share_of_estimates(self, since: datetime) -> tuple[int, float]:
        """Return (calls whose true price is known, that price as a share of the most they could have cost)."""
