"""Times as people say and write them. Every view and format takes them from here; JSON has ISO 8601."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ainews_cli.texts import localized, text

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def relative(language: str, then: datetime, now: datetime, zone: str) -> str:
    """Return "5分前", "今日 10:30", "昨日 22:15", before that the day; "5 minutes ago", "today 10:30" …

    For what is read now. A time in the future counts as now.
    """
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return text(language, "ago.now")
    if minutes < 60:
        return text(language, "ago.minutes", n=minutes)
    local, today = then.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        return text(language, "time.today", time=f"{local:%H:%M}")
    if local.date() == today - timedelta(days=1):
        return text(language, "time.yesterday", time=f"{local:%H:%M}")
    return day(language, local.date(), today)


def day(language: str, date: date, today: date) -> str:
    """Return "11/28", "28 Nov"; with the year where it is not this one: "2025/11/28", "28 Nov 2025"."""
    if date.year == today.year:
        return localized(language, (f"{date.month}/{date.day}", f"{date.day} {_MONTHS[date.month - 1]}"))
    return full_day(language, date)


def full_day(language: str, date: date) -> str:
    """Return a day with its year, for what is kept: "2026/11/28", "28 Nov 2026"."""
    english = f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
    return localized(language, (f"{date.year}/{date.month}/{date.day}", english))


def absolute(language: str, moment: datetime, now: datetime, zone: str) -> str:
    """Return "11/28 15:44" in the zone, for what is read later, too; with the year where it is not that of `now`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day(language, local.date(), now.astimezone(ZoneInfo(zone)).date())} {local:%H:%M}"


def stamp(language: str, moment: datetime, zone: str) -> str:
    """Return "2026/6/5 15:44 JST", for the head of a page; with the offset ("+03:00") where the zone has no name of its
    own.
    """
    local = moment.astimezone(ZoneInfo(zone))
    return f"{full_day(language, local.date())} {local:%H:%M} {_zone_name(local)}"


def span(language: str, window: tuple[datetime, datetime], zone: str) -> str:
    """Return a window of time, the year and the zone's name once where they are the same at both ends."""
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in window)
    # the year stands where a date begins with it in Japanese, and ends with it in English
    first, last = full_day(language, start.date()), full_day(language, end.date())
    if start.year == end.year and localized(language, ("ja", "en")) == "ja":
        last = day(language, end.date(), start.date())
    elif start.year == end.year:
        first = day(language, start.date(), end.date())
    first = f"{first} {start:%H:%M}"
    if _zone_name(start) != _zone_name(end):
        first = f"{first} {_zone_name(start)}"
    return text(language, "time.range", start=first, end=f"{last} {end:%H:%M} {_zone_name(end)}")


def iso(moment: datetime) -> str:
    """Return ISO 8601 in UTC to the second: 2026-06-05T06:44:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def clock(seconds: int) -> str:
    """Return a duration as players show it: 4:07, 1:02:03."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _zone_name(local: datetime) -> str:
    """Return "JST", or "+03:00" for zones that the tz database names only by their offset."""
    name = local.tzname() or ""
    if name.isalpha():
        return name
    return local.isoformat(timespec="minutes")[-6:]
