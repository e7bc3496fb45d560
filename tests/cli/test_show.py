"""`show` reads what Hacker News says of the article; nothing else does."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.support.cli import Cli


def asked(cli: Cli) -> int:
    with closing(sqlite3.connect(cli.folder / "news.db")) as raw:
        return int(raw.execute("SELECT count(*) FROM discussions").fetchone()[0])


def test_show_asks_for_the_discussion_and_only_when_it_may(empty: Cli) -> None:
    assert empty("fetch").code == 0
    assert empty("daily").code == 0
    entries = empty("latest", "-n", "100", "-f", "json").data["entries"]
    number = str(next(entry["id"] for entry in entries if entry["title"].startswith("Ask HN")))
    for quiet in (["--no-analyse"], ["--dry-run"]):
        assert "brasslantern" not in empty("show", number, *quiet).out
    assert asked(empty) == 0
    shown = empty("show", number)
    assert shown.code == 0
    assert "## 議論" in shown.out
    assert "brasslantern · 返信2件" in shown.out
    assert "> We allow it for dependency bumps" in shown.out
    assert asked(empty) == 1
    assert "brasslantern" in empty("show", number, "--no-analyse").out  # from the database
