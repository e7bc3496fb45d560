"""The feed behind an address that a person has.

It is the feed itself, a feed that its site is known for, one that its page names, or one in the usual places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, NoReturn
from urllib.parse import urljoin, urlsplit

from ainews_cli.errors import FetchError, NetError, NotAFeed, TimedOut, Unreachable
from ainews_cli.models.feed import DEFAULT_KIND, Feed, FeedLink
from ainews_cli.models.item import ParsedFeed
from ainews_cli.net import Response
from ainews_cli.net.address import shown
from ainews_cli.net.client import FEED_ACCEPT, Client
from ainews_cli.sources.decoding import format_of
from ainews_cli.sources.html import feed_links
from ainews_cli.sources.kinds import KINDS, kind_of_url, kinds_of_host
from ainews_cli.subscriptions import sites

MOST_NAMED = 6
"""Feeds that are looked at, of those that a page names."""
PLACES = ("feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "rss", "feed.json")
"""Usual places of feeds, below the page and below the host; asked only when the page names none."""
_WALLS = frozenset({401, 403, 405, 406, 429, 503})
"""A site that answers so to a page may still serve its feed to anybody."""
_COMMENTS = re.compile("comment|kommentar|comentario|reacties|コメント|评论|評論|댓글", re.IGNORECASE)


class DiscoveredFeed(NamedTuple):
    """A feed that was fetched and read."""

    url: str
    """Its address, after moves for good; as given otherwise."""
    kind: str
    parsed: ParsedFeed
    form: str = ""
    """ "RSS 2.0", "Atom 1.0" …"""
    others: tuple[FeedLink, ...] = ()
    """Other feeds of the page or site, untested."""


def discover(text: str, client: Client, *, now: datetime, kind: str | None = None) -> DiscoveredFeed:
    """Return the best feed for what a person typed. `kind` overrides the one that its address suggests.

    The address itself may lead anywhere, what a page names only to public hosts and origins the client knows.
    Raise FetchError when the address cannot be read, or no feed is behind it.
    """
    url = sites.address(text)
    try:
        return _Search(client, now, kind).run(url)
    except FetchError as fault:
        if "://" in text or not isinstance(fault.__cause__, NetError):
            raise
        try:  # a bare host that speaks no TLS: a private RSSHub, say
            return _Search(client, now, kind).run(url.replace("https://", "http://", 1))
        except FetchError:
            raise fault from None


def best_first(links: Iterable[FeedLink], page: str) -> list[FeedLink]:
    """Sort links by how likely a reader of the page wants them. Pure.

    The feed of this very page (a category, a tag) comes before its site's; JSON that may be anything comes late, feeds
    of comments last.
    """
    path = urlsplit(page).path.rstrip("/")

    def rank(link: FeedLink) -> tuple[bool, bool, bool]:
        below = bool(path) and urlsplit(link.url).path.startswith(f"{path}/")
        comments = bool(_COMMENTS.search(link.title) or _COMMENTS.search(urlsplit(link.url).path))
        return (comments, link.type == "application/json", not below)

    return sorted(links, key=rank)


def places(page: str) -> tuple[str, ...]:
    """Return the usual addresses of feeds, below the page first. Pure."""
    path = urlsplit(page).path
    folder = path.rpartition("/")[0] if "." in path.rpartition("/")[2] else path.rstrip("/")
    return tuple(dict.fromkeys(urljoin(page, f"{below}/{name}") for below in (folder, "") for name in PLACES))


class _Search:
    """A search: who did not answer, and what the reader asked for."""

    def __init__(self, client: Client, now: datetime, kind: str | None) -> None:
        self._client = client
        self._now = now
        self._kind = kind
        self._silent: set[str] = set()
        """Hosts that did not answer: not asked again."""

    def run(self, url: str) -> DiscoveredFeed:
        site = sites.known(url)
        links = [FeedLink(address) for address in site.urls] if site else []
        if links:
            kind = self._kind or (site.kind if site else DEFAULT_KIND)
            return self._first(links, lambda link: self._read(link.url, kind=kind, trusted=True)) or self._missing(
                url, links
            )
        response = self._ask(url, trusted=True)
        if response.status in _WALLS:
            return self._usual(url) or self._missing(url, (), f"HTTP {response.status}")
        if response.status != 200:
            raise FetchError(f"{shown(url)}: HTTP {response.status}")
        try:
            return self._parsed(url, response, self._kind or kind_of_url(url).name)
        except NotAFeed as fault:
            return self._from_page(url, response, fault)

    def _from_page(self, url: str, response: Response, fault: NotAFeed) -> DiscoveredFeed:
        """Return a feed that the page names, else one in the usual places."""
        for kind in kinds_of_host(url):
            if own := kind.feed_in_page(response.body):
                return self._read(own)
        if not _is_page(response):
            raise NotAFeed(f"{shown(url)}: {fault}")
        content_type = response.headers.get("content-type", "")
        links = best_first(feed_links(response.body, response.url, content_type), response.url)
        feed = self._first(links[:MOST_NAMED], lambda link: self._read(link.url))
        if feed is None and not links:
            feed = self._usual(response.url)
        return feed or self._missing(url, links)

    def _usual(self, page: str) -> DiscoveredFeed | None:
        return self._first([FeedLink(place) for place in places(page)], lambda link: self._read(link.url), others=False)

    def _first(
        self, links: Sequence[FeedLink], read: Callable[[FeedLink], DiscoveredFeed], *, others: bool = True
    ) -> DiscoveredFeed | None:
        """Return the first that has entries, else the first that is a feed at all; the rest stands beside it."""
        empty: tuple[FeedLink, DiscoveredFeed] | None = None
        failed = set()
        for link in links:
            try:
                feed = read(link)
            except FetchError:
                failed.add(link)
                continue
            if feed.parsed.entries:
                empty = (link, feed)
                break
            empty = empty or (link, feed)
        if empty is None:
            return None
        taken, feed = empty
        return feed._replace(
            others=tuple(link for link in links if link != taken and link not in failed) if others else ()
        )

    def _read(self, url: str, *, kind: str | None = None, trusted: bool = False) -> DiscoveredFeed:
        """Return the feed at an address. Raise FetchError."""
        response = self._ask(url, trusted=trusted)
        if response.status != 200:
            raise FetchError(f"HTTP {response.status}")
        return self._parsed(url, response, self._kind or kind or kind_of_url(url).name)

    def _parsed(self, url: str, response: Response, kind: str) -> DiscoveredFeed:
        content_type = response.headers.get("content-type", "")
        try:
            parsed = KINDS[kind].parse(
                response.body, Feed("", url, kind=kind), content_type=content_type, base_url=response.url, now=self._now
            )
        except NotAFeed:
            raise
        except Exception as error:  # a parser's surprise at one document must not end the search
            raise FetchError(f"{shown(url)}: could not be read: {type(error).__name__}") from error
        moved = response.permanent if response.permanent and "@" not in urlsplit(url).netloc else ""
        return DiscoveredFeed(moved or url, kind, parsed, format_of(response.body, content_type))

    def _ask(self, url: str, *, trusted: bool) -> Response:
        host = urlsplit(url).netloc
        if host in self._silent:
            raise FetchError(f"{shown(url)}: skipped: its host did not answer")
        try:
            return self._client.get(url, trusted=trusted, accept=FEED_ACCEPT)
        except NetError as error:
            if isinstance(error, (TimedOut, Unreachable)):
                self._silent.add(host)
            raise FetchError(f"{shown(url)}: {error}") from error

    def _missing(self, url: str, links: Sequence[FeedLink], why: str = "") -> NoReturn:
        if links:
            names = ", ".join(shown(link.url) for link in links[:3])
            raise FetchError(
                f"{shown(url)}: {'it names' if not sites.known(url) else 'its feed should be at'} {names}, but "
                f"no feed is there"
            )
        reason = f"answers with {why}" if why else "names no feed"
        raise FetchError(
            f"{shown(url)}: {reason}, and none is in the usual places; look for RSS or Atom on the site and add "
            f"that address"
        )


def _is_page(response: Response) -> bool:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("text/html", "application/xhtml+xml", "") or b"<html" in response.body[:2000].lower()
