"""Rising and falling names: counts of names in a window against the one before. Pure.

The measure is the log-odds ratio with a Dirichlet prior, as a z-score (Monroe, Colaresi and Quinn 2008, "Fightin'
Words", equations 16, 20 and 22, with a flat prior of one item in each window). Dividing by the items of each window
takes out that one was busier; the prior and the variance see to it that 0 -> 1 is no trend.
"""

from __future__ import annotations

import re
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
    r"[A-Za-z][A-Za-z0-9]*(?:[.+#-][A-Za-z0-9]+)*(?: \d[\w.]*)?"  # words, names, versions
    rf"|[{KATAKANA}]{{3,}}(?:・[{KATAKANA}]{{2,}})*"  # katakana
    rf"|[{HAN}]{{2,8}}"  # compounds of kanji
)
_COMMON = words("common_words", "trends")


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
        (move for move in candidates if abs(move.z) >= SIGNIFICANT),
        key=lambda move: (-abs(move.z), -move.now, move.name),
    )


def terms_of(title: str, *, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the telling words of a title, each once: names and words of three letters and more, katakana words,
    compounds of kanji.

    `known`: names that are counted elsewhere (companies, tags) and need not be told again; case does not matter.
    """
    taken = {name.casefold() for name in known}
    terms = (term for term in _TERM.findall(title) if len(term) > 2 or not term.isascii())
    return tuple(
        {
            term.casefold(): term for term in terms if term.casefold() not in _COMMON and term.casefold() not in taken
        }.values()
    )


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
