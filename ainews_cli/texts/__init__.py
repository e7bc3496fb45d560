"""Every text of the interface, in Japanese and English, side by side; one module per topic, imported when a text of it
is asked for.

`text(language, key, **values)` looks a key up and fills its `{placeholders}`. A language other than Japanese gets
English.
A key with a `.one` sibling uses that one where `n` is 1 (English has a singular; Japanese repeats the same words);
`{calls|call|calls}` chooses a word by any other number (`plural`).
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ainews_cli.texts.common import TEXTS as _COMMON
from ainews_cli.texts.plural import fill

TOPICS: dict[str, str] = {
    **dict.fromkeys(("block", "translation", "original", "discussion", "comment", "audit", "check", "link"), "article"),
    **dict.fromkeys(("dry_run", "deferred", "purpose", "tries"), "work"),
    **dict.fromkeys(("trends", "companies"), "trends"),
    **dict.fromkeys(("story", "why"), "stories"),
    "progress": "progress",
    "eval": "evaluation",
    "date": "dates",
    "kinds": "kinds",
    "batch": "batch",
    "weekly": "weekly",
    **dict.fromkeys(("site", "chart"), "site"),
    "usage": "usage",
    "doctor": "doctor",
    **dict.fromkeys(("brief", "hacker"), "briefs"),
    "feeds": "feeds",
    "fetch": "fetching",
    "fault": "faults",
    "init": "setup",
    "wrong": "wrong_usage",
    **dict.fromkeys(("search", "flag", "open"), "search"),
}
"""First word of a key -> the module its texts are in; the others are in `common`."""

LANGUAGES = ("ja", "en")
MESSAGES = ("reason", "error", "message")
"""Values of texts that are messages themselves."""


def text(language: str, key: str, **values: object) -> str:
    """Return the text for a key, placeholders filled. Raise KeyError for an unknown key (a fault in the program)."""
    table = _table(key)
    if values.get("n") == 1 and f"{key}.one" in table:
        key = f"{key}.one"
    template = localized(language, table[key])
    if not values:
        return template
    spoken = {name: said(language, str(value)) if name in MESSAGES else value for name, value in values.items()}
    return fill(template, **spoken)


def said(language: str, message: str) -> str:
    """Return a message of the program (a fault, a reason, a finding), which is English, in the language."""
    if localized(language, ("ja", "en")) == "en":
        return message
    spoken: str = import_module("ainews_cli.texts.messages").in_japanese(message)
    return spoken


def localized(language: str, texts: tuple[str, str]) -> str:
    """Return the Japanese or the English one of a pair."""
    return texts[_column(language)]


@cache
def _column(language: str) -> int:
    return 0 if language.split("-")[0].lower() == "ja" else 1


def _table(key: str) -> dict[str, tuple[str, str]]:
    topic = TOPICS.get(key.partition(".")[0])
    return _topic(topic) if topic else _COMMON


@cache
def _topic(name: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = import_module(f"ainews_cli.texts.{name}").TEXTS
    return found


def has(key: str) -> bool:
    """Whether there is a text for the key."""
    return key in _table(key)


@cache
def every() -> dict[str, tuple[str, str]]:
    """All texts: key -> (Japanese, English)."""
    found = dict(_COMMON)
    for name in dict.fromkeys(TOPICS.values()):
        found |= _topic(name)
    return found


def keys() -> tuple[str, ...]:
    """All keys, for the test that every key in use exists."""
    return tuple(every())
