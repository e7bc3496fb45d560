"""Units as English and Japanese write them, each as one canonical name.

A text may be ambiguous (`キロ` is a kilometre or a kilogram), so a spelling maps to a set of names. Units of time and
of data carry a factor to a base, so that 18 months = 1年半 and 24 hours = 1日 hold.
"""

from __future__ import annotations

import re
from fractions import Fraction

from ainews_cli.data import load
from ainews_cli.models.scripts import KATAKANA

_DATA = load("units")

STRONG = frozenset(_DATA["strong"].split())
"""Units that must not turn into another one; the rest (people, items …) are counted in many ways."""
BASES: dict[str, tuple[str, Fraction]] = {
    name: (dimension, Fraction(factor)) for name, (dimension, factor) in _DATA["bases"].items()
}
"""Unit -> its dimension and its factor to the base of that."""
CURRENCY_SIGNS: dict[str, str] = _DATA["currency_signs"]
"""Sign -> the currencies that it may stand for, between blanks."""
CURRENCIES = frozenset(_DATA["currencies"].split())


def _table(spellings: dict[str, str], end: str) -> tuple[re.Pattern[str], tuple[frozenset[str], ...]]:
    """Compile one pattern for all spellings, a group for each; the first that matches wins, so longer spellings stand
    first.
    """
    pattern = "|".join(f"({spelling})" for spelling in spellings.values()).replace("{katakana}", f"[{KATAKANA}]")
    return re.compile(f"(?:{pattern}){end}"), tuple(frozenset(names.split()) for names in spellings)


_LATIN = _table(_DATA["english"], r"(?<![A-Za-z0-9](?=[A-Za-z0-9]))")
_KANA = _table(_DATA["japanese"], "")
_LEAD = re.compile(r"[\s\-‑]?\s?")


def unit_at(text: str, start: int) -> tuple[frozenset[str], int]:
    """Return the unit that stands at `start` (after one space or hyphen at most): its names (empty: none known) and
    where it ends.
    """
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    if begin >= len(text):
        return frozenset(), start
    latin = text[begin] < "\u0250" or text[begin] in "℃℉×μ"
    pattern, names = _LATIN if latin and not text.startswith(("%ポ", "% ポ"), begin) else _KANA
    match = pattern.match(text, begin)
    return (names[(match.lastindex or 1) - 1], match.end()) if match else (frozenset(), start)


def compatible(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two units may be the same: one is unknown or weak, or they share a name."""
    a, b = left & STRONG, right & STRONG
    return not a or not b or bool(a & b)


def base(value: Fraction, unit: frozenset[str]) -> tuple[str, Fraction] | None:
    """Return the quantity in its base unit (`("month", 18)`), None where the unit has none."""
    for name in sorted(unit):
        if name in BASES:
            dimension, factor = BASES[name]
            return dimension, value * factor
    return None
