from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ainews_cli.fetch import fetch_feeds, nothing_fetched
from ainews_cli.models.feed import Feed, FeedOutcome
from ainews_cli.net import Limits, origin_of
from ainews_cli.net.client import Client
from ainews_cli.store import Store
from tests.servers.feedserver import FeedServer, Reply, rss

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LIMITS = Limits(timeout=3, connect_timeout=2, max_bytes=1_000_000)


class Bench:
    """A server, a store and the feeds between them."""

    def __init__(self, server: FeedServer, path: Path) -> None:
        self.server = server
        self.path = path
        self.store = Store.open(path)
        self.feeds: list[Feed] = []
        self.now = NOW

    def feed(self, path: str, reply: Reply | None = None, *, host: str = "") -> Feed:
        feed = Feed(path.strip("/"), self.server.url(path, host))
        if reply is not None:
            self.server.replies[path] = reply
        self.feeds.append(feed)
        return feed

    def fetch(
        self, *, named: bool = False, limits: Limits = LIMITS, client: Client | None = None, after: timedelta = timedelta(0)
    ) -> list[FeedOutcome]:
        self.now += after
        self.store.sync_feeds(self.feeds)
        seen: list[FeedOutcome] = []
        outcomes = fetch_feeds(self.feeds, self.store, now=lambda: self.now, limits=limits, named=named, progress=seen.append, client=client)
        assert sorted(seen, key=repr) == sorted(outcomes, key=repr)
        assert [outcome.name for outcome in outcomes] == [feed.name for feed in self.feeds]
        return outcomes

    def titles(self) -> list[str]:
        with sqlite3.connect(self.path) as raw:
            return [row[0] for row in raw.execute("SELECT title FROM items ORDER BY id")]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with FeedServer(hosts=("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")) as server:
        made = Bench(server, tmp_path / "ainews.db")
        yield made
        made.store.close()


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
            Reply(body=b"<html><head><link rel=alternate type='application/rss+xml' href='/rss'></head></html>", type="text/html"),
            "HTML page instead of a feed; it names http://127.0.0.1:",
        ),
        (Reply(body=b"just some words", type="text/plain"), "no RSS, Atom or JSON feed"),
        (Reply(body=bytes(5_000_000), coding="gzip"), "over 1 MB"),
        (Reply(body=b"x" * 2_000_000), "over 1 MB"),
        (Reply(body=rss("A", ["1"]), fault="cut"), "the connection was cut before the end of the body"),
        (Reply(body=rss("A", ["1"]), headers=(("Content-Encoding", "br"),)), "content coding 'br', which was not offered"),
        (Reply(302, headers=(("Location", "/x"),)), "redirects in a circle"),
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
    assert (resting.status, resting.reason) == ("skipped", "not asked before 2026-11-22 12:05 UTC after HTTP 500")
    assert len(bench.server.requests) == 1
    bench.server.replies["/a"] = Reply(body=rss("A", ["1"]))
    [back] = bench.fetch(after=timedelta(minutes=2))
    assert back.status == "new"
    assert bench.store.feed_states()[back.url].failures == 0


def test_a_named_feed_is_asked_all_the_same(bench: Bench) -> None:
    bench.feed("/a", Reply(410))
    [gone] = bench.fetch()
    assert (gone.status, gone.reason, gone.notes) == ("failed", "HTTP 410", ("gone for good: not asked again until you name it",))
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


