"""The order of a digest: parts that add up, stories once, nothing twice on two days, and a taste that pulls."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ainews_cli.models.reader import RunReport
from ainews_cli.pipeline.ordering import ordered
from ainews_cli.pipeline.why import why_page
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from ainews_cli.store import Store
from ainews_cli.views.windows import last_hours
from tests.support.ordering import READER, fill
from tests.support.pages import page_of
from tests.support.render.decoded import decoded
from tests.support.store_samples import NOW, opened

RUN = RunReport("claude", "m")
TODAY = last_hours(NOW, 24)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with opened(tmp_path / "a.db") as found:
        fill(found)
        yield found


def page(store: Store, now: datetime = NOW, *, stories: bool = True, limit: int = 20) -> list[int]:
    made = page_of(store, READER, "daily", limit=limit, now=now, run=RUN, stories=stories)
    return [one.id for one in made.entries]


def test_a_story_stands_once_under_its_best_item_with_the_others_below(store: Store) -> None:
    made = page_of(store, READER, "daily", limit=20, now=NOW, run=RUN)
    ids = [one.id for one in made.entries]
    assert 1 in ids or 2 in ids
    assert not {1, 2} <= set(ids)
    head = next(one for one in made.entries if one.id in (1, 2))
    assert {one.id for one in head.coverage} == {1, 2, 3} - {head.id}
    assert {1, 2} <= set(page(store, stories=False))


def test_coverage_raises_a_story(store: Store) -> None:
    found = ordered(store, READER, TODAY, limit=20)
    assert found.standings[1].coverage > 0
    assert found.standings[4].coverage == 0
    assert set(found.under) == {1, 2} - {place.row.id for place in found.places}


def test_the_parts_add_up_to_the_value(store: Store) -> None:
    store.set_flag([4], "starred", True, NOW)
    for found in ordered(store, READER, TODAY, limit=20).standings.values():
        assert sum(found[1:]) == pytest.approx(found.value)


def test_asking_again_gives_the_same_page_also_after_it_was_shown(store: Store) -> None:
    first = page(store)
    store.save_shown("daily", "2026-11-22", first, NOW)
    assert page(store) == first


def test_what_was_shown_does_not_come_back_and_a_story_that_goes_on_is_marked(store: Store) -> None:
    yesterday = NOW - timedelta(hours=24)
    shown = page(store, yesterday)
    assert shown == [9, 3]
    store.save_shown("daily", "2026-11-21", shown, NOW)
    later = NOW - timedelta(hours=5)  # its 24 hours hold item 9, which the earlier digest showed
    assert 9 in [
        row.id for row in store.ranked(*last_hours(later, 24), language="ja", weights=READER.weight_values, limit=99)
    ]
    assert 9 not in page(store, later)
    made = page_of(store, READER, "daily", limit=20, now=NOW, run=RUN)
    head = next(one for one in made.entries if one.id in (1, 2))
    assert head.story_note.startswith("続報(2026/11/21 の日報から): ")
    assert page(store, yesterday) == shown  # an earlier day's page stays as it was


def test_one_topic_does_not_fill_the_page(store: Store) -> None:
    ids = page(store)
    assert abs(ids.index(4) - ids.index(5)) > 1  # the two on chips, equal in everything else


def test_stars_and_hides_move_what_is_like_them(store: Store) -> None:
    before = {found.id: found.value for found in ordered(store, READER, TODAY, limit=20).standings.values()}
    store.set_flag([6], "starred", True, NOW)
    after = ordered(store, READER, TODAY, limit=20).standings
    assert after[6].taste > 0
    assert after[6].value > before[6]
    kept = store.taste(store.flags_signature())
    assert kept is not None
    assert kept.weights["tag:law"] > 0
    store.set_flag([6], "starred", False, NOW)
    assert {found.id: found.value for found in ordered(store, READER, TODAY, limit=20).standings.values()} == before


def test_a_store_that_cannot_be_written_still_has_its_digest(store: Store, tmp_path: Path) -> None:
    first = page(store)
    store.set_flag([6], "starred", True, NOW)
    shutil.copy(tmp_path / "a.db", tmp_path / "copy.db")
    with Store.open(tmp_path / "a.db", read_only=True) as reading:
        assert set(page(reading)) == set(first)
        reading.save_shown("daily", "2026-11-22", first, NOW)


def test_why_says_where_an_item_stands(store: Store) -> None:
    store.set_flag([4], "starred", True, NOW)
    store.save_shown("daily", "2026-11-21", [9], NOW)
    head = next(place.row.id for place in ordered(store, READER, TODAY, limit=20).places if place.row.id in (1, 2))
    said = {
        number: render("markdown", why_page(store, READER, number, limit=20, now=NOW), Options(now=NOW))
        for number in range(1, 10)
    }
    headline = {1: "訳された題", 2: "Orrinvale、ボードーに180MWのデータセンター　Fjellkraftと24億ドル"}[head]
    assert f"同じ話題の ID {head}「{headline}」の下にまとめられています" in said[3 - head].replace("\u3000", "　")
    assert f"同じ話題を報じるフィード: {'Kumo' if head == 1 else 'Nebel Labs'}" in said[head]
    assert "★ 4: " in said[5]
    assert "ID 4「訳された題」と似ているため" in said[5] or "ID 5「訳された題」と似ているため" in said[4]
    assert all("| 合計 |" in said[number] for number in range(1, 9))
    assert "件中 1位" in said[head]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_why_page(store: Store, name: str) -> None:
    made = why_page(store, READER, 4, limit=20, now=NOW)
    out = decoded(name, render(name, made, Options(now=NOW, mail=Mail(to="a@example.org"))))
    assert "順位の点数" in out


def test_the_golden_pages_of_why(tmp_path: Path) -> None:
    from tests.support.views.why_pages import GOLDEN, made

    found = made(tmp_path)
    assert {path.name for path in GOLDEN.iterdir()} == set(found)
    for name, text in found.items():
        assert text == (GOLDEN / name).read_text(encoding="utf-8"), (
            f"{name}: python -m tests.support.views.why_pages, then look at the difference"
        )
