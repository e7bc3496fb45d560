from __future__ import annotations

from datetime import timedelta

import pytest

from ainews_cli.fetch import fetch_feeds, nothing_fetched
from ainews_cli.models.feed import Feed
from tests.support.feedserver import Reply, rss
from tests.support.fetch.rig import LIMITS, NOW, Bench


def test_new_entries_come_into_the_store(bench: Bench) -> None:
    bench.feed("/a", Reply(body=rss("A", ["1", "2"]), etag='"1"', coding="gzip"))
    bench.feed("/b", Reply(body=rss("B", ["3"])))
    first, second = bench.fetch()
    assert (first.status, first.new, first.seen, first.http_status, first.reason) == ("new", 2, 2, 200, "")
    assert (second.status, second.new, second.bytes) == ("new", 1, len(rss("B", ["3"])))
    assert sorted(bench.titles()) == ["A 1", "A 2", "B 3"]
    assert bench.store.feed_states()[bench.feeds[0].url].title == "A"


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        (Reply(etag='"1"', body=rss("A", ["1"])), 304),
        (Reply(last_modified="Mon, 02 Nov 2026 10:00:00 GMT", body=rss("A", ["1"])), 304),
        (Reply(body=rss("A", ["1"])), 200),
    ],
)
def test_the_second_time_nothing_is_new(bench: Bench, reply: Reply, status: int) -> None:
    bench.feed("/a", reply)
    bench.fetch()
    [outcome] = bench.fetch()
    assert (outcome.status, outcome.new, outcome.http_status) == ("unchanged", 0, status)
    assert bench.titles() == ["A 1"]


def test_one_entry_more(bench: Bench) -> None:
    bench.feed("/a", Reply(body=rss("A", ["2", "1"]), etag='"1"'))
    bench.fetch()
    bench.server.replies["/a"] = Reply(body=rss("A", ["3", "2", "1"]), etag='"2"')
    [outcome] = bench.fetch()
    assert (outcome.status, outcome.new, outcome.updated, outcome.seen) == ("new", 1, 0, 3)
    assert sorted(bench.titles()) == ["A 1", "A 2", "A 3"]


def test_an_entry_that_changed(bench: Bench) -> None:
    bench.feed("/a", Reply(body=rss("A", ["2", "1"])))
    bench.fetch()
    bench.server.replies["/a"] = Reply(body=rss("A", ["2", "1"]).replace(b"<title>A 1<", b"<title>A one<"))
    [outcome] = bench.fetch()
    assert (outcome.status, outcome.new, outcome.updated) == ("unchanged", 0, 1)
    assert sorted(bench.titles()) == ["A 2", "A one"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(404), "HTTP 404"),
        (Reply(500, b"oops"), "HTTP 500"),
        (Reply(206, b"half"), "HTTP 206"),
        (Reply(304), "HTTP 304 to a request without a condition"),
        (Reply(body=b""), "empty document"),
        (
            Reply(
                body=b"<html><head><link rel=alternate type='application/rss+xml' href='/rss'></head></html>",
                type="text/html",
            ),
            "HTML page instead of a feed; it names http://127.0.0.1:",
        ),
        (Reply(body=b"just some words", type="text/plain"), "does not return an RSS, Atom or JSON feed"),
        (Reply(body=bytes(5_000_000), coding="gzip"), "over 1 MB"),
        (Reply(body=b"x" * 2_000_000), "over 1 MB"),
        (Reply(body=rss("A", ["1"]), fault="cut"), "the connection was cut before the end of the body"),
        (
            Reply(body=rss("A", ["1"]), headers=(("Content-Encoding", "br"),)),
            "content coding 'br', which was not offered",
        ),
        (Reply(302, headers=(("Location", "/x"),)), "redirect loop"),
        (Reply(302, headers=(("Location", "http://127.0.0.9:1/"),)), "127.0.0.9 is not on the public Internet"),
    ],
)
def test_a_failure_names_what_happened(bench: Bench, reply: Reply, reason: str) -> None:
    bench.feed("/x", reply)
    bench.feed("/good", Reply(body=rss("Good", ["1"])))
    bad, good = bench.fetch()
    assert bad.status == "failed"
    assert reason in bad.reason
    assert "\n" not in bad.reason
    assert good.status == "new"
    state = bench.store.feed_states()[bad.url]
    assert (state.failures, state.error, state.not_before) == (1, bad.reason, NOW + timedelta(minutes=5))
    assert not nothing_fetched([bad, good])


