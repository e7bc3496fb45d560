"""The features of an item that tell one event from another. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from ainews_cli.models.scripts import is_cjk
from ainews_cli.ranking import company_names
from ainews_cli.ranking.stories.terms import Terms, plain_version, read

TITLE = 400
"""Characters of a title that count; texts come from anywhere, and some patterns look at all that follows a word."""
LEAD = 800
"""Characters of the text that count, of Japanese LEAD_WIDE."""
LEAD_WIDE = 350
TEXT, LINKS = 50_000, 20
"""Characters of the text that are looked at for links, and the links that count."""
OPENING, OPENING_WIDE = 250, 120
"""Characters that open it: what happened is said first."""

_VERSION = re.compile(
    r"(?<![\d.$€£¥])v?\d+(?:\.\d+)+(?:[-.]?(?:rc|beta|alpha|post|b|a)\.?\d*)?"
    r"(?![\d.]*\d|\s?(?:%|percent|bn|[BMKx]\b|billion|million|[兆億万倍割]))|\b[vbr]\d+\b",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'）)\]]+")
_ROUNDUP = re.compile(
    r"#\d{2,}\b|;.*;|\b(?:weekly|digest|links for|issue \d+|no\. ?\d{2,}|morning|daily|briefing|recap)\b.*:"
    r"|\b(?:round-?up|(?:this|the) week in|week in review|weekly (?:news|digest|update|links)|in ai this week)\b|"
    r"\bin brief\b|^today in\b"
    r"|^[^:]*\b\d{1,2}/\d{1,2}:|^[A-Z][^:]* \d{2,3}:.*[,;]"
    r"|週報|今週の(?:AI)?ニュース|週間ニュース|ニュースまとめ|ニュースのまとめ|ニュース\d|第\d+号",
    re.IGNORECASE,
)
_USE = re.compile(
    r"\bvs\.?\b|\bversus\b|\bhands[- ]on\b|\bhow (?:to|i|we)\b|\btutorial\b|\bmy experience\b|\b(?:notes|thoughts) on\b"
    r"|\b(?:trying out|playing with|days with)\b|\bask hn\b"
    r"|\b(?:i|we) (?:tried|tested|built|used|let|ran|run|asked|benchmarked|made|switched|wrote|fed|gave)\b"
    r"|^building an? .*\b(?:with|using|on)\b"
    r"|比較|実機レビュー|使い方|てみた|てみよう|てみる|試した|入門",
    re.IGNORECASE,
)
_COURT = frozenset(("c:!sue", "c:!ruling", "c:court", "c:!appeal"))
"""Concepts of a court: there "A vs B" is no comparison."""
_TRACKING = re.compile(
    r"utm_|mc_|fbclid|gclid|ref$|ref_|source$|src$|cmp|campaign|igshid|spm|share|at_|ocid|smid|from$", re.IGNORECASE
)
_PREPRINT = re.compile(r"arxiv\.org/\w+/(\d{4}\.\d{4,5})")
_SITE = re.compile(r"\s+[-|–—|]\s+([^-|–—|]{2,40})$")


class StoryItem(NamedTuple):
    """One item."""

    id: int | str
    title: str
    text: str = ""
    url: str = ""
    source: str = ""
    published: datetime | None = None
    names: tuple[str, ...] = ()
    """Companies and products that an analysis found."""
    product: str = ""
    """Whose release it announces, where it does nothing else."""


class StoryFeatures(NamedTuple):
    """The features of an item that are compared."""

    id: int | str
    source: str
    published: datetime | None
    title: dict[str, float]
    """Term -> how often, of the title."""
    lead: dict[str, float]
    """The same of title and beginning of the text."""
    opening: frozenset[str]
    """Terms and sounds of the title and the first sentences of the text."""
    strong: frozenset[str]
    """Terms that are the same in every language: names, numbers, versions."""
    headline: frozenset[str]
    """The strong terms of the title."""
    sounds: dict[str, str]
    """Sound of a name -> its spelling."""
    title_sounds: frozenset[str]
    events: frozenset[str]
    """Kinds of events that the title names."""
    numbered: dict[str, set[str]]
    """Names of the title with the numbers behind them."""
    versions: frozenset[str]
    """Versions in the title."""
    numbers: frozenset[str]
    """Numbers in the title."""
    url: str
    """Its own address without scheme, "www." and what tracks readers."""
    links: frozenset[str]
    """That address, and those in its text."""
    words: int
    """Distinct terms of the title."""
    wide: bool
    """True: the title is in a script without spaces."""
    form: str
    """ "roundup" for a list of many news, "use" for somebody's own use of a thing (a test, a comparison, a guide), ""
    for the rest.
    """
    paper: str
    """Identity of the paper that the item is the entry of, "" for other items."""
    product: str
    """Whose release it announces, "" for other items."""


def features(document: StoryItem) -> StoryFeatures:
    """Read an item; some 0.2 ms."""
    url = address(document.url)
    body = _URL.sub(" ", document.text[:TEXT])
    wide = sum(map(is_cjk, body[:LEAD])) > len(body[:LEAD]) * 0.3
    whole = " ".join(document.title[:TITLE].split())
    headline = _without_site(whole, document.source, url)
    title = read(headline)
    opens, ends = (OPENING_WIDE, LEAD_WIDE) if wide else (OPENING, LEAD)
    opening, later = read(f"{headline}\n{body[:opens]}"), read(body[opens:ends])
    lead = opening.with_(later)
    named = {f"name:{company_names.fold(company_names.canonical(name))}" for name in document.names}
    return StoryFeatures(
        document.id,
        document.source,
        document.published,
        title.counts,
        lead.counts,
        frozenset((*opening.counts, *opening.sounds)),
        frozenset(title.strong | lead.strong | named),
        frozenset(title.strong),
        lead.sounds,
        frozenset(title.sounds),
        frozenset(title.events),
        title.numbered,
        frozenset(map(plain_version, _VERSION.findall(whole))),
        frozenset(term for term in title.counts if term.startswith("num:")),
        url,
        frozenset(filter(None, (url, *map(address, _URL.findall(document.text[:TEXT])[:LINKS])))),
        len(title.counts),
        any(map(is_cjk, whole)),
        _form(whole, title),
        _paper(document, url),
        document.product,
    )


def _without_site(title: str, source: str, url: str) -> str:
    """Return a title without the site's own name at the end: "… - Morning Herald"."""
    ending = _SITE.search(title)
    if not ending:
        return title
    name = company_names.fold(ending[1])
    home = url.partition("/")[0].replace(".", "").replace("-", "")
    return (
        title[: ending.start()]
        if name in company_names.fold(source) or company_names.fold(source) == name or name in home
        else title
    )


def _form(title: str, terms: Terms) -> str:
    if _ROUNDUP.search(title):
        return "roundup"
    return "use" if _USE.search(title) and not _COURT & terms.counts.keys() else ""


def _paper(document: StoryItem, url: str) -> str:
    """Return what tells a paper apart: two entries of a preprint server are two papers, however alike their titles."""
    preprint = _PREPRINT.search(url)
    if preprint:
        return preprint[1]
    return document.title.casefold() if "arxiv" in document.source.casefold() else ""


def address(url: str) -> str:
    """Return an address without scheme, "www.", fragment and what tracks readers; "" for a home page and for what is no
    address.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    parameters = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name))
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"{host}{path}{query}" if host and (path or query) else ""
