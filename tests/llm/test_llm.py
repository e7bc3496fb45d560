"""The pure parts around the engine: retries, request bodies, prices, token estimates, JSON in prose."""

from __future__ import annotations

import json
from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.demo import samples
from ainews_cli.errors import ConfigError
from ainews_cli.llm.anthropic.params import call_of
from ainews_cli.llm.anthropic.request import reply_cap, request_body, thinking_of, without
from ainews_cli.llm.anthropic.retry import Action, RetryLimits, back_off, on_status, retry_after
from ainews_cli.llm.extract import json_object
from ainews_cli.llm.prices import FREE, PRICES, Price, cost_of, estimate_cost, price_of
from ainews_cli.llm.prompt import analysis_prompt
from ainews_cli.llm.schema import analysis_schema
from ainews_cli.llm.tokens import estimate_tokens
from ainews_cli.models.analysis import Usage
from tests.support.llm.samples import NOW, TASK
from tests.support.responses import count_tokens

counts = st.integers(0, 2_000_000)
usages = st.builds(Usage, counts, counts, counts, counts)


@pytest.mark.parametrize(
    ("status", "message", "action"),
    [
        (401, "", Action.REFUSED),
        (402, "", Action.REFUSED),
        (403, "", Action.REFUSED),
        (404, "", Action.REFUSED),
        (400, "Your credit balance is too low", Action.REFUSED),
        (400, "prompt is too long: 5 > 4", Action.OVERFLOW),
        (400, "the request exceeds the available context size", Action.OVERFLOW),
        (413, "", Action.OVERFLOW),
        (400, "thinking.type: not supported", Action.DEGRADE),
        (422, "output_config.effort: unknown", Action.DEGRADE),
        (400, "messages: empty", Action.GIVE_UP),
        (409, "", Action.RETRY),
        (418, "", Action.GIVE_UP),
        *((status, "", Action.RETRY) for status in (408, 429, 500, 502, 503, 504, 529, 530, 599)),
    ],
)
def test_what_a_status_calls_for(status: int, message: str, action: Action) -> None:
    failure = on_status(status, message, {}, NOW)
    assert (failure.action, failure.outcome) == (action, f"error:{status}")


@given(st.text(max_size=30))
def test_any_retry_after_is_read_without_raising(value: str) -> None:
    seconds = retry_after({"retry-after": value}, NOW)
    assert seconds is None or seconds >= 0


