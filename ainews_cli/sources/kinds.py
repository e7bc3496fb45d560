"""The kinds of sources: one row each, with what sets its items apart from others.

To add a kind, write a module and a row in KINDS. The module has

- `parse(body, feed, *, content_type, base_url, now)`: the entries of a document; raises NotAFeed
- `url(feed)`, with `rewrites_url`: the address to ask for the one in the config
- with `hosts`, what is known of those sites, each function optional: `is_feed(url)`: this kind reads the address best;
  `site_feeds(url)`: the feeds of a page, best first, () where the page must be read, None where nothing is known;
  `feed_in_page(body)`: the feed that the bytes of a page name in the site's own way, "" for none; `page_of(url)`: the
  page that a feed belongs to, "" for none

Modules, and with them the parsers, are imported when they are first used: listing kinds costs nothing.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ainews_cli.models.feed import DEFAULT_KIND, Feed
from ainews_cli.models.item import ParsedFeed

_VARIANTS = re.compile(r"^(?:www|m|music)\.")


class SourceKind(NamedTuple):
    """One kind of source."""

    name: str
    """As in the config."""
    module: str
    """Dotted name of the module that implements it."""
    about: str
    """Documents that it reads, in a few words."""
    rewrites_url: bool = False
    """The address that is asked may differ from the one in the config."""
    hosts: tuple[str, ...] = ()
    """Hosts (without www., m. or music.) whose addresses the module knows."""
    id_pattern: str = ""
    """Regular expression for an id that stands for an address; "" for none."""
    category: str = ""
    """Category of every item (one of `models.analysis.CATEGORIES`); "" where each item has its own."""
    has_discussion: bool = False
    """Items have points, comments and a discussion; its server answers for discussions as well."""
    has_address_lines: bool = False
    """Texts come with lines of addresses and counts, which are no text of the author's."""
    has_transcript: bool = False
    """A transcript stands in for an item's page."""
    may_carry_extracts: bool = False
    """Entries may be extracts of pages: reading these (`full_text`) gives more."""

    def url(self, feed: Feed) -> str:
        """Return the address to ask for `feed`. Raise ValueError where its address is none."""
        return str(self._load().url(feed)) if self.rewrites_url else feed.url

    def parse(
        self, body: bytes, feed: Feed, *, content_type: str = "", base_url: str = "", now: datetime
    ) -> ParsedFeed:
        """Return the entries in `body`. Raise NotAFeed.

        `content_type` is the HTTP header, `base_url` the address it came from, after redirects.
        """
        parsed: ParsedFeed = self._load().parse(body, feed, content_type=content_type, base_url=base_url, now=now)
        return parsed

    def is_feed(self, url: str) -> bool:
        """Tell whether this kind reads the address best."""
        return _host(url) in self.hosts and bool(self._ask("is_feed", url))

    def site_feeds(self, url: str) -> tuple[str, ...] | None:
        """Return the feeds of a page, best first; () where the page must be read, None where nothing is known."""
        feeds: tuple[str, ...] | None = self._ask("site_feeds", url)
        return feeds

    def feed_in_page(self, body: bytes) -> str:
        """Return the feed that a page of one of the hosts names in the site's own way, "" for none."""
        return self._ask("feed_in_page", body) or ""

    def page_of(self, url: str) -> str:
        """Return the page that a feed belongs to, "" where that is not known."""
        return self._ask("page_of", url) or ""

    def _ask(self, function: str, argument: str | bytes) -> Any:
        """Call a function that the module need not have; None without it."""
        known = getattr(self._load(), function, None)
        return known(argument) if known else None

    def _load(self) -> Any:
        return import_module(self.module)


_ROWS = (
    SourceKind("feed", "ainews_cli.sources.feed", "RSS, Atom, RDF and JSON feeds", may_carry_extracts=True),
    SourceKind(
        "hackernews",
        "ainews_cli.sources.hackernews",
        "Hacker News with points and comments",
        rewrites_url=True,
        hosts=("news.ycombinator.com", "hn.algolia.com"),
        has_discussion=True,
        has_address_lines=True,
    ),
    SourceKind(
        "youtube",
        "ainews_cli.sources.youtube",
        "the videos of a YouTube channel or playlist",
        rewrites_url=True,
        hosts=("youtube.com", "youtu.be"),
        id_pattern=r"UC[\w-]{22}",
        category="video",
        has_transcript=True,
    ),
)
KINDS: dict[str, SourceKind] = {kind.name: kind for kind in _ROWS}
"""Every kind that a feed may have in the config, by name."""


def kind_named(name: str) -> SourceKind:
    """Return a kind; for a name that is unknown (an item stored by another version) the default kind."""
    return KINDS.get(name) or KINDS[DEFAULT_KIND]


def kind_of_url(url: str) -> SourceKind:
    """Return the kind that reads an address best."""
    return next((kind for kind in KINDS.values() if kind.is_feed(url)), KINDS[DEFAULT_KIND])


def kinds_of_host(url: str) -> Iterator[SourceKind]:
    """Yield the kinds that know the address's host."""
    host = _host(url)
    return (kind for kind in KINDS.values() if host in kind.hosts)


def warm_up() -> None:
    """Import what nearly every feed is read with, for a caller who will need it and has time now."""
    import_module(KINDS[DEFAULT_KIND].module)


def _host(url: str) -> str:
    try:
        return _VARIANTS.sub("", (urlsplit(url).hostname or "").lower())
    except ValueError:
        return ""
