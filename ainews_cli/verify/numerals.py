"""Spelled-out numbers: English words and Japanese numerals, as exact fractions."""

from __future__ import annotations

import re
from fractions import Fraction

from ainews_cli.data import load

_DATA = load("numerals")

SMALL: dict[str, int] = _DATA["small"]
"""Cardinals that add up: zero to nineteen, and the tens."""
SCALES: dict[str, int] = _DATA["scales"]
"""Words that multiply what stands before them."""
SUFFIXES: dict[str, int] = _DATA["suffixes"]
"""Letters behind digits that multiply them."""
ORDINALS: dict[str, int] = _DATA["ordinals"]
OTHER_WORDS: dict[str, tuple[Fraction, ...]] = {
    word: tuple(map(Fraction, values.split())) for values, words in _DATA["others"].items() for word in words.split()
}
"""Words that imply a number, with every number that each may mean."""
_PARTS: dict[str, int] = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4} | {
    word: value for word, value in ORDINALS.items() if 5 <= value <= 10
}
_ROMAN: dict[str, int] = _DATA["roman"]

_WORD = re.compile(r"[A-Za-z]+")
KANJI_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "両": 2, "壱": 1}
KANJI_SCALES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12, "京": 10**16}


def english_values(text: str) -> list[tuple[tuple[Fraction, ...], int, int]]:
    """Return the spelled-out numbers of an English text: the readings of each, and where it stands.

    Compounds are read whole (`one hundred and twenty`, `two-thirds`, `one and a half`, `three million`).
    """
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    numbers: list[tuple[tuple[Fraction, ...], int, int]] = []
    index = 0
    while index < len(words):
        readings, used = _read(words, index, text)
        if used:
            numbers.append((readings, words[index][1], words[index + used - 1][2]))
        index += max(used, 1)
    return numbers


def _read(words: list[tuple[str, int, int]], index: int, text: str) -> tuple[tuple[Fraction, ...], int]:
    word = words[index][0].lower()
    if (
        word in SMALL
        or word in SCALES
        or (word == "a" and index + 1 < len(words) and words[index + 1][0].lower() in SCALES)
    ):
        return _compound(words, index, text)
    if words[index][0] in _ROMAN:
        return (Fraction(_ROMAN[words[index][0]]),), 1
    if word in OTHER_WORDS:
        return OTHER_WORDS[word], 1
    if word in ORDINALS:
        value = ORDINALS[word]
        return ((Fraction(value), Fraction(1, value)) if value >= 3 else (Fraction(value),)), 1
    return (), 0


def _compound(words: list[tuple[str, int, int]], index: int, text: str) -> tuple[tuple[Fraction, ...], int]:
    total = current = 0
    used = 0
    last = ""
    for offset, (raw, start, _) in enumerate(words[index:]):
        if offset and not re.fullmatch(r"[\s\-‑]{1,2}", text[words[index + offset - 1][2] : start]):
            break
        word = raw.lower()
        if word == "a" and offset == 0:
            current = 1
        elif word in SMALL and not (last in SMALL and (SMALL[last] < 20 or SMALL[word] > 9)):
            current += SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word in ORDINALS and SMALL.get(last, 0) >= 20 and ORDINALS[word] < 10:
            current += ORDINALS[word]
            used = offset + 1
            break
        elif (
            word != "and"
            or last not in SCALES
            or offset + 1 + index >= len(words)
            or words[index + offset + 1][0].lower() not in SMALL
        ):
            break
        last, used = word, offset + 1
    return _with_part(words, index, used, Fraction(total + current))


def _with_part(
    words: list[tuple[str, int, int]], index: int, used: int, value: Fraction
) -> tuple[tuple[Fraction, ...], int]:
    """Take a fraction that follows: `two thirds`, `one and a half`."""
    rest = [word.lower() for word, _, _ in words[index + used : index + used + 3]]
    if rest[:1] and rest[0].rstrip("s") in _PARTS and value < 20:
        return (value / _PARTS[rest[0].rstrip("s")], value), used + 1
    if len(rest) == 3 and rest[:2] == ["and", "a"] and rest[2] in _PARTS:
        return (value + Fraction(1, _PARTS[rest[2]]), value), used + 3
    return (value,), used


def kanji_value(text: str) -> Fraction | None:
    """Return the value of a run of Japanese numerals (二百五十, 三万二千, 二〇二六), None where it has none."""
    if all(char in KANJI_DIGITS for char in text):
        return Fraction(int("".join(str(KANJI_DIGITS[char]) for char in text)))
    total = section = digit = 0
    for char in text:
        if char in KANJI_DIGITS:
            digit = KANJI_DIGITS[char]
        elif char in KANJI_SCALES:
            section, digit = section + max(digit, 1) * KANJI_SCALES[char], 0
        elif char in MYRIADS:
            total, section, digit = total + max(section + digit, 1) * MYRIADS[char], 0, 0
        else:
            return None
    return Fraction(total + section + digit)
