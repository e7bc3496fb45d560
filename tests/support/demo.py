"""The samples, fetched over HTTP into a store and analysed by the recorded engine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ainews_cli.demo import samples, server
from ainews_cli.demo.recorded import RecordedEngine
from ainews_cli.fetch import fetch_feeds
from ainews_cli.models.analysis import AnalysisOutcome, Interests
from ainews_cli.models.feed import FeedOutcome
from ainews_cli.models.item import Item
from ainews_cli.net import Limits
from ainews_cli.store import Store
from ainews_cli.tasks.analysis.run import analyse

NOW = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


@contextmanager
def fetched(folder: Path) -> Iterator[tuple[Store, list[FeedOutcome]]]:
    """A store that holds the samples, and the outcomes of the fetch."""
    with server.serve(NOW) as base, Store.open(folder / "demo.db") as store:
        feeds = samples.feeds(base)
        store.sync_feeds(feeds)
        yield store, fetch_feeds(feeds, store, now=lambda: NOW, limits=Limits(timeout=10.0))


def analysed(store: Store, items: list[Item]) -> dict[str, AnalysisOutcome]:
    engine = RecordedEngine(store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW))
    outcomes = asyncio.run(analyse(items, engine, store, language="ja", interests=Interests(), now=lambda: NOW))
    return {item.entry.title: outcome for item, outcome in zip(items, outcomes, strict=True)}


def all_items(store: Store) -> list[Item]:
    return [store.item(item_id) for item_id in store.latest_ids(1000)]
