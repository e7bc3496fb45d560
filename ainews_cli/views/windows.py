"""Windows of time: which items a view looks at. `now` and the zone are arguments."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ainews_cli.errors import UsageError
from ainews_cli.models.window import Window


def last_hours(now: datetime, hours: int) -> Window:
    """Return the `hours` before `now`; an item published this very second still belongs."""
    end = now.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
    return Window(end - timedelta(hours=hours), end)


def calendar_days(first: date, days: int, zone: str) -> Window:
    """Return `days` whole calendar days from `first` in the IANA zone: 23 to 25 hours each where clocks change."""
    tz = ZoneInfo(zone)
    start = datetime.combine(first, time.min, tz).astimezone(UTC)
    end = datetime.combine(first + timedelta(days=days), time.min, tz).astimezone(UTC)
    return Window(start, end)


def day_window(day: date | None, days: int, now: datetime, zone: str) -> Window:  # noqa: ARG001  as the others
    """Return a calendar day of the zone, or the last 24 hours."""
    return recent_days(day, 1, now, zone)


def week_window(day: date | None, days: int, now: datetime, zone: str) -> Window:  # noqa: ARG001  as the others
    """Return Monday to Sunday around the day, or the last seven days."""
    return last_hours(now, 7 * 24) if day is None else calendar_days(day - timedelta(days=day.weekday()), 7, zone)


def recent_days(day: date | None, days: int, now: datetime, zone: str) -> Window:
    """Return the `days` calendar days that end with the day, or as many times 24 hours before now."""
    return last_hours(now, 24 * days) if day is None else calendar_days(day - timedelta(days=days - 1), days, zone)


def before(window: Window) -> Window:
    """Return the window of the same length before a window."""
    return Window(window.start - (window.end - window.start), window.start)


def digest_day(day: date | None, *, now: datetime, zone: str) -> str:
    """Return the calendar day that a digest belongs to, ISO 8601: the day asked for, or the reader's today."""
    return (day or now.astimezone(ZoneInfo(zone)).date()).isoformat()


def parse_day(text: str, *, now: datetime, zone: str) -> date:
    """Read a day as people write it: 2026-06-05, today, yesterday, 今日, 昨日, or -3 (three days ago).

    Raise UsageError for anything else.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    word = text.strip().casefold()
    if word in ("today", "今日"):
        return today
    if word in ("yesterday", "昨日"):
        return today - timedelta(days=1)
    try:
        if re.fullmatch(r"-\d{1,4}", word):
            return today + timedelta(days=int(word))
        return date.fromisoformat(word)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{text!r} is not a date; write 2026-06-05, today, yesterday, or -- -3 for three days ago"
        ) from None
