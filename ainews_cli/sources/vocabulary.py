"""The elements of entries that the second reading of a feed looks at, by namespace."""

from __future__ import annotations

from functools import lru_cache

ATOM = frozenset({"http://www.w3.org/2005/Atom", "https://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
RSS = frozenset(
    {
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://backend.userland.com/RSS2",
    }
)
MEDIA = "http://search.yahoo.com/mrss"
XML = "http://www.w3.org/XML/1998/namespace "
THREAD = "http://purl.org/syndication/thread/1.0 "
ONCE, PERSON, LINK, DATE, TEXT, ENCODED, MEDIA_CHILD, IMAGE, BODY, SHADOW = range(1, 11)

_DC = frozenset({"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"})
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_DATES = frozenset({"pubdate", "published", "updated", "date", "issued", "modified", "created", "lastbuilddate"})
_FOREIGN = {
    "http://purl.org/rss/1.0/modules/content/ encoded": (ENCODED, "encoded"),
    "http://purl.org/rss/1.0/modules/slash/ comments": (TEXT, "replies"),
    f"{THREAD}total": (TEXT, "replies"),
    "http://www.w3.org/1999/xhtml body": (BODY, "body"),
}


TEXTUAL = frozenset({"title", "description", "summary", "content", "encoded"})
"""Children whose text fastfeedparser reads up to the first element or comment in it."""
BODIES = frozenset({"description", "summary", "content"})
"""Repeated, they are not copies: feedparser makes the second one the content."""
LAST_COUNTS = frozenset({"guid", "id", "link"})
"""Repeated, the last one counts in feedparser and the first one in fastfeedparser."""
TYPED = frozenset({"title", "summary", "content"})
XHTML = frozenset({"xhtml", "application/xhtml+xml"})
PAGES = frozenset({"text/html", "html", "application/xhtml+xml", "xhtml"})
SHADOWING = frozenset({"title", "description", "summary", "link", "guid", "comments"})
"""Names that fastfeedparser takes from any namespace, the first one it meets."""
_OWN_ONCE = frozenset({"title", "link", "guid", "id", "description", "summary", "content", "comments"})


@lru_cache(maxsize=1024)
def classify(name: str) -> tuple[int, str]:
    """(what kind of child it is, its local name or the name its text is kept under); (0, …) for what needs no second look.

    `name` is expat's: namespace, a space, local name; the local name alone where there is no namespace.
    """
    space, _, local = name.rpartition(" ")
    lowered = local.lower()
    known = _FOREIGN.get(name)
    if known:
        return known
    if lowered in _DATES and (space in ATOM or space in RSS or space in _DC):
        return DATE, "date"
    if space in ATOM:
        return (LINK if local == "link" else PERSON if local == "author" else ONCE if local in _OWN_ONCE else 0), local
    if space in RSS:
        return (PERSON if lowered == "author" else ONCE if local in _OWN_ONCE else BODY if local in ("body", "fullitem") else 0), local
    if space in _DC and lowered in ("creator", "author"):
        return PERSON, "creator"
    if space.startswith(MEDIA):
        return MEDIA_CHILD, local
    if space.lower() == _ITUNES and lowered in ("author", "duration", "summary", "image"):
        return {"author": (PERSON, "itunes"), "duration": (TEXT, "duration"), "summary": (TEXT, "second"), "image": (IMAGE, "image")}[lowered]
    return (SHADOW if lowered in SHADOWING else 0), lowered
