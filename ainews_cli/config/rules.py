"""The good values of each key, besides their type, which is that of its field."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import re
from types import ModuleType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ainews_cli.llm.engines import engine_names
from ainews_cli.sources.kinds import KINDS
from ainews_cli.texts import LANGUAGES


class Rule(NamedTuple):
    """A rule for a value; a field at its default asks nothing."""

    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float = 0
    """With `low`: both bounds belong."""
    url: bool = False
    """True: an http(s) address, or "" for none."""
    zone: bool = False
    """True: an IANA time zone."""
    language: bool = False
    """True: a language tag (BCP 47), or "" for none."""
    required: bool = False
    """With `language`: True where "" is no answer."""
    headers: bool = False
    """True: header fields that a request may carry besides its own."""


_OF_REQUESTS = frozenset(
    (
        *("accept-encoding", "connection", "content-length", "host", "if-modified-since", "if-none-match"),
        *("te", "trailer", "transfer-encoding", "upgrade"),
    )
)
"""Header fields that a request gets in any case."""
ANY = Rule()
WEIGHT = Rule(low=0, high=1000)
RULES: dict[str, Rule] = {
    "language": Rule(language=True, required=True),
    "timezone": Rule(zone=True),
    "model.engine": Rule(choices=engine_names()),
    "model.base_url": Rule(url=True),
    "model.concurrency": Rule(low=1, high=64),
    "model.price_input": Rule(low=-1, high=1000),
    "model.price_output": Rule(low=-1, high=1000),
    "budget.usd_per_day": Rule(low=0, high=10_000),
    "budget.usd_per_run": Rule(low=0, high=10_000),
    "fetch.concurrency": Rule(low=1, high=500),
    "fetch.timeout": Rule(low=1, high=600),
    "fetch.max_bytes": Rule(low=10_000, high=1_000_000_000),
    "digest.limit": Rule(low=1, high=500),
    "digest.per_feed": Rule(low=0, high=500),
    "digest.candidates": Rule(low=1, high=50),
    "digest.discussion_tokens": Rule(low=500, high=100_000),
    "site.url": Rule(url=True),
    "feeds.url": Rule(url=True),
    "feeds.language": Rule(language=True),
    "feeds.kind": Rule(choices=tuple(KINDS)),
    "feeds.weight": Rule(low=0.01, high=10),
    "feeds.headers": Rule(headers=True),
}
"""A key without a row takes any value of its type."""


def problem(key: str, value: Any) -> str:
    """Return what is wrong with a value of the right type for a key ("timezone", "feeds.weight"); "" for nothing."""
    return problem_by(RULES.get(key, ANY), value)


def problem_by(rule: Rule, value: Any) -> str:
    """Return what the rule says against a value of the right type, in words; "" for nothing."""
    if rule.choices and value not in rule.choices:
        return f"must be one of {', '.join(rule.choices)}{suggestion(value, rule.choices)}"
    if rule.low is not None and not rule.low <= value <= rule.high:
        return f"must be from {rule.low:g} to {rule.high:g}"
    if rule.url and value and not re.match(r"(?i:https?)://[^\s/]+", value):
        return "must be an http:// or https:// address"
    if rule.language and value not in LANGUAGES and (value or rule.required):
        problem: str = _advice().language_problem(value)
        return problem
    if rule.headers:
        return _header_problem(value)
    return _zone_problem(value) if rule.zone else ""


def _header_problem(fields: tuple[tuple[str, str], ...]) -> str:
    for name, value in fields:
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or name.lower() in _OF_REQUESTS:
            return f"{name!r} is no header field that can be set here"
        if not value.isprintable() or not value.isascii():
            return f"the value of {name} must be one line of ASCII"
    return ""


def _zone_problem(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        return f"must be an IANA time zone such as Asia/Tokyo or UTC{_advice().near_zone(value)}"
    return ""


def suggestion(value: Any, good: tuple[str, ...]) -> str:
    """Return " (did you mean X?)" for the nearest of the good values, "" where none is near."""
    near: str = _advice().near_value(value, good)
    return near


def _advice() -> ModuleType:
    from ainews_cli.config import advice  # border: babel, difflib and a folder of 600 time zones, for few values

    return advice
