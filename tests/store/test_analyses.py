"""Analyses: kept for good, and the one that is shown; the order of a window's items."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path

from ainews_cli.models.selection import Only
from ainews_cli.store.ranking import _ranked_sql
from ainews_cli.store.records import FeedUpdate
from ainews_cli.store.store import Store
from tests.support.records import replace
from tests.support.store_samples import DAY, EVEN, FEEDS, NOW, analysis, entry, opened, save, shown, state, statements

URL = "https://nebel.example/changelog"


def ranked(store: Store, weights: tuple[float, ...] = EVEN, **more: object) -> list[int]:
    values: dict[str, object] = {"language": "ja", "limit": 99, **more}
    return [row.id for row in store.ranked(NOW - DAY, NOW, weights=weights, **values)]  # type: ignore[arg-type]  # built above


def test_an_analysis_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        one = analysis(store, 1, (5, 1, 2.5, 3))
        store.save_analysis(1, one)
        assert store.find_analysis(1, text_hash="t", profile="p") == one
        assert store.find_analysis(1, text_hash="t2", profile="p") is None
        assert store.find_analysis(1, text_hash="t", profile="p2") is None
        assert shown(store, 1) == one
        assert store._db.read("SELECT depth, relevance, practicality, novelty FROM analyses") == [(5.0, 1.0, 2.5, 3.0)]


def test_it_is_shown_in_its_own_language_only(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        japanese = analysis(store, 1)
        english = replace(japanese, language="en", profile="p-en")
        store.save_analysis(1, japanese)
        assert shown(store, 1, "en") is None
        store.save_analysis(1, english)
        assert (shown(store, 1, "ja"), shown(store, 1, "en")) == (japanese, english)


def test_a_models_beats_an_estimate_whichever_came_first(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("a"), entry("b"))
        for item, order in ((1, (True, False)), (2, (False, True))):
            for estimate in order:
                store.save_analysis(
                    item, analysis(store, item, estimate=estimate, profile=f"p{estimate}", created=NOW + DAY * estimate)
                )
            found = shown(store, item)
            assert found is not None
            assert not found.estimate


def test_an_estimate_is_shown_when_the_models_is_stale_and_only_then(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g", content="old"))
        model = analysis(store, 1)
        store.save_analysis(1, model)
        store.save_analysis(1, analysis(store, 1, estimate=True, profile="off"))
        save(store, entry("g", content="new"))
        assert shown(store, 1) == model
        fresh = analysis(store, 1, estimate=True, profile="off", text_hash="t2")
        store.save_analysis(1, fresh)
        assert shown(store, 1) == fresh
        again = analysis(store, 1, text_hash="t2")
        store.save_analysis(1, again)
        assert shown(store, 1) == again
        save(store, entry("g", content="old"))
        assert shown(store, 1) == again


def test_a_newer_one_beats_an_older_one_but_a_stale_one_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g", content="old"))
        first = analysis(store, 1, tldr="first", text_hash="t1")
        second = analysis(store, 1, tldr="second", text_hash="t2", created=NOW + DAY)
        store.save_analysis(1, second)
        store.save_analysis(1, first)
        assert shown(store, 1) == second
        save(store, entry("g", content="new"))
        third = analysis(store, 1, tldr="third", text_hash="t3")
        store.save_analysis(1, third)
        store.save_analysis(1, replace(first, created=NOW + 2 * DAY, text_hash="t4"))
        assert shown(store, 1) == third


def test_going_back_to_an_earlier_profile_shows_what_was_bought_then(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        old, new = analysis(store, 1, profile="old"), analysis(store, 1, profile="new", created=NOW + DAY)
        store.save_analysis(1, old)
        store.save_analysis(1, new)
        assert [item.id for item in store.candidates([1], profile="old")] == [1]
        cached = store.find_analysis(1, text_hash="t", profile="old")
        assert cached is not None
        store.save_analysis(1, cached)
        assert shown(store, 1) == old
        assert store.candidates([1], profile="old") == []


def test_candidates_keep_their_order_and_leave_out_the_done(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, *(entry(name, content=name) for name in "abcde"))
        store.save_analysis(1, analysis(store, 1))
        store.save_analysis(2, analysis(store, 2, estimate=True))
        store.save_analysis(3, analysis(store, 3, profile="other"))
        store.save_analysis(4, analysis(store, 4))
        save(store, entry("d", content="changed"))
        assert [item.id for item in store.candidates([5, 4, 3, 2, 1, 77], profile="p")] == [5, 4, 3, 2]


def test_items_without_a_current_estimate(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, *(entry(name, hours=hours) for hours, name in enumerate("abcd", 1)))
        store.save_analysis(1, analysis(store, 1))
        store.save_analysis(2, analysis(store, 2, estimate=True, profile="off"))
        store.save_analysis(3, analysis(store, 3, estimate=True, profile="off-before"))
        window = (NOW - DAY, NOW)
        assert store.unestimated(*window, profile="off") == [1, 3, 4]
        assert store.without_estimate([4, 2, 1], profile="off") == [4, 1]


def test_ranked_weighs_marks_and_feeds(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(
            store, entry("deep", hours=3), entry("useful", hours=2), entry("none", hours=4), entry("none too", hours=1)
        )
        save(store, entry("k", hours=5), feed=2)  # weight 2
        save(store, entry("h", hours=6), feed=1)  # weight 0.5
        store.save_analyses(
            [
                (1, analysis(store, 1, (5, 1, 1, 1))),
                (2, analysis(store, 2, (1, 1, 5, 1))),
                (5, analysis(store, 5, (2, 2, 2, 2))),
                (6, analysis(store, 6, (5, 5, 5, 5))),
            ]
        )
        assert ranked(store, (1, 0, 0, 0)) == [1, 5, 6, 2, 4, 3]
        assert ranked(store, (0, 0, 7, 0)) == [2, 5, 6, 1, 4, 3]
        assert ranked(store) == [5, 6, 2, 1, 4, 3]
        assert ranked(store, (0, 0, 0, 0)) == ranked(store)
        assert ranked(store, limit=2) == [5, 6]
        assert ranked(store, language="en") == [4, 2, 1, 3, 5, 6]
        store.set_flag([5], "hidden", True, NOW)
        assert ranked(store) == [6, 2, 1, 4, 3]


def test_a_window_is_half_open_and_its_edges_may_have_fractions(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("at start", hours=24), entry("at end", hours=0), entry("before", hours=24.001))
        assert ranked(store) == [1]
        half = timedelta(seconds=0.5)
        assert store.count(NOW - DAY + half, NOW + half) == 1
        assert store.latest_ids(1) == [2]


def test_kinds_and_categories_are_those_of_any_feed_that_carries_the_item(tmp_path: Path) -> None:
    url = "https://nebel.example/1"
    with opened(tmp_path / "a.db") as store:
        save(store, entry("a", url, hours=1), entry("b", hours=2))
        save(store, entry("h", url, hours=1), entry("h2", hours=3), feed=1)
        save(store, entry("k", hours=4), feed=2)
        assert ranked(store, only=Only(kinds=("hackernews",))) == [1, 3]
        assert ranked(store, only=Only(categories=("research",))) == [4]
        assert ranked(store, only=Only(categories=("news", "research"))) == [1, 2, 4]
        assert ranked(store, only=Only(judged=("tool",))) == []
        store.save_analysis(3, analysis(store, 3, category="tool"))
        assert ranked(store, only=Only(judged=("tool", "release"))) == [3]
        assert ranked(store, only=Only(categories=("research",), judged=("tool",))) == [3, 4]
        assert store.latest_ids(9, category="community") == [1, 3]
        assert ranked(store, only=Only(kinds=("youtube",))) == []


def test_candidates_by_estimate_do_not_depend_on_what_a_model_said(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, *(entry(name, hours=hours) for hours, name in enumerate("abc", 1)))
        store.save_analyses(
            [(item, analysis(store, item, (item,) * 4, estimate=True, profile="off")) for item in (1, 2, 3)]
        )

        def best() -> list[int]:
            return store.best_estimates(NOW - DAY, NOW, language="ja", weights=EVEN, limit=2)

        assert best() == [3, 2]
        store.save_analysis(3, analysis(store, 3, (1, 1, 1, 1)))
        assert ranked(store) == [2, 1, 3]
        assert best() == [3, 2]


def test_ranking_reads_two_narrow_indexes_of_the_window(tmp_path: Path) -> None:
    names = dict.fromkeys(("start", "end", "language", "kinds", "depth", "relevance", "practicality", "novelty"), "")
    with opened(tmp_path / "a.db") as store:
        save(store, *(entry(f"g{n}", hours=n / 100) for n in range(20_000)))
        for join, which, kinds in itertools.product(("LEFT", ""), ("s.shown", "s.estimate"), ((), ("feed",))):
            sql = _ranked_sql(join, which, Only(kinds=kinds))
            plan = [row[3] for row in store._db.read("EXPLAIN QUERY PLAN " + sql, {**names, "limit": 1})]
            assert any(
                "SEARCH i USING COVERING INDEX items_published (published>? AND published<?)" in step for step in plan
            )
            assert any("SEARCH s USING PRIMARY KEY (item_id=? AND language=?" in step for step in plan)
            assert not any(step.startswith(("SCAN i", "SCAN s", "SCAN x")) for step in plan)


def test_lists_take_as_many_statements_for_one_item_as_for_many(tmp_path: Path) -> None:
    def count(limit: int) -> int:
        window = (NOW - DAY, NOW)
        with statements(store) as seen:
            assert len(store.ranked(*window, language="ja", weights=EVEN, limit=limit)) == limit
            assert len(store.latest(language="ja", limit=limit)) == limit
            assert len(store.search("title", language="ja", limit=limit)) == limit
            assert len(store.candidates(list(range(1, limit + 1)), profile="none")) == limit
        return len(seen)

    with opened(tmp_path / "a.db") as store:
        save(store, *(entry(f"g{n}", f"https://x.example/{n}", hours=n / 10) for n in range(1, 51)))
        save(store, *(entry(f"h{n}", f"https://x.example/{n}", hours=n / 10) for n in range(1, 51)), feed=1)
        store.index_pending()
        assert count(1) == count(50) == 16


def test_a_fetch_is_one_transaction_with_the_same_reads_for_one_feed_as_for_three(tmp_path: Path) -> None:
    def told(feeds: int, edition: str) -> list[str]:
        updates = [
            FeedUpdate(
                state(store, n).feed_id, tuple(entry(f"{edition}{n}{k}", URL) for k in range(9)), state(store, n)
            )
            for n in range(feeds)
        ]
        with statements(store) as seen:
            store.save_fetch(updates, NOW)
        return [" ".join(one.split())[:30] for one in seen if one.lstrip().startswith(("BEGIN", "COMMIT", "SELECT"))]

    with opened(tmp_path / "a.db") as store:
        told(len(FEEDS), "a")
        reads = told(1, "b")
        assert reads == told(len(FEEDS), "c")
        assert [one for one in reads if not one.startswith("SELECT")] == ["BEGIN IMMEDIATE", "COMMIT"]
