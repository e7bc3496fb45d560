"""Whether a text is in the target language, as far as its script tells."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HAN = "\u3400-\u4dbf\u4e00-\u9fff々"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
SCRIPTS: Mapping[str, str] = {
    "ja": _KANA + _HAN,
    "zh": _HAN,
    "ko": "\uac00-\ud7af\u1100-\u11ff",
    "ru": "\u0400-\u04ff",
    "uk": "\u0400-\u04ff",
    "bg": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "ar": "\u0600-\u06ff",
    "fa": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
}
"""Characters of the languages that are not written in the Latin script."""
LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"

LEAST_SHARE = 0.4
"""Least share of the target script, where each character of it counts one and so does each Latin word: Japanese AI news is full of names."""
LEAST_LATIN = 0.6
NAME_WORDS = 4
"""A title of so many words or fewer may be all names ("GPT-5.5", "Claude Haiku 5.5") and needs no translation."""

_LETTERS = re.compile(r"[^\W\d_]")
_RUN = re.compile(f"[{LATIN}]+")


def language_fault(text: str, language: str, *, title: bool = False) -> str:
    """What is wrong with the script of `text` for a target language (BCP 47), in words; "" when nothing is.

    Languages that share a script (English and German) cannot be told apart here.
    """
    code = language.split("-")[0].lower()
    letters = len(_LETTERS.findall(text))
    if not letters or (title and len(text.split()) <= NAME_WORDS and text.isascii()):
        return ""
    if code not in SCRIPTS:
        share = len(re.findall(f"[{LATIN}]", text)) / letters
        return "" if share >= LEAST_LATIN else f"is not written in {language!r}"
    share = len(re.findall(f"[{SCRIPTS[code]}]", text)) / len(_LETTERS.findall(_RUN.sub("x", text)))
    if share < LEAST_SHARE / (2 if title else 1):
        return f"is not written in {language!r}"
    if code == "ja" and not title and not re.search("[\u3041-\u3096]", text):
        return "has no kana and so is not Japanese"
    if code == "zh" and re.search("[\u3041-\u3096]", text):
        return "has kana and so is not Chinese"
    return ""
