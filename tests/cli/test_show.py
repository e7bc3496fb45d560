"""`show`: what it reads besides the article, and what it hands on."""

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


def test_the_share_text_stands_alone_and_unwrapped(filled: Cli) -> None:
    narrow = {"COLUMNS": "40"}
    title, summary, address = filled("show", "2", "--share", "--no-analyse", env=narrow).out.splitlines()
    assert (len(summary) > 40, address.startswith("http")) == (True, True)
    entry = filled("latest", "-n", "100", "-f", "json").data["entries"]
    assert {"title": title, "tldr": summary} in [{key: one[key] for key in ("title", "tldr")} for one in entry]
    wrong = filled("show", "2", "--share", "-f", "json")
    assert (wrong.code, wrong.out, wrong.err) == (2, "", "ainews: --share prints plain text; leave out --format\n")


def test_the_reading_time_is_one_number(filled: Cli) -> None:
    """A list counts the text that the article's page shows, once it was read."""
    entries = filled("latest", "-n", "100", "-f", "json").data["entries"]
    longest = max(entries, key=lambda entry: entry["reading_minutes"])
    [alone] = filled("show", str(longest["id"]), "--no-analyse", "-f", "json").data["entries"]
    again = filled("latest", "-n", "100", "-f", "json").data["entries"]
    assert alone["reading_minutes"] > 1
    assert alone["reading_minutes"] in [one["reading_minutes"] for one in again if one["id"] == longest["id"]]