def test_a_failing_feed_rests_and_comes_back(bench: Bench) -> None:
    bench.feed("/a", Reply(500))
    bench.fetch()
    [resting] = bench.fetch(after=timedelta(minutes=4))
    assert (resting.status, resting.reason) == ("skipped", "not fetched before 2026-11-22 12:05 UTC after HTTP 500")
    assert len(bench.server.requests) == 1
    bench.server.replies["/a"] = Reply(body=rss("A", ["1"]))
    [back] = bench.fetch(after=timedelta(minutes=2))
    assert back.status == "new"
    assert bench.store.feed_states()[back.url].failures == 0


def test_a_named_feed_is_asked_all_the_same(bench: Bench) -> None:
    bench.feed("/a", Reply(410))
    [gone] = bench.fetch()
    assert (gone.status, gone.reason, gone.notes) == (
        "failed",
        "HTTP 410",
        ("permanently gone: not fetched again until you name it",),
    )
    assert bench.fetch(after=timedelta(days=99))[0].status == "skipped"
    bench.server.replies["/a"] = Reply(body=rss("A", ["1"]))
    assert bench.fetch(named=True)[0].status == "new"
    assert not bench.store.feed_states()[gone.url].gone


@pytest.mark.parametrize(
    ("status", "value", "wait"),
    [
        (429, "90", timedelta(seconds=90)),
        (503, "Sun, 22 Nov 2026 13:00:00 GMT", timedelta(hours=1)),
        (429, "9999999", timedelta(days=1)),
        (500, "90", timedelta(minutes=5)),
    ],
)
def test_retry_after_is_kept_across_runs(bench: Bench, status: int, value: str, wait: timedelta) -> None:
    bench.feed("/a", Reply(status, headers=(("Retry-After", value),)))
    bench.fetch()
    assert bench.store.feed_states()[bench.feeds[0].url].not_before == NOW + wait
    assert bench.fetch(after=wait - timedelta(seconds=1))[0].status == "skipped"
    assert bench.fetch(after=timedelta(seconds=1))[0].status == "failed"


class TestRedundance:
    def test_the_same_address_twice(self, bench: Bench) -> None:
        bench.feed("/a", Reply(body=rss("A", ["1"])))
        bench.feeds.append(Feed("again", bench.feeds[0].url))
        first, again = bench.fetch()
        assert (first.status, again.status, again.reason) == ("new", "skipped", "the same address as a")
        assert len(bench.server.requests) == 1

    def test_a_feed_the_store_does_not_know(self, bench: Bench) -> None:
        stranger = Feed("x", bench.server.url("/x"))
        [outcome] = fetch_feeds([stranger], bench.store, now=lambda: NOW, limits=LIMITS)
        assert (outcome.status, outcome.reason) == ("skipped", "not in the database")

    @pytest.mark.faults
    def test_a_parser_that_breaks_is_an_outcome(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("a bug\nin two lines")

        bench.feed("/a", Reply(body=rss("A", ["1"])))
        monkeypatch.setattr("ainews_cli.sources.kinds.SourceKind.parse", broken)
        assert bench.fetch()[0].reason == "could not be read: RuntimeError: a bug?in two lines"


def test_an_address_that_is_none_is_an_outcome_of_its_feed(bench: Bench) -> None:
    bench.feeds += [
        Feed("hn", "http://[half", kind="hackernews"),
        Feed("plain", "http://[half/"),
        Feed("ftp", "ftp://news.example/feed"),
    ]
    bench.feed("/a", Reply(body=rss("A", ["1"])))
    reasons = [outcome.reason for outcome in bench.fetch()]
    assert reasons == [
        "not an address: http://[half",
        "not an address: http://[half/",
        "only http and https addresses are supported: ftp://news.example/feed",
        "",
    ]
