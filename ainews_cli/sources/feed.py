"""Kind "feed": RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, JSON Feed.

expat reads what is well-formed and ordinary (`expat_reader`), feedparser the rest (`feedparser_reader`).
`ParsedFeed.parser` says which one it was.
"""

from __future__ import annotations

from datetime import datetime

from ainews_cli.errors import NotAFeed
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources import decoding, expat_reader, feedparser_reader, jsonfeed
from ainews_cli.sources.html import alternates
from ainews_cli.sources.normalise import finish
from ainews_cli.sources.raw import RawFeed

MAX_FULL = 1_000_000
"""Bytes given to feedparser, which reads one or two megabytes a second; a hostile document would keep it busy for
minutes.
"""
_NO_FEED = {
    b"opml": "the address is an OPML list of feeds: import it instead",
    b"urlset": "the address is a sitemap, not a feed",
    b"sitemapindex": "the address is a sitemap, not a feed",
    b"error": "the server answered with an error document, not a feed",
}
_ROOTS = ("rss", "feed", "rdf")
_HTML = frozenset({b"html", b"head", b"body", b"div", b"script", b"title", b"meta", b"p", b"h1"})


def url(feed: Feed) -> str:
    """Return the address in the config."""
    return feed.url


def parse(body: bytes, feed: Feed, *, content_type: str = "", base_url: str = "", now: datetime) -> ParsedFeed:
    """Return the feed in `body`, which was served from `base_url` (the config's address when "").

    Fetch nothing. Raise NotAFeed for anything else; its `alternates` are the feeds that an HTML page names.
    """
    return finish(read(body, content_type=content_type, base=base_url or feed.url), feed, now=now)


def read(body: bytes, *, content_type: str, base: str) -> RawFeed:
    """Return the feed in `body` as its parser sees it. Raise NotAFeed."""
    document = decoding.read(body, content_type, trusting=True)
    raw = _ordinary(document.data, base)
    if raw is None:
        document = decoding.read(body, content_type)
        raw = _any(document.data, base)
    raw.notes[:0] = document.notes
    return raw


def _ordinary(data: bytes, base: str) -> RawFeed | None:
    """Return what expat takes for a whole feed, as nearly every document is; None where a closer look is needed."""
    reading = _reading(data, base) if data.startswith(b"<") else None
    return (
        reading.feed
        if isinstance(reading, expat_reader.ExpatReading) and reading.root in _ROOTS and not reading.doubts
        else None
    )


def _any(data: bytes, base: str) -> RawFeed:
    """Read anything else: JSON, documents for feedparser, documents to be mended. Raise NotAFeed."""
    if not data.strip():
        raise NotAFeed("the address returns an empty document; try it in a browser")
    if data.startswith((b"{", b"[")):
        return jsonfeed.read(data, base)
    _refuse(data, base)
    return _xml(data, base)


def _refuse(data: bytes, base: str) -> None:
    """Raise NotAFeed for documents whose root element says that they are something else."""
    root = decoding.root(data)
    if root in _HTML or data[:14].lower() == b"<!doctype html":
        feeds = alternates(data, base)
        way_out = f"it names {feeds[0]}" if feeds else "it names no feed"
        raise NotAFeed(f"the address returns an HTML page instead of a feed; {way_out}", feeds)
    if root in _NO_FEED:
        raise NotAFeed(_NO_FEED[root])


def _xml(data: bytes, base: str) -> RawFeed:
    """Read XML, mended if need be; with expat where its reading can be trusted."""
    data, reading, notes = _well_formed(data, base)
    raw = reading.feed if reading is not None and reading.root in _ROOTS and not reading.doubts else None
    if raw is None:
        if len(data) > MAX_FULL:
            data = decoding.cut_to_whole(data[:MAX_FULL])
            notes.append("only the start was read: too long for feedparser")
        raw = feedparser_reader.read(data, reading.feed.base if reading else base)
        if raw is not None and reading is not None:
            raw.base, raw.language = reading.feed.base, raw.language or reading.feed.language
    if raw is None or (not raw.entries and not raw.title and (reading is None or reading.root not in _ROOTS)):
        raise NotAFeed("the address does not return an RSS, Atom or JSON feed")
    raw.notes.extend(notes)
    return raw


def _well_formed(data: bytes, base: str) -> tuple[bytes, expat_reader.ExpatReading | None, list[str]]:
    """Return document, reading and notes: mended step by step until expat takes it; no reading where it never does."""
    reading = _reading(data, base)
    if isinstance(reading, expat_reader.ExpatReading):
        return data, reading, []
    notes = ["not well-formed: corrected"]
    mended = decoding.mend(data)
    reading = _reading(mended, base)
    if isinstance(reading, expat_reader.Malformed) and reading.end:
        mended = mended[: mended.find(b">", reading.end) + 1]
        reading = _reading(mended, base)
    if isinstance(reading, expat_reader.Malformed) and reading.truncated:
        mended = decoding.cut_to_whole(mended)
        notes = ["the document ends too early: its complete entries were kept"]
        reading = _reading(mended, base)
    if isinstance(reading, expat_reader.Malformed):
        return mended, None, [f"not well-formed: {reading}"]
    return mended, reading, notes


def _reading(data: bytes, base: str) -> expat_reader.ExpatReading | expat_reader.Malformed:
    try:
        return expat_reader.read(data, base)
    except expat_reader.Malformed as error:
        return error
