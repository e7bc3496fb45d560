"""Whether a text is in the target language, as far as its script tells."""

from __future__ import annotations

import re

from ainews_cli.models.scripts import HIRAGANA, LATIN, SCRIPTS

LEAST_SHARE = 0.4
"""Least share of the target script, where each character of it counts one and so does each Latin word: Japanese AI news
is full of names.
"""
LEAST_LATIN = 0.6
NAME_WORDS = 4
"""A title of so many words or fewer may be all names ("GPT-5.5", "Claude Haiku 5.5") and needs no translation."""

_LETTERS = re.compile(r"[^\W\d_]")
_RUN = re.compile(f"[{LATIN}]+")


def language_fault(text: str, language: str, *, title: bool = False) -> str:
    """Return what is wrong with the script of `text` for a target language (BCP 47), in words; "" when nothing is.

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
    if code == "ja" and not title and not re.search(f"[{HIRAGANA}]", text):
        return "has no kana and so is not Japanese"
    if code == "zh" and re.search(f"[{HIRAGANA}]", text):
        return "has kana and so is not Chinese"
    return ""
