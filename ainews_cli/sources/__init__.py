"""Sources: a kind of feed is an address to ask and a parser of what comes back. Pure: nothing in here talks to the
network or the store.

A new kind is a module with `url(feed)` and `parse(body, feed, …)` and a row in KINDS. The modules, and with them the
parsers, are imported
when a kind is first used: listing kinds costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import NamedTuple

from ainews_cli.models.feed import Feed, FeedLink
from ainews_cli.models.item import ParsedFeed


class Source(NamedTuple):
    """One kind of feed."""

    module: str
    """Name of the module in this package that implements it."""
    about: str
    """What it reads, in a few words."""

    def url(self, feed: Feed) -> str:
        """The address to ask for `feed`."""
        asked: str = self._load().url(feed)
        return asked

    def parse(
        self, body: bytes, feed: Feed, *, content_type: str = "", base_url: str = "", now: datetime
    ) -> ParsedFeed:
        """The entries in `body`. `content_type` is the HTTP header, `base_url` the address it came from after
        redirects. Raises NotAFeed.
        """
        parsed: ParsedFeed = self._load().parse(body, feed, content_type=content_type, base_url=base_url, now=now)
        return parsed

    def _load(self) -> ModuleType:
        return import_module(f"ainews_cli.sources.{self.module}")


KINDS: Mapping[str, Source] = MappingProxyType(
    {
        "feed": Source("feed", "RSS, Atom, RDF and JSON feeds"),
        "hackernews": Source("hackernews", "Hacker News with points and comments"),
        "youtube": Source("youtube", "the videos of a YouTube channel or playlist"),
    }
)
"""Every kind a feed may have in the config, by name."""


def warm_up() -> None:
    """Imports what nearly every feed is read with, for a caller who knows that it will be needed and has time now."""
    import_module("ainews_cli.sources.feed")


def feed_links(html: bytes, base: str) -> tuple[FeedLink, ...]:
    """The feeds that an HTML page at `base` names, in its order: those of its head, else links in its text that look
    like feeds.
    """
    from ainews_cli.sources import html as pages

    return pages.feed_links(html, base) or pages.anchors(html, base)


def format_of(body: bytes, content_type: str = "") -> str:
    """What a document calls itself: "RSS 2.0", "Atom 1.0", "RSS 1.0 (RDF)", "JSON Feed 1.1", "JSON"; "" for anything
    else.
    """
    from ainews_cli.sources import decoding

    return decoding.format_of(decoding.read(body, content_type).data)


def text_length(markup: str) -> int:
    """How many characters of text a piece of HTML has."""
    from ainews_cli.sources import html as pages

    return len(pages.plain(markup))
