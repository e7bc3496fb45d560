"""Words that say little about which event is meant: in every headline, or in every headline about AI."""

from __future__ import annotations

from ainews_cli.data import words


def stem(word: str) -> str:
    """Return a word without the endings that most change between headlines; no linguistics."""
    if not (word.isascii() and word.isalpha()) or len(word) < 5:
        return word
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= 4:
            return (word[: len(word) - len(ending)] + rest).removesuffix("e")
    return word.removesuffix("e")


COMMON = words("headline_words", "common", "common_others")
"""Left out altogether."""
FREQUENT = frozenset(map(stem, words("headline_words", "frequent")))
"""Weighed as if a tenth of all items had them, whatever the items at hand say."""
USUAL = frozenset(map(stem, words("headline_words", "usual"))) - FREQUENT
"""The same for the ordinary words of news: as if one item in fifty had them."""
