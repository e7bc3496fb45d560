"""Which blocks need no translation: those in the target language already, and those with nothing to translate. Pure and
cheap.
"""

from __future__ import annotations

import re

from ainews_cli.models.scripts import HAN, HANGUL, HIRAGANA, KANA, SCRIPTS, count
from ainews_cli.models.text import Block

_SHARED = frozenset({"ru", "uk", "bg", "ar", "fa"})
"""Those of them that share their script with another: the feed's own word decides, as with Latin letters."""
_ENGLISH = frozenset(
    {
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "that",
        "for",
        "it",
        "with",
        "on",
        "as",
        "are",
        "was",
        "by",
        "this",
        "be",
        "from",
        "at",
        "an",
        "has",
    }
)
_LEAST_ENGLISH = 0.12
"""Share of such words in English prose; other languages in Latin letters have a few homographs."""
_LEAST_NATIVE = 0.4
"""Least share of the target's script, where each of its characters counts one, and so does each Latin word: Japanese AI
news is full of names.
"""

_WORD = re.compile("[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_SPANS = re.compile(
    r"(`+).+?\1|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|<[^<>\s][^<>]*>|https?://[^\s)>\]]+",
    re.DOTALL,
)


def untranslatable(block: Block) -> bool:
    """Tell whether there is nothing in it to translate: code, an image, no letters but in code and addresses."""
    return block.kind in ("code", "image") or not _LETTER.search(_bare(block.text))


def primary(tag: str) -> str:
    """Return the primary subtag of a language tag, lower case."""
    return tag.replace("_", "-").split("-")[0].lower()


def guess(text: str, tag: str) -> str:
    """Return the primary subtag of a text's language: what its script says, else the feed's `tag`, else English where
    its words are; "" otherwise.
    """
    text = _bare(text)
    letters = len(_LETTER.findall(text))
    kana, han, hangul = (count(text, script) for script in (KANA, HAN, HANGUL))
    if letters and kana + han > 0.2 * letters:
        return "ja" if kana > 0.1 * (kana + han) else "zh"
    if letters and hangul > 0.2 * letters:
        return "ko"
    tagged = primary(tag)
    if tagged and not (tagged in SCRIPTS and _native(text, tagged) < 0.1):
        return tagged
    return "en" if _english(text) >= _LEAST_ENGLISH else ""


def already(text: str, language: str, source: str) -> bool:
    """Tell whether a block is in the target `language` already. `source` is the primary subtag of the article, "" where
    it is unknown.

    A script of its own decides by itself (a Japanese block needs no word from the feed); of languages that share a
    script, the article's decides, for blocks in that script.
    """
    target, text = primary(language), _bare(text)
    if target == "zh" and re.search(f"[{KANA}]", text):
        return False
    if target == "ja" and _native(text, "ja") >= _LEAST_NATIVE:
        return bool(re.search(f"[{HIRAGANA}]", text)) or source == "ja"
    if target in SCRIPTS:
        return _native(text, target) >= _LEAST_NATIVE and (
            source == target or (target not in _SHARED and target != "zh")
        )
    letters = len(_LETTER.findall(text))
    latin = sum(map(len, _WORD.findall(text)))
    return source == target and bool(letters) and latin >= 0.6 * letters


def _native(text: str, language: str) -> float:
    """Return the share of a language's script in a text, Latin words counting as one character."""
    letters = len(_LETTER.findall(_WORD.sub("x", text)))
    return count(text, SCRIPTS[language]) / letters if letters else 0.0


def _english(text: str) -> float:
    words = [word.lower() for word in _WORD.findall(text)]
    return sum(word in _ENGLISH for word in words) / len(words) if words else 0.0


def _bare(text: str) -> str:
    """Return the text without code, addresses and tags; each of them has one of these signs."""
    return _SPANS.sub(" ", text) if any(sign in text for sign in ("`", "<", "](", "://")) else text
