"""The learnt taste: neutral at first, right about clear cases, never a wall."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.ranking.taste import (
    EXPLORATION,
    STRENGTH,
    Signal,
    Traits,
    features,
    pulls,
    reasons,
    signal_of,
    train,
    value,
)
from ainews_cli.ranking.taste.features import GROUPS
from ainews_cli.ranking.taste.model import NEUTRAL

STAR, HIDE, READ = Signal(True, 1.0), Signal(False, 1.0), Signal(True, 0.3)

names = st.lists(st.text("abcdefgh ", min_size=1, max_size=8), max_size=4).map(tuple)
traits = st.builds(
    Traits,
    id=st.integers(1, 99),
    title=st.text(max_size=40),
    source=st.sampled_from(["A", "B", ""]),
    category=st.sampled_from(["news", "tools"]),
    tags=names,
    companies=names,
    products=names,
    marks=st.just((("depth", 4.0), ("novelty", 2.0))),
)
vectors = traits.map(features)
signals = st.sampled_from([STAR, HIDE, READ])


def item(number: int, *tags: str, title: str = "", source: str = "Somewhere") -> dict[str, float]:
    return features(Traits(number, title, source, "news", tags))


AGENTS = [item(number, "agents", title=f"agent {number}", source=f"S{number}") for number in range(1, 6)]
CHIPS = [item(number, "chips", title=f"wafer {number}", source=f"S{number}") for number in range(11, 16)]


def test_without_a_signal_it_is_neutral() -> None:
    assert train([], CHIPS) is NEUTRAL
    assert value(NEUTRAL, AGENTS[0]) == (0.0, 0.0)


def test_stars_pull_up_and_hides_push_down() -> None:
    taste = train([*((one, STAR) for one in AGENTS[:4]), *((one, HIDE) for one in CHIPS[:4])])
    assert value(taste, AGENTS[4])[0] > 0.1
    assert value(taste, CHIPS[4])[0] < -0.1


def test_stars_alone_teach_against_what_was_passed_over() -> None:
    taste = train([(one, STAR) for one in AGENTS[:4]], CHIPS[:4])
    assert value(taste, AGENTS[4])[0] > 0 > value(taste, CHIPS[4])[0]


def test_one_star_moves_little_and_twenty_move_more() -> None:
    few = value(train([(AGENTS[0], STAR)], CHIPS), AGENTS[1])[0]
    many = value(train([(one, STAR) for one in AGENTS[:4]] * 5, CHIPS), AGENTS[4])[0]
    assert 0 < few < 0.1 < many


def test_reading_says_less_than_a_star() -> None:
    assert (
        value(train([(AGENTS[0], READ)], CHIPS), AGENTS[1])[0] < value(train([(AGENTS[0], STAR)], CHIPS), AGENTS[1])[0]
    )


def test_what_is_unlike_all_that_was_marked_is_lifted_a_little_and_not_judged() -> None:
    taste = train([(one, STAR) for one in AGENTS], CHIPS)
    liking, exploration = value(taste, features(Traits(99, "聴覚", "Elsewhere", "video", ("音声",))))
    assert liking == 0
    assert 0 < exploration <= EXPLORATION
    assert value(taste, AGENTS[0])[1] == 0


@given(st.lists(st.tuples(vectors, signals), max_size=8), st.lists(vectors, max_size=8), vectors)
def test_it_is_bounded_finite_and_repeatable(
    marked: list[tuple[dict[str, float], Signal]], background: list[dict[str, float]], one: dict[str, float]
) -> None:
    taste = train(marked, background)
    liking, exploration = value(taste, one)
    assert math.isfinite(liking)
    assert abs(liking) <= STRENGTH
    assert 0 <= exploration <= EXPLORATION
    assert (taste.trust == 0) == (not marked)
    assert train(marked, background) == taste


@given(traits)
def test_a_group_weighs_the_same_however_many_names_it_has(one: Traits) -> None:
    lengths: dict[str, float] = {}
    for name, amount in features(one).items():
        group = name.partition(":")[0]
        lengths[group] = lengths.get(group, 0.0) + amount * amount
    for group, squared in lengths.items():
        assert squared <= GROUPS[group] ** 2 + 1e-9


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((), None),
        (("read",), READ),
        (("read", "starred"), STAR),
        (("starred", "hidden"), HIDE),
        (("read", "hidden"), HIDE),
    ],
)
def test_which_flag_counts(flags: tuple[str, ...], expected: Signal | None) -> None:
    assert signal_of(flags) == expected


def test_reasons_add_up_to_the_pull() -> None:
    taste = train([*((one, STAR) for one in AGENTS), *((one, HIDE) for one in CHIPS)])
    found = reasons(taste, AGENTS[0], limit=100)
    assert sum(share for _, share in found) == pytest.approx(
        sum(taste.weights.get(name, 0) * amount for name, amount in AGENTS[0].items())
    )
    assert found[0][0] == "tag:agents"


def test_pulls_name_the_items_that_taught_it() -> None:
    marked = [(number, vector, True) for number, vector in enumerate(AGENTS, 1)] + [
        (number, vector, False) for number, vector in enumerate(CHIPS, 11)
    ]
    taste = train([(vector, STAR if liked else HIDE) for _, vector, liked in marked])
    liked = [number for number, _ in pulls(taste, item(50, "agents"), marked, limit=9)]
    assert set(liked) == {1, 2, 3, 4, 5}
    hidden = [number for number, _ in pulls(taste, item(51, "chips"), marked, limit=9)]
    assert set(hidden) == {11, 12, 13, 14, 15}
    assert pulls(taste, item(52, "weather", source="Nobody"), [one for one in marked if one[0] == 99]) == []
