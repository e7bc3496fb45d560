"""Character ranges of scripts (Unicode block charts), ready to stand inside a regular expression's brackets.

The one place that names ranges of Japanese, Chinese and Korean. Ranges of several blocks take 2 to 3 ms to compile.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a1-\u30fa\u30fc"
"""What words in katakana are written with. The dot between two of them (・) is none of it."""
KANA = HIRAGANA + "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
"""All kana: small and half-width ones and iteration marks, too."""
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆"
HANGUL = "\uac00-\ud7af\u1100-\u11ff"
CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Han and hangul by their blocks, without punctuation: for how much of a text is written in them."""
UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
"""Letters, punctuation and full-width forms of Japanese and Chinese, which put no spaces between words."""
WIDE = UNSPACED + "\uac00-\ud7af"
"""The same and hangul: what takes two columns."""
INDEXED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u303b\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces as the search index of every database was made with them: a change makes every index anew."""
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"

NAMED: Mapping[str, str] = {
    "Hangul": HANGUL,
    "Cyrillic": "\u0400-\u04ff",
    "Arabic": "\u0600-\u06ff",
    "Hebrew": "\u0590-\u05ff",
    "Devanagari": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "Greek": "\u0370-\u03ff",
    "kana": KANA,
    "Han": HAN,
}
"""Name of a script -> its characters, for scripts other than Latin."""

WRITTEN_IN: Mapping[str, tuple[str, ...]] = {
    "ja": ("kana", "Han"),
    "zh": ("Han",),
    "ko": ("Hangul",),
    "ru": ("Cyrillic",),
    "uk": ("Cyrillic",),
    "bg": ("Cyrillic",),
    "el": ("Greek",),
    "ar": ("Arabic",),
    "fa": ("Arabic",),
    "he": ("Hebrew",),
    "hi": ("Devanagari",),
    "th": ("Thai",),
}
"""Primary language subtag -> names of its scripts, for languages that are not written in Latin letters."""

SCRIPTS: Mapping[str, str] = {
    language: "".join(NAMED[name] for name in names) for language, names in WRITTEN_IN.items()
}
"""Primary language subtag -> its characters."""


_ALONE = (
    ("\u0080", "\u058f"),  # Latin, Greek, Cyrillic, Armenian
    ("\u2e80", "\ua4cf"),  # Chinese, Japanese
    ("\uac00", "\ud7ff"),
    ("\uff00", "\uffef"),
    ("\u1e00", "\u200b"),
    ("\u200e", "\u203b"),  # punctuation, but for two signs that are emoji, too
    ("\u203d", "\u2048"),
    ("\u204a", "\u20cf"),
    ("\u10a0", "\u11ff"),  # Georgian, hangul
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\U00020000", "\U0003ffff"),
)


def count(text: str, ranges: str) -> int:
    """Return how many characters of the text lie in those ranges ("a-z", or signs alone).

    Not by a regular expression: compiling a set as large as Han takes 2 ms.
    """
    if text.isascii() and not ranges.isascii():
        return 0
    return sum(map(_members(ranges).__getitem__, text))


def is_cjk(character: str) -> bool:
    """Return whether a character is kana, Han or hangul; one comparison, because it is asked of whole texts."""
    return "\u3041" <= character <= "\ud7af"


def is_han(character: str) -> bool:
    """Return whether a character is a Chinese one; one comparison or two, as above."""
    return "\u3400" <= character <= "\u9fff" or character == "々" or "\uf900" <= character <= "\ufaff"


def stands_alone(character: str) -> bool:
    """Return whether a character looks the same with a joiner (ZWNJ, ZWJ) beside it."""
    return character.isascii() or any(first <= character <= last for first, last in _ALONE)


def is_katakana(character: str) -> bool:
    """Return whether a word that begins with the character is written in katakana."""
    return "\u30a1" <= character <= "\u30fa"


class _Members(dict[str, int]):
    """1 for each character in some ranges, 0 for others: every one is looked up in the ranges once."""

    def __init__(self, ranges: str) -> None:
        super().__init__()
        self._pairs = _pairs(ranges)

    def __missing__(self, character: str) -> int:
        self[character] = found = sum(low <= character <= high for low, high in self._pairs)
        return found


_members = cache(_Members)


def _pairs(ranges: str) -> tuple[tuple[str, str], ...]:
    pairs, at = [], 0
    while at < len(ranges):
        wide = ranges[at + 1 : at + 2] == "-"
        pairs.append((ranges[at], ranges[at + 2] if wide else ranges[at]))
        at += 3 if wide else 1
    return tuple(pairs)
