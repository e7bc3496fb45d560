"""Dates of entries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.feed import Feed
from ainews_cli.models.item import DateNote
from ainews_cli.sources import dates
from ainews_cli.sources.dates import DocumentDates
from ainews_cli.sources.kinds import KINDS
from tests.support.sources.reading import parse, rss

UTC_FORMS = ("Thu, 26 Nov 2026 15:30:00 GMT", "2026-11-26T15:30:00Z", "Thu, 26 Nov 2026 15:30:00 +0000")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Fri, 27 Nov 2026 00:30:00 JST", "2026-11-26T15:30"),
        ("Fri, 27 Nov 2026 00:30:00 KST", "2026-11-26T15:30"),
        ("Fri, 27 Nov 2026 00:30:00 GMT+0900", "2026-11-26T15:30"),
        ("Fri, 27 Nov 2026 00:30:00 GMT+9", "2026-11-26T15:30"),
        ("Fri, 27 Nov 2026 00:30:00 +09:00", "2026-11-26T15:30"),
        ("Fri, 27 Nov 2026 00:30:00 CEST", "2026-11-26T22:30"),
        ("Fri, 27 Nov 2026 00:30:00 CET", "2026-11-26T23:30"),
        ("Fri, 27 Nov 2026 00:30:00 BST", "2026-11-26T23:30"),
        ("Fri, 27 Nov 2026 00:30:00 PST", "2026-11-27T08:30"),
        ("Fri, 27 Nov 2026 00:30:00 EDT", "2026-11-27T04:30"),
        ("2026-11-27 00:30:00 JST", "2026-11-26T15:30"),
        ("1764203400", "2025-11-27T00:30"),
        ("1764203400000", "2025-11-27T00:30"),
    ],
)
def test_a_moment_without_doubt(text: str, moment: str) -> None:
    reading = DocumentDates([text]).read(text)
    assert reading.when is not None
    assert (reading.when.isoformat()[:16], reading.note) == (moment, "")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Fri, 27 Nov 2026 00:30:00 XYZ", DateNote.ZONE_UNKNOWN),
        ("Fri, 27 Nov 2026 00:30:00 IST", DateNote.ZONE_UNKNOWN),
        ("03/04/2026", DateNote.DAY_OR_MONTH),
        ("Dec 2018", DateNote.UNREADABLE),
        ("soon", DateNote.UNREADABLE),
        ("27 Nov 2026 maybe", DateNote.UNREADABLE),
    ],
)
def test_what_cannot_be_read_is_no_date_and_is_said(text: str, note: str) -> None:
    assert DocumentDates([text]).read(text) == (None, f"{note}: {text}")


def _read(text: str, *others: str, language: str = "", url: str = "") -> tuple[str, str]:
    reading = DocumentDates([*others, text], language=language, url=url).read(text)
    return reading.when.isoformat()[:16] if reading.when else "", reading.note.partition(": ")[0]


def test_a_time_without_a_zone() -> None:
    text = "Fri, 27 Nov 2026 00:30:00"
    assert _read(text) == ("2026-11-27T00:30", DateNote.NO_ZONE)
    assert _read(text, "Thu, 26 Nov 2026 01:00:00 +0200") == ("2026-11-26T22:30", DateNote.ZONE_OF_OTHERS)
    assert _read(text, "Thu, 26 Nov 2026 01:00:00 EST") == ("2026-11-27T05:30", DateNote.ZONE_OF_OTHERS)
    assert _read(text, UTC_FORMS[0], language="ja") == ("2026-11-27T00:30", DateNote.ZONE_OF_OTHERS)
    assert _read(text, UTC_FORMS[0], "2026-11-26T01:00:00+02:00") == ("2026-11-27T00:30", DateNote.NO_ZONE)
    assert _read(text, language="ja") == ("2026-11-26T15:30", DateNote.ZONE_OF_PLACE)
    assert _read(text, url="https://news.example.kr/feed") == ("2026-11-26T15:30", DateNote.ZONE_OF_PLACE)
    assert _read(text, language="en-US") == ("2026-11-27T00:30", DateNote.NO_ZONE)


def test_a_way_of_writing_shows_a_country() -> None:
    assert _read("2026年11月20日 18時05分") == ("2026-11-20T09:05", DateNote.ZONE_OF_PLACE)
    assert _read("2026年11月20日 18:05", language="zh-CN") == ("2026-11-20T10:05", DateNote.ZONE_OF_PLACE)
    assert _read("2026년 11월 20일 18:05") == ("2026-11-20T09:05", DateNote.ZONE_OF_PLACE)


@pytest.mark.parametrize("language", ["", "ja", "en"])
def test_a_day_alone_stays_that_day(language: str) -> None:
    assert _read("2026年11月20日", language=language) == ("2026-11-20T00:00", DateNote.DAY_ALONE)
    assert _read("2026-11-20", language=language) == ("2026-11-20T00:00", DateNote.DAY_ALONE)


def test_an_abbreviation_of_several_zones() -> None:
    text = "Fri, 27 Nov 2026 00:30:00 IST"
    assert _read(text, language="en-IN") == ("2026-11-26T19:00", "")
    assert _read(text, url="https://news.example.ie/feed") == ("2026-11-26T23:30", "")
    assert _read(text, "2026-11-26T10:00:00+02:00") == ("2026-11-26T22:30", "")
    assert _read(text, "2026-11-26T10:00:00+03:00") == ("", DateNote.ZONE_UNKNOWN)
    china = text.replace("IST", "CST")
    assert _read(china) == ("2026-11-27T06:30", "")
    assert _read(china, language="zh-cn") == ("2026-11-26T16:30", "")
    assert _read(china, "2026-11-26T10:00:00+08:00") == ("2026-11-26T16:30", "")


def test_the_other_dates_show_which_number_is_the_day() -> None:
    text = "03/04/2026 10:00 UTC"
    assert _read(text, "25/03/2026 10:00 UTC") == ("2026-04-03T10:00", "")
    assert _read(text, "03/25/2026 10:00 UTC") == ("2026-03-04T10:00", "")
    assert _read(text, "03/25/2026 10:00 UTC", "25/03/2026 10:00 UTC") == ("", DateNote.DAY_OR_MONTH)
    assert _read(text, "25-03-2026 10:00 UTC") == ("", DateNote.DAY_OR_MONTH)
    assert _read("04/04/2026 10:00 UTC") == ("2026-04-04T10:00", "")


def test_what_is_impossible_is_dropped_and_the_future_waits() -> None:
    now = datetime(2026, 11, 29, tzinfo=UTC)
    assert dates.plausible(datetime(2027, 1, 1, tzinfo=UTC), now) == (now, DateNote.FUTURE)
    assert dates.plausible(datetime(1970, 1, 1, tzinfo=UTC), now) == (None, DateNote.IMPOSSIBLE)
    assert dates.plausible(dates.read("0001-01-01"), now) == (None, DateNote.IMPOSSIBLE)
    assert dates.plausible(None, now) == (None, "")


def test_a_feed_says_what_it_doubts() -> None:
    items = "".join(
        f"<item><guid>{number}</guid><pubDate>{text}</pubDate></item>"
        for number, text in enumerate(("Dec 2018", "Sat, 07 Mar 2026 10:00:00", "Sun, 08 Mar 2026 10:00:00", "2018"))
    )
    found = parse(rss(items))
    assert [entry.published for entry in found.entries] == [
        None,
        datetime(2026, 3, 7, 10, tzinfo=UTC),
        datetime(2026, 3, 8, 10, tzinfo=UTC),
        None,
    ]
    assert found.notes == (
        "unreadable date dropped: 'Dec 2018' (2 entries)",
        "date without a time zone read as UTC: 'Sat, 07 Mar 2026 10:00:00' (2 entries)",
    )
    assert found.entries[3].notes == ("unreadable date dropped: 2018",)
    assert found.dates_compared


def test_a_day_that_has_begun_elsewhere_is_not_the_future() -> None:
    body = rss(
        "<item><guid>1</guid><pubDate>2026-03-10</pubDate></item><item><guid>2</guid><pubDate>2026-03-12</pubDate></item>"
    )
    now = datetime(2026, 3, 9, 20, tzinfo=UTC)
    begun, later = KINDS["feed"].parse(body, Feed("", "https://a.example/"), now=now).entries
    assert (begun.published, begun.notes) == (now, (f"{DateNote.DAY_ALONE}: 2026-03-10",))
    assert (later.published, later.notes) == (now, (f"{DateNote.FUTURE}: 2026-03-12",))


def test_the_update_stands_in_for_a_date_that_cannot_be_read() -> None:
    form = "<item><guid>1</guid><pubDate>{}</pubDate><atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>{}</atom:updated></item>"
    entry = parse(rss(form.format("Mar 2026", "2026-03-06T10:00:00Z"))).entries[0]
    assert entry.published == entry.updated == datetime(2026, 3, 6, 10, tzinfo=UTC)
    assert entry.notes == (f"{DateNote.UPDATED}: Mar 2026",)
    entry = parse(rss(form.format("2026-03-06T10:00:00Z", "soon"))).entries[0]
    assert (entry.published, entry.updated) == (datetime(2026, 3, 6, 10, tzinfo=UTC), None)
    assert entry.notes == (f"update: {DateNote.UNREADABLE}: soon",)


BOTH = ("<item>{}</item>", "<item>{}<x:y></item>")
"""Well-formed for expat, and not, for feedparser."""


@pytest.mark.parametrize("form", BOTH)
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Fri, 06 Mar 2026 00:30:00 JST", datetime(2026, 3, 5, 15, 30, tzinfo=UTC)),
        ("2026年3月6日 18時05分", datetime(2026, 3, 6, 9, 5, tzinfo=UTC)),
        ("2026/03/06 18:05 JST", datetime(2026, 3, 6, 9, 5, tzinfo=UTC)),
        ("Fri, 06 Mar 2026 00:30:00 -0500", datetime(2026, 3, 6, 5, 30, tzinfo=UTC)),
        ("Mar 2026", None),
        ("2026.03", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_both_readers_read_the_same_date(form: str, text: str, moment: datetime | None) -> None:
    found = parse(rss(form.format(f"<title>t</title><link>https://a.example/</link><pubDate>{text}</pubDate>")))
    assert found.entries[0].published == moment


def test_json_feeds_and_hacker_news_read_the_same_dates() -> None:
    item = '{"id": "1", "content_text": "x", "date_published": "Fri, 06 Mar 2026 00:30:00 JST"}'
    body = f'{{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{item}]}}'
    assert parse(body.encode()).entries[0].published == datetime(2026, 3, 5, 15, 30, tzinfo=UTC)
    hit = '{"objectID": "1", "title": "t", "created_at": "2026-03-05T15:30:00Z", "created_at_i": 1772724600}'
    stories = parse(f'{{"hits": [{hit}]}}'.encode(), "hackernews")
    assert stories.entries[0].published == datetime(2026, 3, 5, 15, 30, tzinfo=UTC)


@given(st.text(max_size=40))
def test_dates_are_read_or_not_never_raised(text: str) -> None:
    found = dates.read(text)
    assert found is None or found.utcoffset() is not None


@given(st.lists(st.sampled_from([*UTC_FORMS, "27/11/2026 10:00", "03/04/2026", "soon", "", "2026-11-27 10:00 IST"])))
def test_any_document_has_readings(texts: list[str]) -> None:
    times = DocumentDates(texts)
    for text in filter(None, texts):
        reading = times.read(text)
        assert (reading.when is not None) or reading.note
