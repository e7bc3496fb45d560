"""Samples for the store's tests: feeds, entries and analyses of invented firms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ainews_cli.models.analysis import MARK_NAMES, Analysis, KeyPoint, Mark
from ainews_cli.models.feed import Feed, FeedState
from ainews_cli.models.item import Entry
from ainews_cli.store.records import FeedUpdate, Saved
from ainews_cli.store.store import Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
EVEN = (0.25, 0.25, 0.25, 0.25)
FEEDS = (
    Feed("Nebel Labs", "https://nebel.example/feed"),
    Feed("Hacker", "https://hacker.example/rss", kind="hackernews", category="community", weight=0.5),
    Feed("Kumo", "https://kumo.example/atom", category="research", language="ja", weight=2.0),
)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Return a store with FEEDS."""
    with Store.open(path) as store:
        store.sync_feeds(FEEDS)
        yield store


def state(store: Store, index: int = 0) -> FeedState:
    return store.feed_states()[FEEDS[index].url]


def entry(guid: str, url: str = "", title: str = "", hours: float = 1.0, **more: object) -> Entry:
    """Return an entry published `hours` before NOW."""
    return Entry(guid, url, title or f"Title of {guid}", published=NOW - timedelta(hours=hours), **more)  # type: ignore[arg-type]  # the caller's


def save(store: Store, *entries: Entry, feed: int = 0, now: datetime = NOW, skipped: tuple[str, ...] = ()) -> Saved:
    found = state(store, feed)
    return store.save_fetch([FeedUpdate(found.feed_id, entries, found, skipped)], now)[0]


def analysis(
    store: Store, item_id: int, marks: tuple[float, float, float, float] = (3, 3, 3, 3), **more: object
) -> Analysis:
    """Return an analysis by a model, of the item's current text."""
    values: dict[str, object] = {
        "title": "訳された題",
        "tldr": "要約です。",
        "category": "news",
        "tags": ("tag",),
        "companies": ("Nebel Labs",),
        "products": (),
        "marks": tuple(
            Mark(name, float(value), f"because of {name}", (1,), "a quote", name != "novelty")
            for name, value in zip(MARK_NAMES, marks, strict=True)
        ),
        "language": "ja",
        "engine": "claude",
        "model": "m-1",
        "estimate": False,
        "profile": "p",
        "body_hash": store.item(item_id).body_hash,
        "text_hash": "t",
        "created": NOW,
        "key_points": (KeyPoint("見出し語", "詳しい説明", (1, 2), "a quote"),),
        "impact": "影響",
        "comment": "意見",
        "tldr_blocks": (1,),
        "tldr_quote": "q",
        "findings": ("a finding",),
    }
    return Analysis(**{**values, **more})  # type: ignore[arg-type]  # built above


def shown(store: Store, item_id: int, language: str = "ja") -> Analysis | None:
    return store.row(item_id, language=language).analysis


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """Collect the statements that the store sends inside the block (without those that FTS5 sends for itself)."""
    seen: list[str] = []
    store._db.raw.set_trace_callback(
        lambda text: None if "search_data" in text or "search_idx" in text or text[:2] == "--" else seen.append(text)
    )
    try:
        yield seen
    finally:
        store._db.raw.set_trace_callback(None)


def titles(store: Store) -> list[str]:
    """Return the titles of all items, by id."""
    return [row.title for row in sorted(store.latest(language="ja", limit=10_000), key=lambda row: row.id)]
