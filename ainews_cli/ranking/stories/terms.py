"""The terms of a text that can be compared: words, pairs of characters, numbers, names, concepts, sounds. Pure.

The same in English and Japanese where that can be had without a dictionary of the language: words in Latin letters, the
company names that the table of aliases knows, numbers with their magnitudes and units (15億 = 1.5 billion, 4割 = 40 %),
kinds of events (`concepts`), and what a katakana word sounds like (`sounds`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from ainews_cli.models.scripts import HAN, HANGUL, KANA, KATAKANA, NAMED
from ainews_cli.ranking import company_names
from ainews_cli.ranking.stories import concepts, sounds
from ainews_cli.ranking.stories.words import COMMON, stem

TOKEN = re.compile(
    r"(?P<wide>(?:\d[\d,]*(?:\.\d+)?[兆億万千]){1,3}(?:\d[\d,]*)?)"
    r"|(?P<number>[$€£¥]?\d[\d,]*(?:\.\d+)?\s?(?:%|パーセント|percent|割|trillion|billion|million|bn\b|tn\b|[BMKTbmk]\b)?)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:[.'’&+-][A-Za-z0-9\u00c0-\u024f]+)*)"
    rf"|(?P<kana>[{KATAKANA}]{{2,}})"
    rf"|(?P<han>[{HAN}]{{2,}})"
    rf"|(?P<pairs>[{HANGUL}{NAMED['Thai']}]{{2,}})"
    rf"|(?P<other>(?:(?![A-Za-z{KANA}{HAN}])[^\W\d_]){{3,}})"
)
_NAMED = re.compile(r"\b([A-Za-z][A-Za-z]+)[- ]?(\d+(?:\.\d+)*)(?![\d,]*\d)\b")
_SCALES = {"兆": 1e12, "億": 1e8, "万": 1e4, "千": 1e3}
_UNITS = {
    "trillion": 1e12,
    "tn": 1e12,
    "t": 1e12,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "million": 1e6,
    "m": 1e6,
    "k": 1e3,
    "割": 10.0,
}
_YEAR = range(1990, 2100)
_PLAIN_BELOW = 32
"""Whole numbers without a unit below this say little: days, list places, small counts."""
_MONTH_NAMES = """
jan feb mar apr may jun jul aug sep sept oct nov dec
january february march april june july august september october november december
"""
MONTHS = frozenset(_MONTH_NAMES.split())
"""Numbers behind them are days."""

_ACRONYMS = frozenset(("line", "fair", "arm"))
_WORDS = _ACRONYMS | {
    *(
        "alphabet",
        "amazon",
        "apple",
        "character",
        "cognition",
        "cursor",
        "figure",
        "inflection",
        "meta",
        "notion",
        "oracle",
        "perplexity",
    ),
    *("runway", "scale", "slack", "stability", "together", "zoom"),
}
"""Names of companies that are words, too."""


class Terms(NamedTuple):
    """The terms of a text."""

    counts: dict[str, float]
    """Term -> how often."""
    strong: set[str]
    """Terms that are the same in every language: names, numbers, versions."""
    numbered: dict[str, set[str]]
    """Name -> the numbers behind it: {"parley": {"5"}}."""
    sounds: dict[str, str]
    """Sound of a name -> its spelling here."""
    events: set[str]
    """Kinds of events."""

    def with_(self, other: Terms) -> Terms:
        """Return the terms of both."""
        counts = {
            term: self.counts.get(term, 0.0) + other.counts.get(term, 0.0) for term in (*self.counts, *other.counts)
        }
        return Terms(
            counts,
            self.strong | other.strong,
            self.numbered,
            {**other.sounds, **self.sounds},
            self.events | other.events,
        )


def read(text: str) -> Terms:
    """Return the terms of a text."""
    text = unicodedata.normalize("NFKC", text)
    terms = Terms({}, set(), {}, {}, set())
    for match in TOKEN.finditer(text):
        _take(terms, match.lastgroup or "", match.group())
    said = concepts.of_phrases(text.casefold())
    if not text.isascii():
        said += concepts.of_japanese(text)
    for concept in said:
        _count(terms, concept)
    for name, version in _NAMED.findall(text):
        folded = name.casefold()
        if folded in COMMON:
            continue
        terms.numbered.setdefault(folded, set()).add(plain_version(version))
        if folded not in MONTHS:
            _count(terms, term := f"{folded} {version}")
            terms.strong.add(term)
    return terms


def _take(terms: Terms, kind: str, token: str) -> None:
    if kind == "latin":
        _latin(terms, token)
    elif kind == "kana":
        if alias := known(token):
            _name(terms, alias)
        else:
            _count(terms, token)
            if sound := sounds.of_katakana(token):
                terms.sounds.setdefault(sound, token)
    elif kind in ("han", "pairs"):
        for at in range(len(token) - 1):
            _count(terms, token[at : at + 2])
    elif kind == "other":
        _count(terms, token.casefold())
    else:
        for term in number(token):
            _count(terms, term)
            if term.startswith("num:"):
                terms.strong.add(term)


def _count(terms: Terms, term: str) -> None:
    terms.counts[term] = terms.counts.get(term, 0.0) + 1
    if concepts.is_event(term):
        terms.events.add(term)


def _name(terms: Terms, alias: str) -> None:
    _count(terms, f"name:{alias}")
    terms.strong.add(f"name:{alias}")


def _latin(terms: Terms, token: str) -> None:
    folded = token.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if (alias := known(folded)) and is_company(token):
        _name(terms, alias)
        return
    if concept := concepts.of_word(folded):
        _count(terms, concept)
        return
    if folded in COMMON or (len(folded) < 2 and not folded.isdigit()):
        return
    parts = [folded]
    if "-" in folded:
        parts += [
            part for part in folded.split("-") if part not in COMMON and (len(part) > 2 or any(map(str.isdigit, part)))
        ]
    named = token[0].isupper() or any(map(str.isdigit, token)) or any(map(str.isupper, token))
    for part in parts:
        if (alias := known(part)) and part not in _WORDS:
            _name(terms, alias)
            continue
        if concept := concepts.of_word(part):
            _count(terms, concept)
            continue
        _count(terms, term := stem(part))
        if named:
            terms.strong.add(term)
        for sound in sounds.of_latin(part):
            terms.sounds.setdefault(sound, term)


def is_company(token: str) -> bool:
    """Return whether a token that may be a company is one: names that are words, too, need a capital, and acronyms all
    of them.
    """
    folded = token.casefold()
    return not (folded in _WORDS and token == folded) and not (folded in _ACRONYMS and not token.isupper())


def plain_version(written: str) -> str:
    """Return a version in its shortest form: the same for "v2.0.0" and "2.0"."""
    return re.sub(r"(?:\.0)+$", "", written.casefold().lstrip("v"))


def number(token: str) -> list[str]:
    """Return the terms of a number: "num:1500000000", "num:40%", "few:5" for a small count; nothing for years."""
    if token[-1] in _SCALES or any(sign in token for sign in _SCALES):
        parts = re.findall(r"(\d[\d,]*(?:\.\d+)?)([兆億万千]?)", token)
        return [f"num:{sum(_value(digits) * _SCALES.get(sign, 1.0) for digits, sign in parts):.12g}"]
    digits = re.match(r"[$€£¥]?(\d[\d,]*(?:\.\d+)?)", token)
    if not digits:
        return []
    value = _value(digits[1])
    unit = token[digits.end() :].strip().casefold()
    percent = unit in ("%", "パーセント", "percent", "割")
    bare = not unit and not token.startswith(("$", "€", "£", "¥"))
    if bare and value == int(value) and (value in _YEAR or value < _PLAIN_BELOW):
        return [] if value in _YEAR or value < 2 else [f"few:{value:.0f}"]
    return [f"num:{value * _UNITS.get(unit, 1.0):.12g}{'%' if percent else ''}"]


def _value(digits: str) -> float:
    return float(digits.replace(",", "").rstrip("."))


@cache
def known(token: str) -> str:
    """Return the folded canonical name of a company that the token alone names, "" for any other token."""
    return _table().get(company_names.fold(token), "")


@cache
def _table() -> dict[str, str]:
    folded_names: dict[str, str] = {}
    for name, others in company_names.aliases().items():
        for alias in (name, *others):
            short = alias.removesuffix(" AI").removesuffix("AI") if len(alias) > 7 or not alias.isascii() else alias
            for spelling in (alias, short):
                if " " not in spelling and len(spelling) > 1 and spelling not in ("X", "EU"):
                    folded_names.setdefault(company_names.fold(spelling), company_names.fold(name))
    return folded_names
