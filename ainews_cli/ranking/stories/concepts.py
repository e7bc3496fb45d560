"""Concepts that English and Japanese news say in different words: a resignation, a lawsuit, a country
(`data/concepts.toml`).

A concept is "c:" and its name; that of a kind of event begins with "c:!". Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ainews_cli.data import load
from ainews_cli.models.scripts import KATAKANA


def _forms(word: str) -> set[str]:
    """Return the word with its regular endings."""
    forms = {word, word + "s", word + "d", word + "ed", word + "ing", word + "es"}
    if word.endswith("e"):
        forms.add(word[:-1] + "ing")
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if len(word) > 2 and word[-1] in "bdglmnpt" and word[-2] in "aeiou":
        forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms


class _Table:
    """The concepts by how they are written."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.phrases: dict[str, str] = {}
        self.japanese: dict[str, list[str]] = {}
        exact: dict[str, str] = {}
        for name, concept in load("concepts").items():
            term = f"c:{name}"
            for word in concept.get("words", "").split():
                exact[word] = term
                self.words |= {form: term for form in _forms(word) if form not in self.words}
            exact |= dict.fromkeys(concept.get("exact", "").split(), term)
            self.phrases |= dict.fromkeys(concept.get("phrases", ()), term)
            for written in concept.get("japanese", "").split():
                self.japanese.setdefault(written, []).append(term)
        self.words |= exact
        self.any_phrase = re.compile(rf"\b(?:{_longest_first(self.phrases)})\b")
        self.any_japanese = re.compile(_longest_first(self.japanese))


def _longest_first(spellings: Iterable[str]) -> str:
    """Return a pattern for any of the spellings."""
    return "|".join(map(re.escape, sorted(spellings, key=lambda spelling: (-len(spelling), spelling))))


@cache
def _table() -> _Table:
    return _Table()


def of_word(folded: str) -> str:
    """Return the concept of an English word in lower case, "" for none."""
    return _table().words.get(folded, "")


def of_phrases(folded: str) -> list[str]:
    """Return the concepts of the English phrases in a text in lower case."""
    table = _table()
    return [table.phrases[phrase] for phrase in table.any_phrase.findall(folded)]


_COUNTRIES = {
    "米": "us",
    "英": "uk",
    "独": "germany",
    "仏": "france",
    "伊": "italy",
    "中": "china",
    "韓": "korea",
    "印": "india",
    "露": "russia",
}
_COUNTRY = re.compile(rf"(?:^|[、。「『（(\s　])([米英独仏伊中韓印露])(?=[{KATAKANA}A-Z]|政府|当局|商務|司法|国)")


def of_japanese(text: str) -> list[str]:
    """Return the concepts of a Japanese text."""
    table = _table()
    concepts = [concept for written in table.any_japanese.findall(text) for concept in table.japanese[written]]
    return [*concepts, *(f"c:{_COUNTRIES[sign]}" for sign in _COUNTRY.findall(text))]


def written(text: str) -> list[tuple[str, str]]:
    """Return (as written, concept) of the English phrases and the Japanese words of a text, in order."""
    table = _table()
    phrases = [(spelling, table.phrases[spelling]) for spelling in table.any_phrase.findall(text.casefold())]
    return phrases + [
        (spelling, concept) for spelling in table.any_japanese.findall(text) for concept in table.japanese[spelling]
    ]


def is_event(concept: str) -> bool:
    """Return whether a concept is a kind of event."""
    return concept.startswith("c:!")
