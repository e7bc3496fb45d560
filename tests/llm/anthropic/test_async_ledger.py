"""Every attempt is one row of the real ledger, settled once, with latency, tokens and the request id, however the
server behaves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ainews_cli.errors import ModelError
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.engine import Reply
from ainews_cli.llm.engines import make_engine
from ainews_cli.llm.prices import PRICES
from ainews_cli.models.analysis import Usage
from ainews_cli.models.settlement import Settlement
from ainews_cli.store import Store
from tests.support import messages as fake
from tests.support.llm.samples import NOW, TASK
from tests.support.messages import FakeMessages

QUICK = RetryLimits(tries=2, deadline=20.0, attempt=1.0, base=0.01, cap=0.02, retry_after_cap=0.05, spacing=0.0)
PRICE = PRICES["claude-haiku-5-5"]
COLUMNS = (
    "outcome, settled, latency, request_id, input_tokens, output_tokens, cache_read, cache_written, cost, estimate, "
    "model, purpose, item_id"
)


class Row(NamedTuple):
    outcome: str
    settled: str | None
    latency: float
    request_id: str
    input_tokens: int
    output_tokens: int
    cache_read: int
    cache_written: int
    cost: float
    estimate: float
    model: str
    purpose: str
    item_id: int


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


def ask(url: str, store: Store, *, limits: RetryLimits = QUICK, give_up: float = 60.0, **more: Any) -> list[Row]:
    """The rows that one analysis leaves."""
    settled: list[int] = []
    ledger = store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW)
    settle = ledger.settle

    def once(call_id: int, settlement: Settlement) -> None:
        settled.append(call_id)
        settle(call_id, settlement)

    ledger.settle = once  # type: ignore[method-assign]  # counts, and does the same

    async def run() -> None:
        engine = make_engine(
            "claude", base_url=url, ledger=ledger, limits=limits, memory=store, environ={}, **{"price": PRICE, **more}
        )
        try:
            await asyncio.wait_for(engine.analyse(TASK), give_up)
        except (ModelError, TimeoutError):
            pass
        finally:
            await engine.aclose()

    asyncio.run(run())
    rows = [Row(*row) for row in store._db.read(f"SELECT {COLUMNS} FROM llm_calls ORDER BY id")]
    assert len(set(settled)) == len(settled) == len(rows)
    return rows


@pytest.mark.parametrize(
    ("step", "outcomes"),
    [
        (fake.reply(), ["ok"]),
        (fake.streamed(), ["ok"]),
        (fake.reply("I cannot do that."), ["off_schema"]),
        (fake.reply("", stop_reason="refusal"), ["refusal"]),
        (fake.reply('{"title": "', stop_reason="max_tokens"), ["max_tokens"]),
        (fake.error(429, "slow down", {"retry-after": "0"}), ["error:429"] * 2),
        (fake.error(529, "overloaded"), ["error:529"] * 2),
        (fake.error(500, "internal"), ["error:500"] * 2),
        (fake.error(401, "no key"), ["error:401"]),
        (fake.error(402, "no money"), ["error:402"]),
        (fake.error(400, "odd"), ["error:400"]),
        (fake.error(413, "too large"), ["error:413"]),
        (fake.cut, ["error:connection"] * 2),
        (fake.cut_midway, ["error:connection"] * 2),
        (fake.streamed(ended=False), ["error:response"] * 2),
        (fake.raw(b"{broken", "application/json"), ["error:response"] * 2),
    ],
)
def test_whatever_the_server_does(store: Store, step: fake.Step, outcomes: list[str]) -> None:
    with FakeMessages(default=step) as server:
        rows = ask(server.url, store)
        assert len(server.bodies()) == len(rows)
    assert [row.outcome for row in rows] == outcomes
    for row in rows:
        assert row.settled
        assert row.latency > 0
        assert (row.model, row.purpose, row.item_id) == ("claude-haiku-5-5", "analysis", TASK.item_id)
        answered = row.outcome in ("ok", "off_schema", "refusal", "max_tokens")
        assert (row.input_tokens, row.output_tokens, row.cache_read) == ((40, 700, 2_000) if answered else (0, 0, 0))
        rejected = row.outcome.removeprefix("error:").isdigit()
        assert row.request_id.startswith("req_") == (answered or rejected)
        assert row.cost == (0 if rejected else pytest.approx(590e-6 - 216e-6) if answered else row.estimate)


def asked(url: str, store: Store) -> Reply:
    """One analysis, in a run of its own."""
    ledger = store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW)

    async def run() -> Reply:
        engine = make_engine("claude", base_url=url, ledger=ledger, limits=QUICK, memory=store, environ={}, price=PRICE)
        try:
            return await engine.analyse(TASK)
        finally:
            await engine.aclose()

    return asyncio.run(run())


def test_a_reply_that_a_killed_run_paid_for_is_not_bought_again(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    with FakeMessages() as server:
        with Store.open(path) as store:
            first = asked(server.url, store)  # and here the process is killed: nobody said that the run is over
        with Store.open(path) as store:
            second = asked(server.url, store)
            assert (second.data, second.text, second.stop_reason) == (first.data, first.text, first.stop_reason)
            assert (second.cost, second.usage) == (0.0, Usage())
            assert len(server.bodies()) == 1
            assert store._db.read("SELECT count(*), sum(cost) FROM llm_calls") == [(1, first.cost)]
            store.run_is_over()
            assert asked(server.url, store).cost > 0
            assert len(server.bodies()) == 2


def test_a_reply_of_half_a_character_is_settled_and_kept_too(store: Store) -> None:
    with FakeMessages(default=fake.reply('{"title": "\ud800"}')) as server:
        first, second = asked(server.url, store), asked(server.url, store)
        assert first.text == second.text == '{"title": "\ud800"}'
        assert len(server.bodies()) == 1


def test_a_reply_waits_for_a_week(store: Store) -> None:
    with FakeMessages() as server:
        asked(server.url, store)
        store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW + timedelta(days=6))
        assert store._db.read("SELECT count(*) FROM replies") == [(1,)]
        store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW + timedelta(days=8))
        assert store._db.read("SELECT count(*) FROM replies") == [(0,)]


@pytest.mark.parametrize(
    "step", [fake.reply("I cannot do that."), fake.reply("", stop_reason="refusal"), fake.cut_midway]
)
def test_only_a_good_reply_is_kept(store: Store, step: fake.Step) -> None:
    with FakeMessages(default=step) as server:
        for _ in range(2):
            with suppress(ModelError):
                asked(server.url, store)
        assert store._db.read("SELECT count(*) FROM replies") == [(0,)]
        assert len(server.bodies()) == store._db.read("SELECT count(*) FROM llm_calls")[0][0] >= 2


def test_what_is_written_to_the_cache_is_paid_for(store: Store) -> None:
    usage = {
        "input_tokens": 100,
        "output_tokens": 200,
        "cache_read_input_tokens": 0,
        "cache_creation_input_tokens": 3_000,
    }
    with FakeMessages(default=fake.reply(usage=usage)) as server:
        (row,) = ask(server.url, store)
    assert (row.cache_read, row.cache_written) == (0, 3_000)
    assert row.cost == pytest.approx((100 + 3_000 * 1.25) * 0.1e-6 + 200 * 0.5e-6)


def test_a_call_that_takes_too_long(store: Store) -> None:
    with FakeMessages(default=fake.slow(30.0)) as server:
        (row,) = ask(server.url, store, limits=RetryLimits(tries=1, attempt=0.2, deadline=5.0, spacing=0.0))
    assert (row.outcome, row.cost == row.estimate) == ("error:timeout", True)


def test_a_call_that_is_cancelled(store: Store) -> None:
    with FakeMessages(default=fake.slow(30.0)) as server:
        (row,) = ask(server.url, store, give_up=0.3, limits=RetryLimits(spacing=0.0))
    assert (row.outcome, row.cost == row.estimate) == ("cancelled", True)
