"""Calendar dates and times of day in English and Japanese, as tuples.

Dates compare as (year, month, day), 0 where a part is not said: a swapped day and month would be invisible to a
comparison of bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Triple = tuple[int, int, int]

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|"
    r"Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
    r"\b\.?"
)
_YEAR = r"(?P<year>(?:1[5-9]|2[01])\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written, with every way to read it (05/06/2026 has two)."""

    text: str
    readings: tuple[Triple, ...]
    firm: bool = True
    """False for a bare English month name: it may serve as a counterpart but needs none."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as written, with its readings as (hour 0-24, minute)."""

    text: str
    readings: tuple[tuple[int, int], ...]
    firm: bool = True
    """False for a word such as noon: it may serve as a counterpart but needs none."""


def _month(name: str) -> int:
    return next(index for index, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def _part(match: re.Match[str], name: str) -> int:
    digits = match.groupdict().get(name)
    return int(digits) if digits else 0


def _english(match: re.Match[str]) -> tuple[Date, ...]:
    year, month, day = _part(match, "year"), _month(match["month"]), _part(match, "day")
    last = _part(match, "last")
    days = (day, last) if last else (day,)
    firm = bool(day or year)
    return tuple(Date(match[0].strip(), ((year, month, each),), firm) for each in days if each <= 31)


def _iso(match: re.Match[str]) -> tuple[Date, ...]:
    date = (_part(match, "year"), _part(match, "mon"), _part(match, "day"))
    return (Date(match[0], (date,)),) if date[1] <= 12 and date[2] <= 31 else ()


def _slashed(match: re.Match[str]) -> tuple[Date, ...]:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 2000 if year < 100 else 0
    readings = tuple(
        (year, month, day)
        for month, day in dict.fromkeys(((first, second), (second, first)))
        if 1 <= month <= 12 and 1 <= day <= 31
    )
    return (Date(match[0], readings),) if readings else ()


def _japanese(match: re.Match[str]) -> tuple[Date, ...]:
    year = _part(match, "year")
    era = match.groupdict().get("era")
    if era:
        count = match["count"]
        year = _ERAS[era] + (1 if count == "元" else int(count))
    month, day, last = _part(match, "mon"), _part(match, "day"), _part(match, "last")
    if month > 12 or day > 31:
        return ()
    return tuple(Date(match[0], ((year, month, each),)) for each in ((day, last) if last else (day,)))


_JA_YEAR = r"(?:(?P<year>\d{4})\s?年|(?P<era>令和|平成|昭和|大正|明治)(?P<count>\d{1,2}|元)\s?年)"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[Date, ...]]], ...] = (
    (
        re.compile(
            r"(?<![\d/.-])(?P<year>\d{4})(?P<sep>[-/.])(?P<mon>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/]|[.-]\d)"
        ),
        _iso,
    ),
    (
        re.compile(r"(?<![\d/.])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)(?![\d/]|\.\d)"),
        _slashed,
    ),
    (
        re.compile(
            rf"{_JA_YEAR}\s?(?P<mon>\d{{1,2}})\s?月\s?"
            rf"(?:(?P<day>\d{{1,2}})\s?日(?:\s?[-〜~–—から・、]+\s?(?P<last>\d{{1,2}})\s?日)?)?"
        ),
        _japanese,
    ),
    (re.compile(r"(?P<era>令和|平成|昭和|大正|明治)(?P<count>\d{1,2}|元)\s?年"), _japanese),
    (
        re.compile(
            r"(?<![\d.])(?P<mon>\d{1,2})\s?月\s?(?P<day>\d{1,2})(?:\s?日(?!間)|(?=\s?[-〜~–—]\s?\d{1,2}\s?日(?!間)))"
        ),
        _japanese,
    ),
    (re.compile(r"(?<![\d.,カか])(?P<mon>\d{1,2})\s?月(?![間齢])"), _japanese),
    (
        re.compile(
            rf"\b{_MONTH}\s(?:the\s)?{_DAY}(?:\s?(?:[-–—]|to|and|through)\s?"
            rf"(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s+[a-z]))?(?:,?\s{_YEAR}\b)?"
        ),
        _english,
    ),
    (
        re.compile(
            rf"\b{_DAY}(?:\s?(?:[-–—]|to|and)\s?"
            rf"(?P<last>[0-3]?\d)(?:st|nd|rd|th)?\b)?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR}\b)?"
        ),
        _english,
    ),
    (re.compile(rf"\b{_MONTH},?\s(?:of\s)?{_YEAR}\b"), _english),
    (re.compile(rf"\b{_MONTH}"), _english),
)

