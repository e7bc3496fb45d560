"""What two texts in different languages visibly share: code, addresses, numbers, Latin words, and loan words written in katakana.

Loan words are compared by their consonants: `component` and コンポーネント are both k-n-b-n-n-t once the sounds that katakana cannot tell apart
are folded together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ainews_cli.verify.lexicon import KANJI, stem
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
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_SPELLING = (
    (r"^(?:wr|rh)", "r"),
    (r"^kn", "n"),
    (r"^ps", "s"),
    (r"ph", "h"),
    (r"[ts]ion", "son"),
    (r"ture", "ta"),
    (r"tch|ch", "t"),
    (r"sch|sh|th", "s"),
    (r"dge?(?=[^aou]|$)(?<=dg)|dge", "s"),
    (r"gh", ""),
    (r"ck", "k"),
    (r"c(?=[eiy])", "s"),
    (r"g(?=e(?!t|a|n?$)|i(?!v|t))", "s"),
    (r"[cq]", "k"),
    (r"x", "ks"),
    (r"re$", "r"),
    (r"r(?=[^aeiouyr]|$)", ""),
)
_FOLDED = str.maketrans({"g": "k", "z": "s", "j": "s", "d": "t", "m": "n", "p": "b", "v": "b", "f": "h", "l": "r"})


@lru_cache(maxsize=8192)
def english_sound(word: str) -> str:
    """The consonants of an English word as katakana would spell them; "" where there are none."""
    sound = word.lower()
    for pattern, instead in _SPELLING:
        sound = re.sub(pattern, instead, sound)
    sound = re.sub(r"[^bcdfghjklmnpqrstvxz]", "", sound).translate(_FOLDED)
    return re.sub(r"(.)\1+", r"\1", sound)


@lru_cache(maxsize=8192)
def kana_sound(word: str) -> str:
    """The consonants of a katakana word."""
    return re.sub(r"(.)\1+", r"\1", "".join(_KANA.get(char, "") for char in word.replace("ファ", "ハ").replace("フォ", "ホ")))


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a text can be recognised in the other language."""

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
def marks_of(text: str) -> Marks:
    """The marks of a Markdown text."""
    bare = prose(text)
    found = facts(bare)
    visible = {"`" + re.sub(r"\s", "", span) for span in code_spans(text)} | {f"@{key}" for key in addresses(text)}
    visible |= {f"#{value}" for each in found.quantities if each.firm for value in each.readings if value > 1}
    visible |= {f"#{part}" for date in found.dates for part in date.readings[0] if part}
    words = frozenset(word.casefold() for word in latin_words(bare) if len(word) > 1)
    kana = frozenset(sound for word in _KATAKANA.findall(bare) if len(sound := kana_sound(word)) >= 2)
    native = frozenset(word for word, pattern in _native_patterns() if pattern.search(bare)) if re.search("[一-龥ぁ-ん]", bare) else frozenset()
    return Marks(frozenset(visible), words, kana, native, frozenset(english_sound(word) for word in words), frozenset(stem(word) for word in words))


@lru_cache(maxsize=1)
def _native_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    spellings: dict[str, list[str]] = {}
    for japanese, words in KANJI.items():
        for word in words:
            spellings.setdefault(word, []).append(japanese)
    return tuple((word, re.compile("|".join(map(re.escape, many)))) for word, many in spellings.items())


@lru_cache(maxsize=16384)
def shared(left: Marks, right: Marks) -> frozenset[str]:
    """The marks that two texts have in common, whichever of them is Japanese."""
    common = (left.visible & right.visible) | (left.latin & right.latin)
    for english, japanese in ((left, right), (right, left)):
        if japanese.kana or japanese.native:
            common |= japanese.native & english.stems
            common |= {f"~{run}" for run in japanese.kana if run in english.sounds or any(len(each) >= 3 and each in run for each in english.sounds)}
    return frozenset(common)


def likeness(left: Marks, right: Marks) -> tuple[int, int]:
    """How many marks two texts share, and how many the one with fewer strong marks could have shared."""
    strong = [
        len(marks.visible) + len(marks.latin) + len(marks.kana) if marks.kana or marks.native else len(marks.visible) for marks in (left, right)
    ]
    return len(shared(left, right)), max(strong)
