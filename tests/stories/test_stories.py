"""Which items are one event: on labelled news, and rules that hold for any."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.stories import Document, features, stories
from bench.stories import bcubed, pairwise

LABELLED = Path(__file__).with_name("labelled.jsonl")
ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 5, tzinfo=UTC)


def grouped(*documents: Document) -> list[tuple[int | str, ...]]:
    return [story.ids for story in stories([features(one) for one in documents])]


def made(number: int, title: str, text: str = "", **more: object) -> Document:
    return Document(number, title, text, f"https://s{number}.example/{number}", f"Source {number}", NOW, **more)  # type: ignore[arg-type]


def test_the_labelled_news() -> None:
    """The file was written before the last rules were tuned on it: what it says of other news is in bench/README.md."""
    done = subprocess.run([sys.executable, str(ROOT / "bench/stories.py"), str(LABELLED), "--json"], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    assert set(figures) == {"precision", "recall", "bcubed_f1"}
    assert figures["precision"] >= 0.95
    assert figures["bcubed_f1"] >= 0.90


def test_one_event_in_two_languages() -> None:
    english = made(1, "Orrinvale picks Norway for a 180 MW AI data center", "It splits the $2.4 billion first phase with Fjellkraft in Bodø.")
    japanese = made(2, "Orrinvale、ノルウェーにAIデータセンター　24億ドル、180MW", "Fjellkraftと共同で建設する。")
    other = made(3, "Orrinvale hires a chief scientist", "Ines Calloway joins from Brackwell.")
    assert grouped(english, japanese, other) == [(1, 2), (3,)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kiln v3.2.0 released with a new scheduler", "Kiln v3.2.1 released with a new scheduler"),
        ("Weekly Embers #112: Mizuna 3 and more", "Introducing Mizuna 3"),
        ("Mizuna 3 vs Ember 2: forty tickets", "Introducing Mizuna 3"),
        ("How I run Mizuna 3 on two old GPUs", "Kotonoha releases Mizuna 3"),
        ("Oakveram raises $85 million", "Lintel raises $40 million"),
    ],
)
def test_near_misses_stay_apart(first: str, second: str) -> None:
    assert grouped(made(1, first), made(2, second)) == [(1,), (2,)]


def test_days_apart_is_another_story() -> None:
    first, second = (made(number, "Brackwell sues Orrinvale over Ember in Boston") for number in (1, 2))
    assert grouped(first, second) == [(1, 2)]
    assert grouped(first, second._replace(published=NOW + timedelta(days=9))) == [(1,), (2,)]


documents = st.lists(
    st.builds(
        Document,
        id=st.integers(),
        title=st.text(max_size=40),
        text=st.text(max_size=80),
        url=st.sampled_from(["", "https://a.example/x", "http://[", "not a url"]),
        source=st.sampled_from(["A", "B", ""]),
        published=st.sampled_from([None, NOW, NOW + timedelta(days=1)]),
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)


@given(documents)
def test_every_item_is_in_one_story_and_the_same_one_each_time(found: list[Document]) -> None:
    groups = grouped(*found)
    assert sorted((one for group in groups for one in group), key=str) == sorted((one.id for one in found), key=str)
    assert grouped(*found) == groups


@given(st.permutations(range(5)))
def test_the_order_of_arrival_does_not_matter(order: list[int]) -> None:
    lines = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()][:25]
    found = [Document(one["id"], one["title"], one["text"], one["url"], one["source"], datetime.fromisoformat(one["published"])) for one in lines]
    turned = [one for start in order for one in found[start::5]]
    assert {frozenset(group) for group in grouped(*turned)} == {frozenset(group) for group in grouped(*found)}


labels = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12)


@given(labels)
def test_the_measures_are_shares_and_perfect_for_the_truth(found: list[tuple[int, int]]) -> None:
    mine = {str(number): pair[0] for number, pair in enumerate(found)}
    truth = {str(number): pair[1] for number, pair in enumerate(found)}
    assert all(0 <= figure <= 1 for figure in (*pairwise(mine, truth), bcubed(mine, truth)))
    assert pairwise(truth, truth) == (1.0, 1.0)
    assert bcubed(truth, truth) == pytest.approx(1.0)


def test_the_measures_on_a_case_done_by_hand() -> None:
    mine = {"a": 1, "b": 1, "c": 1, "d": 2}
    truth = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert pairwise(mine, truth) == (1 / 3, 1 / 2)
    assert bcubed(mine, truth) == pytest.approx(2 * (8 / 12) * (3 / 4) / (8 / 12 + 3 / 4))