class TestTime:
    @pytest.mark.parametrize(
        "bad", [Reply(fault="hang"), Reply(body=rss("Slow", ["9"]), fault="trickle", seconds=0.02), Reply(fault="slow headers", seconds=0.05)]
    )
    def test_a_dead_server_delays_nobody(self, bench: Bench, bad: Reply) -> None:
        bench.feed("/bad", bad, host="127.0.0.2")
        for number in range(5):
            bench.feed(f"/{number}", Reply(body=rss("Good", [str(number)])))
        seen_after: list[float] = []
        start = time.monotonic()

        def watch() -> None:
            while len(bench.titles()) < 5 and time.monotonic() - start < 10:
                time.sleep(0.02)
            seen_after.append(time.monotonic() - start)

        bench.store.sync_feeds(bench.feeds)
        watcher = threading.Thread(target=watch)
        watcher.start()
        outcomes = bench.fetch(limits=Limits(timeout=2))
        took = time.monotonic() - start
        watcher.join()
        assert outcomes[0].reason == "timed out after 2 s"
        assert [outcome.new for outcome in outcomes[1:]] == [1] * 5
        assert seen_after[0] < 1.5
        assert 2 <= took < 2.5

    def test_a_name_server_that_hangs_is_given_up(self, bench: Bench) -> None:
        for number in range(4):
            bench.feed(f"/{number}", host="hangs.example")
        bench.feed("/good", Reply(body=rss("Good", ["1"])))
        freed = threading.Event()

        def resolve(host: str, port: int) -> Sequence[str]:
            if host == "hangs.example":
                freed.wait(20)
            return [host]

        limits = Limits(timeout=1, concurrency=1)
        start = time.monotonic()
        *bad, good = bench.fetch(limits=limits, client=Client(limits, resolve=resolve))
        freed.set()
        assert time.monotonic() - start < 1.5
        assert [outcome.status for outcome in bad] == ["failed", "skipped", "skipped", "skipped"]
        assert bad[0].reason == "timed out after 1 s"
        assert good.status == "new"

    def test_a_silent_host_is_waited_for_once(self, bench: Bench) -> None:
        for number in range(6):
            bench.feed(f"/{number}", Reply(fault="hang"), host="127.0.0.2")
        bench.feed("/good", Reply(body=rss("Good", ["1"])))
        start = time.monotonic()
        outcomes = bench.fetch(limits=Limits(timeout=1))
        assert time.monotonic() - start < 1.5
        assert [outcome.status for outcome in outcomes] == ["failed", "failed", *["skipped"] * 4, "new"]
        assert outcomes[3].reason == "127.0.0.2 did not answer in this run; left for the next"

    def test_one_host_gets_two_requests_at_a_time(self, bench: Bench) -> None:
        for number in range(8):
            bench.feed(f"/{number}", Reply(body=rss("A", [str(number)]), seconds=0.03))
        bench.fetch()
        assert bench.server.most_open == 2
        assert bench.server.connections == 2

    def test_hosts_are_asked_at_the_same_time(self, bench: Bench) -> None:
        for number, host in enumerate(bench.server.hosts):
            bench.feed(f"/{number}", Reply(body=rss("A", [str(number)]), seconds=0.3), host=host)
        start = time.monotonic()
        bench.fetch()
        assert time.monotonic() - start < 0.9
        assert bench.server.most_open == 4


class TestOffline:
    def test_without_any_answer_no_feed_is_to_blame(self, bench: Bench) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        bench.feeds += [Feed("a", f"http://127.0.0.1:{port}/a"), Feed("b", f"http://127.0.0.2:{port}/b")]
        outcomes = bench.fetch()
        assert [outcome.reason for outcome in outcomes] == ["connection refused"] * 2
        assert nothing_fetched(outcomes)
        assert [state.not_before for state in bench.store.feed_states().values()] == [None, None]

    def test_with_one_the_silent_ones_back_off(self, bench: Bench) -> None:
        bench.feeds.append(Feed("dead", "http://127.0.0.1:1/"))
        bench.feed("/a", Reply(404))
        bench.fetch()
        assert [state.failures for state in bench.store.feed_states().values()] == [1, 1]


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

    def test_a_parser_that_breaks_is_an_outcome(self, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("a bug\nin two lines")

        bench.feed("/a", Reply(body=rss("A", ["1"])))
        monkeypatch.setattr("ainews_cli.sources.Source.parse", broken)
        assert bench.fetch()[0].reason == "could not be read: RuntimeError: a bug?in two lines"


SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ainews_cli.fetch import fetch_feeds
from ainews_cli.models.feed import Feed
from ainews_cli.net import Limits
from ainews_cli.store import Store
feeds = [Feed(url, url) for url in sys.argv[2:]]
store = Store.open(Path(sys.argv[1]))
store.sync_feeds(feeds)
for outcome in fetch_feeds(feeds, store, now=lambda: datetime.now(UTC), limits=Limits(timeout=20)):
    print(outcome.status, outcome.new)
heavy = {"fastfeedparser", "feedparser", "lxml", "asyncio", "httpx2", "anthropic", "trafilatura"}
print(sorted({name.partition(".")[0] for name in sys.modules} & heavy))
"""


class TestProcess:
    def run(self, bench: Bench) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(bench.path), *(feed.url for feed in bench.feeds)], capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    def test_when_nothing_is_new_no_parser_is_imported(self, bench: Bench) -> None:
        bench.feed("/etag", Reply(body=rss("A", ["1"]), etag='"1"'))
        bench.feed("/hash", Reply(body=rss("B", ["2"])))
        assert self.run(bench)[:2] == ["new 1", "new 1"]
        bench.feed("/404", Reply(404))
        assert self.run(bench) == ["unchanged 0", "unchanged 0", "failed 0", "[]"]

    @pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
    def test_what_was_committed_outlives_an_interruption(self, bench: Bench, how: signal.Signals) -> None:
        bench.feed("/good", Reply(body=rss("Good", ["1", "2"])))
        bench.feed("/hang", Reply(fault="hang"), host="127.0.0.2")
        running = subprocess.Popen([sys.executable, "-c", SCRIPT, str(bench.path), *(feed.url for feed in bench.feeds)], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while len(bench.titles()) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(running.pid, how)
        start = time.monotonic()
        running.wait()
        assert time.monotonic() - start < 1
        assert sorted(bench.titles()) == ["Good 1", "Good 2"]
