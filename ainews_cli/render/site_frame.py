"""The surroundings of a page of a site: the links to its other pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote


class Stop(NamedTuple):
    """Another page of the site."""

    label: str
    path: str
    """From the site's root, with slashes: "daily/2026-06-05.html"."""
    current: bool = False
    """True: it is this page, or the list that this page belongs to."""


class Frame(NamedTuple):
    """A page's surroundings. Addresses in it are made relative to the page, so that a site works from any folder and
    from `file://`.
    """

    path: str
    """Of the page itself."""
    places: tuple[Stop, ...]
    """The navigation."""
    items: Mapping[int, str]
    """Item -> path of its page."""
    names: Mapping[str, str]
    """What a cell of a table or a company of an article says -> path of the page about it."""
    back: tuple[Stop, ...] = ()
    """Lists that the page belongs to."""
    previous: Stop | None = None
    next: Stop | None = None
    feed: Stop | None = None
    """The page as RSS."""

    def href(self, path: str) -> str:
        """Return the relative address of a path of the site, percent-encoded."""
        return "../" * self.path.count("/") + quote(path)
