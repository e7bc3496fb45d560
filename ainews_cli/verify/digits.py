"""Numbers in digits, as English writes them: 10,000, $5M, 12B, 3.10, 2/3, 1990s, 18th."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from ainews_cli.verify.numerals import SCALES, SUFFIXES
from ainews_cli.verify.quantity import FRACTION, NUMBER, Quantity, number_of, readings_of, with_half
from ainews_cli.verify.units import CURRENCY_SIGNS, unit_at

_FRACTION = re.compile(r"(?<![\d/.])(?P<above>\d{1,3})\s?/\s?(?P<below>\d{1,3})(?![\d/]|\.\d)")
_SIGN = r"(?:(?P<sign>US\$|[A-Z]{1,2}\$|[$€£¥₩₹])\s?)?"
_MAGNITUDE = (
    r"(?:[\s\-‑]{0,2}(?P<word>hundred|thousand|million|billion|trillion|quadrillion|lakh|crore)\b"
    r"(?:\s(?P<word2>million|billion|trillion)\b)?"
    r"|(?P<suffix>\s?(?:bn|mn|tn)|[kKMBTbm])(?![A-Za-z0-9]))?"
)
_DIGITS = re.compile(rf"{_SIGN}(?P<num>{NUMBER}){_MAGNITUDE}(?P<tail>st\b|nd\b|rd\b|th\b|s\b)?")
_VERSION_LEAD = re.compile(r"(?:\b[vV]|[Vv]ersion\s|[Vv]er\.?\s|バージョン\s?|[A-Za-z]\s|[A-Za-z]-|[A-Za-z])$")
_EVERYDAY = frozenset({"24/7", "50/50", "9/11", "7/24"})


def take_digits(text: str) -> tuple[list[Quantity], str]:
    """Return the numbers and fractions in digits, and the text without them."""
    quantities: list[Quantity] = []

    def fraction(match: re.Match[str]) -> str:
        above, below = int(match["above"]), int(match["below"])
        values = readings_of(Fraction(above, below)) if below else frozenset()
        firm = match[0] not in _EVERYDAY and above < below
        quantities.append(
            Quantity(
                match[0],
                values,
                unit=FRACTION,
                firm=firm,
                required=firm,
                literal=match[0].replace(" ", ""),
                start=match.start(),
                end=match.end(),
            )
        )
        if firm:
            quantities.extend(
                Quantity(match[0], readings_of(value), firm=False, required=False, start=match.start())
                for value in (above, below)
            )
            return " " * len(match[0])
        return match[0]

    def number(match: re.Match[str]) -> str:
        quantities.append(_digit_quantity(match, text))
        return " " * len(match[0])

    text = _FRACTION.sub(fraction, text)
    return quantities, _DIGITS.sub(number, text)


def _digit_quantity(match: re.Match[str], text: str) -> Quantity:
    num, before = match["num"], text[max(0, match.start() - 9) : match.start()]
    suffix = (match["suffix"] or "").strip()
    unit, end = unit_at(text, match.end()) if match["tail"] != "s" else (frozenset[str](), match.end())
    if match["sign"]:
        unit = frozenset(CURRENCY_SIGNS.get(match["sign"], "USD" if match["sign"].endswith("$") else "").split())
    if before.endswith("第") and not unit:
        unit = frozenset({"ordinal"})
    dots = num.count(".")
    joined = bool(re.search(r"[A-Za-z]$", before)) and not match["sign"]
    shown = text[match.start() : end].strip()
    quantity = partial(Quantity, shown, unit=unit, start=match.start(), end=end, required=not joined)
    if dots >= 2 or (dots == 1 and not (unit or match["word"] or suffix) and _VERSION_LEAD.search(before)):
        values = readings_of(number_of(num)) if dots == 1 else frozenset()
        return quantity(values, literal=num, version=True)
    value = number_of(num)
    value = with_half(value, unit, text, end)
    if match["word"]:
        scale = SCALES[match["word"]] * SCALES.get(match["word2"] or "", 1)
        return quantity(readings_of(value * scale))
    if suffix:
        values = readings_of(value * SUFFIXES[suffix]) | (readings_of(value) if suffix == "m" else frozenset())
        return quantity(values, literal=(num + suffix).lower())
    values = readings_of(value)
    if match["tail"] == "s" and value % 10 == 0 and value >= 1000:
        values |= readings_of(value % 100)
    return quantity(values, literal=num)
