"""The sound of a name, written in Latin letters or in katakana, as its consonants. "Altman" and アルトマン are both
"*rtmn". Pure.

Rough on purpose: English spelling does not say how a name sounds, and katakana folds r and l, b and v, s and th.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LEAST = 3
"""Signs of a sound below which it says nothing."""

_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[^aeiouy])e$", ""),
        (r"^(?:kn|gn|pn)", "n"),
        (r"dt$", "t"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "s"),
        (r"mb$", "m"),
        (r"tion|sion|cian", "sn"),
        (r"ture", "C"),
        (r"tch|ch", "C"),
        (r"sch|sh|th", "s"),
        (r"ph", "f"),
        (r"ck|qu|q", "k"),
        (r"dge", "j"),
        (r"gh(?![aeiou])", ""),
        (r"wh", "w"),
        (r"x", "ks"),
        (r"m(?=[pb])", "n"),
        (r"c(?=[eiy])", "s"),
        (r"g(?=[ey])", "j"),
        (r"c", "k"),
        (r"z", "s"),
        (r"v", "b"),
        (r"l", "L"),
        (r"h(?![aeiouy])", ""),
        (r"w(?![aeiou])", ""),
        (r"(?<![aeiou])(?<!^)y|y(?![aeiou])", "i"),
        (r"y", "j"),
    )
)
_ROWS = {
    "k": "カキクケコヵヶ",
    "g": "ガギグゲゴ",
    "s": "サシスセソザズゼゾヅ",
    "j": "ジヂヤユヨ",
    "t": "タテト",
    "C": "チ",
    "ts": "ツ",
    "d": "ダデド",
    "n": "ナニヌネノン",
    "h": "ハヒヘホ",
    "f": "フ",
    "b": "バビブベボヴ",
    "p": "パピプペポ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "w": "ワ",
    "*": "アイウエオ",
}
_KANA = {kana: sound for sound, row in _ROWS.items() for kana in row}
_VOWELS = frozenset("aeiou")
_VOWEL, _TWICE, _MUTE = re.compile("[aeiou]"), re.compile(r"(.)\1"), re.compile("r(?![aeiou])")
_W = re.compile("ウ(?=[ァィェォ])")


@lru_cache(maxsize=8192)
def of_latin(word: str) -> tuple[str, ...]:
    """Return the consonants of a word, "*" for a vowel at the start: with and without the r that English does not
    speak; () when that is too little.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if "a" <= sign <= "z")
    if len(plain) < LEAST:
        return ()
    for pattern, sound in _SPELLINGS:
        plain = pattern.sub(sound, plain)
    start = "*" if plain[:1] in _VOWELS else ""
    both = (_MUTE.sub("", plain), plain)
    return tuple(
        dict.fromkeys(
            filter(
                None,
                (_sound(start + _VOWEL.sub("", _TWICE.sub(r"\1", spelling.replace("L", "r")))) for spelling in both),
            )
        )
    )


@lru_cache(maxsize=8192)
def of_katakana(word: str) -> str:
    """Return the same for katakana; "" when that is too little."""
    sounds = [_KANA.get(kana, "") for kana in _W.sub("ワ", word)]
    return _sound("".join(sound for at, sound in enumerate(sounds) if sound != "*" or at == 0))


def _sound(sound: str) -> str:
    return f"s:{sound}" if len(sound) >= LEAST else ""
