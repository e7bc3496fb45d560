"""Dates as people and programs write them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.sources import zones
from ainews_cli.sources.written_dates import exact, parse

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(  # noqa: DTZ001 - hypothesis wants naive bounds
    lambda date: date.replace(microsecond=0, tzinfo=UTC)
)
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
DAYS = (
    "{d:%Y-%m-%d}",
    "{d:%Y/%m/%d}",
    "{d:%Y.%m.%d}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}년 {d.month}월 {d.day}일",
    "{d.year}. {d.month}. {d.day}.",
    "{d:%d %b %Y}",
    "{d.day} {d:%B %Y}",
    "{d:%B} {d.day}, {d.year}",
    "{d:%b} {d.day} {d.year}",
    "{d:%a, %d %b %Y}",
    "{d:%A, %d %B %Y}",
    "{d:%d-%b-%Y}",
    "{d:%Y%m%d}",
    "{d:%G-W%V-%u}",
    "{d:%d.%m.%Y}",
)
TIMES = ("{d:%H:%M:%S}", "{d:%I:%M:%S %p}", "{d.hour}時{d.minute}分{d.second}秒", "{d.hour}:{d:%M:%S}")
ZONES = ("{d:%z}", " GMT{d:%z}", " UTC{z}", "{z}", " {z}")


@given(MOMENTS, OFFSETS, st.sampled_from(DAYS), st.sampled_from(TIMES), st.sampled_from(ZONES))
def test_every_form_comes_back(moment: datetime, zone: timezone, day: str, time_of_day: str, offset: str) -> None:
    local = moment.astimezone(zone)
    iso = local.isoformat()[-6:]
    text = f"{day.format(d=local)} {time_of_day.format(d=local)}{offset.format(d=local, z=iso)}"
    written = parse(text)
    assert written is not None
    assert written.offset is not None
    assert written.local - written.offset == moment


@given(MOMENTS, st.sampled_from(sorted(zones._offsets())), st.sampled_from(DAYS), st.sampled_from(TIMES))
def test_every_form_comes_back_with_every_zone_by_name(moment: datetime, name: str, day: str, time_of_day: str) -> None:
    offset = zones.named(name, moment)
    assert offset is not None
    local = moment + offset
    written = parse(f"{day.format(d=local)} {time_of_day.format(d=local)} {name}")
    assert written is not None
    assert written.local - offset == moment
    assert zones.named(written.zone, written.local) == offset


@given(MOMENTS, OFFSETS)
def test_the_usual_forms_are_exact(moment: datetime, zone: timezone) -> None:
    local = moment.astimezone(zone)
    assert exact(local.isoformat()) == exact(format_datetime(local)) == moment
    assert exact(f"{moment:%Y-%m-%dT%H:%M:%SZ}") == exact(f"{moment:%a, %d %b %Y %H:%M:%S} GMT") == moment


@given(MOMENTS, st.sampled_from(DAYS))
def test_a_day_alone_is_a_day_alone(moment: datetime, day: str) -> None:
    written = parse(day.format(d=moment))
    assert written is not None
    assert written.timeless
    assert written.local.date() == moment.date()


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("令和8年11月28日 10:30", "2026-11-28 10:30:00"),
        ("令和元年5月1日 0時5分", "2019-05-01 00:05:00"),
        ("平成31年4月30日 23:59", "2019-04-30 23:59:00"),
        ("R8.11.28 10:30", "2026-11-28 10:30:00"),
        ("2026年11月28日(土) 午後3時5分", "2026-11-28 15:05:00"),
        ("2026年11月28日土曜日　午前0時", "2026-11-28 00:00:00"),
        ("2026年11月28日 午後0時30分", "2026-11-28 12:30:00"),
        ("2026年11月28日 10時半", "2026-11-28 10:30:00"),
        ("２０２６年１１月２８日　１０：３０", "2026-11-28 10:30:00"),
        ("2026. 11. 28. 오후 3:05", "2026-11-28 15:05:00"),
        ("2026年11月28日 上午10点5分", "2026-11-28 10:05:00"),
        ("December 4th, 2018 at 3:45pm", "2018-12-04 15:45:00"),
        ("4 Dec 2018 12:05 a.m.", "2018-12-04 00:05:00"),
        ("Fri Nov 27 00:30:00 2026", "2026-11-27 00:30:00"),
        ("Mon, 27 Nov 2026 00:30:00", "2026-11-27 00:30:00"),
        ("Freitag, 27. November 2026, 10:30 Uhr", "2026-11-27 10:30:00"),
        ("vendredi 27 août 2026 à 10h30", "2026-08-27 10:30:00"),
        ("27 de noviembre de 2026 10:30", "2026-11-27 10:30:00"),
        ("10:30, 27 Nov 2026", "2026-11-27 10:30:00"),
        ("27 ноября 2026 10:30", "2026-11-27 10:30:00"),
        ("2026年11月27日 10:30 更新", "2026-11-27 10:30:00"),
        ("公開日時：2026年11月27日 10:30", "2026-11-27 10:30:00"),
        ("27 Nov 26 10:30", "2026-11-27 10:30:00"),
        ("27 Nov 98 10:30", "1998-11-27 10:30:00"),
        ("2026-11-27T24:00:00", "2026-11-28 00:00:00"),
        ("2016-12-31T23:59:60", "2017-01-01 00:00:00"),
        ("20261127103000", "2026-11-27 10:30:00"),
        ("27.11.2026 10:30", "2026-11-27 10:30:00"),
        ("13/04/2026 10:30", "2026-04-13 10:30:00"),
        ("04/13/2026 10:30 PM", "2026-04-13 22:30:00"),
    ],
)
def test_a_time_on_the_wall(text: str, local: str) -> None:
    written = parse(text)
    assert written is not None
    assert (str(written.local)[:19], written.offset, written.zone, written.timeless) == (local, None, "", False)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Fri, 27 Nov 2026 00:30:00 JST", "JST"),
        ("Fri Nov 27 00:30:00 JST 2026", "JST"),
        ("Fri, 27 Nov 2026 00:30:00 (JST)", "JST"),
        ("2026-11-27 00:30:00Z", "Z"),
        ("2026-11-27 00:30 Asia/Tokyo", "Asia/Tokyo"),
        ("2026-11-27T00:30[Asia/Tokyo]", "Asia/Tokyo"),
        ("27 Nov 2026 00:30 Pacific Standard Time", "Pacific Standard Time"),
        ("2026年11月27日 00:30 日本時間", "日本時間"),
        ("27 Nov 2026 12:30 AM p.s.t.", "p.s.t."),
    ],
)
def test_zones_by_name(text: str, zone: str) -> None:
    written = parse(text)
    assert written is not None
    assert (str(written.local)[:19], written.zone) == ("2026-11-27 00:30:00", zone)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-27T00:30:00+09:00[Asia/Tokyo]",
        "Fri Nov 27 2026 00:30:00 GMT+0900 (日本標準時)",
        "Fri Nov 27 2026 00:30:00 GMT+0900 (Japan Standard Time)",
        "2026-11-27 00:30:00 +0900 JST",
        "Fri, 27 Nov 2026 00:30:00 +9",
        "Fri, 27 Nov 2026 00:30:00 UTC+9",
        "27/Nov/2026:00:30:00 +0900",
        "2026-11-27t00:30:00.123+09",
    ],
)
def test_a_number_says_the_zone(text: str) -> None:
    written = parse(text)
    assert written is not None
    assert (str(written.local)[:19], written.offset) == ("2026-11-27 00:30:00", timedelta(hours=9))


@pytest.mark.parametrize(
    "text",
    [
        "Dec 2018",
        "December 2018",
        "2018-12",
        "2018",
        "2026年11月",
        "11月28日 10:30",
        "Nov 27 10:30:00",
        "2026-W48",
        "26/11/27",
        "today",
        "yesterday at 10:30",
        "10:30",
        "Published 27 Nov 2026",
        "not before 27 Nov 2026",
        "27 Nov 2026 or later",
        "2026-11-27 until 2026-11-28",
        "2026-02-30",
        "2026/13/45",
        "0000-00-00 00:00:00",
        "Thu, 32 Nov 2026 00:30:00 GMT",
        "2026-11-27T25:00:00Z",
        "2026-11-27T24:00:01Z",
        "2026-11-27 10:61",
        "2026-11-27 15:00 AM",
        "2026年11月27日 午前12時",
        "2026-11-27 10:30 +2500",
        "2026-11-27 10:30 <b>",
        "",
        "x" * 500,
    ],
)
def test_what_is_missing_or_left_over_makes_a_date_unreadable(text: str) -> None:
    assert exact(text) is None
    assert parse(text) is None


@pytest.mark.parametrize("text", ["03/04/2026", "3-4-2026 10:30", "03/04/2026 10:30 PM"])
def test_numbers_in_either_order(text: str) -> None:
    written = parse(text)
    assert written is not None
    assert written.swapped is not None
    assert {written.local.month, written.swapped.month} == {3, 4}


@given(st.text(max_size=60) | st.text("0123456789:/-+年月日時分TZGMTNovFri, ", max_size=40))
def test_any_text_is_read_or_not_never_raised(text: str) -> None:
    written = parse(text)
    assert written is None or written.local.tzinfo is not None
    when = exact(text)
    assert when is None or when.utcoffset() == timedelta()


@pytest.mark.parametrize("piece", ["1", "1 ", "Nov ", "午後", "(", "+", "1:", "Fri,", "年"])
def test_hostile_texts_take_no_time(piece: str) -> None:
    start = time.perf_counter()
    for length in (20, 100, 120, 5_000, 100_000):
        parse((piece * length)[:length])
    assert time.perf_counter() - start < 1
