"""Dates of entries: read, put into UTC, and kept within what is possible."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EARLIEST = 1990
"""Years before the web are mistakes (0001-01-01, the Unix epoch …)."""
FUTURE = "date in the future clamped"
IMPOSSIBLE = "impossible date dropped"
UNREADABLE = "unreadable date dropped"


def read(text: str) -> datetime | None:
    """Return an ISO 8601 or RFC 5322 date in UTC (no zone: UTC), None for anything else."""
    text = text.strip()
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        try:
            date = parsedate_to_datetime(text[:256])
        except (ValueError, IndexError, TypeError, OverflowError):
            return None
    try:
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):  # the zone moves it past the years a datetime holds
        return None


def plausible(when: datetime | None, now: datetime) -> tuple[datetime | None, str]:
    """Return the date to keep and the note to leave. After `now` becomes `now`, before 1990 becomes None."""
    if when is None:
        return None, ""
    if when > now:
        return now, FUTURE
    if when.year < EARLIEST:
        return None, IMPOSSIBLE
    return when, ""
