"""Addresses that are the same feed, and a name of its own for each feed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from ainews_cli.errors import AddressRefused
from ainews_cli.models.feed import Feed
from ainews_cli.net.address import parse

LONGEST = 80
"""Characters of a name that is made from a feed's title."""


class Merged(NamedTuple):
    """New feeds compared with those that are there."""

    added: tuple[Feed, ...]
    """With names that nobody has."""
    known: tuple[Feed, ...]
    """Already there, or twice in the list."""


def same(url: str) -> str:
    """Return a key that two addresses of one feed share.

    http or https, case of the host and its script (IDN), what is percent-encoded, "www.", the scheme's own port, "/" at
    the end and a fragment do not count.
    """
    try:
        target = parse(url)
    except AddressRefused:
        return url.strip()
    path, _, query = target.path.partition("?")
    return f"{target.authority.removeprefix('www.')}{path.rstrip('/')}?{query}"


def find(feeds: Iterable[Feed], url: str) -> Feed | None:
    """Return the feed that has this address."""
    key = same(url)
    return next((feed for feed in feeds if same(feed.url) == key), None)


def unique(name: str, url: str, taken: Collection[str]) -> str:
    """Return the name, with its host or a number behind it where another feed has it; the host alone for no name."""
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    name = name or host
    if name not in taken:
        return name
    name = name if name == host else f"{name} ({host})"
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name} {number}"
    return candidate


def shortened(title: str) -> str:
    """Return a feed's title as a name, cut at a blank where it is long."""
    if len(title) <= LONGEST:
        return title
    cut = title[:LONGEST]
    blank = cut.rfind(" ", LONGEST // 2)
    return cut[:blank] if blank > 0 else cut


def merge(feeds: Sequence[Feed], new: Iterable[Feed]) -> Merged:
    """Return the new feeds without those that are there, each with a name of its own."""
    seen = {same(feed.url) for feed in feeds}
    taken = {feed.name for feed in feeds}
    added, known = [], []
    for feed in new:
        key = same(feed.url)
        if key in seen:
            known.append(feed)
            continue
        named = feed._replace(name=unique(feed.name, feed.url, taken))
        seen.add(key)
        taken.add(named.name)
        added.append(named)
    return Merged(tuple(added), tuple(known))
