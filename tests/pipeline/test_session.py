"""A session opens what a command asks for, and writes only what it says."""

from __future__ import annotations

from pathlib import Path

from ainews_cli.config import Config
from ainews_cli.models.feed import Feed
from ainews_cli.pipeline.session import Session

FEED = Feed("Kumo", "https://kumo.example/feed")
OTHER = Feed("Nebel", "https://nebel.example/feed")


def session(path: Path) -> Session:
    made = Session(None, path, verbose=False, quiet=True)
    made.use(Config(feeds=(FEED,)))
    return made


def test_opening_the_database_writes_no_feeds(tmp_path: Path) -> None:
    with session(tmp_path / "a.db") as opened:
        assert opened.store.feed_states() == {}


def test_feeds_come_into_step_when_a_command_says_so(tmp_path: Path) -> None:
    with session(tmp_path / "a.db") as opened:
        opened.sync_feeds()
        assert list(opened.store.feed_states()) == [FEED.url]
        opened.use(Config(feeds=(FEED, OTHER)))
        opened.sync_feeds()
        assert list(opened.store.feed_states()) == [FEED.url], "once is enough for a command"
