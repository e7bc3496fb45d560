"""Between Python values and what SQLite keeps: times and JSON lists."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from json.encoder import encode_basestring


def to_text(moment: datetime) -> str:
    """ "2026-11-22T21:31:00Z"; fractions of a second are cut."""
    return (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat()[:19] + "Z"


def to_text_or_none(moment: datetime | None) -> str | None:
    """Return the same, None for None."""
    return None if moment is None else to_text(moment)


def bound(moment: datetime) -> str:
    """Return a window's edge as text: rounded up, because stored times are whole seconds (x >= 1.5 is x >= 2, and x <
    1.5 is x < 2).
    """
    return to_text(moment + timedelta(seconds=1) if moment.microsecond else moment)


def to_time(text: str) -> datetime:
    """Return the stored text as an aware datetime in UTC."""
    return datetime.fromisoformat(text)


def to_time_or_none(text: str | None) -> datetime | None:
    """Return the same, None for NULL."""
    return None if text is None else datetime.fromisoformat(text)


_LIST = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_json(values: Iterable[object]) -> str:
    """Return a JSON list, readable for people too."""
    return "[]" if values == () else _LIST.encode(list(values))


def strings_to_json(values: Iterable[str]) -> str:
    """Return the same for strings, in a third of the time."""
    return f"[{','.join(map(encode_basestring, values))}]"


def to_strings(text: str) -> tuple[str, ...]:
    """Return the strings of a JSON list."""
    return () if text == "[]" else tuple(json.loads(text))


def to_numbers(text: str) -> tuple[int, ...]:
    """Return the integers of a JSON list."""
    return () if text == "[]" else tuple(json.loads(text))
