"""The golden pages of `feeds list` and `feeds check`: `python -m tests.support.views.feeds_pages` writes them anew."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from ainews_cli.models.feed import Feed, FeedCheck, FeedState, FeedSummary
from ainews_cli.models.page import Page
from ainews_cli.render import render
from ainews_cli.render.options import Mail, Options
from ainews_cli.views.feeds import checks_page, feeds_page
from tests.support.ordering import READER
from tests.support.store_samples import NOW

GOLDEN = Path(__file__).parents[2] / "views" / "feeds"
FORMATS = {"md": "markdown", "txt": "terminal", "json": "json", "html": "html", "rss": "rss", "eml": "email"}
NEBEL = Feed("Nebel Labs", "https://nebel.example/feed", category="labs", full_text=True)
KUMO = Feed("Kumo *雲*", "https://kumo.example/atom", category="研究", weight=2.0, language="ja")
HACKER = Feed("Hacker", "https://hacker.example/rss", kind="hackernews", category="community", weight=0.5)
FEEDS = (
    NEBEL,
    KUMO,
    HACKER,
    Feed("Off", "https://off.example/", enabled=False),
    Feed("New", "https://new.example/"),
    Feed("Old", "https://old.example/"),
)


def _state(feed: Feed, hours: float, **more: object) -> FeedState:
    then = NOW - timedelta(hours=hours)
    return FeedState(1, feed.url, last_fetch=NOW, last_success=then)._replace(**more)


def listed(language: str) -> Page:
    """One of each state."""
    states = (
        _state(NEBEL, 3, title="Nebel", moved_to="https://nebel.example/new"),
        _state(KUMO, 0.2, title="雲"),
        _state(HACKER, 50, failures=3, error="HTTP 500", not_before=NOW + timedelta(minutes=20)),
        None,
        FeedState(2, "https://new.example/"),
        _state(FEEDS[5], 24 * 90, failures=1, error="HTTP 410", gone=True),
    )
    summaries = [
        FeedSummary(feed, state, 1200 * number) for number, (feed, state) in enumerate(zip(FEEDS, states, strict=True))
    ]
    return feeds_page(summaries, READER._replace(language=language), place="/home/me/config.toml", now=NOW)


def checked(language: str) -> Page:
    """Fine, with remarks, and three that failed."""
    checks = (
        FeedCheck(NEBEL, (), 200, "RSS 2.0", "expat", 20, NOW - timedelta(hours=2), 0.4, 20_000),
        FeedCheck(
            KUMO,
            ("moved", "quiet", "mended"),
            200,
            "Atom 1.0",
            "lenient",
            3,
            NOW - timedelta(days=300),
            1.5,
            900,
            "https://kumo.example/f",
        ),
        FeedCheck(HACKER, ("page",), 200, reason="a web page", alternates=("https://hacker.example/a b.xml",)),
        FeedCheck(FEEDS[4], ("timed_out",), reason="timed out after 20 s", seconds=20.0),
        FeedCheck(FEEDS[5], ("gone",), 410, reason="HTTP 410"),
    )
    return checks_page(checks, READER._replace(language=language), now=NOW)


def made() -> dict[str, str]:
    """File name -> text. A mail's boundaries and message id are made anew each time, and become one."""
    options = Options(now=NOW, width=100, mail=Mail(to="me@example.org"))
    pages = {"list": listed("ja"), "check": checked("ja")}
    found = {
        f"{name}.{suffix}": render(form, page, options)
        for name, page in pages.items()
        for suffix, form in FORMATS.items()
    }
    found |= {
        "list-en.txt": render("terminal", listed("en"), options),
        "check-en.txt": render("terminal", checked("en"), options),
    }
    return {
        name: re.sub(r"={15}\d+==|(?<=Message-ID: <)[^@]+", "1", text) if name.endswith(".eml") else text
        for name, text in found.items()
    }


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, text in made().items():
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
