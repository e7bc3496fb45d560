"""Items: what is kept of an entry, whose word counts, and what the reader flags."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ainews_cli.errors import UsageError
from ainews_cli.models.item import DateNote, Enclosure, Entry
from ainews_cli.models.text import Block, Finding
from ainews_cli.models.translation import TranslatedBlock
from ainews_cli.store.records import FeedUpdate, Saved, StoredPage
from ainews_cli.store.store import Store
from tests.support.records import replace
from tests.support.store_samples import DAY, FEEDS, NOW, analysis, entry, opened, save, shown, state


def test_an_entry_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    whole = Entry(
        guid="g",
        url="https://nebel.example/1",
        title="新しいモデル & <more>",
        author="Aki",
        published=NOW - DAY,
        updated=NOW - timedelta(hours=3),
        summary="<p>short</p>",
        content="<p>long \x7f 'quoted' \"text\"</p>",
        language="en",
        categories=("ai", "モデル"),
        enclosures=(Enclosure("https://nebel.example/a.mp3", "audio/mpeg", 12),),
        points=3,
        comments=0,
        discussion_url="https://nebel.example/talk",
        thumbnail="https://nebel.example/t.png",
        duration=90,
        views=7,
        notes=("a note",),
    )
    with opened(tmp_path / "a.db") as store:
        save(store, whole)
    with Store.open(tmp_path / "a.db") as store:
        item = store.item(1)
    assert item.entry == whole
    assert (item.feed, item.sources, item.kind, item.category, item.feed_weight) == (
        "Nebel Labs",
        ("Nebel Labs",),
        "feed",
        "news",
        1.0,
    )
    assert (item.published, item.first_seen) == (NOW - DAY, NOW)


def test_times_are_text_that_other_tools_can_read(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        zone = datetime(2026, 11, 22, 3, 4, 5, 678_000, tzinfo=UTC).astimezone()
        save(store, replace(entry("g"), published=zone))
        assert store._db.read("SELECT published, first_seen FROM items") == [
            ("2026-11-22T03:04:05Z", "2026-11-22T12:00:00Z")
        ]


@pytest.mark.parametrize(
    ("given", "kept"),
    [(None, NOW), (NOW + DAY, NOW), (NOW - DAY, NOW - DAY)],
    ids=["no date", "in the future", "in the past"],
)
def test_the_date_is_the_entrys_but_never_later_than_its_first_sight(
    tmp_path: Path, given: datetime | None, kept: datetime
) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, replace(entry("g"), published=given))
        assert store.item(1).published == kept
        save(store, replace(entry("g", title="edited"), published=given), now=NOW + DAY)
        assert store.item(1).published == kept


def test_a_date_may_be_corrected_backwards_but_not_renewed(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g", hours=5))
        save(store, entry("g", hours=1))
        assert store.item(1).published == NOW - timedelta(hours=5)
        save(store, entry("g", hours=9))
        assert store.item(1).published == NOW - timedelta(hours=9)


def test_a_doubt_about_a_date_stands_beside_the_date_it_is_about(tmp_path: Path) -> None:
    doubts = (f"{DateNote.UNREADABLE}: soon", "title cut")
    unread, dated = replace(entry("g"), published=None, notes=doubts), entry("h")
    with opened(tmp_path / "a.db") as store:
        save(store, unread, dated)
        assert (store.item(1).published, store.item(1).entry.notes) == (NOW, doubts)
        later = NOW + DAY
        save(store, unread, replace(dated, published=None, notes=doubts), now=later)
        assert (store.item(1).published, store.item(1).entry.notes) == (NOW, doubts)
        assert (store.item(2).published, store.item(2).entry.notes) == (dated.published, ("title cut",))
        assert store.row(1, language="ja").notes == doubts


def test_counts_change_without_the_text_having_changed(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        talk = "https://hacker.example/1"
        first = entry("g", points=3, comments=1, discussion_url=talk)
        save(store, first, feed=1)
        store.save_analysis(1, analysis(store, 1))
        before = store.item(1)
        assert save(store, replace(first, points=30, comments=8), feed=1) == Saved(
            state(store, 1).feed_id, new=0, updated=0, seen=1
        )
        after = store.item(1)
        assert (after.entry.points, after.entry.comments) == (30, 8)
        assert after.body_hash == before.body_hash
        assert store.candidates([1], profile="p") == []


def test_a_changed_text_is_updated_and_its_analysis_is_stale(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g", content="<p>old</p>"))
        store.save_analysis(1, analysis(store, 1))
        assert save(store, entry("g", content="<p>new</p>")) == Saved(1, new=0, updated=1, seen=1)
        row = store.row(1, language="ja")
        assert row.analysis is not None
        assert row.analysis.body_hash != row.body_hash
        assert [item.id for item in store.candidates([1], profile="p")] == [1]
        save(store, entry("g", content="<p>old</p>"))
        assert store.candidates([1], profile="p") == []


def test_a_second_feed_gives_what_the_first_lacks_and_takes_nothing(tmp_path: Path) -> None:
    url, talk = "https://nebel.example/1", "https://hacker.example/1"
    with opened(tmp_path / "a.db") as store:
        hacker = entry("h", url, "Nebel opens its weights", points=10, comments=2, discussion_url=talk)
        save(store, hacker, feed=1)
        save(store, entry("b", url, "Our weights are open", content="<p>The whole text.</p>", hours=4), feed=0)
        item = store.item(1)
        assert item.sources == ("Hacker", "Nebel Labs")
        assert (item.entry.title, item.entry.content) == ("Nebel opens its weights", "<p>The whole text.</p>")
        save(store, replace(hacker, points=11), feed=1)
        item = store.item(1)
        assert (item.entry.points, item.entry.discussion_url, item.entry.content) == (
            11,
            talk,
            "<p>The whole text.</p>",
        )


def test_an_article_gets_its_points_from_the_discussion(tmp_path: Path) -> None:
    url = "https://nebel.example/1"
    with opened(tmp_path / "a.db") as store:
        blog = entry("b", url, content="<p>text</p>", comments=1, discussion_url=url + "#comments", views=5)
        save(store, blog)
        save(
            store,
            entry("h", url, "other title", points=10, comments=2, discussion_url="https://hacker.example/1"),
            feed=1,
        )
        save(store, replace(blog, comments=2))
        found = store.item(1).entry
        assert (found.title, found.points, found.comments, found.views) == (blog.title, 10, 2, 5)
        assert found.discussion_url == "https://hacker.example/1"


def test_text_that_utf8_cannot_hold_is_mended(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        broken = entry(
            "g\ud800", title="a\udfffb", categories=("\ud801",), enclosures=(Enclosure("https://x.example/\ud802"),)
        )
        save(store, broken)
        assert save(store, broken) == Saved(1, new=0, updated=0, seen=1)
        assert store.item(1).entry.title == "a?b"


def test_text_length_counts_plain_text(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(
            store,
            entry("a", hours=1),
            entry("b", hours=2, summary="<p>学習</p>"),
            entry("c", hours=3, summary="no", content="<p>four</p>"),
        )
        assert [row.text_length for row in store.latest(language="ja", limit=9)] == [0, 2, 4]


def test_unknown_ids_are_named(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        for ask in (
            lambda: store.item(7),
            lambda: store.row(7, language="ja"),
            lambda: store.item(0),
            lambda: store.item(10**30),
            lambda: store.set_flag([1, 7], "starred", True, NOW),
            lambda: store.save_page(7, (), "", NOW),
            lambda: store.save_analysis(7, analysis(store, 1)),
        ):
            with pytest.raises(UsageError, match="there is no item"):
                ask()
        assert not store.item(1).starred
        assert store.empty() is False


def test_flags_are_set_and_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("a", hours=1), entry("b", hours=2), entry("c", hours=3))
        store.set_flag([1, 3, 1], "starred", True, NOW)
        store.set_flag([2], "hidden", True, NOW)
        store.set_flag([2], "read", True, NOW)
        store.set_flag([1], "starred", True, NOW + DAY)
        assert [row.id for row in store.latest(language="ja", limit=9)] == [1, 3]
        assert store.count(NOW - DAY, NOW) == 2
        assert [row.id for row in store.flagged("starred", language="ja", limit=9)] == [3, 1]
        assert (store.item(2).hidden, store.item(2).read, store.item(2).starred) == (True, True, False)
        store.set_flag([2], "hidden", False, NOW)
        assert store.latest_ids(9) == [1, 2, 3]
        with pytest.raises(UsageError, match="no such flag"):
            store.set_flag([1], "loved", True, NOW)  # type: ignore[arg-type]  # on purpose


def test_pages_and_translations_are_kept(tmp_path: Path) -> None:
    keys = {"language": "ja", "glossary_hash": "", "prompt_version": "1", "model": "m"}
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        assert store.page(1) is None
        store.save_page(1, (), "paywall", NOW)
        page = (Block(1, "heading", "A page", level=2), Block(2, "list_item", "one", level=1, ordered=3))
        store.save_page(1, page, "", NOW + DAY)
        assert store.page(1) == StoredPage(page, "", NOW + DAY)
        assert (store.item(1).page, store.item(1).page_html) == (page, "")
        finding = Finding(2, "numbers", "7 is missing")
        store.save_translations(1, [TranslatedBlock("h1", "一")], now=NOW, **keys)
        store.save_translations(
            1, [TranslatedBlock("h2", "two", (finding,)), TranslatedBlock("h1", "壱")], now=NOW, **keys
        )
        assert store.translations(1, **keys) == {
            "h1": TranslatedBlock("h1", "壱"),
            "h2": TranslatedBlock("h2", "two", (finding,)),
        }
        assert store.translations(1, **{**keys, "glossary_hash": "other"}) == {}


def test_a_read_only_store_shows_and_refuses_to_write(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g", title="Kumo trains"))
        store.index_pending()
    with Store.open(tmp_path / "a.db", read_only=True) as store:
        store.sync_feeds(FEEDS[:1])
        assert [row.id for row in store.search("kumo", language="ja", limit=3)] == [1]
        assert shown(store, 1) is None


def test_feed_states_are_written_as_they_are(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        told = replace(
            state(store),
            moved_to="https://new.example/feed",
            etag='"e"',
            last_modified="Sun",
            body_hash="b",
            title="T",
            failures=3,
            error="HTTP 500",
            gone=True,
            not_before=NOW,
            last_fetch=NOW,
            last_success=NOW - DAY,
        )
        store.save_fetch([FeedUpdate(told.feed_id, (), told)], NOW)
    with opened(tmp_path / "a.db") as store:
        assert state(store) == told
        assert state(store, 1).failures == 0


def test_feeds_follow_the_config_and_removed_ones_stay(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        store.sync_feeds([FEEDS[2], replace(FEEDS[1], name="HN", weight=3.0)])
        rows = store._db.read("SELECT name, enabled, position FROM feeds ORDER BY id")
        assert rows == [("Nebel Labs", 0, None), ("HN", 1, 1), ("Kumo", 1, 0)]
        assert store.item(1).feed == "Nebel Labs"
        store.sync_feeds(FEEDS)
        assert store._db.read("SELECT name, enabled, position FROM feeds ORDER BY id") == [
            ("Nebel Labs", 1, 0),
            ("Hacker", 1, 1),
            ("Kumo", 1, 2),
        ]


def test_only_the_first_time_is_the_first(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        assert [store.first_time("k"), store.first_time("k"), store.first_time("other")] == [True, False, True]


def test_an_item_whose_date_is_a_guess_is_as_old_as_the_fetch_before(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("old", "https://example.org/old", "Old", hours=9.0), now=NOW - timedelta(hours=8))
        undated = entry("undated", "https://example.org/undated", "Undated")._replace(published=None)
        save(store, undated, entry("new", "https://example.org/new", "New", hours=7.0))
        save(store, entry("older", "https://example.org/older", "Older", hours=8.5))
        rows = store.latest(language="ja", limit=9)
        assert [row.title for row in rows] == ["New", "Undated", "Older", "Old"]
        assert [row.date_guessed for row in rows] == [False, True, False, False]
        assert [row.title for row in store.latest(language="ja", limit=1)] == ["New"]


def test_undated_items_of_the_first_fetch_stand_behind_the_last_day(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        undated = [entry(f"u{at}", f"https://example.org/{at}", "Undated")._replace(published=None) for at in range(9)]
        ages = (1.0, 23.0, 25.0)
        save(
            store,
            *undated,
            *(entry(f"{age}", f"https://example.org/a{age}", f"After {age}", hours=age) for age in ages),
        )
        titles = [row.title for row in store.latest(language="ja", limit=20)]
        assert titles == ["After 1.0", "After 23.0", *["Undated"] * 9, "After 25.0"]
        assert [row.title for row in store.latest(language="ja", limit=2)] == ["After 1.0", "After 23.0"]