def test_retry_after_as_seconds_date_and_milliseconds() -> None:
    assert retry_after({"retry-after": "12"}, NOW) == 12
    assert retry_after({"retry-after": "-5"}, NOW) == 0
    assert retry_after({"retry-after": "nan"}, NOW) is None
    assert retry_after({"retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, NOW) == 90
    assert retry_after({"retry-after": format_datetime(NOW - timedelta(days=1), usegmt=True)}, NOW) == 0
    assert retry_after({"retry-after-ms": "250", "retry-after": "9"}, NOW) == 0.25
    assert retry_after({}, NOW) is None


@given(st.integers(1, 40), st.one_of(st.none(), st.floats(0, 1e9)), st.floats(0, 1))
def test_pauses_are_bounded(attempt: int, after: float | None, share: float) -> None:
    limits = RetryLimits()
    pause = back_off(attempt, after, limits, share)
    assert 0 <= pause <= max(limits.cap, limits.retry_after_cap + limits.base)
    if after is not None:
        assert pause >= min(after, limits.retry_after_cap)


@pytest.mark.parametrize(
    ("model", "thinking"),
    [
        ("claude-haiku-5-5", {"type": "disabled"}),
        ("claude-haiku-5-5-20261007", {"type": "disabled"}),
        ("claude-sonnet-5-5", {"type": "between_tools"}),
        ("claude-opus-5-5", None),
        ("qwen3", {"type": "disabled"}),
    ],
)
def test_thinking_is_as_little_as_the_model_allows(model: str, thinking: dict[str, str] | None) -> None:
    body = request_body(analysis_prompt(TASK), model=model, max_tokens=100, schema={})
    assert thinking_of(model) == body.get("thinking") == thinking
    assert body["max_tokens"] == reply_cap(model, 100) == (300 if thinking is None else 100)


def test_leaving_parameters_out_does_not_touch_the_original() -> None:
    body = request_body(analysis_prompt(TASK), model="m", max_tokens=100, schema=analysis_schema())
    before = json.dumps(body)
    left = without(body, ["effort", "cache_control", "thinking"])
    assert left["output_config"].keys() == {"format"}
    assert "thinking" not in left
    assert all("cache_control" not in part for part in left["system"])
    assert "output_config" not in without(body, ["output_config", "effort"])
    assert json.dumps(body) == before


@given(usages, st.sampled_from(list(PRICES.values())))
def test_costs_are_what_the_table_says(usage: Usage, price: Price) -> None:
    full = cost_of(usage, price)
    assert full >= 0
    assert cost_of(usage, price, batch=True) == pytest.approx(full / 2)
    assert cost_of(usage, FREE) == 0


def test_known_costs() -> None:
    million = 1_000_000
    assert cost_of(Usage(output_tokens=million), PRICES["claude-haiku-5-5"]) == pytest.approx(0.50)
    assert cost_of(Usage(input_tokens=50_000), PRICES["claude-haiku-5-5"]) == pytest.approx(0.005)
    assert cost_of(Usage(input_tokens=200_000), PRICES["claude-haiku-5-5"]) == pytest.approx(0.1), (
        "five times as much above 100k"
    )
    assert cost_of(Usage(cache_read=million), PRICES["claude-sonnet-5-5"]) == pytest.approx(0.20)
    assert cost_of(Usage(cache_written=million), PRICES["claude-sonnet-5-5"]) == pytest.approx(2.50)
    assert cost_of(Usage(input_tokens=million, output_tokens=million), PRICES["claude-opus-5-5"]) == pytest.approx(24)


def test_unknown_models_have_no_price() -> None:
    with pytest.raises(ConfigError, match=r"claude-next.*price_input"):
        price_of("claude-next")
    assert price_of("anything", local=True) == FREE
    assert price_of("claude-haiku-5-5", override=FREE) == FREE


@given(st.integers(0, 300_000), st.integers(0, 10_000), st.integers(0, 300_000), st.integers(0, 10_000))
def test_the_estimate_is_never_below_a_smaller_call(tokens: int, reply: int, less: int, shorter: int) -> None:
    price = PRICES["claude-haiku-5-5"]
    usage = Usage(input_tokens=min(less, tokens), output_tokens=min(shorter, reply))
    assert cost_of(usage, price) <= estimate_cost(tokens, reply, price) + 1e-12


@given(st.text(), st.text())
def test_more_text_is_more_tokens(one: str, two: str) -> None:
    assert estimate_tokens(one) <= estimate_tokens(one + two) <= estimate_tokens(one) + estimate_tokens(two) + 1


def test_token_estimates_are_of_the_right_size() -> None:
    assert 20 <= estimate_tokens("The quick brown fox jumps over the lazy dog and runs away. " * 2) <= 60
    assert 10 <= estimate_tokens("吾輩は猫である。名前はまだ無い。") <= 25
    assert estimate_tokens("") == 0
    assert call_of(TASK, "claude-haiku-5-5", PRICES["claude-haiku-5-5"]).most < 0.01


def test_estimates_are_high_but_not_absurd() -> None:
    """On the demo's articles, by the fake server's rule; bench/tokens.py has the figures, and a real tokeniser's beside
    them.
    """
    for article in samples.articles():
        true = count_tokens(article.body)
        assert true <= estimate_tokens(article.body) <= 1.8 * true + 5, article.slug


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
objects = st.dictionaries(st.text(max_size=8), json_values, min_size=1, max_size=4)
prose = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=40)


@given(objects, prose, prose, st.booleans())
def test_an_object_is_found_whatever_stands_around_it(
    data: dict[str, object], before: str, after: str, fenced: bool
) -> None:
    text = json.dumps(data)
    assert json_object(f"{before}\n```json\n{text}\n```\n{after}" if fenced else before + text + after) == data


@given(st.text())
def test_looking_for_json_never_raises(text: str) -> None:
    found = json_object(text)
    assert found is None or isinstance(found, dict)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}",
        "[1, 2]",
        "{'a': 1}",
        '{"a": NaN}',
        '{"a": Infinity}',
        "{" * 100_000,
        '{"a":' * 50_000,
        "[" * 100_000,
    ],
)
def test_what_is_no_json_object(text: str) -> None:
    assert json_object(text) is None


def test_the_largest_object_wins() -> None:
    assert json_object('{"note": 1} and then {"title": "a", "tldr": "b"}') == {"title": "a", "tldr": "b"}
