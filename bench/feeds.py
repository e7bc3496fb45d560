"""How far the parsers of ainews agree with feedparser over a folder of saved feeds, and how fast each is.

    python bench/feeds.py DIR [--part tuned|unread] [--json] [-v] [--runs N]

Every file in DIR and below that feedparser or ainews reads as a feed is compared entry by entry, in document order:

- id: the guid; where the feed gives none, the canonical link (or nothing, where there is no link either)
- link: both made canonical (tracking parameters dropped, absolute)
- title, author, content: as text, without tags, references and white space; content is the body, the summary where
  there is none
- date: published, else updated, to the second; dates before 1990 count as none on both sides
- enclosures, categories: as sets

Where feedparser is known to be wrong, or to do more than read, a difference is set apart: counted by its kind (APART
below; `docs/measured.md` says why), and not for the agreement, which is therefore given with these counted, too. No
kind asks for a file's name.

An entry that only one side has counts for "same number of entries", not for the fields; copies of a guid count for
neither. `--part` takes the files by a hash of their names: a third stays unread while rules are made. JSON is outside
feedparser's reach: such files are parsed, timed and listed, not compared. The figures depend on the files alone, the
timings (best of N runs) on the machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import unicodedata
from calendar import timegm
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
from lxml import html as lxml_html
from lxml.etree import ParserError

from ainews_cli.errors import NotAFeed
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry, ParsedFeed
from ainews_cli.sources.dates import EARLIEST
from ainews_cli.sources.kinds import KINDS
from ainews_cli.sources.links import absolute, canonical

BASE = "https://feed.example/feed"
NOW = datetime(9999, 1, 1, tzinfo=UTC)
"""Late enough that no date is clamped."""
FIELDS = ("id", "link", "title", "date", "author", "content", "enclosures", "categories")
SUFFIXES = {".xml", ".rss", ".atom", ".rdf", ".json", ".feed", ".html", ".txt", ""}


@dataclass
class Report:
    """Figures to print: counts by field, and where the two sides differ."""

    feeds: int = 0
    compared: int = 0
    same_count: int = 0
    entries: int = 0
    fell_back: int = 0
    refused: int = 0
    json: int = 0
    apart: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Differences by field and kind."""
    equal: Counter[str] = field(default_factory=Counter)
    differences: list[dict[str, object]] = field(default_factory=list)


def text_of(markup: str) -> str:
    """Return the visible text of a piece of HTML, without white space."""
    if "<" in markup or "&" in markup:
        try:
            tree = lxml_html.fragment_fromstring(markup, create_parent="div")
        except (ParserError, ValueError):
            return _squeezed(unescape(markup))
        for hidden in tree.xpath(
            "//script|//style|//iframe|//object|//embed|//noscript|//comment()|//processing-instruction()"
        ):
            hidden.drop_tree()
        markup = tree.text_content()
    return _squeezed(unescape(markup))


def _squeezed(text: str) -> str:
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def theirs(entry: Any) -> dict[str, object]:
    """Return the fields of feedparser's entry."""
    own = dict(entry)  # feedparser's own get() warns where it answers for a missing update
    when = own.get("published_parsed") or own.get("updated_parsed")
    date = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=timegm(when)) if when and when[0] >= EARLIEST else None
    link = canonical(entry.get("link") or "", BASE)
    body = entry["content"][0]["value"] if entry.get("content") else entry.get("summary") or ""
    title, plain_title = entry.get("title") or "", (entry.get("title_detail") or {}).get("type") == "text/plain"
    people = [str(one.get("name") or one.get("email") or "") for one in entry.get("authors") or ()]
    return {
        "id": " ".join((entry.get("id") or "").split()) or link,
        "link": link,
        "title": _squeezed(title) if plain_title else text_of(title),
        "date": date,
        "author": text_of(", ".join(dict.fromkeys(name for name in people if name)) or entry.get("author") or ""),
        "content": text_of(body),
        "enclosures": {absolute(one.get("href") or "", BASE) for one in entry.get("enclosures") or ()} - {""},
        "categories": {text_of(tag.get("term") or "").casefold() for tag in entry.get("tags") or ()} - {""},
    }


