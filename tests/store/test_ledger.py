"""The ledger: nothing is sent that would go past a budget, whoever sends it."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.errors import BudgetExceeded
from ainews_cli.models.analysis import Usage
from ainews_cli.models.settlement import Settlement
from ainews_cli.store.ledger import StoreLedger
from ainews_cli.store.records import Spend
from ainews_cli.store.store import Store
from tests.support.store_samples import DAY, NOW

OK = {"outcome": "ok", "usage": Usage(100, 20, 30, 40), "latency": 1.5}


def ledger(
    store: Store, *, day: float = 1.0, run: float = 1.0, now: datetime = NOW, day_start: datetime | None = None
) -> StoreLedger:
    return store.ledger(usd_per_day=day, usd_per_run=run, now=now, day_start=day_start)


def reserve(book: StoreLedger, estimate: float, purpose: str = "analyse") -> int:
    return book.reserve(purpose=purpose, item_id=None, model="m", estimate=estimate)


def test_a_call_is_written_before_and_settled_after(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        book = ledger(store)
        call = book.reserve(purpose="analyse", item_id=3, model="m", estimate=0.4)
        assert store.spend(NOW) == Spend(day=0.0, run=0.0, in_flight=0.4)
        book.settle(call, Settlement(cost=0.25, request_id="req_1", **OK))
        assert store.spend(NOW) == Spend(day=0.25, run=0.25, in_flight=0.0)
        columns = (
            "purpose, item_id, model, estimate, started, outcome, input_tokens, output_tokens, cache_read, "
            "cache_written, "
            "cost, latency, request_id, pid"
        )
        row = ("analyse", 3, "m", 0.4, "2026-11-22T12:00:00Z", "ok", 100, 20, 30, 40, 0.25, 1.5, "req_1", os.getpid())
        assert store._db.read(f"SELECT {columns} FROM llm_calls WHERE settled IS NOT NULL") == [row]


def test_what_is_in_flight_counts(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        book = ledger(store, day=1.0)
        for _ in range(10):
            last = reserve(book, 0.1)
        with pytest.raises(BudgetExceeded, match=r"usd_per_day under \[budget\]") as caught:
            reserve(book, 0.01)
        assert "\n" not in str(caught.value)
        book.settle(last, Settlement(cost=0.05, **OK))
        reserve(book, 0.05)
        reserve(book, 0.0)


def test_the_runs_limit_is_its_own(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        first = ledger(store, day=9, run=0.5)
        reserve(first, 0.5)
        with pytest.raises(BudgetExceeded, match="usd_per_run"):
            reserve(first, 0.1)
        reserve(ledger(store, day=9, run=0.5), 0.5)


def test_the_day_ends_at_midnight_utc_or_when_told(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        book = ledger(store)
        book.settle(reserve(book, 1.0), Settlement(cost=1.0, **OK))
        with pytest.raises(BudgetExceeded):
            reserve(ledger(store, now=NOW + DAY / 2 - timedelta(seconds=5)), 0.5)
        reserve(ledger(store, now=NOW + DAY / 2), 0.5)
        with pytest.raises(BudgetExceeded):
            reserve(ledger(store, now=NOW + DAY / 2, day_start=NOW - DAY / 8), 0.5)
        assert store.spend(NOW + DAY).day == 0.0
        assert store.spend(NOW + DAY, day_start=NOW).day == 1.0


def test_no_limit_and_no_money(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        reserve(ledger(store, day=float("inf"), run=float("inf")), 1e6)
    with Store.open(tmp_path / "b.db") as store:
        nothing = ledger(store, day=0.0, run=0.0)
        reserve(nothing, 0.0)
        with pytest.raises(BudgetExceeded):
            reserve(nothing, 0.0001)


def test_calls_of_a_dead_process_count_at_their_estimate(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC; from ainews_cli.store import Store\n"
        "book = Store.open(Path(sys.argv[1])).ledger(usd_per_day=9, usd_per_run=9, now=datetime(2026, 11, 22, "
        "11, 59, tzinfo=UTC))\n"
        "print(book.reserve(purpose='analyse', item_id=None, model='m', estimate=0.7))"
    )
    call = int(
        subprocess.run(
            [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, timeout=60
        ).stdout
    )
    with Store.open(path) as store:
        assert store.spend(NOW).in_flight == 0.7
        book = ledger(store)
        assert store.spend(NOW) == Spend(day=0.7, run=0.0, in_flight=0.0)
        assert store._db.read("SELECT outcome, cost FROM llm_calls") == [("unknown", 0.7)]
        with pytest.raises(BudgetExceeded):
            reserve(book, 0.4)
        book.settle(call, Settlement(cost=0.1, **OK))
        assert store.spend(NOW).day == 0.1


def test_calls_in_flight_of_a_living_process_are_left_alone_for_a_while(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        reserve(ledger(store), 0.2)
        ledger(store, now=NOW + timedelta(minutes=14))
        assert store.spend(NOW).in_flight == 0.2
        ledger(store, now=NOW + timedelta(minutes=16))
        assert store.spend(NOW) == Spend(day=0.2, run=0.0, in_flight=0.0)


def test_calls_of_a_batch_wait_for_hours_and_count_on_the_day_they_were_sent(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        batch = store._db.raw.execute(
            "INSERT INTO batches (nonce, server, model, price, state, submitted, expires, pid) VALUES ('n', 's', "
            "'m', '{}', 'open', '', '', 0)"
        ).lastrowid
        call = ledger(store).reserve(purpose="analysis", item_id=None, model="m", estimate=0.8, batch=batch)
        later = ledger(store, now=NOW + timedelta(hours=6))
        assert store.spend(NOW) == Spend(day=0.0, run=0.0, in_flight=0.8)
        with pytest.raises(BudgetExceeded, match="usd_per_day"):
            reserve(later, 0.3)
        tomorrow = ledger(store, now=NOW + DAY)
        reserve(tomorrow, 1.0)
        tomorrow.settle(call, Settlement(cost=0.3, **OK))
        assert store.spend(NOW).day == 0.3
        assert store.spend(NOW + DAY).day == 0.0


def test_runs_that_ask_nobody_settle_what_a_crash_left_too(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        reserve(ledger(store, now=NOW - timedelta(hours=1)), 0.3)
        assert store.settle_abandoned(NOW) == 1
        assert store.settle_abandoned(NOW) == 0
        assert store.spend(NOW) == Spend(day=0.3, run=0.3, in_flight=0.0)


def test_the_message_names_the_numbers(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        book = ledger(store, day=0.5)
        reserve(book, 0.48)
        with pytest.raises(BudgetExceeded) as caught:
            reserve(book, 0.03)
        assert re.search(r"\$0\.4800 of \$0\.5 .* \$0\.0300", str(caught.value))


def _spender(path: Path, ready: Callable[[], object], results: multiprocessing.Queue[int]) -> None:
    with Store.open(path) as store:
        book = ledger(store, day=1.0, run=1.0)
        ready()
        done = 0
        for _ in range(40):
            try:
                reserve(book, 0.02)
            except BudgetExceeded:
                break
            done += 1
        results.put(done)
        ready()


def test_two_processes_keep_one_budget(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(2)
    results = context.Queue()
    workers = [context.Process(target=_spender, args=(path, barrier.wait, results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    done = [results.get(timeout=60) for _ in workers]
    for worker in workers:
        worker.join(60)
    assert sum(done) == 50
    with Store.open(path) as store:
        assert store.spend(NOW).in_flight == pytest.approx(1.0)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.6), st.floats(0, 1)), max_size=12))
def test_settled_and_in_flight_never_pass_the_limit(
    tmp_path_factory: pytest.TempPathFactory, calls: list[tuple[float, float]]
) -> None:
    with Store.open(tmp_path_factory.mktemp("ledger") / "a.db") as store:
        book = ledger(store, day=1.0, run=0.8)
        for estimate, share in calls:
            before = store.spend(NOW)
            try:
                call = reserve(book, estimate)
            except BudgetExceeded:
                assert before.day + before.in_flight + estimate > 0.8
                continue
            spent = store.spend(NOW)
            assert spent.day + spent.in_flight <= 0.8 + 1e-6
            if share > 0.5:
                book.settle(call, Settlement(cost=estimate * share, **OK))
