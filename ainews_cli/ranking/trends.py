"""Rising and falling names: counts of names in a window against the one before. Pure.

The measure is the log-odds ratio with a Dirichlet prior, as a z-score (Monroe, Colaresi and Quinn 2008, "Fightin'
Words", equations 16, 20 and 22, with a flat prior of one item in each window). Dividing by the items of each window
takes out that one was busier; the prior and the variance see to it that 0 -> 1 is no trend.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt
from typing import NamedTuple

from ainews_cli.data import words
from ainews_cli.models.scripts import HAN, KATAKANA

LEAST = 3
"""Items that a name must have in the busier of the two windows."""
SIGNIFICANT = 1.28
"""Least z-score: 90 % on one side of a normal distribution."""
MOST_STEPS = 20
"""Most points of a line: more do not fit a column."""
PRIOR = 1.0
"""Items added to each window's count of a name."""

_TERM = re.compile(
    r"[A-Za-z][A-Za-z0-9]*(?:[.+#-][A-Za-z0-9]+)*(?:['’][a-z]+|(?: \d[\w.]*)?)"  # words, names, versions
    rf"|[{KATAKANA}]{{3,}}(?:・[{KATAKANA}]{{2,}})*"  # katakana
    rf"|[{HAN}]{{2,8}}"  # compounds of kanji
)
_COMMON = (
    words("common_words", "trends", "trends_measures", "trends_times")
    | words("function_words", "function", "never_names")
    | words("headline_words", "common", "common_others")
)
_NUMBERED = re.compile(r"(.*) (\d[\w.]*)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[.-]\d+)*|\d+(?:st|nd|rd|th)")
_VERSION = re.compile(r"(?:v|ver|version|rc|alpha|beta|build|[bqr])[-.]?\d[\w.+-]*", re.IGNORECASE)
_COUNTED = re.compile("[一二三四五六七八九十百千万億兆数約第各毎年月日週時分秒間円回件人名個社版号位点倍割]+")
"""Numbers and what they count, in kanji."""
_ADDRESS = re.compile(
    r"\b(?:[\w-]+\.)+(?:com|org|net|jp|io|dev|co|uk|de|fr|eu|info|tv|me|app|blog|news)\b", re.IGNORECASE
)
SHARED = 3
"""Titles that end alike after a dash or bar: what they share is the name of a site."""
_ENDING = re.compile(r"\s[-–—|｜:：]\s+([^-–—|｜]{2,40})$|[|｜]\s*([^|｜]{2,40})$|[（(【]([^（()）【】]{2,30})[)）】]$")


class Move(NamedTuple):
    """A name that rose or fell."""

    name: str
    now: int
    """Items in the window that carry it."""
    before: int
    """Items in the window before."""
    z: float
    """Above 0: rising."""


def z_score(now: int, before: int, items_now: int, items_before: int) -> float:
    """Return the z-score of a name that `now` of `items_now` items carry, and `before` of `items_before` carried; 0
    when both windows are alike.

    Raise ValueError for a count that is negative or larger than its items.
    """
    if not (0 <= now <= items_now and 0 <= before <= items_before):
        raise ValueError("a name is carried by 0 to all of the items")
    rest_now, rest_before = items_now - now + PRIOR, items_before - before + PRIOR
    ratio = log((now + PRIOR) / rest_now) - log((before + PRIOR) / rest_before)
    return ratio / sqrt(1 / (now + PRIOR) + 1 / (before + PRIOR))


def moves(now: Mapping[str, int], before: Mapping[str, int], items_now: int, items_before: int) -> list[Move]:
    """Return every name that moved for certain, the strongest first, rising and falling; nothing when one of the
    windows is empty.

    A name moves where its number of items and its share of all items move the same way: more items in a window that is
    busier still are neither a rise nor a fall.
    """
    if not items_now or not items_before:
        return []
    candidates = [
        Move(
            name,
            now.get(name, 0),
            before.get(name, 0),
            z_score(now.get(name, 0), before.get(name, 0), items_now, items_before),
        )
        for name in {**now, **before}
        if max(now.get(name, 0), before.get(name, 0)) >= LEAST
    ]
    return sorted(
        (move for move in candidates if abs(move.z) >= SIGNIFICANT and way(move)),
        key=lambda move: (-abs(move.z), -move.now, move.name),
    )


def way(move: Move) -> int:
    """Return 1 for a name with more items and a larger share of all, -1 for less of both, 0 for anything else."""
    if move.z > 0 and move.now > move.before:
        return 1
    return -1 if move.z < 0 and move.now < move.before else 0


def terms_of(title: str, *, known: Iterable[str] = (), sites: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the telling words of a title, each once: names and words of three letters and more, katakana words,
    compounds of kanji; no numbers, dates, function words, versions alone, names of sites.

    `known`: names that are counted elsewhere (companies, tags) and need not be told again; `sites`: names of feeds and
    sites, which are no topics. Case does not matter.
    """
    taken = {name.casefold() for name in known}
    plain, folded = _ADDRESS.sub(" ", title), title.casefold()
    for name in sites:
        if name in folded:
            edges = ("(?<![A-Za-z0-9])", "(?![A-Za-z0-9])") if name.isascii() else ("", "")
            plain = re.sub(re.escape(name).join(edges), " ", plain, flags=re.IGNORECASE)
    terms = (_topic(term) for term in _TERM.findall(plain))
    return tuple({term.casefold(): term for term in terms if term and term.casefold() not in taken}.values())


def _topic(term: str) -> str:
    """Return the term without a number that is none of its name, "" where it is no topic."""
    term = re.sub("['’]s?$", "", term)
    numbered = _NUMBERED.fullmatch(term)
    if numbered and (_YEAR.fullmatch(numbered[2]) or numbered[1].casefold() in _COMMON):
        term = numbered[1]
    if term.casefold().replace("’", "'") in _COMMON or (term.isascii() and len(term) < 3):
        return ""
    return "" if _VERSION.fullmatch(term) or _COUNTED.fullmatch(term) else term


def site_names(titles: Iterable[str]) -> frozenset[str]:
    """Return what several titles end with behind a dash or a bar ("… - Example News"), without regard to case."""
    endings = Counter(
        next(ending for ending in match.groups() if ending).strip().casefold()
        for title in titles
        if (match := _ENDING.search(title))
    )
    return frozenset(ending for ending, count in endings.items() if count >= SHARED)


def line(days: Iterable[int], count: int) -> tuple[float, ...]:
    """Return the items per day over the days 0 … count-1; of more than MOST_STEPS days, per stretch of several. The
    last stretch ends with the last day.
    """
    length = -(-count // MOST_STEPS)
    steps = -(-count // length)
    counts = [0.0] * steps
    for day in days:
        if 0 <= day < count:
            counts[steps - 1 - (count - 1 - day) // length] += 1
    return tuple(counts)
