"""Feeds that moved."""

from __future__ import annotations

from ainews_cli.net import origin_of
from ainews_cli.net.client import Client
from tests.support.feedserver import Reply, rss
from tests.support.fetch.rig import LIMITS, Bench


class TestMoves:
    def test_a_permanent_one_is_remembered(self, bench: Bench) -> None:
        bench.feed("/old", Reply(301, headers=(("Location", "/new"),)))
        bench.server.replies["/new"] = Reply(body=rss("A", ["1"]), etag='"1"')
        [first] = bench.fetch()
        assert first.notes == (f"moved for good to {bench.server.url('/new')}",)
        [second] = bench.fetch()
        assert (second.http_status, second.notes) == (304, ())
        assert [one.path for one in bench.server.requests] == ["/old", "/new", "/new"]

    def test_a_temporary_one_is_not(self, bench: Bench) -> None:
        bench.feed("/old", Reply(302, headers=(("Location", "/new"),)))
        bench.server.replies["/new"] = Reply(body=rss("A", ["1"]))
        bench.fetch()
        bench.fetch()
        assert [one.path for one in bench.server.requests] == ["/old", "/new"] * 2

    def test_one_to_a_page_is_not_either(self, bench: Bench) -> None:
        """The login page of a hotel's network."""
        bench.feed("/a", Reply(301, headers=(("Location", "/login"),)))
        bench.server.replies["/login"] = Reply(body=b"<html>Welcome</html>", type="text/html")
        assert bench.fetch()[0].status == "failed"
        assert bench.store.feed_states()[bench.feeds[0].url].moved_to == ""

    def test_the_address_in_the_config_is_asked_again_when_the_new_one_is_lost(self, bench: Bench) -> None:
        bench.feed("/old", Reply(301, headers=(("Location", "/new"),)))
        bench.server.replies["/new"] = Reply(body=rss("A", ["1"]))
        bench.fetch()
        del bench.server.replies["/new"]
        assert bench.fetch()[0].reason == "HTTP 404"
        bench.server.replies["/old"] = Reply(body=rss("A", ["1", "2"]))
        assert bench.fetch(named=True)[0].new == 1

    def test_where_it_moved_is_guarded_in_later_runs_too(self, bench: Bench) -> None:
        bench.feed("/old", Reply(301, headers=(("Location", bench.server.url("/new", "127.0.0.2")),)))
        bench.server.replies["/new"] = Reply(body=rss("A", ["1"]))
        both = Client(LIMITS, origins=frozenset({origin_of(bench.server.url("/", "127.0.0.2"))}))
        assert bench.fetch(client=both)[0].status == "new"
        [refused] = bench.fetch()
        assert "127.0.0.2 is not on the public Internet" in refused.reason

    def test_two_feeds_that_came_to_one_address(self, bench: Bench) -> None:
        bench.feed("/a", Reply(301, headers=(("Location", "/b"),)))
        bench.feed("/b", Reply(body=rss("B", ["1"])))
        assert sorted(outcome.new for outcome in bench.fetch()) == [0, 1]
        assert [outcome.status for outcome in bench.fetch()] == ["unchanged", "unchanged"]
        assert bench.titles() == ["B 1"]
