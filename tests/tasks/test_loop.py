"""The loop by which a model is asked, apart from what is asked: repair, what stops the rest, what a failure costs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import pytest

from ainews_cli.errors import BadReply, BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.isolation import Isolated, Step
from ainews_cli.llm.engine import Engine, Reply
from ainews_cli.models.tries import FailedTry, TryKey
from ainews_cli.tasks.loop import MOST_UNAVAILABLE, MOST_UNUSABLE, OVERFLOW, Question, Status, TaskLoop, judged
from ainews_cli.tasks.tries import Tries

Answer = Callable[["Number", int], Reply]
"""What the model says to a question, by the number of the call."""


class Silent:
    """Has what the loop reads of an engine; questions answer themselves."""

    concurrency = 1


@dataclass(frozen=True)
class Number(Question[int]):
    number: int
    answer: Answer
    calls: list[Number]
    size: int = 8
    fault: str = ""
    previous: str = ""
    room: int = 1

    too_long = "too long"
    shorter_please = "be short"
    most_previous = 5

    @property
    def key(self) -> TryKey:
        return TryKey("analysis", self.number, "text", "profile")

    async def send(self, engine: Engine) -> Reply:
        self.calls.append(self)
        return self.answer(self, len(self.calls))

    def check(self, data: Mapping[str, Any]) -> int:
        if data["value"] != self.number:
            raise BadReply("value is another")
        return self.number

    def shortened(self) -> Self | None:
        return replace(self, size=self.size // 2) if self.size > 1 else None

    def repeated(self, fault: str, previous: str, room: int) -> Self:
        return replace(self, fault=fault, previous=previous, room=room or self.room)


def says(value: int, *, stop: str = "end_turn", cost: float = 1.0) -> Reply:
    return Reply({"value": value}, f"value: {value}", stop, cost=cost)


def right(question: Number, call: int) -> Reply:
    return says(question.number)


def run(
    answer: Answer,
    count: int = 1,
    *,
    stored: frozenset[int] = frozenset(),
    most_deferred: int = 1,
    tries: Tries | None = None,
) -> tuple[list[tuple[int, Status, str, float]], list[Number], list[int]]:
    """The outcomes, the questions as they were sent, and what was saved."""
    calls: list[Number] = []
    saved: list[int] = []

    def outcome(item: int, status: Status, reason: str, dollars: float) -> tuple[int, Status, str, float]:
        return item, status, reason, dollars

    loop = TaskLoop(
        Silent(),  # type: ignore[arg-type]  # all that is read of it
        lambda item: None if item in stored else Number(item, answer, calls),
        lambda item, result: saved.append(result),
        outcome=outcome,
        isolated=lambda item: Isolated(Step.ANALYSIS, item, f"Item {item}"),
        most_deferred=most_deferred,
        tries=tries,
    )
    return asyncio.run(loop.run(range(count))), calls, saved


def test_a_good_reply_is_saved_and_a_stored_one_not_asked_for() -> None:
    outcomes, calls, saved = run(right, 3, stored=frozenset({1}))
    assert outcomes == [(0, "done", "", 1.0), (1, "cached", "", 0.0), (2, "done", "", 1.0)]
    assert saved == [question.number for question in calls] == [0, 2]


@pytest.mark.faults
def test_a_fault_of_ours_is_the_outcome_of_its_item_with_what_it_cost() -> None:
    def answer(question: Number, call: int) -> Reply:
        if question.number == 1:
            raise ZeroDivisionError("ours")
        return right(question, call)

    outcomes, _, saved = run(answer, 3)
    assert [outcome[:3] for outcome in outcomes] == [
        (0, "done", ""),
        (1, "failed", "ZeroDivisionError: ours"),
        (2, "done", ""),
    ]
    assert saved == [0, 2]


def test_a_bad_reply_is_sent_back_once_with_its_fault() -> None:
    outcomes, calls, saved = run(lambda question, call: says(question.number + (call == 1)))
    assert outcomes == [(0, "done", "", 2.0)]
    assert [(question.fault, question.previous, question.room) for question in calls[1:]] == [
        ("value is another", "value", 1)
    ]
    outcomes, calls, saved = run(lambda question, call: says(7))
    assert [(status, dollars) for _, status, _, dollars in outcomes] == [("failed", 2.0)]
    assert outcomes[0][2].endswith("on the second try: value is another")
    assert (len(calls), saved) == (2, [])


def test_a_reply_that_was_cut_off_gets_more_room() -> None:
    _, calls, saved = run(lambda question, call: says(0, stop="max_tokens" if call == 1 else "end_turn"))
    assert (calls[1].fault, calls[1].room) == ("the reply was cut off before its end; be short", 2)
    assert saved == [0]


def test_a_prompt_that_is_too_long_is_halved_until_it_cannot_be() -> None:
    outcomes, calls, _ = run(lambda question, call: says(0, stop=OVERFLOW))
    assert outcomes[0][1:3] == ("failed", "too long")
    assert [question.size for question in calls] == [8, 4, 2, 1]


@pytest.mark.parametrize(
    ("stop", "reason"),
    [("refusal", "the model refused to answer: value: 0"), ("error:400", "the server refused the request (400)")],
)
def test_what_asking_again_does_not_mend(stop: str, reason: str) -> None:
    outcomes, calls, _ = run(lambda question, call: says(0, stop=stop))
    assert outcomes[0][1] == "failed"
    assert outcomes[0][2].startswith(reason)
    assert len(calls) == 1
    with pytest.raises(BadReply, match=r"refused"):
        judged(calls[0], says(0, stop=stop))


def test_a_refused_key_stops_the_rest() -> None:
    def refuse(question: Number, call: int) -> Reply:
        raise ModelRefused("no key")

    outcomes, calls, _ = run(refuse, 3)
    assert outcomes == [(number, "failed", "no key", 0.0) for number in range(3)]
    assert len(calls) == 1


def test_a_server_that_is_gone_stops_the_rest_after_some_in_a_row() -> None:
    def gone(question: Number, call: int) -> Reply:
        if question.number == 1:
            return right(question, call)
        raise ModelUnavailable("gone")

    outcomes, calls, _ = run(gone, 8)
    assert [status for _, status, _, _ in outcomes] == ["failed", "done"] + ["failed"] * 6
    assert len(calls) == 2 + MOST_UNAVAILABLE


@pytest.mark.parametrize("most", [1, 3])
def test_a_used_up_budget_defers_the_rest(most: int) -> None:
    def broke(question: Number, call: int) -> Reply:
        raise BudgetExceeded("used up")

    outcomes, calls, _ = run(broke, 5, most_deferred=most)
    assert outcomes == [(number, "deferred", "used up", 0.0) for number in range(5)]
    assert len(calls) == most


class TryMemory:
    """A TryStore in memory, for one server."""

    def __init__(self) -> None:
        self.failed: dict[TryKey, FailedTry] = {}
        self.refused: list[int] = []

    def failed_tries(
        self, purpose: str, item_ids: Iterable[int], *, profile: str, server: str, now: datetime
    ) -> dict[TryKey, FailedTry]:
        wanted = {(purpose, item_id, profile) for item_id in item_ids}
        return {
            key: failed
            for key, failed in self.failed.items()
            if (key.purpose, key.item_id, key.profile) in wanted and failed.again > now
        }

    def save_failed_try(self, failed: FailedTry, *, server: str) -> None:
        self.failed[failed.key] = failed

    def forget_failed_tries(self, keys: Iterable[TryKey], *, server: str) -> None:
        for key in keys:
            self.failed.pop(key, None)

    def reply_unusable(self, call_id: int) -> None:
        self.refused.append(call_id)


NOW = datetime(2026, 11, 29, tzinfo=UTC)


def memory(store: TryMemory, *, days: float = 0.0, retry: bool = False) -> Tries:
    return Tries(store, server="model.example", clock=lambda: NOW + timedelta(days=days), retry=retry)


def wrong(question: Number, call: int) -> Reply:
    return replace(says(99), call=call)


def test_replies_that_keep_being_unusable_stop_the_rest() -> None:
    store = TryMemory()
    tries = memory(store)
    outcomes, calls, _ = run(wrong, 8, tries=tries)
    assert [status for _, status, _, _ in outcomes] == ["failed"] * MOST_UNUSABLE + ["unasked"] * (8 - MOST_UNUSABLE)
    assert len(calls) == 2 * MOST_UNUSABLE
    assert store.refused == [1, 2, 3, 4, 5, 6], "the ledger is told of each"
    assert tries.stopped
    assert "value is another" in tries.stopped.reason
    assert memory(store).given_up("analysis", "profile") == tries.stopped
    assert memory(store).given_up("analysis", "another profile") is None
    assert memory(store, days=1.0).given_up("analysis", "profile") is None
    assert memory(store, retry=True).given_up("analysis", "profile") is None


def test_one_good_reply_keeps_the_run_going() -> None:
    outcomes, _, _ = run(lambda question, call: (wrong if question.number else right)(question, call), 8)
    assert [status for _, status, _, _ in outcomes] == ["done"] + ["failed"] * 7


def test_a_failed_try_is_remembered_for_a_day_and_forgotten_after_a_good_one() -> None:
    store = TryMemory()
    run(wrong, 2, tries=memory(store))
    assert [key.item_id for key in store.failed] == [0, 1]
    assert set(memory(store).known("analysis", [0, 1, 2], "profile")) == set(store.failed)
    assert memory(store, days=1.0).known("analysis", [0, 1], "profile") == {}
    again = memory(store, retry=True)
    assert again.known("analysis", [0, 1], "profile") == {}
    run(right, 1, tries=again)
    assert [key.item_id for key in store.failed] == [1]


@pytest.mark.parametrize("fault", [ModelUnavailable("gone"), ModelRefused("no key"), BudgetExceeded("used up")])
def test_what_is_no_reply_is_not_remembered(fault: Exception) -> None:
    def fail(question: Number, call: int) -> Reply:
        raise fault

    store = TryMemory()
    run(fail, 5, tries=memory(store))
    assert store.failed == {}