_WEEKDAY = re.compile(
    r"\b((?i:mon|tues|wednes|thurs|fri|satur|sun)(?=(?i:days?)\b)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?=\.|,|\s))"
)
_DIGIT = re.compile("[0-9]")
_MONTH_NAME = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_TIME_EN = re.compile(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap])\.?\s?m\b\.?",
    re.IGNORECASE,
)
_TIME_24 = re.compile(
    r"(?P<before>午前|午後)?(?<![\d.:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
)
_TIME_JA = re.compile(
    r"(?P<before>午前|午後|朝|夜|夕方|深夜|未明|早朝)?(?:の)?"
    r"(?<![\d.])(?P<hour>[01]?\d|2[0-9])\s?時(?!間|[々代期点])(?:\s?(?P<minute>[0-5]?\d)\s?分|(?P<thirty>半))?"
)
_NAMED_TIMES = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0), "正午": (12, 0)}


def _clock(match: re.Match[str]) -> Time:
    groups = match.groupdict()
    hour = int(match["hour"])
    minute = int(groups.get("minute") or 0) or (30 if groups.get("thirty") else 0)
    half = (groups.get("half") or "").lower() or {"午前": "a", "午後": "p"}.get(groups.get("before") or "", "")
    if half:
        return Time(match[0], ((hour % 12 + (12 if half == "p" else 0), minute),))
    if hour <= 12 and match.re is _TIME_JA:
        return Time(match[0], ((hour, minute), ((hour + 12) % 24, minute)))
    return Time(match[0], ((hour, minute),))


def take_dates(text: str) -> tuple[tuple[Date, ...], str]:
    """Return the dates of a text (full-width digits folded), and the text with them blanked out, so that their digits
    count once.
    """
    all_dates: list[Date] = []
    digits = bool(_DIGIT.search(text))
    if not digits and not _MONTH_NAME.search(text):
        return (), text
    for pattern, build in _RULES if digits else _RULES[-1:]:

        def take(match: re.Match[str], build: Callable[[re.Match[str]], tuple[Date, ...]] = build) -> str:
            dates = build(match)
            all_dates.extend(dates)
            return " " * len(match[0]) if dates else match[0]

        text = pattern.sub(take, text)
    return tuple(all_dates), text


def take_times(text: str) -> tuple[tuple[Time, ...], str]:
    """Return the times of day of a text, and the text with them blanked out."""
    times: list[Time] = []

    def take(match: re.Match[str]) -> str:
        times.append(_clock(match))
        return " " * len(match[0])

    if _DIGIT.search(text):
        for pattern in (_TIME_EN, _TIME_24, _TIME_JA):
            text = pattern.sub(take, text)
    times += [Time(word, (reading,), firm=False) for word, reading in _NAMED_TIMES.items() if word in text.lower()]
    return tuple(times), text


def weekdays(text: str) -> frozenset[int]:
    """Return the days of the week that a text names, Monday as 0. Japanese: 月曜, (月), （月）."""
    english = {
        _WEEKDAYS.index(name)
        for match in _WEEKDAY.finditer(text)
        for name in _WEEKDAYS
        if name.startswith(match[1].lower())
    }
    japanese = {
        "月火水木金土日".index(match[1] or match[2])
        for match in re.finditer(r"([月火水木金土日])曜|(?<=[日\d])\(([月火水木金土日])\)", text)
    }
    return frozenset(english | japanese)


def agree(left: Date, right: Date) -> bool:
    """Return whether two dates may be the same: some reading of each shares a part, and no part that both say
    differs.
    """
    return any(_same(a, b) for a in left.readings for b in right.readings)


def _same(a: Triple, b: Triple) -> bool:
    both = [(x, y) for x, y in zip(a, b, strict=True) if x and y]
    return bool(both) and all(x == y for x, y in both)
