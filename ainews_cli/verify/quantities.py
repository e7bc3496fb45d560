"""Every number of a text as an exact quantity, however it is written: 10,000, 1万, 10 billion, 100億, 12B, two-thirds,
3分の2, 半年, 18世紀.

One reader serves both languages, because Japanese news writes English forms too (`$5M`) and a wrong guess of the
language would lose numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from ainews_cli.verify.dates import Date, Time, take_dates, take_times, weekdays
from ainews_cli.verify.digits import take_digits
from ainews_cli.verify.japanese_numbers import kanji_numbers, take_japanese
from ainews_cli.verify.numerals import KANJI_SCALES, MYRIADS, SCALES, SUFFIXES, english_values
from ainews_cli.verify.quantity import FRACTION, Quantity, readings_of
from ainews_cli.verify.units import base, unit_at

_VULGAR = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_AND_A_HALF = re.compile(r"\b(?:a|an|one)\s(?P<unit>[a-z]+)(?:\s|-)and(?:\s|-)a(?:\s|-)half\b")
_HALF_OF = re.compile(r"\bhalf(?:\s|-)(?:(?:an?|the)\s)?(?=(?P<noun>dozen|[a-z]+)\b)")
_ONE_OF = re.compile(r"\b(?:a|an|one|per|every|each|this|last|next|past)\s(?=[a-z])")
_RANGE = re.compile(r"\s?(?:-|–|—|−|〜|~|∼|to|から|and|or|、|,|・|/|と|や|または)\s?")
_SPANS_OF_TIME = {
    "decade": frozenset({"year"}),
    "century": frozenset({"year", "century"}),
    "fortnight": frozenset({"week", "day"}),
}
_SPAN = re.compile(r"\s?(?:-|–|—|−|〜|~|∼|to)\s?")
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Facts:
    """All numbers, dates and times of a text."""

    dates: tuple[Date, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    weekdays: frozenset[int]


@lru_cache(maxsize=4096)
def facts(text: str) -> Facts:
    """Return the dates, times and numbers of a prose text (code and addresses already gone, widths folded: see
    `text.prose`).
    """
    for sign, value in _VULGAR.items():
        text = text.replace(sign, f" {value}")
    dates, rest = take_dates(text)
    times, rest = take_times(rest)
    quantities, rest = take_japanese(rest)
    if _DIGIT.search(rest):
        digits, rest = take_digits(rest)
        quantities += digits
    quantities += kanji_numbers(rest)
    quantities += _words(rest)
    quantities.sort(key=lambda quantity: quantity.start)
    return Facts(dates, times, tuple(_with_bases(each) for each in _ranges(quantities, text)), weekdays(text))


def _with_bases(quantity: Quantity) -> Quantity:
    bases = set(quantity.bases)
    for value in quantity.readings:
        in_base = base(value, quantity.unit)
        if in_base:
            bases.add(in_base)
        elif quantity.unit <= FRACTION and value < 1:
            bases.add(("share", value))
    return replace(quantity, bases=frozenset(bases))


def _words(text: str) -> list[Quantity]:
    """Return the English number words. They support digits of the other side and need no counterpart themselves."""
    quantities: list[Quantity] = []

    def soft(start: int, end: int, values: frozenset[Fraction], unit: frozenset[str]) -> None:
        quantities.append(Quantity(text[start:end], values, unit, "", False, False, False, start, end))

    for values, start, end in english_values(text):
        unit, stop = unit_at(text, end)
        soft(start, stop, frozenset(values), unit or _SPANS_OF_TIME.get(text[start:end].lower().rstrip("s"), unit))
    for match in _AND_A_HALF.finditer(text):
        soft(match.start(), match.end(), readings_of(Fraction(3, 2)), unit_at(text, match.start("unit"))[0])
    for match in _HALF_OF.finditer(text):
        dozen = match["noun"] == "dozen"
        soft(match.start(), match.end(), readings_of(6 if dozen else Fraction(1, 2)), unit_at(text, match.end())[0])
    for match in _ONE_OF.finditer(text):
        unit, end = unit_at(text, match.end())
        if unit:
            soft(match.start(), end, readings_of(1), unit)
    return quantities


def _ranges(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Let the first number of `5 to 10 million` or `10-20%` share the magnitude and the unit of the last."""
    result = list(quantities)
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        if not (left.firm and right.firm) or left.unit or not _RANGE.fullmatch(text[left.end : right.start]):
            continue
        scales = _scales(right.text)
        plain_left = left.literal and not left.version and left.literal.replace(",", "").replace(".", "").isdigit()
        if plain_left and not right.literal and scales:
            more = frozenset(value * scale for value in left.readings for scale in scales)
            left = replace(left, readings=left.readings | more, literal="")
        result[index] = replace(left, unit=right.unit) if _SPAN.fullmatch(text[left.end : right.start]) else left
    return result


def _scales(text: str) -> tuple[int, ...]:
    """Return the magnitudes a number is written with: (10**6,) for `10 million`, (10**8,) for 10億."""
    words = re.findall(r"[a-z]+|[万億兆千百]", text)
    return tuple(
        scale
        for word in words
        if (scale := SCALES.get(word) or MYRIADS.get(word) or KANJI_SCALES.get(word) or SUFFIXES.get(word))
    )
