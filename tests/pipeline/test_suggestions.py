"""The values that completion offers, of each source, and which of them reach a shell."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.config import Config
from ainews_cli.pipeline import suggestions
from ainews_cli.pipeline.suggestions import MOST, Known, offered
from ainews_cli.store import Store
from tests.support.store_samples import FEEDS, NOW, analysis, entry, opened, save

CONFIG = Config(timezone="Asia/Tokyo", feeds=FEEDS[:2])


def known(store: Store | None, beginning: str = "") -> Known:
    return Known(CONFIG, store, beginning, NOW)


def values(made: object) -> list[str]:
    return [value for value, _ in made]  # type: ignore[attr-defined]  # what a source returns


@given(st.lists(st.tuples(st.text(), st.text())), st.text(max_size=2))
def test_what_is_offered_is_one_line_of_text(made: list[tuple[str, str]], beginning: str) -> None:
    kept = offered(made, beginning)
    assert len(kept) <= MOST
    assert len({value for value, _ in kept}) == len(kept)
    for value, about in kept:
        assert value in values(made)
        assert value.startswith(beginning)
        assert not set("\n\r\t\x1b\x00\x7f\u202e\u2028") & set(value + about)


def test_the_first_of_equals_and_the_order_stay() -> None:
    assert offered([("b", "first"), ("a", ""), ("b", "second")], "") == [("b", "first"), ("a", "")]


def test_a_line_about_a_value_is_short_and_harmless() -> None:
    assert offered([("1", "red \x1b[31m\n" + "x" * 99)], "") == [("1", "red [31m " + "x" * 51)]


def test_feeds_and_categories_also_of_those_that_were_left(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        assert values(suggestions.subscribed_feeds(known(store))) == ["Nebel Labs", "Hacker"]
        assert dict.fromkeys(values(suggestions.feeds(known(store)))) == dict.fromkeys(["Nebel Labs", "Hacker", "Kumo"])
        assert {"community", "research", "release"} <= set(values(suggestions.categories(known(store))))
    assert values(suggestions.feeds(known(None))) == ["Nebel Labs", "Hacker"]


def test_items_newest_first_with_titles_and_by_their_first_digits(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        for number in range(1, 13):
            save(store, entry(f"g{number}", hours=number))
        assert next(iter(suggestions.items(known(store)))) == ("1", "Title of g1")
        assert values(suggestions.items(known(store, "1"))) == ["1", "10", "11", "12"]
        assert values(suggestions.items(known(store, "%"))) == []
    assert values(suggestions.items(known(None))) == []


def test_days_that_have_items_in_the_reader_s_zone(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g1", hours=1))
        save(store, entry("g2", hours=22))  # 14:00 in UTC of the day before is 23:00 in Tokyo
        save(store, entry("g3", hours=20))  # and 16:00 is 1:00 of this day
        assert list(suggestions.days(known(store))) == [
            ("today", "2026-11-22"),
            ("yesterday", "2026-11-21"),
            ("2026-11-22", "2"),
            ("2026-11-21", "1"),
        ]
    assert values(suggestions.days(known(None))) == ["today", "yesterday"]


def test_open_batches_by_number(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        for nonce in ("one", "two"):
            number = store.begin_batch(
                nonce=nonce, server="h", model="m", price="{}", now=NOW, expires=NOW + timedelta(1)
            )
            store.batch_sent(number, f"msgbatch_{nonce}", expires=NOW + timedelta(1))
        assert list(suggestions.open_batches(known(store))) == [("1", "msgbatch_one"), ("2", "msgbatch_two")]


def test_tags_of_recent_analyses(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        assert values(suggestions.tags(known(store))) == values(suggestions.companies(known(None))) == []
        save(store, entry("g1"))
        store.save_analysis(1, analysis(store, 1))
        tags = store.names_in_use("tags")
        assert values(suggestions.tags(known(store))) == tags != []
        assert store.names_in_use("tags", newest=0) == []


def test_languages_of_reader_and_feeds() -> None:
    spoken = Config(language="fr", feeds=(FEEDS[2],))
    assert dict.fromkeys(values(suggestions.languages(Known(spoken, None, "", NOW)))) == dict.fromkeys(
        ["fr", "ja", "en"]
    )
