"""The Claude engine against a real HTTP server that fails in every way the engine promises to survive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from ainews_cli.errors import BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.llm.anthropic.engine import ClaudeEngine
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.caps import reply_tokens
from ainews_cli.llm.engine import Reply
from ainews_cli.llm.engines import make_engine
from ainews_cli.llm.prices import PRICES
from tests.support import messages as fake
from tests.support.llm.samples import TASK, MemoryLedger, task
from tests.support.messages import FakeMessages
from tests.support.records import replace

KEY = "sk-ant-test-0123456789"
QUICK = RetryLimits(tries=4, deadline=5.0, attempt=2.0, base=0.01, cap=0.05, retry_after_cap=0.1, spacing=0.0)
PRICE = PRICES["claude-haiku-5-5"]


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages() as running:
        yield running


@asynccontextmanager
async def engine_at(
    url: str, ledger: MemoryLedger, *, limits: RetryLimits = QUICK, concurrency: int = 8
) -> AsyncIterator[ClaudeEngine]:
    engine = make_engine(
        "claude",
        base_url=url,
        ledger=ledger,
        price=PRICE,
        limits=limits,
        concurrency=concurrency,
        environ={"ANTHROPIC_API_KEY": KEY},
    )
    assert isinstance(engine, ClaudeEngine)
    try:
        yield engine
    finally:
        await engine.aclose()


def ask(server: FakeMessages, ledger: MemoryLedger, *, limits: RetryLimits = QUICK, **changes: Any) -> Reply:
    async def run() -> Reply:
        async with engine_at(server.url, ledger, limits=limits) as engine:
            return await engine.analyse(task(**changes))

    return asyncio.run(run())


def test_request_says_what_the_api_wants(server: FakeMessages) -> None:
    reply = ask(server, MemoryLedger())
    (body,) = server.bodies()
    assert body["model"] == "claude-haiku-5-5"
    assert body["thinking"] == {"type": "disabled"}
    assert body["output_config"]["effort"] == "low"
    assert body["output_config"]["format"]["type"] == "json_schema"
    assert body["system"][0]["cache_control"] == {"type": "ephemeral"}
    assert not {"temperature", "top_p", "top_k"} & body.keys()
    assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert reply.data == fake.GOOD


def test_call_is_written_down_with_its_price(server: FakeMessages) -> None:
    ledger = MemoryLedger()
    reply = ask(server, ledger)
    (row,) = ledger.rows
    assert (row["outcome"], row["purpose"], row["item_id"]) == ("ok", "analysis", TASK.item_id)
    assert row["usage"].cache_read == 2_000
    # 40 in, 2,000 read at a tenth, 700 out, per million at $0.10 and $0.50
    assert row["cost"] == pytest.approx((40 + 200) * 0.10e-6 + 700 * 0.50e-6)
    assert reply.cost == row["cost"]
    assert row["cost"] < row["estimate"]
    assert row["request_id"].startswith("req_")


@pytest.mark.parametrize(
    ("step", "outcome"),
    [
        (fake.error(429, "slow down", {"retry-after": "0"}), "error:429"),
        (fake.error(529, "overloaded"), "error:529"),
        (fake.error(500, "internal"), "error:500"),
        (fake.error(503, "unavailable"), "error:503"),
        (fake.cut, "error:connection"),
        (fake.cut_midway, "error:connection"),
        (fake.slow(1.0), "error:timeout"),
        (fake.drip, "error:timeout"),
        (fake.raw(b"{broken", "application/json"), "error:response"),
        (fake.streamed(ended=False), "error:response"),
        (fake.raw(b'event: error\ndata: {"type": "error"}\n\n', "text/event-stream"), "error:response"),
    ],
)
def test_passing_failures_are_tried_again(server: FakeMessages, step: fake.Step, outcome: str) -> None:
    ledger = MemoryLedger()
    server.script = [step]
    reply = ask(server, ledger, limits=replace(QUICK, attempt=0.4))
    assert reply.data == fake.GOOD
    assert ledger.outcomes == [outcome, "ok"]


def test_cut_calls_count_as_spent_and_refused_connections_do_not(server: FakeMessages) -> None:
    ledger = MemoryLedger()
    server.script = [fake.cut]
    ask(server, ledger)
    assert ledger.rows[0]["cost"] == ledger.rows[0]["estimate"] > 0
    dead = MemoryLedger()

    async def nobody() -> None:
        async with engine_at("http://127.0.0.1:1", dead) as engine:
            await engine.analyse(TASK)

    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1:1 cannot be used: no connection.*4 tries.*offline"):
        asyncio.run(nobody())
    assert dead.outcomes == ["error:connect"] * 4
    assert sum(row["cost"] for row in dead.rows) == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "does not accept the key in ANTHROPIC_API_KEY"),
        (402, "requires payment for the account of ANTHROPIC_API_KEY"),
        (403, "does not allow this for the key in ANTHROPIC_API_KEY"),
        (404, "has no model 'claude-haiku-5-5'"),
    ],
)
def test_refusals_of_the_account_stop_at_once(server: FakeMessages, status: int, words: str) -> None:
    ledger = MemoryLedger()
    server.default = fake.error(status, f"the key {KEY} is no good")
    with pytest.raises(ModelRefused) as caught:
        ask(server, ledger)
    assert words in str(caught.value)
    assert 'engine = "offline"' in str(caught.value)
    assert KEY not in str(caught.value)
    assert ledger.outcomes == [f"error:{status}"]
    assert "\n" not in str(caught.value)


def test_an_empty_purse_told_as_400_is_a_refusal(server: FakeMessages) -> None:
    server.default = fake.error(400, "Your credit balance is too low to access the API")
    with pytest.raises(ModelRefused, match="add credit"):
        ask(server, MemoryLedger())


def test_retries_are_used_up(server: FakeMessages) -> None:
    ledger = MemoryLedger()
    server.default = fake.error(529, "overloaded")
    with pytest.raises(ModelUnavailable, match=r"529 overloaded.*4 tries"):
        ask(server, ledger)
    assert ledger.outcomes == ["error:529"] * 4


def test_a_day_of_retry_after_is_not_slept_through(server: FakeMessages) -> None:
    server.script = [fake.error(429, "come back tomorrow", {"retry-after": "86400"})]
    began = time.monotonic()
    assert ask(server, MemoryLedger()).data == fake.GOOD
    assert time.monotonic() - began < 20
    server.default = fake.error(429, "come back tomorrow", {"retry-after": "86400"})
    with pytest.raises(ModelUnavailable, match="asks to wait 86400 s"):
        ask(server, MemoryLedger())


def test_the_deadline_holds_over_all_attempts(server: FakeMessages) -> None:
    server.default = fake.slow(0.3, fake.error(500, "slowly failing"))
    began = time.monotonic()
    with pytest.raises(ModelUnavailable):
        ask(server, MemoryLedger(), limits=replace(QUICK, tries=100, deadline=1.0))
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("stop", ["refusal", "max_tokens", "model_context_window_exceeded"])
def test_refusals_and_cut_replies_are_replies(server: FakeMessages, stop: str) -> None:
    ledger = MemoryLedger()
    server.script = [fake.reply("I would rather not" if stop == "refusal" else '{"title": "', stop_reason=stop)]
    reply = ask(server, ledger)
    assert (reply.stop_reason, reply.data) == (stop, None)
    assert ledger.outcomes == [stop]
    assert ledger.rows[0]["cost"] > 0


def test_a_prompt_that_is_too_long_is_a_reply(server: FakeMessages) -> None:
    server.script = [
        fake.error(400, "prompt is too long: 210000 tokens > 200000 maximum"),
        fake.error(413, "too large"),
    ]
    assert ask(server, MemoryLedger()).stop_reason == "model_context_window_exceeded"
    assert ask(server, MemoryLedger()).stop_reason == "model_context_window_exceeded"


def test_a_rejected_request_is_a_reply_and_not_sent_again(server: FakeMessages) -> None:
    server.default = fake.error(400, "messages: something is odd")
    reply = ask(server, MemoryLedger())
    assert (reply.stop_reason, reply.data) == ("error:400", None)
    assert "something is odd" in reply.text
    assert len(server.bodies()) == 1


def test_parameters_a_server_does_not_know_are_left_out_from_then_on(server: FakeMessages) -> None:
    server.script = [
        fake.error(400, "thinking: Extra inputs are not permitted"),
        fake.error(400, "output_config.effort: unknown field"),
    ]

    async def twice() -> list[Reply]:
        async with engine_at(server.url, MemoryLedger()) as engine:
            return [await engine.analyse(TASK), await engine.analyse(TASK)]

    assert [reply.data for reply in asyncio.run(twice())] == [fake.GOOD, fake.GOOD]
    bodies = server.bodies()
    assert len(bodies) == 4
    assert bodies[-1]["output_config"].keys() == {"format"}
    assert "thinking" not in bodies[-1]


@pytest.mark.parametrize(
    "text",
    [
        'Here is the object you asked for:\n```json\n{"title": "x", "marks": {"depth": {}}}\n```\nI hope {this} helps!',
        'Sure! {"title": "x", "marks": {"depth": {}}}',
    ],
)
def test_json_is_found_in_prose(server: FakeMessages, text: str) -> None:
    server.script = [fake.reply(text)]
    assert ask(server, MemoryLedger()).data == {"title": "x", "marks": {"depth": {}}}


@pytest.mark.parametrize(
    "step",
    [
        fake.reply("I cannot do that."),
        fake.raw(b"<html>hello</html>", "text/html"),
        fake.raw(b"{}", "application/json"),
    ],
)
def test_replies_without_json_are_replies(server: FakeMessages, step: fake.Step) -> None:
    ledger = MemoryLedger()
    server.default = step
    assert ask(server, ledger).data is None
    assert ledger.outcomes == ["off_schema"]


def test_a_stream_that_nobody_asked_for_is_read(server: FakeMessages) -> None:
    ledger = MemoryLedger()
    server.default = fake.streamed()
    reply = ask(server, ledger)
    assert (reply.data, reply.stop_reason) == (fake.GOOD, "end_turn")
    (row,) = ledger.rows
    assert (row["usage"].input_tokens, row["usage"].output_tokens, row["usage"].cache_read) == (40, 700, 2_000)
    assert (row["outcome"], row["request_id"]) == ("ok", "req_0001")


def test_a_reply_without_any_usage_counts_as_dear_as_it_may_be(server: FakeMessages) -> None:
    ledger = MemoryLedger()
    server.default = fake.raw(b"<html>hello</html>", "text/html")
    ask(server, ledger)
    assert ledger.rows[0]["cost"] == ledger.rows[0]["estimate"] > 0


def test_usage_without_cache_fields(server: FakeMessages) -> None:
    ledger = MemoryLedger()
    server.script = [fake.reply(usage={"input_tokens": 10, "output_tokens": 20})]
    reply = ask(server, ledger)
    assert (reply.usage.input_tokens, reply.usage.output_tokens, reply.usage.cache_read) == (10, 20, 0)


def test_second_try_carries_the_fault_and_more_room(server: FakeMessages) -> None:
    ask(server, MemoryLedger(), fault="tldr: is empty", previous='{"tldr": ""}', room=2)
    (body,) = server.bodies()
    assert [one["role"] for one in body["messages"]] == ["user", "assistant", "user"]
    assert body["messages"][1]["content"] == '{"tldr": ""}'
    assert "tldr: is empty" in body["messages"][2]["content"]
    assert body["max_tokens"] == 2 * reply_tokens(TASK)


def many(server: FakeMessages, count: int, *, concurrency: int) -> tuple[list[Reply | BaseException], float]:
    async def run() -> tuple[list[Reply | BaseException], float]:
        async with engine_at(server.url, MemoryLedger(), concurrency=concurrency) as engine:
            replies = await asyncio.gather(*(engine.analyse(TASK) for _ in range(count)), return_exceptions=True)
            return replies, engine.transport._gate.limit

    return asyncio.run(run())


def test_concurrency_is_bounded(server: FakeMessages) -> None:
    server.default = fake.slow(0.05)
    replies, limit = many(server, 9, concurrency=3)
    assert all(isinstance(reply, Reply) for reply in replies)
    assert server.most_at_once == 3
    assert limit == 3


def test_429_halves_the_concurrency_and_successes_bring_it_back(server: FakeMessages) -> None:
    server.script = [fake.error(429, "slow down", {"retry-after": "0"})] * 4
    _, limit = many(server, 1, concurrency=8)
    assert limit == 1
    _, limit = many(server, 60, concurrency=8)
    assert limit == 8


def test_cancelling_settles_the_call(server: FakeMessages) -> None:
    ledger = MemoryLedger()
    server.default = fake.slow(2.0)

    async def run() -> None:
        async with engine_at(server.url, ledger) as engine:
            await asyncio.wait_for(engine.analyse(TASK), 0.3)

    with pytest.raises(TimeoutError):
        asyncio.run(run())
    assert ledger.outcomes == ["cancelled"]
    assert ledger.rows[0]["cost"] == ledger.rows[0]["estimate"]


def test_budget_is_asked_before_anything_is_sent(server: FakeMessages) -> None:
    with pytest.raises(BudgetExceeded):
        ask(server, MemoryLedger(limit=0.0001))
    assert server.requests == []


def test_an_engine_may_be_used_from_two_event_loops(server: FakeMessages) -> None:
    engine = make_engine("claude", base_url=server.url, limits=QUICK, environ={})
    assert asyncio.run(engine.analyse(TASK)).data == fake.GOOD
    assert asyncio.run(engine.analyse(TASK)).data == fake.GOOD


def test_no_sleep_is_longer_than_its_cap(server: FakeMessages) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    def patient(transport_sleep: Callable[[float], Awaitable[None]]) -> None:
        async def run() -> None:
            async with engine_at(server.url, MemoryLedger(), limits=RetryLimits(tries=6, deadline=600)) as engine:
                engine.transport._sleep = transport_sleep
                await engine.analyse(TASK)

        with pytest.raises(ModelUnavailable):
            asyncio.run(run())

    server.default = fake.error(529)
    patient(sleep)
    assert len(slept) == 5
    assert all(0 <= pause <= min(8.0, 0.5 * 2**tries) for tries, pause in enumerate(slept))


def test_a_small_budget_is_spent_call_by_call_not_given_up(server: FakeMessages) -> None:
    """Each call is written down at many times what it costs: eight at once would not fit, two are let go at a time."""
    most = ask_all(server, MemoryLedger(), 1).rows[0]["estimate"]
    server.default = fake.slow(0.02)
    ledger = ask_all(server, MemoryLedger(limit=2.2 * most), 8)
    assert ledger.outcomes == ["ok"] * 8
    assert sum(row["cost"] for row in ledger.rows) <= 2.2 * most
    with pytest.raises(BudgetExceeded):
        ask_all(server, MemoryLedger(limit=0.5 * most), 8)


def ask_all(server: FakeMessages, ledger: MemoryLedger, count: int) -> MemoryLedger:
    async def run() -> None:
        async with engine_at(server.url, ledger) as engine:
            await asyncio.gather(*(engine.analyse(task(item_id=number)) for number in range(count)))

    asyncio.run(run())
    return ledger
