"""What to do about a failed attempt, and how long to wait. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from ainews_cli.base.retry_after import wait_of

TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
_OVERFLOW = (
    "prompt is too long",
    "context length",
    "context window",
    "context size",
    "maximum context",
    "too many tokens",
    "exceed_context",
)
_DEGRADABLE = {
    "effort": "effort",
    "thinking": "thinking",
    "cache_control": "cache_control",
    "output_config": "output_config",
    "json_schema": "output_config",
}
"""What a server's words name -> the parameter to leave out."""


@dataclass(frozen=True, slots=True)
class RetryLimits:
    """How patient the engine is; seconds, but for `tries` and `max_tokens`."""

    tries: int = 4
    """Attempts at one request, the first included."""
    deadline: float = 180.0
    """For one request with all its attempts and waits, from the first attempt on."""
    attempt: float = 90.0
    """For one attempt."""
    base: float = 0.5
    """The first back-off; each next one doubles."""
    cap: float = 8.0
    """The longest back-off."""
    retry_after_cap: float = 60.0
    """The most of a server's Retry-After that is obeyed, and the longest that a rate limit holds anything back."""
    spacing: float = 0.03
    """Between two requests, at least."""
    max_tokens: int = 16_384
    """The most of any reply; `llm.caps` says what a task needs."""


class Action(Enum):
    """What a failure calls for."""

    RETRY = "retry"
    REFUSED = "refused"
    """No further call makes sense in this run."""
    OVERFLOW = "overflow"
    """The prompt is too long for the model."""
    DEGRADE = "degrade"
    """The server does not know one of the parameters."""
    GIVE_UP = "give up"
    """This request is wrong in a way that sending it again does not mend."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed attempt."""

    action: Action
    outcome: str
    """For the ledger: "error:429" …"""
    words: str
    """For the reader; no credential in it."""
    status: int = 0
    after: float | None = None
    """Seconds the server asked to wait."""
    maybe_billed: bool = False
    """The request had reached the server, and nobody knows whether it was answered: the ledger counts the whole
    estimate.
    """
    parameter: str = ""
    """With DEGRADE: what to leave out."""
    request_id: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Of the response, for what they tell of rate limits."""


def on_status(status: int, message: str, headers: Mapping[str, str], now: datetime) -> Failure:
    """Return the failure behind an HTTP status; `message` is what the server said."""
    low = message.lower()
    words = f"{status} {message}".strip()
    action, parameter = Action.GIVE_UP, ""
    if status in (401, 402, 403, 404) or (status == 400 and "credit balance" in low):
        action = Action.REFUSED
    elif status in TRANSIENT or status > 529:
        action = Action.RETRY
    elif status == 413 or (status in (400, 422) and any(sign in low for sign in _OVERFLOW)):
        action = Action.OVERFLOW
    elif status in (400, 422) and (parameter := next((name for sign, name in _DEGRADABLE.items() if sign in low), "")):
        action = Action.DEGRADE
    return Failure(
        action,
        f"error:{status}",
        words,
        status,
        retry_after(headers, now),
        parameter=parameter,
        request_id=headers.get("request-id") or "",
        headers=headers,
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return seconds that `retry-after-ms` or `Retry-After` (RFC 9110: seconds or a date) ask for; None without or with
    nonsense; never negative.
    """
    if (value := headers.get("retry-after-ms")) and (seconds := _number(value)) is not None:
        return max(0.0, seconds / 1000)
    value = headers.get("retry-after")
    if not value:
        return None
    if (seconds := _number(value)) is not None:  # as the SDK: fractions, too
        return max(0.0, seconds)
    wait = wait_of(value, now)
    return wait.total_seconds() if wait is not None else None


def back_off(attempt: int, after: float | None, limits: RetryLimits, share: float) -> float:
    """Return seconds to wait after attempt number `attempt` (from 1): full jitter (`share`, 0 to 1, of a doubling cap).

    A Retry-After is obeyed up to its cap, with a little jitter on top so that not all return at once.
    """
    jitter: float = min(limits.cap, limits.base * 2 ** (attempt - 1)) * share
    return jitter if after is None else min(after, limits.retry_after_cap) + min(jitter, limits.base)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if value == value and abs(value) != float("inf") else None
