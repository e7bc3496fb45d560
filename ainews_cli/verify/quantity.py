"""A number of a text as an exact quantity, and when two of them are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ainews_cli.verify.units import BASES

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)(?:\.\d{1,30})?|\d{1,40}(?:\.\d{1,30}){0,9}|(?<![\w.])\.\d{1,30})"
"""Digits as a number; longer runs are read in pieces, so that no text can make an endless one."""
PLAIN_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)(?:\.\d{1,30})?|\d{1,40}(?:\.\d{1,30})?|(?<![\w.])\.\d{1,30})"
"""The same with one point at most, which a version (3.10.1) is not: it has a value."""
_AND_HALF = re.compile(r"半(?![分数導ば期])")

FRACTION = frozenset({"fraction"})
"""The unit of 3分の2: 0.7 % is not 10分の7."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written and what it may mean."""

    text: str
    readings: frozenset[Fraction]
    unit: frozenset[str] = frozenset()
    literal: str = ""
    """The digits as written (`3.10`, `12b`), where no word of magnitude follows."""
    version: bool = False
    """Digits count as written: 3.10 is not 3.1."""
    firm: bool = True
    """Written in digits or as a clear numeral: a translation that has it needs it in the source. Words (`both`) only
    support others.
    """
    required: bool = True
    """A source that has it needs it in the translation."""
    start: int = 0
    end: int = 0
    bases: frozenset[tuple[str, Fraction]] = frozenset()
    """The quantity in base units: 18 months and 1年半 are both ("month", 18)."""


def readings_of(*values: Fraction | int) -> frozenset[Fraction]:
    """Return the values as a set of readings."""
    return frozenset(Fraction(value) for value in values)


def number_of(text: str) -> Fraction:
    """Return the value of digits with commas and a point."""
    return Fraction(text.replace(",", "").rstrip("."))


def with_half(value: Fraction, unit: frozenset[str], text: str, end: int) -> Fraction:
    """Return the value with the half that 半 behind its unit adds: 1年半, 2時間半. `end`: of the unit in the text."""
    behind = end + 1 if text.startswith("間", end) else end
    return value + Fraction(1, 2) if unit & BASES.keys() and _AND_HALF.match(text, behind) else value


def match(left: Quantity, right: Quantity) -> bool:
    """Return whether two quantities are the same number (units apart), or the same amount in other units of time."""
    if left.literal and left.literal == right.literal:
        return True
    if {"fraction", "percent"} <= left.unit | right.unit:
        return bool(left.bases & right.bases)
    if (left.version or right.version) and left.literal and right.literal:
        return False
    return bool(left.readings & right.readings) or bool(left.bases & right.bases)
