"""What of an item tells one event from another. Pure.

The same in English and Japanese where that can be had without a dictionary: names in Latin letters, katakana names that the table of aliases
knows, numbers with their magnitudes and units (15億 = 1.5 billion, 4割 = 40 %), versions, links. Besides: words, and pairs of characters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ainews_cli import names
from ainews_cli.stories.words import COMMON, stem

if TYPE_CHECKING:
    from datetime import datetime

LEAD = 1200
"""Characters of the text that count, of Japanese LEAD_WIDE: what happened is said first."""
LEAD_WIDE = 500

_TOKEN = re.compile(
    r"(?P<number>[$€£¥]?\d[\d,]*(?:\.\d+)?\s?(?:%|パーセント|percent|割|兆|億|万|trillion|billion|million|bn\b|[BMK]\b)*(?:円|ドル|dollars|yen)?)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*(?:[.'’&+-][A-Za-z0-9\u00c0-\u024f]+)*)"
    r"|(?P<kana>[\u30a1-\u30fa\u30fc]{2,})"
    r"|(?P<han>[\u4e00-\u9fff々]{2,})"
)
_VERSION = re.compile(r"(?<![\d.])v?\d+(?:\.\d+)+(?:[-.]?(?:rc|beta|alpha|b|a)\.?\d*)?(?![\d.]*\d)|\b(?:v|b|r)\d+\b", re.IGNORECASE)
_NAMED_VERSION = re.compile(r"\b([A-Za-z][A-Za-z]+)[- ]?(\d+(?:\.\d+)*)\b")
_SCALES = {
    "兆": 1e12,
    "億": 1e8,
    "万": 1e4,
    "trillion": 1e12,
    "billion": 1e9,
    "bn": 1e9,
    "million": 1e6,
    "B": 1e9,
    "M": 1e6,
    "K": 1e3,
    "割": 10.0,
}
_URL = re.compile(r"https?://[^\s<>\"'）)\]]+")
_ROUNDUP = re.compile(
    r"#\d+\b|;.*;|\b(?:weekly|round-?up|newsletter|digest|this week|the week in|links for|issue \d+|no\. ?\d+)\b|^[^:]*\b\d{2,4}:"
    r"|週報|今週の|週間|まとめ|ニュース\d|第\d+号",
    re.IGNORECASE,
)
_USE = re.compile(
    r"\b(?:vs\.?|versus|review|hands[- ]on|how (?:to|i|we)|tutorial|guide|deep dive|explained|explainer|compar(?:ed|ison|ing)|my experience|lessons"
    r"|notes on|thoughts on|trying out|first look|early look|playing with|i (?:tried|tested|built|used)|we (?:tried|tested))\b"
    r"|比較|レビュー|使い方|使ってみ|試した|試してみ|触ってみ|入門|解説|徹底|検証してみ",
    re.IGNORECASE,
)
_YEAR = range(1990, 2100)
_PLAIN_BELOW = 32
"""Whole numbers without a unit below this say nothing: days, list places, small counts."""


class Document(NamedTuple):
    """One item."""

    id: int | str
    title: str
    text: str = ""
    url: str = ""
    source: str = ""
    published: datetime | None = None
    names: tuple[str, ...] = ()
    """Companies and products that an analysis found."""


class Features(NamedTuple):
    """What is compared of an item."""

    id: int | str
    source: str
    published: datetime | None
    title: dict[str, float]
    """Term -> how often, of the title."""
    lead: dict[str, float]
    """Of title and beginning of the text."""
    strong: frozenset[str]
    """Terms that are the same in every language: names, numbers, versions."""
    headline: frozenset[str]
    """Those of them that the title has."""
    versions: frozenset[str]
    """Of the title."""
    numbers: frozenset[str]
    """Of the title."""
    links: frozenset[str]
    """Its own address and those in its text, without scheme, query and "www."."""
    words: int
    """Distinct terms of the title."""
    wide: bool
    """Whether the title is in a script without spaces."""
    form: str
    """ "roundup" for a list of many news, "use" for somebody's own use of a thing (a review, a comparison, a guide), "" for the rest."""


