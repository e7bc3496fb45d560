"""Whom money is spent on first: estimate, feed weight, freshness and taste, and nothing that a model said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.reader import Reader
from ainews_cli.pipeline.candidates import best_first, candidate_ids
from ainews_cli.pipeline.ordering import taste_of
from ainews_cli.store import Store
from ainews_cli.views.windows import last_hours
from tests.support.store_samples import NOW, analysis, entry, opened, save, statements

READER = Reader("ja", "Asia/Tokyo", Weights(), Interests())
WINDOW = last_hours(NOW, 24)
TOPICS = ("chips", "law", "speech", "robots", "chips", "law", "speech", "robots")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Items 1 to 8, the newest first, with the same estimate; 9 is of a feed of double weight, 10 of one of half
    weight.
    """
    with opened(tmp_path / "a.db") as found:
        for number, topic in enumerate(TOPICS, 1):
            save(
                found,
                entry(
                    f"g{number}",
                    f"https://d.example/{number}",
                    f"{topic.title()} {topic} report {number * 111}",
                    number,
                ),
            )
        save(found, entry("j", "https://d.example/9", "Heavy", 20), feed=2)
        save(found, entry("h", "https://d.example/10", "Light", 1), feed=1)
        for number, topic in enumerate((*TOPICS, "other", "other"), 1):
            estimate(found, number, 3, tags=(topic,), companies=())
        yield found


def estimate(store: Store, number: int, mark: float, **more: object) -> None:
    store.save_analysis(
        number, analysis(store, number, (mark,) * 4, estimate=True, profile="off", text_hash=str(mark), **more)
    )


def candidates(store: Store, limit: int = 10) -> list[int]:
    return candidate_ids(store, WINDOW, READER, limit=limit)


def test_feed_weight_then_freshness_decide_between_equal_estimates(store: Store) -> None:
    assert candidates(store) == [9, 1, 2, 3, 4, 5, 6, 7, 8, 10]
    assert candidates(store, 3) == [9, 1, 2]


def test_a_better_estimate_comes_before_a_fresher_item(store: Store) -> None:
    estimate(store, 8, 3.5)
    assert candidates(store, 2) == [9, 8]
    estimate(store, 8, 3.01)
    assert candidates(store) == [9, 1, 2, 3, 4, 5, 6, 8, 7, 10], "0.01 is worth an hour and a half"


def test_what_a_model_said_moves_nobody(store: Store) -> None:
    before = candidates(store, 4)
    store.save_analysis(before[0], analysis(store, before[0], (1, 1, 1, 1)))
    store.save_analysis(8, analysis(store, 8, (5, 5, 5, 5)))
    assert candidates(store, 4) == before
    store.set_flag([4], "starred", True, NOW)
    liked = candidates(store, 4)
    store.save_analysis(8, analysis(store, 8, (5, 5, 5, 5), tags=("robots",), profile="other"))
    assert candidates(store, 4) == liked


def test_taste_pulls_the_like_and_pushes_the_unlike(store: Store) -> None:
    store.set_flag([4], "starred", True, NOW)
    store.set_flag([5], "hidden", True, NOW)
    found = candidates(store)
    assert 5 not in found
    assert found.index(8) < found.index(6), "robots like the starred one, though it is older"
    assert found.index(1) > found.index(2), "chips like the hidden one, though it is newer"


def test_the_order_is_the_same_each_time_and_costs_the_same_however_many_there_are(store: Store) -> None:
    store.set_flag([4], "starred", True, NOW)
    first = candidates(store)
    with statements(store) as few:
        assert candidates(store, 2) == first[:2]
    with statements(store) as many:
        assert candidates(store) == first
    assert len(few) == len(many) <= 5


def test_the_newest_are_asked_about_best_first(store: Store) -> None:
    estimate(store, 3, 4.0)
    assert best_first(store, [1, 2, 3], WINDOW, READER, taste_of(store, READER)) == [3, 1, 2]
