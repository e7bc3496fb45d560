"""Writing what a fetch brought, whatever is in it: an entry that cannot be stored costs no other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from ainews_cli.isolation import Step, note, unexpected
from ainews_cli.store.records import FeedUpdate, Saved


class FetchStore(Protocol):
    """The part of the store that is used here."""

    def save_fetch(self, updates: Sequence[FeedUpdate], now: datetime) -> list[Saved]:
        """Write the updates, all or none; return one Saved for each, in their order."""


def save_each(store: FetchStore, updates: Sequence[FeedUpdate], now: datetime) -> list[Saved]:
    """Write the updates in one transaction; where that fails, feed by feed, and the entries of the one that fails in
    ever smaller parts. Raise StoreError.
    """
    try:
        return store.save_fetch(updates, now)
    except Exception as error:
        if unexpected(error) is None:
            raise
        if len(updates) > 1:
            return [saved for update in updates for saved in save_each(store, [update], now)]
        entries = updates[0].entries
        if not entries:
            raise
        if len(entries) == 1:
            note(Step.STORE, 0, entries[0].title, error)
            return store.save_fetch([updates[0]._replace(entries=())], now)
        middle = len(entries) // 2
        (first,) = save_each(store, [updates[0]._replace(entries=entries[:middle])], now)
        (second,) = save_each(store, [updates[0]._replace(entries=entries[middle:], skipped=())], now)
        return [
            first._replace(
                new=first.new + second.new, updated=first.updated + second.updated, seen=first.seen + second.seen
            )
        ]
