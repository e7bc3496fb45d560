"""The lexicon of names, topics and signal words (`data/offline_lexicon.toml`), and finding them in a text.

Alphabetic terms of one or two words are looked up among the text's words and word pairs, so that the cost does not grow
with the lexicon; longer ones are searched in the row of words; a `*` at the end stands for a version ("gpt*" finds
gpt-5). Other scripts have no spaces: their terms are searched as they are.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise

from ainews_cli.data import load
from ainews_cli.models.scripts import CJK

FILE = "offline_lexicon"
_WORD = re.compile(r"[a-z0-9][a-z0-9+#.'-]*[a-z0-9+#]|[a-z0-9]")
_VERSIONED = re.compile(r"[a-z0-9+#.'-]*\d[a-z0-9+#.'-]*")
_CJK = re.compile(f"[{CJK}]")
_VERSION = re.compile(r"[-.]?v?\d.*$")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms ready for look-ups. A section is "companies", "products", "topics" or a signal's name; a topic's name is
    "ja|en".
    """

    words: Mapping[str, tuple[tuple[str, str], ...]]
    """Alphabetic term, case-folded -> (section, canonical name) of each meaning."""
    rows: tuple[tuple[str, str, str], ...]
    """(term between spaces, section, canonical name) of alphabetic terms of three words and more."""
    phrases: tuple[tuple[str, str, str], ...]
    """(term, section, canonical name) of terms in other scripts."""
    wide: bool
    """True: all phrases have CJK characters, and texts without any need no search."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the lexicon sees it."""

    text: str
    """Case-folded."""
    row: str
    """The words, with a space before and after each."""
    counts: Mapping[str, int]
    """Words and word pairs, and words without their version ("gpt*" for gpt-5.5), with how often they occur."""


def words_of(text: str) -> Words:
    """Cut a text into words and pairs, case-folded."""
    folded = text.casefold()
    words = _WORD.findall(folded)
    counts = Counter(words)
    counts.update(" ".join(pair) for pair in pairwise(words))
    for word in words:
        if _VERSIONED.fullmatch(word) and (stem := _VERSION.sub("", word)):
            counts[f"{stem}*"] += 1
    return Words(folded, f" {' '.join(words)} ", counts)


def find(book: Lexicon, words: Words) -> defaultdict[str, Counter[str]]:
    """Return per section the canonical names found, with how often."""
    hits: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key in book.words.keys() & words.counts.keys():
        for section, name in book.words[key]:
            hits[section][name] += words.counts[key]
    for row, section, name in book.rows:
        if row in words.row:
            hits[section][name] += words.row.count(row)
    if not words.text.isascii() and (not book.wide or _CJK.search(words.text)):
        for phrase, section, name in book.phrases:
            if phrase in words.text:
                hits[section][name] += words.text.count(phrase)
    return hits


def index(terms: Iterable[tuple[str, str, str]]) -> Lexicon:
    """Return a lexicon from (term, section, canonical name)."""
    latin: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    rows: list[tuple[str, str, str]] = []
    phrases: list[tuple[str, str, str]] = []
    for term, section, name in terms:
        folded = term.casefold().strip()
        parts = _WORD.findall(folded)
        if folded and not folded.isascii():
            phrases.append((folded, section, name))
        elif len(parts) > 2:
            rows.append((f" {' '.join(parts)} ", section, name))
        elif parts:
            latin[" ".join(parts) + "*" * folded.endswith("*")].append((section, name))
    return Lexicon(
        {key: tuple(names) for key, names in latin.items()},
        tuple(rows),
        tuple(phrases),
        all(_CJK.search(phrase) for phrase, _, _ in phrases),
    )


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that ships with the program (`data/offline_lexicon.toml`)."""
    tables = load(FILE)
    terms = [
        (term, section, name)
        for section in ("companies", "products", "topics")
        for name, spellings in tables[section].items()
        for term in spellings
    ]
    return index(
        [*terms, *((term, signal, term) for signal, spellings in tables["signals"].items() for term in spellings)]
    )


@cache
def signal_names() -> tuple[str, ...]:
    """Return the sections that are signals: "release", "howto" …"""
    return tuple(load(FILE)["signals"])


def lexicon_hash() -> str:
    """Return the hash of what the lexicon says, comments and form aside; `version.LEXICON` repeats it."""
    return sha256(json.dumps(load(FILE), ensure_ascii=False, indent=2).encode()).hexdigest()[:8]