def features(document: Document) -> Features:
    """Reads an item; some 0.1 ms."""
    body = _URL.sub(" ", document.text)
    wide = sum(character > "\u3000" for character in body[:LEAD]) > len(body[:LEAD]) * 0.3
    lead = body[: LEAD_WIDE if wide else LEAD]
    title_terms, title_strong = _terms(document.title)
    lead_terms, lead_strong = _terms(f"{document.title}\n{lead}")
    named = {f"name:{_alias(name)}" for name in document.names}
    return Features(
        document.id,
        document.source,
        document.published,
        title_terms,
        lead_terms,
        frozenset(title_strong | lead_strong | named),
        frozenset(title_strong),
        frozenset(one.casefold().lstrip("v") for one in _VERSION.findall(document.title)),
        frozenset(term for term in title_terms if term.startswith("num:")),
        frozenset(filter(None, map(_address, [document.url, *_URL.findall(document.text)[:20]]))),
        len(title_terms),
        any(character > "\u3000" for character in document.title),
        "roundup" if _ROUNDUP.search(document.title) else "use" if _USE.search(document.title) else "",
    )


def _terms(text: str) -> tuple[dict[str, float], set[str]]:
    """(terms with their counts, those of them that are strong)."""
    counts: dict[str, float] = {}
    strong: set[str] = set()
    for found in _TOKEN.finditer(text):
        kind, token = found.lastgroup, found.group()
        if kind == "number":
            terms = _number(token)
            strong.update(terms)
        elif kind == "latin":
            terms = _latin(token)
            if terms and (token[0].isupper() or any(map(str.isdigit, token)) or terms[0].startswith("name:")):
                strong.update(terms)
        elif kind == "kana":
            terms = [f"name:{alias}"] if (alias := _known(token)) else [token]
            if alias:
                strong.update(terms)
        else:
            terms = [token[at : at + 2] for at in range(len(token) - 1)]
        for term in terms:
            counts[term] = counts.get(term, 0.0) + 1
    for name, version in _NAMED_VERSION.findall(text):
        if name.casefold() not in COMMON:
            term = f"{name.casefold()} {version}"
            counts[term] = counts.get(term, 0.0) + 1
            strong.add(term)
    return counts, strong


def _latin(token: str) -> list[str]:
    folded = token.casefold().replace("’", "'").removesuffix("'s")
    if folded in COMMON or (len(folded) < 2 and not folded.isdigit()):
        return []
    if alias := _known(folded):
        return [f"name:{alias}"]
    parts = [folded] if "-" not in folded else [folded, *(part for part in folded.split("-") if len(part) > 2 and part not in COMMON)]
    return [stem(part) for part in parts]


def _number(token: str) -> list[str]:
    """ "num:1500000000", "num:40%"; nothing for years and small counts."""
    digits = re.match(r"[$€£¥]?(\d[\d,]*(?:\.\d+)?)", token)
    if not digits:
        return []
    value = float(digits[1].replace(",", ""))
    unit = token[digits.end() :].strip()
    percent = any(sign in unit for sign in ("%", "パーセント", "percent", "割"))
    for sign, scale in _SCALES.items():
        if sign in unit:
            value *= scale
    bare = not unit and not token.startswith(("$", "€", "£", "¥"))
    if bare and (value in _YEAR or (value < _PLAIN_BELOW and value == int(value))):
        return []
    return [f"num:{value:.12g}{'%' if percent else ''}"]


def _alias(name: str) -> str:
    return names.fold(names.canonical(name))


@cache
def _known(token: str) -> str:
    """The folded canonical name of a company that the token alone names, "" for any other token."""
    return _table().get(names.fold(token), "")


@cache
def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, others in names.ALIASES.items():
        for one in (name, *others):
            short = one.removesuffix(" AI").removesuffix("AI") if len(one) > 7 or one > "\u3000" else one
            for spelling in (one, short):
                if " " not in spelling and len(spelling) > 1 and spelling not in ("X", "EU"):
                    found.setdefault(names.fold(spelling), names.fold(name))
    return found


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    query = f"?{parts.query}" if host.endswith(("youtube.com", "news.ycombinator.com")) else ""
    return f"{host}{path}{query}" if host and (path or query) else ""
