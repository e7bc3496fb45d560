"""What ends with its item, and what does not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli import isolation
from ainews_cli.errors import AinewsError, BudgetExceeded, StoreError
from ainews_cli.isolation import Isolated, Step, bearable, noted, suspects, taken, without_culprits
from ainews_cli.texts import LANGUAGES, text

pytestmark = pytest.mark.faults


class Thing(NamedTuple):
    id: int
    title: str
    bad: bool = False


def use(thing: Thing) -> int:
    if thing.bad:
        raise ValueError(thing.title)
    return thing.id


def use_all(things: Sequence[Thing], left_out: set[int]) -> list[int]:
    return [use(thing) for thing in things if thing.id not in left_out]


def test_a_fault_is_noted_once_and_the_program_goes_on() -> None:
    for _ in range(2):
        with Isolated(Step.TEXT, 7, "Seven") as reading:
            use(Thing(7, "Seven", bad=True))
        assert (str(reading.failed), reading.words) == ("Seven", "ValueError: Seven")
    (fault,) = taken()
    assert (fault.step, fault.item, fault.title, fault.words) == ("text", 7, "Seven", "ValueError: Seven")
    assert noted() == ()


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt, SystemExit, asyncio.CancelledError, BudgetExceeded, StoreError, GeneratorExit]
)
def test_what_is_no_fault_of_the_program_passes_through(error: type[BaseException]) -> None:
    def fail(*_: object) -> None:
        raise error("on purpose")

    with pytest.raises(error), Isolated(Step.TEXT):
        fail()
    with pytest.raises(error):
        bearable(Step.TEXT, [1, 2], fail, lambda number: (number, ""))
    with pytest.raises(error):
        without_culprits(Step.VIEW, set(), fail)
    assert noted() == ()


@given(st.lists(st.booleans(), max_size=12))
def test_exactly_the_items_at_fault_are_left_out(faulty: list[bool]) -> None:
    things = [Thing(number, f"Thing {number}", bad) for number, bad in enumerate(faulty, 1)]
    good = [thing.id for thing in things if not thing.bad]
    left_out: set[int] = set()
    assert without_culprits(Step.VIEW, left_out, lambda: use_all(things, left_out)) == good
    assert left_out == {fault.item for fault in taken()} == {thing.id for thing in things if thing.bad}
    assert bearable(Step.TEXT, things, lambda some: use_all(some, set()), lambda thing: thing[:2]) == good
    assert {fault.item for fault in taken()} == {thing.id for thing in things if thing.bad}


def test_a_fault_of_no_item_is_raised() -> None:
    things = [Thing(1, "One"), Thing(2, "Two")]

    def fail(some: Sequence[Thing]) -> None:
        for thing in some:
            assert thing.id
        raise ZeroDivisionError

    left_out: set[int] = set()
    with pytest.raises(ZeroDivisionError):
        without_culprits(Step.VIEW, left_out, lambda: fail(things))
    with pytest.raises(ZeroDivisionError):
        bearable(Step.TEXT, things, fail, lambda thing: thing[:2])
    assert left_out == set()


def test_the_item_that_a_page_is_about_is_never_left_out() -> None:
    left_out: set[int] = set()
    with pytest.raises(ValueError, match="One"):
        without_culprits(Step.VIEW, left_out, lambda: use(Thing(1, "One", bad=True)), keep=1)
    assert left_out == set()


def test_the_innermost_item_is_suspected_first() -> None:
    outer = Thing(1, "Outer")
    with pytest.raises(ValueError, match="Inner") as raised:
        use(Thing(2 if outer else 3, "Inner", bad=True))
    assert next(suspects(raised.value)) == (2, "Inner")
    assert (1, "Outer") in list(suspects(raised.value))


def test_every_step_has_words_in_both_languages() -> None:
    for step in Step:
        assert len({text(language, f"fault.step.{step}") for language in LANGUAGES}) == 2


def test_faults_with_a_name_are_no_faults_of_an_item() -> None:
    assert isolation.unexpected(AinewsError("named")) is None
    assert isolation.unexpected(None) is None
