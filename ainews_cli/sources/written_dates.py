"""A date as somebody wrote it, taken apart.

Every piece must be understood: what is left over, or missing (a day, a month), makes the whole unreadable. So no part
is ever filled in. dateutil and dateparser guess where this refuses ("Dec 2018" is the day of today there).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_EXACT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_RFC = re.compile(
    r"(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:([A-Z]{1,3})|([+-])(\d\d)([0-5]\d))\Z"
)
_HOURS = {"GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "JST": 9}
"""The names that nearly all feeds use, none of which means anything else (`sources.zones` has the rest)."""
_MONTH_NAMES = """
jan january januar janvier enero gennaio janeiro januari gen ene jän jänner янв января
feb february februar février fevrier febrero febbraio fevereiro februari fév fev фев февраля
mar march märz mars marzo março maart mär mrz mrt мар марта
apr april avril abril aprile avr abr апр апреля
may mai mayo maggio maio mei mag май мая
jun june juni juin junio giugno junho giu июн июня
jul july juli juillet julio luglio julho juil lug июл июля
aug august août aout agosto augustus ago авг августа
sep sept september septembre septiembre settembre setembro set сен сент сентября
oct october oktober octobre octubre ottobre outubro okt ott out окт октября
nov november novembre noviembre novembro ноя нояб ноября
dec december dezember décembre decembre diciembre dicembre dezembro dez déc dic дек декабря
"""
_MONTHS = {name: number for number, line in enumerate(_MONTH_NAMES.strip().splitlines(), 1) for name in line.split()}
_MONTH = rf"(?<![^\W\d_])({'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![^\W\d_])\.?"
_DAY = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?(?!\d)"
_OF = r"[\s,/-]*(?:de\s+|of\s+|del\s+)?"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_ERA = re.compile(
    r"(?<![A-Za-z])(令和|平成|昭和|[RHS](?=\s*\d))\s*(元|\d{1,2})\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})(?!\d)\s*日?"
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일?"
    r"|([-/.])\s?(\d{1,2})\6\s?(\d{1,2})(?!\d)\.?)"
)
_WEEK = re.compile(r"(?<!\d)(\d{4})-?W(\d\d)-?([1-7])(?!\d)")
_DAY_MONTH = re.compile(rf"{_DAY}{_OF}{_MONTH}{_OF}(\d{{4}}(?!\d)|\d{{2}}(?![\d:]))", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"{_MONTH}{_OF}{_DAY},?\s+(\d{{4}})(?![\d:])", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?: ?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_TIME = re.compile(
    r"(午前|午後|오전|오후|上午|下午)?\s*(?<![\d+-])(\d{1,2})"
    r"(?:[:h](\d\d)(?::(\d\d)(?:[.,]\d+)?)?|\s*[時时点시](?:\s*(半)|\s*(\d{1,2})\s*[分분](?:\s*(\d{1,2})\s*[秒초])?)?)?"
    r"(?!\d)\s*(?:([ap])\.?m(?![a-z])\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*(?:(?:GMT|UTC|UT|Z)\s*)?([+-])(\d{1,2})(?::?([0-5]\d))?(?![\d:])", re.IGNORECASE)
_ZONE = re.compile(
    r"[A-Za-z]\.?(?:[A-Za-z]\.?){0,4}|[A-Z][A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}|(?:[A-Z][a-z]+ ){1,3}Time"
    r"|[^\W\d_a-zA-Z]{2,10}"
)
"""An abbreviation, an IANA name, words, or words of East Asia."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_WEEKDAY = re.compile(
    r"(?<![^\W\d_])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![^\W\d_])\.?,?"
    r"|(?<![^\W\d_])(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?![^\W\d_])"
    r"|^[^\W\d_]{2,15}\.?,|[月火水木金土日]曜日?|星期[一二三四五六日天]|[월화수목금토일]요일",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"(?<![^\W\d_])(?:at|on|um|à|às|alle|a las|uhr)(?![^\W\d_])|(?:公開|更新|配信|掲載|投稿|発行)日?時?", re.IGNORECASE
)
_EPOCH = re.compile(r"(1\d{9})(?:\d{3}|\.\d+)?")
"""Seconds or milliseconds of the years 2001 to 2033."""
_WAYS = (
    ("jp", re.compile(r"時|午前|午後|令和|平成|昭和|(?<![A-Za-z])[RHS]\d{1,2}[./]")),
    ("cn", re.compile("时|上午|下午|点|号")),
    ("kr", re.compile("년|오전|오후")),
)
_EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 120
"""Characters of a date; what is longer is a text."""


