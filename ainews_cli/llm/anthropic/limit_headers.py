"""What a response's headers tell of the server's rate limits. Pure.

Anthropic names them `anthropic-ratelimit-requests-limit`, `-remaining` and `-reset` (RFC 3339), the same for `tokens`,
`input-tokens` and `output-tokens`; gateways pass them on or send their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

KINDS = ("requests", "tokens", "input-tokens", "output-tokens")
_NAME = "anthropic-ratelimit-{}-{}"
LONGEST = 86_400.0
"""Seconds of a reset that are believed."""


class RateLimit(NamedTuple):
    """One limit as the server saw it when it took the request in, or when it answered."""

    limit: float
    remaining: float
    reset: float
    """Seconds from now until there is room again (or until all of it is there again: servers differ); may be below 0.
    """


def rate_limits(headers: Mapping[str, str], now: datetime) -> dict[str, RateLimit]:
    """Return, by kind, the limits that come with all three figures; pass over nonsense."""
    limits = {}
    for kind in KINDS:
        limit, remaining = (_count(headers.get(_NAME.format(kind, name))) for name in ("limit", "remaining"))
        reset = _seconds(headers.get(_NAME.format(kind, "reset")), now)
        if limit and remaining is not None and reset is not None:
            limits[kind] = RateLimit(limit, remaining, reset)
    return limits


def _count(text: str | None) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value < 1e12 else None


def _seconds(text: str | None, now: datetime) -> float | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    seconds = ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
    return min(seconds, LONGEST)
