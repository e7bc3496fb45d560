"""Kind "feed": RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0, JSON Feed.

expat reads what is well-formed (`expat_reader`), `lenient_reader` the rest; `document_handler` makes entries of what
either finds, and feedparser of the dialects that it does not know. `ParsedFeed.parser` says which one it was.
"""

from __future__ import annotations

from datetime import datetime

from ainews_cli.errors import NotAFeed
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources import decoding, expat_reader, feedparser_reader, jsonfeed, lenient_reader
from ainews_cli.sources import feed_vocabulary as words
from ainews_cli.sources.html import alternates
from ainews_cli.sources.normalise import finish
from ainews_cli.sources.raw import RawFeed

_NO_FEED = {
    b"opml": "the address is an OPML list of feeds: import it instead",
    b"urlset": "the address is a sitemap, not a feed",
    b"sitemapindex": "the address is a sitemap, not a feed",
    b"error": "the server answered with an error document, not a feed",
}
_OURS = words.ROOTS - {"channel"}
"""Roots of formats that `document_handler` knows whole; a channel may be one of CDF."""
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
    if not data.startswith(b"<"):
        return None
    with Isolated(Step.ENTRY, title=base):  # the lenient reader may bear what this one does not
        try:
            handler = expat_reader.read(data, base)
        except expat_reader.Malformed:
            return None
        if handler.root in words.ROOTS:
            return _understood(_named(handler.finish(), "expat"), handler.root, data, base)
    return None


def _named(feed: RawFeed, parser: str, *notes: str) -> RawFeed:
    feed.parser = parser
    feed.notes.extend(notes)
    return feed


def _any(data: bytes, base: str) -> RawFeed:
    """Read anything else: JSON, and documents that are not well-formed. Raise NotAFeed."""
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
    """Read XML, well-formed or not. Raise NotAFeed."""
    fault = ""
    with Isolated(Step.ENTRY, title=base) as strictly:
        try:
            handler = expat_reader.read(data, base)
            feed = _named(handler.finish(), "expat")
        except expat_reader.Malformed as error:
            fault = str(error)
    if fault or strictly.failed:
        reading = lenient_reader.read(data, base)
        handler = reading.handler
        feed = _named(handler.finish(), "lenient", _said(reading, fault or strictly.words))
    feed = _understood(feed, handler.root, data, base)
    if not feed.entries and handler.root not in words.ROOTS:
        raise NotAFeed("the address does not return an RSS, Atom or JSON feed")
    return feed


def _understood(feed: RawFeed, root: str, data: bytes, base: str) -> RawFeed:
    """Return the feed, or what feedparser makes of a dialect in which nobody else finds an address or an id."""
    if root in _OURS or any(entry.link or entry.guid for entry in feed.entries):
        return feed
    return feedparser_reader.read(data, base) or feed


def _said(reading: lenient_reader.LenientReading, fault: str) -> str:
    """Return the note about a document that is not well-formed."""
    if reading.truncated:
        return "the document ends too early: its complete entries were kept"
    return f"not well-formed: {fault}" if reading.repaired else "not well-formed: corrected"
