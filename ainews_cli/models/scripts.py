"""Character ranges of scripts (Unicode block charts), ready to stand inside a regular expression's brackets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

HIRAGANA = "\u3041-\u3096"
KANA = HIRAGANA + "\u30a1-\u30fa\u30fc"
HAN = "\u3400-\u4dbf\u4e00-\u9fff々"
HANGUL = "\uac00-\ud7af\u1100-\u11ff"
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_CYRILLIC = "\u0400-\u04ff"
_ARABIC = "\u0600-\u06ff"

SCRIPTS: Mapping[str, str] = {
    "ja": KANA + HAN,
    "zh": HAN,
    "ko": HANGUL,
    "ru": _CYRILLIC,
    "uk": _CYRILLIC,
    "bg": _CYRILLIC,
    "el": "\u0370-\u03ff",
    "ar": _ARABIC,
    "fa": _ARABIC,
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
"""Primary language subtag -> its characters, for languages that are not written in Latin letters."""


def count(text: str, ranges: str) -> int:
    """How many characters of the text lie in those ranges ("a-z", or signs alone).

    Not by a regular expression: compiling a set as large as Han takes 2 ms.
    """
    if text.isascii() and not ranges.isascii():
        return 0
    return sum(low <= character <= high for low, high in _pairs(ranges) for character in text)


@cache
def _pairs(ranges: str) -> tuple[tuple[str, str], ...]:
    found, at = [], 0
    while at < len(ranges):
        wide = ranges[at + 1 : at + 2] == "-"
        found.append((ranges[at], ranges[at + 2] if wide else ranges[at]))
        at += 3 if wide else 1
    return tuple(found)
