"""Times as people say them, and as they stand on a page."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ainews_cli.texts import text


def relative(language: str, then: datetime, now: datetime, zone: str) -> str:
    """Return "3時間前", "3 hours ago"; the date in the zone from a week on. A time in the future counts as now."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return text(language, "ago.now")
    if minutes < 60:
        return text(language, "ago.minutes", n=minutes)
    if minutes < 24 * 60:
        return text(language, "ago.hours", n=minutes // 60)
    if minutes < 7 * 24 * 60:
        return text(language, "ago.days", n=minutes // (24 * 60))
    return then.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d")


def absolute(moment: datetime, zone: str) -> str:
    """Return "2026-06-05 15:44 JST"; with the offset ("+03:00") where the zone has no name of its own."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M} {_zone_name(local)}"


def span(language: str, window: tuple[datetime, datetime], zone: str) -> str:
    """Return a window of time, the zone's name once where it is the same at both ends."""
    start, end = (moment.astimezone(ZoneInfo(zone)) for moment in window)
    first = f"{start:%Y-%m-%d %H:%M}"
    if _zone_name(start) != _zone_name(end):
        first = f"{first} {_zone_name(start)}"
    return text(language, "time.range", start=first, end=f"{end:%Y-%m-%d %H:%M} {_zone_name(end)}")


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
