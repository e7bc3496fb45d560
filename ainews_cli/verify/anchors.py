"""Anchors, which two texts in different languages visibly share: code, addresses, numbers, Latin words, and loan words
written in katakana.

Loan words are compared by their consonants: `component` and コンポーネント are both k-n-b-n-n-t once the sounds that
katakana cannot tell apart are folded together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ainews_cli.models.scripts import HAN, HIRAGANA, KATAKANA
from ainews_cli.verify.lexicon import japanese_words, longest, stem
from ainews_cli.verify.links import addresses
from ainews_cli.verify.quantities import facts
from ainews_cli.verify.text import code_spans, latin_words, prose

_ROWS = {
    "カキクケコガギグゲゴ": "k",
    "サシスセソザジズゼゾ": "s",
    "タチツテトダヂヅデド": "t",
    "ナニヌネノンマミムメモ": "n",
    "ハヒフヘホ": "h",
    "バビブベボパピプペポヴ": "b",
    "ラリルレロ": "r",
}
_KANA = {kana: sound for row, sound in _ROWS.items() for kana in row}
_JAPANESE = re.compile(f"[{HAN}{HIRAGANA}]+")
_KATAKANA = re.compile(rf"[{KATAKANA}]{{2,}}")
_SPELLING = re.compile(
    r"^wr|^rh|^kn|^ps|ph|[ts]ion|ture|tch|ch|sch|sh|th|dge|gh|ck|c(?=[eiy])|"
    r"g(?=e(?!t|a|n?$)|i(?!v|t))|[cq]|x|re$|r(?=[^aeiouyr]|$)|[^bcdfghjklmnpqrstvxz]"
)
_SOUNDS = {
    "wr": "r", "rh": "r", "kn": "n", "ps": "s", "ph": "h", "tion": "sn", "sion": "sn", "ture": "t",
    "tch": "t", "ch": "t", "sch": "s", "sh": "s", "th": "s", "dge": "s", "gh": "", "ck": "k",
    "q": "k", "x": "ks", "re": "r", "r": "",
}  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_FOLDED = str.maketrans({"g": "k", "z": "s", "j": "s", "d": "t", "m": "n", "p": "b", "v": "b", "f": "h", "l": "r"})


@lru_cache(maxsize=8192)
def english_sound(word: str) -> str:
    """Return the consonants of an English word as katakana would spell them; "" where there are none."""
    lower = word.lower()

    def sound_of(match: re.Match[str]) -> str:
        if match[0] in ("c", "g"):
            return "s" if lower[match.end() : match.end() + 1] in ("e", "i", "y") else "k"
        return _SOUNDS.get(match[0], "")

    return _DOUBLE.sub(r"\1", _SPELLING.sub(sound_of, lower).translate(_FOLDED))


@lru_cache(maxsize=8192)
def kana_sound(word: str) -> str:
    """Return the consonants of a katakana word."""
    return _DOUBLE.sub(r"\1", "".join(_KANA.get(char, "") for char in word.replace("ファ", "ハ").replace("フォ", "ホ")))


@dataclass(frozen=True, slots=True)
class Anchors:
    """All of a text that can be recognised in the other language."""

    visible: frozenset[str]
    """Code spans, addresses, numbers above 1, dates: the same in any language."""
    latin: frozenset[str]
    """Latin words, casefolded."""
    kana: frozenset[str]
    """Loan words in katakana, as consonants."""
    native: frozenset[str]
    """Stems of the English words that the Japanese text seems to hold."""
    sounds: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=8192)
def anchors_of(text: str) -> Anchors:
    """Return the anchors of a Markdown text."""
    bare = prose(text)
    stated = facts(bare)
    visible = {"`" + re.sub(r"\s", "", span) for span in code_spans(text)} | {f"@{key}" for key in addresses(text)}
    visible |= {f"#{value}" for each in stated.quantities if each.firm for value in each.readings if value > 1}
    visible |= {f"#{part}" for date in stated.dates for part in date.readings[0] if part}
    words = frozenset(word.casefold() for word in latin_words(bare) if len(word) > 1)
    kana = frozenset(sound for word in _KATAKANA.findall(bare) if len(sound := kana_sound(word)) >= 2)
    native = frozenset(word for run in _JAPANESE.findall(bare) for word in _lexical(run))
    return Anchors(
        frozenset(visible),
        words,
        kana,
        native,
        frozenset(english_sound(word) for word in words),
        frozenset(stem(word) for word in words),
    )


def _lexical(run: str) -> Iterator[str]:
    """Return the stems that the lexicon gives for every part of a run of Japanese."""
    words, most = japanese_words(), longest()
    for start in range(len(run)):
        for end in range(start + 1, min(start + most, len(run)) + 1):
            yield from words.get(run[start:end], ())


@lru_cache(maxsize=16384)
def shared(left: Anchors, right: Anchors) -> frozenset[str]:
    """Return the anchors that two texts have in common, whichever of them is Japanese."""
    common = (left.visible & right.visible) | (left.latin & right.latin)
    for english, japanese in ((left, right), (right, left)):
        if japanese.kana or japanese.native:
            common |= japanese.native & english.stems
            common |= {
                f"~{run}"
                for run in japanese.kana
                if run in english.sounds or any(len(each) >= 3 and each in run for each in english.sounds)
            }
    return frozenset(common)


def claims_of(marks: Anchors) -> frozenset[str]:
    """Return the anchors of a translation that its source should have: those that are the same in both languages, and
    loan words.
    """
    return (
        marks.visible
        | frozenset(f"~{run}" for run in marks.kana)
        | (marks.latin if marks.kana or marks.native else frozenset())
    )
