"""The Retry-After field of HTTP (RFC 9110, section 10.2.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST = timedelta(hours=24)
"""No server keeps anybody away for longer."""


def wait_of(value: str, now: datetime, *, most: timedelta = LONGEST) -> timedelta | None:
    """Return the wait that a field asks for, in seconds or as a date: 0 to `most`. None for anything else."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        # a number too long for a timedelta is longer than a day all the same
        return min(timedelta(seconds=int(value)), most) if len(value) < 10 else most
    from email.utils import parsedate_to_datetime  # border: email costs 10 ms, and hardly any field is a date

    try:
        until = parsedate_to_datetime(value)
        until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
        return min(max(until - now, timedelta(0)), most)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
