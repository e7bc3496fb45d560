"""Names of time zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ainews_cli.sources import zones

WINTER, SUMMER = datetime(2026, 1, 10, tzinfo=UTC), datetime(2026, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("UT", 0), ("gmt", 0), ("Z", 0), ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6),
        ("PST", -8), ("PDT", -7), ("JST", 9), ("KST", 9), ("CET", 1), ("CEST", 2), ("BST", 1), ("MSK", 3), ("HKT", 8),
        ("AEST", 10), ("AEDT", 11), ("NZDT", 13), ("NST", -3.5), ("NPT", 5.75), ("p.s.t.", -8), ("日本時間", 9),
        ("Pacific Daylight Time", -7), ("Japan Standard Time", 9), ("Asia/Tokyo", 9), ("Etc/GMT-9", 9),
    ],
)  # fmt: skip
def test_names_of_one_meaning(name: str, hours: float) -> None:
    assert zones.named(name, WINTER) == zones.named(name, SUMMER) == timedelta(hours=hours)


@pytest.mark.parametrize(("name", "winter", "summer"), [("ET", -5, -4), ("PT", -8, -7), ("Europe/Berlin", 1, 2)])
def test_names_that_leave_the_season_to_the_date(name: str, winter: int, summer: int) -> None:
    assert zones.named(name, WINTER) == timedelta(hours=winter)
    assert zones.named(name, SUMMER) == timedelta(hours=summer)


@pytest.mark.parametrize("name", ["IST", "SST", "AMT", "XYZ", "A", "Y", "", "Mars/Base", "../etc/passwd", "Local Time"])
def test_names_of_no_meaning_or_several(name: str) -> None:
    assert zones.named(name, WINTER) is None


@pytest.mark.parametrize(
    ("language", "url", "country"),
    [
        ("ja", "https://a.example/", "jp"),
        ("en-IN", "https://a.example/", "in"),
        ("zh-TW", "", "tw"),
        ("zh_CN", "", "cn"),
        ("en", "https://news.example.jp/feed", "jp"),
        ("en", "https://a.example/", ""),
        ("", "http://127.0.0.1/", ""),
        ("", "http://[", ""),
    ],
)
def test_the_country_of_a_feed(language: str, url: str, country: str) -> None:
    assert zones.country_of(language, url) == country
