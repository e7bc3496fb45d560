"""The elements of entries that `expat_reader` knows, by namespace."""

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
ABOUT = "http://www.w3.org/1999/02/22-rdf-syntax-ns# about"
OTHER, TEXT, GUID, TITLE, BODY, PERSON, CATEGORY, ENCLOSURE, LINK, MEDIA_CHILD, IMAGE, ELSEWHERE, MARKUP, INLINE = (
    range(14)
)
"""Ways to treat a child of an entry. The last two are texts in XHTML: one stays as written, the other as words."""

PARTS = {"name": "people", "email": "email"}
"""Children of an author: local name -> name that the text is kept under."""
XHTML = frozenset({"xhtml", "application/xhtml+xml"})
PAGES = frozenset({"text/html", "html", "application/xhtml+xml", "xhtml"})
_DC = frozenset({"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"})
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_DATES = frozenset({"pubdate", "published", "updated", "date", "issued", "modified", "created", "lastbuilddate"})
_DUBLIN = {
    "creator": (PERSON, "people"),
    "author": (PERSON, "people"),
    "subject": (CATEGORY, "category"),
    "title": (TEXT, "second title"),
    "description": (TEXT, "abstract"),
}
_PODCAST = {
    "author": (PERSON, "people"),
    "duration": (TEXT, "duration"),
    "summary": (TEXT, "notes"),
    "image": (IMAGE, ""),
    "category": (CATEGORY, "category"),
    "keywords": (TEXT, "keywords"),
}
_BOTH = {
    "title": (TITLE, "title"),
    "guid": (GUID, "guid"),
    "id": (TEXT, "id"),
    "summary": (BODY, "summary"),
    "content": (BODY, "content"),
    "author": (PERSON, "people"),
    "category": (CATEGORY, "category"),
}
_ATOM = {**_BOTH, "link": (LINK, "")}
_RSS = {
    **_BOTH,
    "link": (TEXT, "link"),
    "description": (BODY, "description"),
    "comments": (TEXT, "comments"),
    "enclosure": (ENCLOSURE, ""),
    "body": (ELSEWHERE, "body"),
    "fullitem": (ELSEWHERE, "fullitem"),
}
_MEDIA = {"category": (CATEGORY, "category"), "keywords": (TEXT, "keywords")}
_FOREIGN = {
    "http://purl.org/rss/1.0/modules/content/ encoded": (BODY, "encoded"),
    "http://purl.org/rss/1.0/modules/slash/ comments": (TEXT, "replies"),
    f"{THREAD}total": (TEXT, "replies"),
    "http://www.w3.org/1999/xhtml body": (ELSEWHERE, "body"),
}


@lru_cache(maxsize=1024)
def classify(name: str) -> tuple[int, str]:
    """Return what to do with a child of an entry, and the name to keep its text under.

    `name` is expat's: namespace, a space, local name; the local name alone where there is no namespace.
    """
    space, _, local = name.rpartition(" ")
    lowered = local.lower()
    if name in _FOREIGN:
        return _FOREIGN[name]
    if lowered in _DATES and (space in ATOM or space in RSS or space in _DC):
        return TEXT, lowered
    if space in ATOM:
        return _ATOM.get(local, (OTHER, ""))
    if space in RSS:
        return _RSS.get(local, _RSS["author"] if lowered == "author" else (OTHER, ""))
    if space.startswith(MEDIA):
        return _MEDIA.get(local, (MEDIA_CHILD, local))
    if space in _DC:
        return _DUBLIN.get(lowered, (OTHER, ""))
    return _PODCAST.get(lowered, (OTHER, "")) if space.lower() == _ITUNES else (OTHER, "")
