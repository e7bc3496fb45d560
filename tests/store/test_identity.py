"""Which entry is which item."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.models.item import Enclosure, Entry
from ainews_cli.store.identity import fingerprint
from ainews_cli.store.records import FeedUpdate, Saved
from tests.support.records import replace
from tests.support.store_samples import FEEDS, NOW, entry, opened, save, state, titles

URL = "https://nebel.example/1"


def test_same_feed_and_guid_is_the_same_item_whatever_else_changes(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g", URL, "old"))
        assert save(store, entry("g", "https://nebel.example/moved", "new")) == Saved(1, new=0, updated=1, seen=1)
        assert titles(store) == ["new"]


def test_the_same_address_from_two_feeds_is_one_item_with_two_sources(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        one, two = state(store, 0), state(store, 2)
        saved = store.save_fetch(
            [FeedUpdate(one.feed_id, (entry("a", URL),), one), FeedUpdate(two.feed_id, (entry("b", URL),), two)], NOW
        )
        assert [(result.new, result.updated) for result in saved] == [(1, 0), (0, 0)]
        assert store.row(1, language="ja").sources == ("Nebel Labs", "Kumo")


def test_an_edited_title_under_a_new_guid_is_the_same_item(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g1", URL, "Nebel opnes"))
        assert save(store, entry("g2", URL, "Nebel opens")).updated == 1
        assert titles(store) == ["Nebel opens"]


def test_a_changelogs_entries_share_an_address_and_stay_apart(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("v1", URL, "Notes on 1.0"), entry("v2", URL, "Notes on 2.0"))
        assert titles(store) == ["Notes on 1.0", "Notes on 2.0"]
        save(store, entry("v3", URL, "Notes on 3.0"))
        assert titles(store) == ["Notes on 1.0", "Notes on 2.0", "Notes on 3.0"]


def test_a_new_entry_beside_a_known_one_at_its_address_is_another_item(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("v1", URL, "Notes on 1.0"))
        save(store, entry("v2", URL, "Notes on 2.0"), entry("v1", URL, "Notes on 1.0"))
        assert titles(store) == ["Notes on 1.0", "Notes on 2.0"]


def test_the_same_with_the_known_one_left_out_as_unchanged(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("v1", URL, "Notes on 1.0"))
        assert save(store, entry("v2", URL, "Notes on 2.0"), skipped=("v1",)).seen == 2
        assert titles(store) == ["Notes on 1.0", "Notes on 2.0"]


@pytest.mark.parametrize("newest_first", [True, False])
def test_two_that_were_taken_for_one_are_parted_when_listed_side_by_side(tmp_path: Path, newest_first: bool) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("v1", URL, "Notes on 1.0"))
        save(store, entry("v2", URL, "Notes on 2.0"))
        assert titles(store) == ["Notes on 2.0"]
        both = [entry("v2", URL, "Notes on 2.0"), entry("v1", URL, "Notes on 1.0")]
        save(store, *(both if newest_first else reversed(both)))
        assert titles(store) == ["Notes on 2.0", "Notes on 1.0"]
        save(store, *both)
        assert titles(store) == ["Notes on 2.0", "Notes on 1.0"]


def test_a_mirror_of_a_changelog_is_matched_by_guid_and_address(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("v1", URL, "Notes on 1.0"), entry("v2", URL, "Notes on 2.0"))
        save(store, entry("v2", URL, "Notes on 2.0"), entry("v1", URL, "Notes on 1.0"), feed=2)
        assert titles(store) == ["Notes on 1.0", "Notes on 2.0"]
        assert store.row(2, language="ja").sources == ("Nebel Labs", "Kumo")


class TestOneAddress:
    """http and https are one; "www." and a "/" at the end where the title is the same."""

    OTHERS = (
        "http://nebel.example/1",
        "https://www.nebel.example/1",
        "https://nebel.example/1/",
        "http://www.nebel.example/1/",
    )

    def test_of_http_and_https(self, tmp_path: Path) -> None:
        with opened(tmp_path / "a.db") as store:
            save(store, entry("http://nebel.example/1", "http://nebel.example/1", "One"))
            assert save(store, entry(URL, URL, "One again")) == Saved(1, new=0, updated=1, seen=1)
            assert save(store, entry(URL, URL, "One again")) == Saved(1, new=0, updated=0, seen=1)
            assert save(store, entry("other", "http://nebel.example/1", "One again"), feed=2).new == 0
            assert [(item.entry.guid, item.entry.url) for item in (store.item(1),)] == [(URL, URL)]
            assert titles(store) == ["One again"]

    def test_of_a_guid_alone(self, tmp_path: Path) -> None:
        with opened(tmp_path / "a.db") as store:
            save(store, entry("http://nebel.example/1", "https://nebel.example/changes", "One"))
            save(store, entry("https://nebel.example/1", "https://nebel.example/moved", "One"))
            assert titles(store) == ["One"]

    @pytest.mark.parametrize("other", OTHERS)
    def test_whatever_else_stands_at_its_ends_where_the_title_is_the_same(self, tmp_path: Path, other: str) -> None:
        with opened(tmp_path / "a.db") as store:
            save(store, entry("a", URL, "One"))
            assert save(store, entry("b", other, "One")).new == 0
            assert titles(store) == ["One"]

    @pytest.mark.parametrize("other", OTHERS[1:])
    def test_no_more_where_the_title_is_another(self, tmp_path: Path, other: str) -> None:
        with opened(tmp_path / "a.db") as store:
            save(store, entry("a", URL, "One"))
            assert save(store, entry("b", other, "Two")).new == 1

    @pytest.mark.parametrize("other", OTHERS)
    def test_two_listed_side_by_side_stay_two(self, tmp_path: Path, other: str) -> None:
        with opened(tmp_path / "a.db") as store:
            save(store, entry("a", URL, "One"))
            assert save(store, entry("b", other, "One"), entry("a", URL, "One")).new == 1
            assert save(store, entry("b", other, "One"), entry("a", URL, "One")) == Saved(1, 0, 0, 2)

    def test_a_database_that_has_both_gets_no_third(self, tmp_path: Path) -> None:
        with opened(tmp_path / "a.db") as store:
            http = "http://nebel.example/1"
            save(store, entry("a", URL, "One"), entry("b", http, "One"))
            assert save(store, entry("c", URL, "One")).new == 0
            assert save(store, entry("d", http, "One")).new == 0
            assert len(titles(store)) == 2

    def test_of_a_feed_in_the_config_keeps_its_items(self, tmp_path: Path) -> None:
        with opened(tmp_path / "a.db") as store:
            save(store, entry("no address", "", "One"))
            number = state(store).feed_id
            for url in ("http://nebel.example/feed", "http://www.nebel.example/feed/", FEEDS[0].url):
                store.sync_feeds([FEEDS[0]._replace(url=url), *FEEDS[1:]])
                assert store.feed_states()[url].feed_id == number
            store.sync_feeds([*FEEDS, FEEDS[0]._replace(name="Plain", url="http://nebel.example/feed")])
            assert len(store.feed_states()) == len(FEEDS) + 1


def test_relative_guids_that_an_earlier_version_resolved_are_known(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        changes = "https://nebel.example/changes"
        old = [entry(f"https://nebel.example/node/{n}", changes, f"Change {n}") for n in (1, 2)]
        save(store, *old, entry("https://nebel.example/node-3", "https://nebel.example/node-3", "No link"))
        new = [entry(f"/node/{n}", changes, f"Change {n}") for n in (1, 2)]
        for _ in range(2):
            assert save(store, entry("/node/9", changes, "Odd"), *new, entry("node-3", "", "No link")).seen == 4
            assert sorted(titles(store)) == ["Change 1", "Change 2", "No link", "Odd"]
        assert store.item(3).entry.guid == "node-3"


def test_the_same_guid_in_two_feeds_is_two_items(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("1", URL))
        save(store, entry("1", "https://kumo.example/1"), feed=2)
        save(store, entry("1"), feed=1)
        assert len(titles(store)) == 3


def test_entries_without_an_address_are_told_apart_by_guid(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("a"), entry("b"))
        save(store, entry("c"))
        assert len(titles(store)) == 3


def test_a_guid_listed_twice_is_its_first_entry(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        twice = (entry("g", URL, "newest"), entry("g", URL + "?b", "older"))
        save(store, *twice)
        assert save(store, *twice).updated == 0
        assert save(store, twice[1], skipped=("g",)).updated == 0
        assert titles(store) == ["newest"]


def test_a_feed_that_shrinks_and_grows_back_loses_and_doubles_nothing(tmp_path: Path) -> None:
    whole = [entry(f"g{n}", f"{URL}/{n}", hours=n) for n in range(54)]
    with opened(tmp_path / "a.db") as store:
        save(store, *whole)
        before = titles(store)
        assert save(store, whole[0]) == Saved(1, 0, 0, 1)
        assert save(store, *whole) == Saved(1, 0, 0, 54)
        assert titles(store) == before


def test_ids_are_small_and_never_used_again(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("a"), entry("b"))
        with store._db.transaction() as raw:
            for table in ("search_pending", "item_feeds", "bodies"):
                raw.execute(f"DELETE FROM {table} WHERE item_id = 2")
            raw.execute("DELETE FROM items WHERE id = 2")
        save(store, entry("c"))
        assert store.latest_ids(9) == [3, 1]


@pytest.mark.parametrize("name", [name for name in Entry._fields if name != "guid"])
def test_a_fingerprint_changes_with_every_field(name: str) -> None:
    others = {
        "published": NOW,
        "updated": NOW,
        "categories": ("a",),
        "notes": ("n",),
        "enclosures": (Enclosure("https://x.example/a"),),
        **dict.fromkeys(("points", "comments", "duration", "views"), 1),
    }
    one = entry("g")
    assert fingerprint(replace(one, **{name: others.get(name, "other")})) != fingerprint(one)


guids = st.sampled_from(["a", "b", "c", "d"])
urls = st.sampled_from(["", "https://x.example/1", "https://x.example/2"])
documents = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.lists(st.tuples(guids, urls, st.sampled_from(["t1", "t2"])), max_size=4, unique_by=lambda one: one[0]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(documents)
def test_rules_hold_for_any_history_of_documents(history: list[tuple[int, list[tuple[str, str, str]]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "a.db") as store:
        seen: set[tuple[int, str]] = set()
        for feed, listed in history:
            entries = [entry(guid, url, title) for guid, url, title in listed]
            save(store, *entries, feed=feed)
            seen |= {(feed + 1, guid) for guid, _, _ in listed}
            found = {
                (feed_id, guid): item
                for feed_id, guid, item in store._db.read("SELECT feed_id, guid, item_id FROM item_feeds")
            }
            assert set(found) == seen
            # entries of one document are as many items
            assert len({found[feed + 1, guid] for guid, _, _ in listed}) == len(listed)
            # the same document again changes nothing
            before = store._db.read("SELECT * FROM items")
            assert save(store, *entries, feed=feed).new == 0
            assert store._db.read("SELECT * FROM items") == before
        owners = store._db.read(
            "SELECT count(*) FROM items i WHERE NOT EXISTS (SELECT 1 FROM item_feeds x WHERE x.item_id = i.id)"
        )
        assert owners == [(0,)]
        assert store._db.read("SELECT count(*) FROM items") == store._db.read("SELECT count(*) FROM bodies")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), urls.filter(bool)), max_size=10))
def test_documents_of_one_entry_make_one_item_of_an_address(history: list[tuple[int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "a.db") as store:
        for number, (feed, url) in enumerate(history):
            save(store, entry(f"guid {number}", url), feed=feed)
        assert len(titles(store)) == len({url for _, url in history})
