"""The example config for a beginner: only the feeds of some categories. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from ainews_cli import config
from ainews_cli.errors import UsageError
from ainews_cli.render.clean import clean, one_line
from ainews_cli.subscriptions import editing

_EMPTY_HEADING = re.compile(r"# ----[^\n]*\n+(?=# ----|\Z)")
ALL, NONE = "all", "none"


def categories(text: str) -> dict[str, int]:
    """Count the feeds of each category of a config, in its order."""
    return dict(Counter(feed.category for feed in config.parse(text, None).feeds))


def chosen(answer: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the categories that an answer means. Raise UsageError for others.

    "all", "none", or numbers (from 1) and names with commas or blanks between.
    """
    words = re.split(r"[\s,、,]+", answer.strip().casefold())
    if words in ([""], [ALL]):
        return tuple(names)
    if words in ([NONE], ["0"]):
        return ()
    known = {name.casefold(): name for name in names} | {str(number): name for number, name in enumerate(names, 1)}
    unknown = [word for word in words if word and word not in known]
    if unknown:
        raise UsageError(f"{unknown[0]!r}: {ALL}, {NONE}, 1-{len(names)}, {', '.join(names)}")
    wanted = {known[word] for word in words if word}
    return tuple(name for name in names if name in wanted)


def sentence(answer: str) -> str:
    """Return the interests that an answer means: one line, without what a terminal may have slipped in."""
    return one_line(clean(answer))


def keywords(answer: str) -> list[str]:
    """Return the words and phrases between the commas of an answer, each once."""
    phrases = (one_line(clean(phrase)) for phrase in re.split(r"[,、，､;；\n]", answer))
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def narrowed(text: str, keep: Collection[str]) -> str:
    """Return the config without the feeds of all other categories, and without headings that nothing is left below."""
    gone = {feed.url for feed in config.parse(text, None).feeds if feed.category not in keep}
    return _EMPTY_HEADING.sub("", editing.remove(text, gone)).rstrip("\n") + "\n" if gone else text
