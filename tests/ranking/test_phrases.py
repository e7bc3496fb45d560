"""Names that are one term."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.ranking.phrases import alike, joined, neighbours


def test_terms_side_by_side_and_what_is_between() -> None:
    assert list(neighbours("A mixture of experts", ("mixture", "experts"))) == [(("mixture", "experts"), " of ")]
    assert list(neighbours("Beacon 5 from Orrinvale", ("Beacon 5", "Orrinvale"))) == []
    assert list(neighbours("Robot grasping", ("grasping", "Robot"))) == []


def test_words_met_in_one_phrase_alone_are_joined() -> None:
    ids = set(range(9))
    pairs = {("large", "language"): Counter({" ": 9}), ("language", "models"): Counter({" ": 9})}
    found = joined(pairs, {"large": ids, "language": ids, "models": ids})
    assert found == dict.fromkeys(("large", "language", "models"), "large language models")
    assert joined(pairs, {"large": ids, "language": set(range(40)), "models": ids}) == {}
    rare = {("large", "language"): Counter({" ": 2})}
    assert joined(rare, {"large": ids, "language": ids}) == {}, "in the same items, but seldom side by side"


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_being_alike_goes_both_ways(some: set[int], others: set[int]) -> None:
    assert alike(some, others) == alike(others, some)
    assert alike(some, some) == (len(some) >= 3)
