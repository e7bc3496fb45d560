"""Whole processes: what they import, and what an interruption leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.support.feedserver import Reply, rss
from tests.support.fetch.rig import Bench

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
heavy = {"feedparser", "lxml", "asyncio", "httpx2", "anthropic", "trafilatura"}
print(sorted({name.partition(".")[0] for name in sys.modules} & heavy))
"""


class TestProcess:
    def run(self, bench: Bench) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(bench.path), *(feed.url for feed in bench.feeds)],
            capture_output=True,
            text=True,
            check=True,
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
        running = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(bench.path), *(feed.url for feed in bench.feeds)],
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while len(bench.titles()) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(running.pid, how)
        start = time.monotonic()
        running.wait()
        assert time.monotonic() - start < 10
        assert sorted(bench.titles()) == ["Good 1", "Good 2"]
