"""A store with articles, a fake server, and the whole way of a batch between them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ainews_cli.llm.access import Access
from ainews_cli.llm.anthropic.batches import BatchClient
from ainews_cli.llm.anthropic.provider import CLAUDE
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.prices import Price
from ainews_cli.models.analysis import Analysis
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry
from ainews_cli.pipeline.batches.collect import Collected, collect
from ainews_cli.pipeline.batches.recover import Setting, recover
from ainews_cli.pipeline.batches.requests import Want, wants_analyses, wants_translations
from ainews_cli.pipeline.batches.submit import BatchLedger, Submitted, submit
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate
from tests.support.llm.samples import HTML, INTERESTS
from tests.support.messages import FakeMessages

FEED = Feed("Hummingbird blog", "https://hummingbird.example/feed", language="en")
MODEL = "claude-haiku-5-5"
PRICE = Price(0.1, 0.5)
GLOSSARY = (("weights", "重み"),)
COST = 0.5 * (40 * 0.1 + 2_000 * 0.01 + 700 * 0.5) / 1_000_000
"""Of one reply of the fake server, at half price."""


async def at_once(seconds: float) -> None:
    """A sleep that takes no time."""


@dataclass
class Rig:
    """The pieces, and a clock that stands still until it is moved."""

    store: Store
    server: FakeMessages
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def client(self, **limits: Any) -> BatchClient:
        return BatchClient(
            Access(self.server.url, False),
            limits=RetryLimits(**{"deadline": 20.0, "attempt": 10.0, **limits}),
            sleep=at_once,
        )

    def ledger(self, dollars: float = 10.0) -> BatchLedger:
        return self.store.ledger(usd_per_day=dollars, usd_per_run=dollars, now=self.now)

    def add(self, *numbers: int, html: str = HTML, title: str = "Hummingbird Labs releases Haoto 2") -> list[int]:
        """Articles of a feed; their ids."""
        entries = tuple(
            Entry(
                f"guid-{n}",
                f"https://hummingbird.example/{n}",
                f"{title} ({n})",
                content=html,
                language="en",
                published=self.now - timedelta(hours=n),
            )
            for n in numbers
        )
        self.store.sync_feeds((FEED,))
        state = self.store.feed_states()[FEED.url]
        self.store.save_fetch([FeedUpdate(state.feed_id, entries, state)], self.now)
        rows = {row.title: row.id for row in self.store.latest(language="ja", limit=1_000)}
        return [rows[entry.title] for entry in entries]

    def analyses(self, ids: list[int]) -> list[Want]:
        return list(
            wants_analyses(
                self.store,
                ids,
                language="ja",
                interests=INTERESTS,
                provider=CLAUDE,
                model=MODEL,
                price=PRICE,
                now=self.now,
            )
        )

    def translations(self, ids: list[int]) -> list[Want]:
        return list(
            wants_translations(
                self.store,
                ids,
                language="ja",
                glossary=GLOSSARY,
                provider=CLAUDE,
                model=MODEL,
                price=PRICE,
                now=self.now,
            )
        )

    def submit(self, wants: list[Want], *, dollars: float = 10.0) -> Submitted:
        return self._run(
            lambda client: submit(
                self.store, client, self.ledger(dollars), wants, model=MODEL, price=PRICE, clock=lambda: self.now
            )  # type: ignore[no-any-return]  # the rig hands on what the work gives
        )

    def collect(self, *, patient: bool = False, glossary: Any = GLOSSARY) -> Collected:
        return self._run(
            lambda client: collect(self.store, client, glossary=glossary, clock=lambda: self.now, patient=patient)
        )

    def recover(self, name: str) -> int:
        setting = Setting("ja", INTERESTS, GLOSSARY, CLAUDE, MODEL, PRICE)
        return int(self._run(lambda client: recover(self.store, client, name, setting, clock=lambda: self.now)))

    def _run(self, work: Any) -> Any:
        async def run() -> Any:
            client = self.client()
            try:
                return await work(client)
            finally:
                await client.aclose()

        return asyncio.run(run())

    def analysis(self, item_id: int) -> Analysis | None:
        return self.store.row(item_id, language="ja").analysis

    def calls(self) -> list[tuple[str, float | None]]:
        """(outcome, cost) of the ledger's rows; ("", None) in flight."""
        return [(row[0], row[1]) for row in self.store._db.read("SELECT outcome, cost FROM llm_calls ORDER BY id")]

    def states(self) -> list[str]:
        return [row[0] for row in self.store._db.read("SELECT state FROM batches WHERE state <> 'foreign' ORDER BY id")]

    def spent(self) -> tuple[float, float]:
        """Settled and in flight, US dollars."""
        found = self.store.spend(self.now)
        return found.day, found.in_flight


@contextmanager
def rig(folder: Path) -> Iterator[Rig]:
    with Store.open(folder / "news.db") as store, FakeMessages() as server:
        yield Rig(store, server)
