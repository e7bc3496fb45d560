from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.analysis import MARK_NAMES, Mark, Weights
from ainews_cli.ranking import scoring

values = st.integers(1, 5)
weight = st.integers(0, 100).map(lambda n: n / 100)
weight_sets = st.tuples(weight, weight, weight, weight).filter(any).map(lambda four: Weights(*four))
mark_sets = st.tuples(values, values, values, values)


def marks(*four: float) -> tuple[Mark, ...]:
    return tuple(Mark(name, value, "because") for name, value in zip(MARK_NAMES, four, strict=True))


@given(mark_sets, weight_sets)
def test_score_stays_between_the_lowest_and_highest_mark(four: tuple[int, ...], weights: Weights) -> None:
    score = scoring.overall(marks(*four), weights)
    assert min(four) <= score <= max(four)
    assert 1 <= scoring.stars(score) <= 5


@given(mark_sets, weight_sets)
def test_score_is_the_exact_weighted_mean_rounded_half_up(four: tuple[int, ...], weights: Weights) -> None:
    shares = [Fraction(str(scoring.weight_of(weights, name))) for name in MARK_NAMES]
    mean = sum(share * value for share, value in zip(shares, four, strict=True)) / sum(shares)
    tenths = int(mean * 10 + Fraction(1, 2))  # positive, so truncation is the floor
    assert scoring.overall(marks(*four), weights) == tenths / 10


@given(mark_sets, weight_sets)
def test_order_of_marks_does_not_matter(four: tuple[int, ...], weights: Weights) -> None:
    assert len({scoring.overall(order, weights) for order in permutations(marks(*four))}) == 1


@given(mark_sets, weight_sets, st.one_of(st.integers(1, 1000), st.floats(0.001, 1000)))
def test_scaling_all_weights_changes_nothing(four: tuple[int, ...], weights: Weights, factor: float) -> None:
    scaled = Weights(*(scoring.weight_of(weights, name) * factor for name in MARK_NAMES))
    assert scoring.overall(marks(*four), scaled) == scoring.overall(marks(*four), weights)


@given(mark_sets, weight_sets, st.integers(0, 3))
def test_a_higher_mark_never_lowers_the_score(four: tuple[int, int, int, int], weights: Weights, which: int) -> None:
    better = [min(5, value + (place == which)) for place, value in enumerate(four)]
    assert scoring.overall(marks(*better), weights) >= scoring.overall(marks(*four), weights)


@pytest.mark.parametrize(
    ("four", "weights", "score"),
    [
        ((3, 4, 3, 3), Weights(0.25, 0.25, 0.25, 0.25), 3.3),  # 3.25: banker's rounding would say 3.2
        ((4, 3, 3, 4), Weights(0.4, 0.3, 0.2, 0.1), 3.5),
        ((2, 4, 3, 3), Weights(0.35, 0.3, 0.2, 0.15), 3.0),  # 2.95: as floats 2.9499999999999997
        ((4, 5, 4, 3), Weights(), 4.2),  # the example page: shown there as 4 stars
        ((1, 1, 1, 1), Weights(0.1, 0.7, 0.1, 0.1), 1.0),
        ((5, 5, 5, 5), Weights(3, 0, 0, 0), 5.0),
    ],
)
def test_known_scores(four: tuple[int, ...], weights: Weights, score: float) -> None:
    assert scoring.overall(marks(*four), weights) == score


@pytest.mark.parametrize(
    ("score", "count"),
    [(1.0, 1), (1.4, 1), (1.5, 2), (2.5, 3), (3.4, 3), (3.5, 4), (4.5, 5), (5.0, 5), (0.0, 1), (9.0, 5)],
)
def test_stars_round_half_up(score: float, count: int) -> None:
    assert scoring.stars(score) == count


def test_labels() -> None:
    assert [scoring.label(count, "ja") for count in (5, 4, 3, 2, 1)] == ["最重要", "重要", "注目", "参考", "軽め"]
    assert [scoring.label(count, "en-GB") for count in (5, 4, 3, 2, 1)] == [
        "Essential",
        "Important",
        "Notable",
        "For reference",
        "Light",
    ]
    assert scoring.label(4, "fr") == "Important"


def test_weights_are_shown_as_shares_of_one() -> None:
    assert scoring.normalised(Weights(4, 3, 2, 1)) == (0.4, 0.3, 0.2, 0.1)


@pytest.mark.parametrize("weights", [Weights(0, 0, 0, 0), Weights(-1, 1, 1, 1)])
def test_impossible_weights_are_refused(weights: Weights) -> None:
    with pytest.raises(ValueError, match="weights"):
        scoring.overall(marks(3, 3, 3, 3), weights)
    with pytest.raises(ValueError, match="weights"):
        scoring.normalised(weights)


def test_no_marks_is_an_error() -> None:
    with pytest.raises(ValueError, match="no marks"):
        scoring.overall((), Weights())
