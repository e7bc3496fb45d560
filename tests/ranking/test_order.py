"""The order of items without a store: what is handed in decides it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.item import ItemRow
from ainews_cli.models.reader import Reader
from ainews_cli.models.story import Member, Shown
from ainews_cli.models.window import Window
from ainews_cli.ranking.order import HOME, Order, order, pool_size
from ainews_cli.ranking.story_assignment import assigned
from tests.support.store_samples import NOW, analysis, entry, opened, save

READER = Reader("ja", "Asia/Tokyo", Weights(), Interests())
WINDOW = Window(NOW - timedelta(hours=24), NOW)


@pytest.fixture
def rows(tmp_path: Path) -> list[ItemRow]:
    """Three items of equal marks but the second, which is better."""
    with opened(tmp_path / "a.db") as store:
        for number in (1, 2, 3):
            save(store, entry(f"g{number}", f"https://a.example/{number}", f"Story {number}", hours=1.0))
            marks = (4, 4, 4, 4) if number == 2 else (3, 3, 3, 3)
            store.save_analysis(number, analysis(store, number, marks, tags=(f"t{number}",), text_hash=str(number)))
        return store.rows([1, 2, 3], language="ja")


def member(story: int, row: ItemRow, source: str = "Other") -> Member:
    return Member(story, row.id, row.title, "", row.url, source, row.published)


def ids(found: Order) -> list[int]:
    return [place.row.id for place in found.places]


def test_the_better_item_comes_first_and_the_limit_holds(rows: list[ItemRow]) -> None:
    assert ids(order(rows, READER, WINDOW, limit=3))[0] == 2
    assert len(order(rows, READER, WINDOW, limit=2).places) == 2
    assert order([], READER, WINDOW, limit=3).places == ()


def test_a_story_stands_once_under_its_best_item(rows: list[ItemRow]) -> None:
    members = [member(7, rows[0], "A"), member(7, rows[1], "B")]
    found = order(rows, READER, WINDOW, limit=3, members=members)
    assert sorted(ids(found)) == [2, 3]
    assert found.under == {1: 2}
    assert [other.id for other in found.places[ids(found).index(2)].others] == [1]


def test_what_an_earlier_day_showed_stays_away(rows: list[ItemRow]) -> None:
    shown = {2: Shown("2026-11-01", "2026-11-01T00:00:00Z", None)}
    found = order(rows, READER, WINDOW, limit=3, shown=shown)
    assert sorted(ids(found)) == [1, 3]
    assert found.earlier == {2: "2026-11-01"}


def test_more_items_compete_than_there_are_places() -> None:
    assert pool_size(1) == 60
    assert pool_size(100) == 300


def test_a_new_item_joins_the_story_that_is_known(rows: list[ItemRow]) -> None:
    same = [row._replace(title="Orrinvale builds a 180 MW data centre in Bodø with Fjellkraft") for row in rows[:2]]
    texts = {row.id: "The first phase costs $2.4 billion." for row in same}
    assert assigned(same, texts, known={1: 42}) == {2: 42}
    assert assigned(same, texts, known={}) == {1: 1, 2: 1}
    assert assigned([], {}, known={}) == {}


def test_other_reports_name_each_feed_once_before_a_feed_comes_again(rows: list[ItemRow]) -> None:
    head, better, late = rows[1], rows[0], rows[2]._replace(published=NOW - timedelta(hours=20))
    far = [head._replace(id=number, published=NOW - timedelta(hours=22)) for number in (8, 9)]
    members = [
        *(member(7, row, source) for row, source in zip(far, ("B", head.feed), strict=True)),
        member(7, late, "B"),
        member(7, better, "B"),
        member(7, head, head.feed),
    ]
    (place,) = order([head, better, late], READER, WINDOW, limit=3, members=members).places
    assert [other.id for other in place.others] == [better.id, late.id, 9, 8]


def test_what_the_page_is_for_comes_before_as_good_ones(rows: list[ItemRow]) -> None:
    assert ids(order(rows, READER, WINDOW, limit=3))[0] == 2
    found = order(rows, READER, WINDOW, limit=3, at_home=[3, 99])
    assert found.standings[3].value == found.standings[1].value + HOME
    assert ids(found)[-1] == 1


@pytest.mark.parametrize("kind", ["youtube", "hackernews"])
def test_a_page_that_reports_stands_for_a_story_before_what_tells_of_it(rows: list[ItemRow], kind: str) -> None:
    page, video = rows[0], rows[1]._replace(kind=kind)
    members = [member(7, page, "A"), member(7, video, "B")]
    found = order([page, video, rows[2]], READER, WINDOW, limit=3, members=members)
    assert found.under == {2: 1}
    assert ids(order([page, video, rows[2]], READER, WINDOW, limit=3))[0] == 2, "by itself it keeps its place"


def test_a_copy_stands_under_the_page_that_had_the_title_first(rows: list[ItemRow]) -> None:
    first = rows[0]._replace(feed="A", title="Fern opens", text_length=90, published=NOW - timedelta(hours=3))
    copy = rows[1]._replace(feed="B", title="Fern Opens", text_length=90, published=NOW - timedelta(hours=2))
    members = [member(7, first, "A"), member(7, copy, "B")]
    assert order([first, copy], READER, WINDOW, limit=3, members=members).under == {2: 1}
    longer = copy._replace(text_length=4000)
    assert order([first, longer], READER, WINDOW, limit=3, members=members).under == {1: 2}
