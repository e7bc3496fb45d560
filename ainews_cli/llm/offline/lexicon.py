"""The lexicon of names, topics and signal words (`lexicon.json`), and finding them in a text.

Alphabetic terms are one or two words and are looked up among the text's words and word pairs, so that the cost does not grow with the
lexicon; a `*` at the end stands for a version ("gpt*" finds gpt-5). Other scripts have no spaces: their terms are searched as they are.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

_WORD = re.compile(r"[a-z0-9][a-z0-9+#.'-]*[a-z0-9+#]|[a-z0-9]")
_VERSION = re.compile(r"[-. ]?v?\d.*$")


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of one section: alphabetic ones by key, others as they are; each leads to its canonical name."""

    words: Mapping[str, str]
    phrases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The file, ready for look-ups. A topic's name is "ja|en" where the two differ."""

    companies: Group
    products: Group
    topics: Group
    signals: Mapping[str, Group]
    digest: str
    """First 8 hex digits of the file's SHA-256: part of the offline engine's version."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as the lexicon sees it."""

    text: str
    """Case-folded."""
    counts: Mapping[str, int]
    """Words and word pairs, and words without their version ("gpt*" for gpt-5.5), with how often they occur."""


def words_of(text: str) -> Words:
    """Cuts a text into words and pairs, case-folded."""
    folded = text.casefold()
    found = _WORD.findall(folded)
    counts = Counter(found)
    counts.update(f"{left} {right}" for left, right in zip(found, found[1:], strict=False))
    for word in tuple(counts):
        if any(map(str.isdigit, word)) and " " not in word and (stem := _VERSION.sub("", word)):
            counts[f"{stem}*"] += counts[word]
    return Words(folded, counts)


def find(group: Group, words: Words) -> Counter[str]:
    """Canonical names found, with how often."""
    hits: Counter[str] = Counter()
    for key in group.words.keys() & words.counts.keys():
        hits[group.words[key]] += words.counts[key]
    for phrase, name in group.phrases:
        if phrase in words.text:
            hits[name] += words.text.count(phrase)
    return hits


def group_of(terms: Iterable[tuple[str, str]]) -> Group:
    """A group from (term, canonical name) pairs."""
    latin: dict[str, str] = {}
    other: list[tuple[str, str]] = []
    for term, name in terms:
        folded = term.casefold()
        if folded.isascii() and len(folded.split()) <= 2:
            latin[folded] = name
        else:
            other.append((folded, name))
    return Group(latin, tuple(other))


@cache
def lexicon() -> Lexicon:
    """The packaged lexicon, read once."""
    from hashlib import sha256

    raw = get_data(__package__, "lexicon.json") or b""
    data = json.loads(raw)
    sections = {name: group_of((term, canonical) for canonical, terms in data[name].items() for term in terms) for name in ("companies", "products", "topics")}
    signals = {name: group_of((term, term) for term in terms) for name, terms in data["signals"].items()}
    return Lexicon(**sections, signals=signals, digest=sha256(raw).hexdigest()[:8])
