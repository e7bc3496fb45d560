"""A small English-Japanese word list, to tell whether two sentences speak of the same thing."""

from __future__ import annotations

import re
from functools import cache

from ainews_cli.data import load


def stem(word: str) -> str:
    """Return an English word without its commonest endings; crude, the same on both sides of a comparison."""
    return re.sub(r"(?:ies|es|s|ing|ed|ly|e|y)$", "", word) or word


@cache
def japanese_words() -> dict[str, tuple[str, ...]]:
    """Return Japanese spelling -> stems of English words (`data/english_japanese.toml`)."""
    return {spelling: tuple(map(stem, words.split())) for spelling, words in load("english_japanese").items()}


@cache
def longest() -> int:
    """Return the length of the longest Japanese spelling."""
    return max(map(len, japanese_words()))
