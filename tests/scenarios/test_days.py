"""The daily digest over three days, through the command line: what comes back, what goes on, and which page stays as it
was.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ainews_cli.cli import run
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry
from ainews_cli.pipeline import session
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate

FIRST, SECOND, THIRD = (datetime(2026, 11, day, 18, 0, tzinfo=UTC) for day in (20, 21, 22))
FEEDS = [Feed(name, f"https://{name.lower()}.example/feed") for name in ("Wire", "Ledger", "Gazette")]
SUIT = (
    (
        0,
        FIRST - timedelta(hours=8),
        "Novelists' guild sues Brackwell over pirated books",
        "The class action was filed in Seattle.",
    ),
    (
        1,
        SECOND - timedelta(hours=5),
        "Judge lets piracy suit against Brackwell go ahead",
        "Novelists may seek $900 million over pirated books.",
    ),
    (
        2,
        SECOND - timedelta(hours=4),
        "Brackwell must face novelists' piracy suit over books, judge rules",
        "A Seattle judge ruled.",
    ),
)
OTHERS = tuple(
    (at % 3, day - timedelta(hours=at + 2), title, "")
    for at, (day, title) in enumerate(
        (
            (FIRST, "Orrinvale opens a wind farm in Bodø"),
            (FIRST, "Kestrel puts a server in orbit"),
            (SECOND, "Lintel cuts 900 jobs in Delft"),
            (SECOND, "Antibiotic by Farrow clears phase 2 trial"),
            (THIRD, "Tellus delays its voice assistant"),
            (THIRD, "Mosswork maps soil with drones"),
        )
    )
)


class Days:
    """The program with a clock that is set."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capsys = patch, capsys
        self.config, self.db = folder / "ainews.toml", folder / "news.db"
        tables = "".join(f'\n[[feeds]]\nname = "{feed.name}"\nurl = "{feed.url}"\n' for feed in FEEDS)
        self.config.write_text(
            f'language = "en"\ntimezone = "UTC"\n[model]\nengine = "offline"\n{tables}', encoding="utf-8"
        )
        self.arrive(*SUIT, *OTHERS)

    def arrive(self, *items: tuple[int, datetime, str, str]) -> None:
        with Store.open(self.db) as store:
            store.sync_feeds(FEEDS)
            states = store.feed_states()
            for feed, published, title, summary in items:
                state = states[FEEDS[feed].url]
                new = Entry(title, f"{FEEDS[feed].url}/{abs(hash(title))}", title, published=published, summary=summary)
                store.save_fetch([FeedUpdate(state.feed_id, (new,), state)], published)

    def __call__(self, now: datetime, *arguments: str) -> Any:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                return now.astimezone(tz)

        with self.patch.context() as patch:
            patch.setattr(session, "datetime", Clock)
            assert run(["--config", str(self.config), "--db", str(self.db), *arguments, "-f", "json"]) == 0
        return json.loads(self.capsys.readouterr().out)

    def page(self, now: datetime, *arguments: str) -> list[tuple[int, str, tuple[int, ...]]]:
        """(id, story note, other reports) of every entry."""
        return [
            (one["id"], one["story_note"], tuple(other["id"] for other in one["coverage"]))
            for one in self(now, "daily", *arguments)["entries"]
        ]


@pytest.fixture
def days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Days:
    return Days(tmp_path, monkeypatch, capsys)


def ids(page: list[tuple[int, str, tuple[int, ...]]]) -> set[int]:
    return {one[0] for one in page}


def test_a_story_that_goes_on_says_what_is_new_and_what_was_shown_does_not_come_back(days: Days) -> None:
    first = days.page(FIRST, "2026-11-20")
    assert ids(first) == {1, 4, 5}
    second = days.page(SECOND)  # the last 24 hours, which reach back into the first day
    assert not ids(second) & ids(first)
    (head,) = [one for one in second if one[1]]
    assert head[0] in (2, 3)
    assert set(head[2]) == {1, 2, 3} - {head[0]}
    assert head[1].startswith("Follow-up (since the digest of 20 Nov 2026): new: ")
    assert "also reported by Ledger, Gazette" in head[1] or "also reported by Gazette, Ledger" in head[1]
    third = days.page(THIRD)
    assert not ids(third) & (ids(first) | ids(second))
    assert ids(third) == {8, 9}


def test_a_page_stays_as_it_was(days: Days) -> None:
    """Asked for again, after later days, and after an earlier day was asked for."""
    second, third = days.page(SECOND), days.page(THIRD)
    first = days.page(THIRD, "2026-11-20")
    assert 1 in ids(first)
    assert days.page(SECOND) == second
    assert days.page(THIRD) == third
    assert days.page(THIRD, "2026-11-20") == first
    assert days.page(FIRST, "2026-11-20") == first


def test_a_later_report_leaves_the_page_of_an_earlier_day_alone(days: Days) -> None:
    first = days.page(FIRST, "2026-11-20")
    days.page(SECOND)
    days.arrive(
        (
            1,
            THIRD - timedelta(hours=3),
            "Brackwell appeals in novelists' piracy suit over books",
            "It appealed to a Seattle court.",
        )
    )
    third = days.page(THIRD)
    (head,) = [one for one in third if one[0] == 10]
    assert "appeal" in head[1]
    assert head[1].startswith("Follow-up (since the digest of 21 Nov 2026)")
    assert days.page(THIRD, "2026-11-20") == first


def test_the_last_24_hours_and_the_calendar_day_are_one_digest(days: Days) -> None:
    now = days.page(SECOND)
    day = days.page(SECOND, "2026-11-21")
    assert ids(day) <= ids(now)  # the day's items again: its own digest showed them
    assert days.page(SECOND) == now


def test_why_says_that_an_earlier_day_showed_it(days: Days) -> None:
    days.page(FIRST, "2026-11-20")
    page = days(FIRST + timedelta(hours=12), "why", "1")
    said = json.dumps(page, ensure_ascii=False)
    assert "2026-11-20" in said
