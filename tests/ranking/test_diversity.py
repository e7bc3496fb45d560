"""Places on a page: value first, likeness takes some of it away."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.ranking.diversity import FREE, MOST_REPEAT, REPEAT, STRENGTH, Candidate, diversify, unit

vectors = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 1), max_size=4).map(unit)
candidates = st.lists(st.tuples(st.floats(1, 5), vectors), max_size=12).map(
    lambda found: [Candidate(number, value, vector) for number, (value, vector) in enumerate(found, 1)]
)


def test_the_second_of_a_kind_gives_way_to_another_topic() -> None:
    agent, other, chip = unit({"agents": 1}), unit({"agents": 1, "x": 0.1}), unit({"chips": 1})
    placed = diversify([Candidate(1, 4.5, agent), Candidate(2, 4.4, other), Candidate(3, 4.0, chip)], 3).placed
    assert [one.id for one in placed] == [1, 3, 2]
    assert placed[2].like == 1
    assert 0 < placed[2].loss <= STRENGTH


def test_a_much_better_item_stays_though_it_is_alike() -> None:
    same = unit({"agents": 1})
    assert [
        one.id
        for one in diversify(
            [Candidate(1, 4.8, same), Candidate(2, 4.6, same), Candidate(3, 3.0, unit({"b": 1}))], 3
        ).placed
    ] == [1, 2, 3]


@given(candidates, st.integers(0, 15))
def test_every_item_once_the_best_first_and_losses_bounded(found: list[Candidate], limit: int) -> None:
    placed = diversify(found, limit).placed
    assert len(placed) == min(limit, len(found))
    assert len({one.id for one in placed}) == len(placed)
    assert all(0 <= one.loss <= STRENGTH + 1e-9 for one in placed)
    assert all((one.like is None) == (one.loss == 0) for one in placed)
    if placed:
        assert placed[0].loss == 0
        assert placed[0].id == max(found, key=lambda one: (one.value, -one.id)).id
    assert diversify(found, limit).placed == placed


@given(candidates)
def test_each_place_goes_to_who_is_worth_most_there(found: list[Candidate]) -> None:
    def worth(one: Candidate, above: list[Candidate]) -> float:
        alike = max(
            (sum(amount * other.vector.get(name, 0.0) for name, amount in one.vector.items()) for other in above),
            default=0.0,
        )
        return one.value - STRENGTH * max(0.0, alike - FREE) / (1 - FREE)

    by_id = {one.id: one for one in found}
    order = [by_id[placed.id] for placed in diversify(found, len(found)).placed]
    for place, one in enumerate(order):
        assert worth(one, order[:place]) >= max(worth(other, order[:place]) for other in order[place:]) - 1e-9


@given(candidates, st.integers(1, 6))
def test_a_shorter_page_is_the_beginning_of_a_longer_one(found: list[Candidate], limit: int) -> None:
    assert diversify(found, limit).placed == diversify(found, limit + 3).placed[:limit]


@given(st.lists(st.floats(1, 5), max_size=10))
def test_without_likeness_the_order_is_the_value(values: list[float]) -> None:
    found = [Candidate(number, value, {}) for number, value in enumerate(values, 1)]
    assert [one.id for one in diversify(found, 20).placed] == [
        one.id for one in sorted(found, key=lambda one: (-one.value, one.id))
    ]


def test_a_feed_gives_way_to_others_of_nearly_the_same_value() -> None:
    flood = [Candidate(number, 3.5, {}, "Flood") for number in range(1, 6)]
    placed = diversify([*flood, Candidate(6, 3.3, {}, "Quiet"), Candidate(7, 3.25, {}, "Calm")], 5).placed
    assert [one.id for one in placed[:2]] == [1, 2]
    assert {6, 7} < {one.id for one in placed}
    assert placed[1].repeat == pytest.approx(REPEAT)
    assert placed[1].like is None


sourced = st.lists(st.tuples(st.floats(1, 5), vectors, st.sampled_from("ABC")), max_size=20).map(
    lambda found: [Candidate(number, value, vector, name) for number, (value, vector, name) in enumerate(found, 1)]
)


@given(sourced, st.integers(1, 20), st.integers(0, 4))
def test_no_source_has_more_than_its_places(found: list[Candidate], limit: int, most: int) -> None:
    source = {one.id: one.source for one in found}
    places = diversify(found, limit, most)
    counts = Counter(source[one.id] for one in places.placed)
    available = Counter(source.values())
    assert all(count <= (most or limit) for count in counts.values())
    assert all(counts[name] == most for name in places.full)
    room = sum(min(most, count) if most else count for count in available.values())
    assert len(places.placed) == min(limit, room)
    assert all(0 <= one.repeat <= MOST_REPEAT for one in places.placed)
