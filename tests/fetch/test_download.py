"""Servers that are slow, silent or away."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence

import pytest

from ainews_cli.fetch import nothing_fetched
from ainews_cli.models.feed import Feed
from ainews_cli.net import Limits
from ainews_cli.net.client import Client
from tests.support.feedserver import Reply, rss
from tests.support.fetch.rig import Bench


class TestTime:
    @pytest.mark.parametrize(
        "bad",
        [
            Reply(fault="hang"),
            Reply(body=rss("Slow", ["9"]), fault="trickle", seconds=0.02),
            Reply(fault="slow headers", seconds=0.05),
        ],
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
        assert seen_after[0] < took, "stored before the dead server was given up"
        assert 2 <= took < 10

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
        assert time.monotonic() - start < 10, "the name server would hang for 20 s"
        assert [outcome.status for outcome in bad] == ["failed", "skipped", "skipped", "skipped"]
        assert bad[0].reason == "timed out after 1 s"
        assert good.status == "new"

    def test_a_silent_host_is_waited_for_once(self, bench: Bench) -> None:
        for number in range(6):
            bench.feed(f"/{number}", Reply(fault="hang"), host="127.0.0.2")
        bench.feed("/good", Reply(body=rss("Good", ["1"])))
        start = time.monotonic()
        outcomes = bench.fetch(limits=Limits(timeout=1))
        assert time.monotonic() - start < 10
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
        bench.fetch()
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
