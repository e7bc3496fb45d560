"""Reports on the ledger: days with edges of their own, items once, batches apart."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ainews_cli.models.analysis import Usage
from ainews_cli.models.settlement import Settlement
from ainews_cli.store.ledger import StoreLedger
from ainews_cli.store.records import UsageRow
from ainews_cli.store.store import Store
from tests.support.store_samples import DAY, NOW

OK = {"outcome": "ok", "usage": Usage(100, 20, 30, 40), "latency": 1.5}
DAYS = [("yesterday", NOW - 1.5 * DAY, NOW - DAY / 2), ("z today", NOW - DAY / 2, NOW + DAY / 2)]


def ledger(store: Store, now: datetime = NOW) -> StoreLedger:
    return store.ledger(usd_per_day=99, usd_per_run=99, now=now)


def reserve(
    book: StoreLedger, estimate: float, purpose: str = "analysis", item: int | None = None, batch: int | None = None
) -> int:
    return book.reserve(purpose=purpose, item_id=item, model="m", estimate=estimate, batch=batch)


def test_usage_is_grouped_by_day_model_and_purpose(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        old = ledger(store, NOW - 3 * DAY)
        old.settle(reserve(old, 0.1), Settlement(cost=0.1, **OK))
        yesterday = ledger(store, NOW - DAY)
        yesterday.settle(reserve(yesterday, 0.1, item=4), Settlement(cost=0.1, **OK))
        today = ledger(store)
        for outcome in ("ok", "ok", "refusal"):
            today.settle(reserve(today, 0.5, item=4), Settlement(cost=0.25, **{**OK, "outcome": outcome}))
        reserve(today, 0.125, item=5)
        today.settle(reserve(today, 0.5, "translation"), Settlement(cost=2.0, **OK))
        assert store.usage(DAYS) == [
            UsageRow("z today", "m", "translation", 1, 0, 0, 0, 100, 20, 30, 40, 2.0, 0, 0.0),
            UsageRow("z today", "m", "analysis", 4, 1, 1, 1, 300, 60, 90, 120, 0.875, 0, 0.0),
            UsageRow("yesterday", "m", "analysis", 1, 0, 0, 1, 100, 20, 30, 40, 0.1, 0, 0.0),
        ]
        assert store.usage_items(*span()) == {("m", "analysis"): 1, ("m", "translation"): 0, ("", ""): 1}
        assert store.usage_outcomes(*span()) == [("refusal", 1, 0.25)]
        assert store.cost_between(*span()) == pytest.approx(2.975)
        assert store.first_call() == NOW - 3 * DAY


def test_what_was_never_sent_or_never_needed_did_not_fail(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        book = ledger(store)
        for outcome in ("duplicate", "unsent", "superseded", "changed", "off_schema"):
            book.settle(reserve(book, 0.5, item=4), Settlement(cost=0.0, **{**OK, "outcome": outcome}))
        (row,) = store.usage(DAYS)
        assert (row.calls, row.failed) == (3, 1)
        assert store.usage_outcomes(*span()) == [("off_schema", 1, 0.0)]


def span() -> tuple[datetime, datetime]:
    return DAYS[0][1], DAYS[-1][2]


def test_a_day_ends_where_it_is_told_to(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        for seconds in (-1, 0):
            book = ledger(store, NOW - DAY / 2 + timedelta(seconds=seconds))
            book.settle(reserve(book, 1.0), Settlement(cost=1.0, **OK))
        assert [(row.day, row.calls) for row in store.usage(DAYS)] == [("z today", 1), ("yesterday", 1)]


def test_batches_are_told_apart(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        batch = store._db.raw.execute(
            "INSERT INTO batches (nonce, server, model, price, state, submitted, expires, pid) VALUES ('n', 's', "
            "'m', '{}', 'open', '', '', 0)"
        ).lastrowid
        book = ledger(store)
        book.settle(reserve(book, 0.5, batch=batch), Settlement(cost=0.25, **OK))
        reserve(book, 0.5, batch=batch)
        book.settle(reserve(book, 0.5), Settlement(cost=0.5, **OK))
        (row,) = store.usage(DAYS)
        assert (row.calls, row.batched, row.batched_cost, row.cost) == (3, 2, 0.25, 1.25)


def test_an_empty_ledger(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        assert store.usage(DAYS) == []
        assert store.usage_items(*span()) == {("", ""): 0}
        assert (store.cost_between(*span()), store.first_call(), store.usage_outcomes(*span())) == (0.0, None, [])


def test_the_days_are_found_by_the_index(tmp_path: Path) -> None:
    from ainews_cli.store.usage import _ROWS

    with Store.open(tmp_path / "a.db") as store:
        plan = [row[3] for row in store._db.read("EXPLAIN QUERY PLAN " + _ROWS, {"days": "[]"})]
        assert any("SEARCH c USING INDEX llm_calls_started (started>? AND started<?)" in step for step in plan)


def test_estimates_are_held_against_true_prices(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        assert store.share_of_estimates(NOW - DAY) == (0, 1.0)
        book = ledger(store)
        for cost in (0.01, 0.03):
            book.settle(reserve(book, 0.1), Settlement(cost=cost, **OK))
        book.settle(reserve(book, 0.2), Settlement(cost=0.2, **{**OK, "outcome": "error:timeout", "usage": Usage()}))
        calls, share = store.share_of_estimates(NOW - DAY)
        assert (calls, share) == (2, pytest.approx(0.2)), "what was booked at its estimate says nothing"
        assert store.share_of_estimates(NOW + DAY) == (0, 1.0)