def ours(entry: Entry, given_title: bool) -> dict[str, object]:
    """Return the fields of our entry. A title made from the text is no title of the feed's."""
    return {
        "id": "" if entry.guid.startswith("hash:") else entry.guid,
        "link": entry.url,
        "title": _squeezed(entry.title) if given_title else "",
        "date": entry.published.replace(microsecond=0) if entry.published else None,
        "author": _squeezed(entry.author),
        "content": text_of(entry.content or entry.summary),
        "enclosures": {one.url for one in entry.enclosures},
        "categories": {_squeezed(name).casefold() for name in entry.categories},
    }


def read_ours(body: bytes, kind: str) -> ParsedFeed | None:
    """Return our reading, None for what is no feed."""
    try:
        return KINDS[kind].parse(
            body, Feed(name="bench", url=BASE), content_type="application/xml", base_url=BASE, now=NOW
        )
    except NotAFeed:
        return None


def read_theirs(body: bytes) -> Any:
    """Return feedparser's reading, as a careful caller would have it."""
    return feedparser.parse(
        BytesIO(body), response_headers={"content-type": "application/xml", "content-location": BASE}
    )


@dataclass
class Reading:
    """One file as both sides read it."""

    body: bytes
    mine: ParsedFeed
    other: Any

    @cached_property
    def entries(self) -> list[Any]:
        """feedparser's entries, as it found them, each guid once where ours leave copies out."""
        return self._once(self.other["entries"])

    @cached_property
    def uncleaned(self) -> list[Any]:
        """The same without feedparser's cleaning of HTML."""
        headers = {"content-type": "application/xml", "content-location": BASE}
        parsed = feedparser.parse(
            BytesIO(self.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        return self._once(parsed["entries"])

    @cached_property
    def feed_author(self) -> str:
        """What all entries of ours say whose author feedparser does not know; "" where they disagree."""
        pairs = zip(self.mine.entries, self.entries, strict=True)
        authors = {entry.author for entry, their in pairs if not theirs(their)["author"]}
        return _squeezed(authors.pop()) if len(authors) == 1 else ""

    def _once(self, entries: list[Any]) -> list[Any]:
        if not any("used more than once" in note for note in self.mine.notes):
            return entries
        return list(
            {theirs(entry)["id"] or number: entry for number, entry in reversed([*enumerate(entries)])}.values()
        )[::-1]


@dataclass
class Difference:
    """A field that the two sides read differently."""

    own: Any
    expected: Any
    entry: Entry
    number: int
    reading: Reading


def _visible(text: str) -> str:
    """Return a text without characters that only format it (U+2061 in formulas, U+00AD …)."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _alternates(found: Difference) -> set[str]:
    links = found.reading.entries[found.number].get("links") or ()
    return {canonical(link.get("href") or "", BASE) for link in links if link.get("rel", "alternate") == "alternate"}


def _says_the_year(found: Difference) -> bool:
    their = dict(found.reading.entries[found.number])
    return bool(found.own) and str(found.own.year) in f"{their.get('published', '')} {their.get('updated', '')}"


def _uncleaned(found: Difference) -> str:
    return _visible(str(theirs(found.reading.uncleaned[found.number])["content"]))


APART: tuple[tuple[str, str, Callable[[Difference], bool]], ...] = (
    ("id", "relative guid made an address", lambda found: absolute(found.own, BASE) == found.expected),
    (
        "link",
        "relative guid made an address",
        lambda found: not found.own and absolute(found.entry.guid, BASE) == found.expected,
    ),
    ("link", "another of several pages", lambda found: found.own in _alternates(found)),
    ("date", "a form that feedparser cannot read", lambda found: not found.expected and _says_the_year(found)),
    ("author", "the feed's author", lambda found: not found.expected and found.own == found.reading.feed_author),
    ("author", "a name cut from a mail address", lambda found: found.expected.endswith(f"({found.own}")),
    ("content", "characters that only format", lambda found: _visible(found.own) == _visible(found.expected)),
    ("content", "lost or garbled by cleaning", lambda found: _visible(found.own) == _uncleaned(found)),
)
"""(field, kind, test): differences in which feedparser is wrong, or has done more than read."""


def compare(path: Path, body: bytes, report: Report) -> None:
    """Add one file to the report."""
    kind = "hackernews" if body.lstrip()[:1] == b"{" and b'"hits"' in body else "feed"
    mine = read_ours(body, kind)
    if mine is not None and mine.parser == "json":
        report.feeds += 1
        report.json += 1
        return
    other = read_theirs(body)
    if mine is None:
        report.refused += bool(other["entries"])
        if other["entries"]:
            report.differences.append({"file": path.name, "field": "refused", "feedparser": len(other["entries"])})
        return
    report.feeds += 1
    report.compared += 1
    report.fell_back += mine.parser != "expat"
    reading = Reading(body, mine, other)
    if len(mine.entries) != len(reading.entries):
        report.differences.append(
            {"file": path.name, "field": "entries", "ainews": len(mine.entries), "feedparser": len(reading.entries)}
        )
        return
    report.same_count += 1
    for number, (entry, their) in enumerate(zip(mine.entries, reading.entries, strict=True)):
        report.entries += 1
        expected = theirs(their)
        own = ours(entry, bool(expected["title"]))
        for name in FIELDS:
            if own[name] == expected[name]:
                report.equal[name] += 1
            else:
                _differ(path, name, Difference(own[name], expected[name], entry, number, reading), report)


def _differ(path: Path, name: str, found: Difference, report: Report) -> None:
    """Count a difference, apart where its kind is known."""
    kind = next((kind for about, kind, holds in APART if about == name and holds(found)), "")
    report.apart[name, kind] += bool(kind)
    report.differences.append(
        {
            "file": path.name,
            "entry": found.number,
            "field": name,
            **({"apart": kind} if kind else {}),
            "ainews": str(found.own),
            "feedparser": str(found.expected),
        }
    )


def in_part(name: str, part: str) -> bool:
    """Tell whether a file belongs to "tuned" (two thirds, on which rules are made) or "unread"; "" has all."""
    unread = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0
    return not part or unread == (part == "unread")


def _apart(report: Report, name: str) -> int:
    return sum(count for (about, _), count in report.apart.items() if about == name)


def seconds(read: Callable[[bytes], object], bodies: list[bytes], runs: int) -> float:
    """Return the best of `runs` times over all bodies."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        for body in bodies:
            read(body)
        best = min(best, time.perf_counter() - start)
    return best


def summary(report: Report, bodies: list[bytes], runs: int) -> dict[str, object]:
    """Return the figures by name."""
    size = sum(map(len, bodies)) / 1e6
    mine = seconds(lambda body: read_ours(body, "feed"), bodies, runs)
    other = seconds(read_theirs, bodies, 1)

    def share(part: int, whole: int) -> float | None:
        return round(100 * part / whole, 2) if whole else None

    return {
        "feeds": report.feeds,
        "compared": report.compared,
        "json": report.json,
        "refused_by_us_alone": report.refused,
        "same_number_of_entries": report.same_count,
        "entries": report.entries,
        "agreement_percent": {
            name: share(report.equal[name], report.entries - _apart(report, name)) for name in FIELDS
        },
        "apart_counted_percent": {name: share(report.equal[name], report.entries) for name in FIELDS},
        "apart": {f"{name}: {kind}": count for (name, kind), count in sorted(report.apart.items()) if count},
        "fallback_percent": share(report.fell_back, report.compared),
        "megabytes": round(size, 2),
        "ainews_mb_per_second": round(size / mine, 1) if mine else None,
        "feedparser_mb_per_second": round(size / other, 1) if other else None,
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the comparison; return 2 when DIR holds no feeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--part", choices=("tuned", "unread"), default="", help="two thirds of the files, or the other")
    parser.add_argument("--json", action="store_true", help="the figures as one JSON object")
    parser.add_argument("-v", "--verbose", action="store_true", help="name the files and fields that differ")
    parser.add_argument("--runs", type=int, default=3, help="runs for our timing (feedparser is timed once); default 3")
    given = parser.parse_args(arguments)
    report, bodies = Report(), []
    for path in sorted(given.folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in SUFFIXES and in_part(path.name, given.part):
            body = path.read_bytes()
            before = report.feeds
            compare(path, body, report)
            if report.feeds > before:
                bodies.append(body)
    if not report.feeds:
        print(f"no feeds in {given.folder}", file=sys.stderr)
        return 2
    figures = summary(report, bodies, given.runs)
    if given.json:
        print(
            json.dumps(
                figures | ({"differences": report.differences} if given.verbose else {}), ensure_ascii=False, indent=2
            )
        )
        return 0
    for name, value in figures.items():
        shown = "  ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else value
        print(f"{name.replace('_', ' '):26} {shown}")
    for difference in report.differences if given.verbose else ():
        print("  ".join(f"{key}={str(value)[:100]}" for key, value in difference.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