class WrittenDate(NamedTuple):
    """The pieces of a date."""

    local: datetime
    """The time on the wall, as if that were in UTC."""
    offset: timedelta | None = None
    """As written in numbers."""
    zone: str = ""
    """As written in letters; "" for none."""
    timeless: bool = False
    """It is a day without a time."""
    swapped: datetime | None = None
    """The date where day and month, both in numbers, change places."""
    order: str = ""
    """The order that the numbers prove: "/dm" or "/md" (after the character between them); "" for nothing."""
    way: str = ""
    """The country that writes so, "kanji" for Japan or China; "" for none."""


def exact(text: str) -> datetime | None:
    """Return the moment of the two forms that nearly all feeds use, in UTC; None for any other text."""
    try:
        if _EXACT.match(text):
            date = datetime.fromisoformat(text)
            return date.astimezone(UTC) if date.tzinfo is not None else None
        match = _RFC.match(text)
        if match is None:
            return None
        day, month, year, hour, minute, second, zone, sign, hours, minutes = match.groups()
        date = datetime(int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
        if zone:
            return date - timedelta(hours=_HOURS[zone])
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        return (date - offset if sign == "+" else date + offset) if offset <= _FURTHEST else None
    except (ValueError, OverflowError, KeyError):
        return None


_FURTHEST = timedelta(hours=14)


def parse(text: str) -> WrittenDate | None:
    """Return the pieces of a date in any form that is understood as a whole, None for any other text."""
    rest = unicodedata.normalize("NFKC", text[: 2 * _LONGEST]).replace("\u2212", "-").strip()
    if not rest or len(rest) > _LONGEST:
        return None
    if epoch := _EPOCH.fullmatch(rest):
        return WrittenDate(_EPOCH_START + timedelta(seconds=int(epoch[1])), timedelta())
    try:
        return _parsed(rest)
    except (ValueError, OverflowError):  # there is no such day, hour or year
        return None


def _parsed(rest: str) -> WrittenDate | None:
    way = next((country for country, sign in _WAYS if sign.search(rest)), "kanji" if "年" in rest else "")
    inside = _BRACKETS.findall(rest)
    rest = _BRACKETS.sub(" ", rest)
    if compact := _COMPACT.match(rest.replace("T", " ", 1)):
        year, month, day, *time = compact.groups()
        rest = f"{year}-{month}-{day} {':'.join(part for part in time if part)}{rest[compact.end() :]}"
    rest = re.sub(r"(?<=\d)[Tt](?=\d)", " ", rest)
    found = _date(rest)
    if found is None:
        # the year may stand behind time and zone: Fri Nov 27 00:30:00 JST 2026
        moved = re.sub(r"^(.*?)(\s\d{1,2}:\d\d\S*.*?)\s+(\d{4})$", r"\1 \3 \2", rest)
        found = _date(moved) if moved != rest else None
        rest = moved
    if found is None:
        return None
    written, start, end = found
    before, after = rest[:start], rest[end:]
    clock, offset, left = _clock(before, after)
    if clock is None:
        return None
    zone = _zone(left, inside if offset is None else [])
    if zone is None:
        return None
    since_midnight, timeless = clock
    return written._replace(
        local=written.local + since_midnight,
        swapped=written.swapped + since_midnight if written.swapped else None,
        offset=offset,
        zone="" if offset is not None else zone,
        timeless=timeless,
        way=way,
    )


def _date(text: str) -> tuple[WrittenDate, int, int] | None:
    """Return the day in a text, and where it stands."""
    if match := _ERA.search(text):
        era, year, month, day = match.groups()
        number = _ERAS[era.upper()] + (1 if year == "元" else int(year))
        return WrittenDate(_day(number, int(month), int(day))), *match.span()
    if match := _WEEK.search(text):
        return WrittenDate(
            datetime.fromisocalendar(int(match[1]), int(match[2]), int(match[3])).replace(tzinfo=UTC)
        ), *match.span()
    if match := _YEAR_FIRST.search(text):
        year, *parts = (group for group in match.groups() if group and group.isdigit())
        return WrittenDate(_day(int(year), int(parts[0]), int(parts[1]))), *match.span()
    if match := _DAY_MONTH.search(text):
        day, month, year = match.groups()
        return WrittenDate(_day(_full(year), _MONTHS[month.lower()], int(day))), *match.span()
    if match := _MONTH_DAY.search(text):
        month, day, year = match.groups()
        return WrittenDate(_day(int(year), _MONTHS[month.lower()], int(day))), *match.span()
    if match := _NUMBERS.search(text):
        return _numbers(int(match[1]), int(match[3]), int(match[4]), match[2]), *match.span()
    return None


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def _numbers(first: int, second: int, year: int, between: str) -> WrittenDate:
    """Return a date of three numbers with the year last. Dots stand in dates whose day comes first."""
    if first > 12 or between == "." or first == second:
        return WrittenDate(_day(year, second, first), order="" if second == first else f"{between}dm")
    if second > 12:
        return WrittenDate(_day(year, first, second), order=f"{between}md")
    return WrittenDate(_day(year, second, first), swapped=_day(year, first, second), order=between)


def _full(year: str) -> int:
    """Return a year; RFC 2822 says what two digits mean."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)


def _clock(before: str, after: str) -> tuple[tuple[timedelta, bool] | None, timedelta | None, str]:
    """Return time of day, offset and what is left of the text around the date; no time of day is midnight."""
    for text, other in ((after, before), (before, after)):
        for match in _TIME.finditer(text):
            if not any(match.group(group) for group in (1, 3, 8)) and not re.search("[時时点시]", match.group()):
                continue
            time = _time_of_day(match)
            if time is None:
                return None, None, ""
            offset = _OFFSET.match(text, match.end())
            end = offset.end() if offset else match.end()
            left = f"{other} {text[: match.start()]} {text[end:]}"
            return (time, False), _offset(offset) if offset else None, left
    offset = _OFFSET.match(after)
    return (
        (timedelta(), True),
        _offset(offset) if offset else None,
        f"{before} {after[offset.end() :] if offset else after}",
    )


def _time_of_day(match: re.Match[str]) -> timedelta | None:
    """Return the time; 24:00 is the next day's start, and a leap second the next minute's. Raise ValueError."""
    half_before, hour, minute, second, half, minutes, seconds, half_after = match.groups()
    hours, minute, second = int(hour), minute or minutes or ("30" if half else "0"), second or seconds or "0"
    afternoon = half_before in ("午後", "오후", "下午") or (half_after or "").lower() == "p"
    if half_before or half_after:
        if hours > 12 and not (afternoon and hours < 24):
            return None
        if hours == 12 and half_before in ("午前", "午後"):
            return None  # noon for some and midnight for others
        hours = hours % 12 + 12 * afternoon if hours <= 12 else hours
    if hours > 24 or int(minute) > 59 or int(second) > 60 or (hours == 24 and (int(minute) or int(second))):
        return None
    return timedelta(hours=hours, minutes=int(minute), seconds=int(second))


def _offset(match: re.Match[str]) -> timedelta:
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if offset > _FURTHEST:
        raise ValueError("no place is so far from UTC")
    return offset if match[1] == "+" else -offset


def _zone(left: str, inside: list[str]) -> str | None:
    """Return the zone's name in what is left, "" for none; None when more is left than a name."""
    left = _JOINING.sub(" ", _WEEKDAY.sub(" ", left)).strip(" \t\n,;:-–|")
    names = [
        name.strip()
        for name in inside
        if not re.fullmatch(r"[月火水木金土日一二三四五六월화수목금토일]?|祝", name.strip())
    ]
    if not left:
        return names[0] if len(names) == 1 and not _WEEKDAY.fullmatch(names[0]) else ""
    return left if _ZONE.fullmatch(left) else None
