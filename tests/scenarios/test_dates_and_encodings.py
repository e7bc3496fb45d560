"""Dates and encodings as feeds and pages really have them, through the whole program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.support.cli import Cli

TEXT = "小さな言語モデルを公開した。①学習には六週間を要し、㈱雲社の髙橋氏によれば重みは自由に使える。" * 8
JAPAN = timezone(timedelta(hours=9))
HOUR_AGO = f"{datetime.now(JAPAN) - timedelta(hours=1):%a, %d %b %Y %H:%M:%S} JST"
MINUTES_AGO = f"{datetime.now(UTC) - timedelta(minutes=10):%a, %d %b %Y %H:%M:%S} GMT"
DATES = {
    "an hour ago in Japan": HOUR_AGO,
    "ten minutes ago": MINUTES_AGO,
    "jst": "Fri, 27 Nov 2026 00:30:00 JST",
    "gmt": "Fri, 27 Nov 2026 00:30:00 GMT+0900",
    "kanji": "2026年11月20日 18時05分",
    "slashes": "2026/11/20 18:05",
    "month": "Nov 2026",
    "either": "03/04/2026",
    "never": "0001-01-01T00:00:00Z",
}


def _feed(base: str) -> bytes:
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid><link>{base}/{name}.html</link><pubDate>{date}</pubDate></item>"
        for name, date in DATES.items()
    )
    head = "<?xml version='1.0' encoding='Windows-31J'?><rss version='2.0'><channel><title>①雲社</title>"
    return f"{head}<language>ja</language>{items}</channel></rss>".encode("cp932")


@pytest.fixture
def cli(tmp_path: Path) -> Iterator[Cli]:
    """A reader of one feed and its pages, on loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = f"<html><head><meta charset=x-sjis></head><body><article><p>{TEXT}</p></article></body></html>"
            is_feed = self.path == "/feed.xml"
            found = is_feed or self.path.endswith(".html")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/xml" if is_feed else "text/html")
            self.end_headers()
            if found:
                self.wfile.write(_feed(base) if is_feed else page.encode("cp932"))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    base = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    config = tmp_path / "ainews.toml"
    feed = f'[[feeds]]\nname = "雲"\nurl = "{base}/feed.xml"\nfull_text = true\n'
    config.write_text(
        f'language = "ja"\ntimezone = "Asia/Tokyo"\n[model]\nengine = "offline"\n{feed}', encoding="utf-8"
    )
    try:
        yield Cli(tmp_path, config)
    finally:
        server.shutdown()
        server.server_close()


def test_what_a_feed_says_is_read_or_doubted_and_said(cli: Cli) -> None:
    outcome = cli("fetch", "-f", "json").data[0]
    assert (outcome["status"], outcome["new"]) == ("new", len(DATES))
    assert outcome["notes"] == [
        "date without a time zone read in that of the feed's country: '2026年11月20日 18時05分' (2 entries)",
        "unreadable date dropped: 'Nov 2026'",
        "date whose day and month could be exchanged dropped: '03/04/2026'",
        "impossible date dropped: '0001-01-01T00:00:00Z'",
    ]
    with sqlite3.connect(cli.folder / "news.db") as db:
        rows = {
            title: (number, *times)
            for number, title, *times in db.execute("SELECT id, title, published, first_seen FROM items")
        }
        assert db.execute("SELECT title FROM feeds").fetchone() == ("①雲社",)
    assert rows["jst"][1] == rows["gmt"][1] == "2026-11-26T15:30:00Z"
    assert rows["kanji"][1] == rows["slashes"][1] == "2026-11-20T09:05:00Z"
    for name in ("month", "either", "never"):
        assert rows[name][1] == rows[name][2]
    notes = {entry["title"]: entry["date_note"] for entry in cli("latest", "-f", "json").data["entries"]}
    assert notes["jst"] == ""
    assert notes["kanji"] == ("フィードの日時「2026年11月20日 18時05分」に時間帯がないため、現地の時刻とみなしました")
    assert notes["month"] == "フィードの日時「Nov 2026」を読み取れないため、初めて取得した時刻です"
    for command in ("show", "why"):
        page = cli(command, str(rows["either"][0]), "-f", "markdown").out
        assert "日時について: フィードの日付「03/04/2026」は月と日の順が分からないため、初めて取得した時刻です" in page
        assert "日時について" not in cli(command, str(rows["jst"][0]), "-f", "markdown").out


def test_what_is_fresh_in_japan_is_not_fresher_than_what_came_since(cli: Cli) -> None:
    cli("fetch")
    titles = [entry["title"] for entry in cli("latest", "-f", "json").data["entries"]]
    assert titles.index("ten minutes ago") < titles.index("an hour ago in Japan") < titles.index("jst")


def test_a_page_is_read_in_the_encoding_it_names(cli: Cli) -> None:
    cli("fetch")
    page = cli("show", "1", "--original", "-f", "markdown").out
    assert "①学習には六週間を要し、㈱雲社の髙橋氏によれば" in page
