"""A server, a store and the feeds between them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ainews_cli.fetch import fetch_feeds
from ainews_cli.models.feed import Feed, FeedOutcome
from ainews_cli.net import Limits
from ainews_cli.net.client import Client
from ainews_cli.store import Store
from tests.support.feedserver import FeedServer, Reply

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LIMITS = Limits(timeout=3, connect_timeout=2, max_bytes=1_000_000)


class Bench:
    """A server, a store and the feeds between them."""

    def __init__(self, server: FeedServer, path: Path) -> None:
        self.server = server
        self.path = path
        self.store = Store.open(path)
        self.feeds: list[Feed] = []
        self.now = NOW

    def feed(self, path: str, reply: Reply | None = None, *, host: str = "") -> Feed:
        feed = Feed(path.strip("/"), self.server.url(path, host))
        if reply is not None:
            self.server.replies[path] = reply
        self.feeds.append(feed)
        return feed

    def fetch(
        self,
        *,
        named: bool = False,
        limits: Limits = LIMITS,
        client: Client | None = None,
        after: timedelta = timedelta(0),
    ) -> list[FeedOutcome]:
        self.now += after
        self.store.sync_feeds(self.feeds)
        seen: list[FeedOutcome] = []
        outcomes = fetch_feeds(
            self.feeds,
            self.store,
            now=lambda: self.now,
            limits=limits,
            named=named,
            progress=seen.append,
            client=client,
        )
        assert sorted(seen, key=repr) == sorted(outcomes, key=repr)
        assert [outcome.name for outcome in outcomes] == [feed.name for feed in self.feeds]
        return outcomes

    def titles(self) -> list[str]:
        with sqlite3.connect(self.path) as raw:
            return [row[0] for row in raw.execute("SELECT title FROM items ORDER BY id")]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with FeedServer(hosts=("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")) as server:
        made = Bench(server, tmp_path / "ainews.db")
        yield made
        made.store.close()
