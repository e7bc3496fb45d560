"""The samples through the real pipeline: fetched over HTTP into a database, blocked, analysed by the recorded engine,
checked.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ainews_cli.demo import documents, samples, server
from ainews_cli.fetch import fetch_feeds
from ainews_cli.net import Limits
from ainews_cli.store import Store
from tests.support.demo import NOW, all_items, analysed, fetched
from tests.support.records import replace


def test_every_item_is_analysed_and_only_the_broken_feed_fails(tmp_path: Path) -> None:
    with fetched(tmp_path) as (store, outcomes):
        assert [outcome.name for outcome in outcomes if outcome.status == "failed"] == ["Signal Wire"]
        assert all(not outcome.notes for outcome in outcomes if outcome.status != "failed")
        items = all_items(store)
        assert len(items) == sum(not article.duplicate for article in samples.articles())
        found = analysed(store, items)
        assert {outcome.status for outcome in found.values()} == {"done"}, [
            outcome.reason for outcome in found.values() if outcome.reason
        ]
        assert sum(outcome.cost for outcome in found.values()) == 0.0
        rows = store.latest(language="ja", limit=1000)
        assert all(row.analysis and row.analysis.engine == "recorded" and row.analysis.findings == () for row in rows)


def test_the_duplicate_is_one_item_of_two_feeds(tmp_path: Path) -> None:
    with fetched(tmp_path) as (store, _):
        shared = [item for item in all_items(store) if len(item.sources) > 1]
        assert [set(item.sources) for item in shared] == [{"Sablewren Open Models", "Hacker News"}]
        assert shared[0].entry.url.endswith("/sablewren/wren-open-weights")


def test_altering_a_sample_makes_that_item_fail_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = samples.articles()
    altered = tuple(
        replace(one, body=one.body.replace("1,140", "1,150")) if one.slug == "pelluvane-incident" else one
        for one in real
    )
    monkeypatch.setattr(documents, "articles", lambda: altered)
    with fetched(tmp_path) as (store, _):
        found = analysed(store, all_items(store))
        failed = {title: outcome.reason for title, outcome in found.items() if outcome.status != "done"}
        assert list(failed) == ["Security incident: API keys written to a debug log"]
        assert "“pelluvane-incident” belongs to another text" in next(iter(failed.values()))


def test_a_second_run_fetches_nothing_new_and_asks_nothing(tmp_path: Path) -> None:
    with server.serve(NOW) as base, Store.open(tmp_path / "demo.db") as store:
        feeds = samples.feeds(base)[:3]
        store.sync_feeds(feeds)
        first = fetch_feeds(feeds, store, now=lambda: NOW, limits=Limits(timeout=10.0))
        assert {outcome.status for outcome in first} == {"new"}
        analysed(store, all_items(store))
        later = NOW + timedelta(hours=1)
        again = fetch_feeds(feeds, store, now=lambda: later, limits=Limits(timeout=10.0))
        assert {(outcome.status, outcome.http_status) for outcome in again} == {("unchanged", 304)}
        assert {outcome.status for outcome in analysed(store, all_items(store)).values()} == {"cached"}
