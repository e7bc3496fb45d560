"""The elements of entries that `document_handler` knows, by namespace."""

from __future__ import annotations

import re
from functools import lru_cache

XML = "http://www.w3.org/XML/1998/namespace "
BASE = f"{XML}base"
OTHER, TEXT, GUID, TITLE, BODY, PERSON, CATEGORY, ENCLOSURE, LINK, MEDIA_CHILD, IMAGE, SOURCE, MARKUP, INLINE = range(
    14
)
"""Ways to treat a child of an entry. The last two are texts in XHTML: one stays as written, the other as words."""

PARTS = {"name": "people", "email": "email"}
"""Children of an author: local name -> name that the text is kept under."""
XHTML = frozenset({"xhtml", "application/xhtml+xml"})
PAGES = frozenset({"text/html", "html", "application/xhtml+xml", "xhtml"})
ENTRIES = frozenset({"item", "entry"})
ATOM_ROOT = "feed"
HEADS = frozenset({"channel", "feed"})
"""Elements whose children describe the feed."""
ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
PREFIXES = {
    "xml": XML.strip(),
    "content": "http://purl.org/rss/1.0/modules/content/",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "a10": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
"""What a prefix means that a document uses without declaring it."""

_ATOM, _RSS, _DC, _MEDIA, _ITUNES = "atom", "rss", "dc", "media", "itunes"
_SPACES = {
    "": _RSS,
    "purl.org/rss/1.0": _RSS,
    "my.netscape.com/rdf/simple/0.9": _RSS,
    "channel.netscape.com/rdf/simple/0.9": _RSS,
    "backend.userland.com/rss": _RSS,
    "backend.userland.com/rss2": _RSS,
    "blogs.law.harvard.edu/tech/rss": _RSS,
    "www.w3.org/2005/atom": _ATOM,
    "purl.org/atom/ns": _ATOM,
    "purl.org/dc/elements/1.1": _DC,
    "purl.org/dc/elements/1.0": _DC,
    "purl.org/dc/terms": _DC,
    "search.yahoo.com/mrss": _MEDIA,
    "www.itunes.com/dtds/podcast-1.0.dtd": _ITUNES,
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/slash": "slash",
    "purl.org/syndication/thread/1.0": "thread",
    "www.w3.org/1999/xhtml": "xhtml",
}
_DATES = frozenset({"pubdate", "published", "updated", "date", "issued", "modified", "created", "lastbuilddate"})
_BOTH = {
    "title": (TITLE, "title"),
    "guid": (GUID, "guid"),
    "id": (TEXT, "id"),
    "summary": (BODY, "summary"),
    "content": (BODY, "content"),
    "author": (PERSON, "people"),
    "category": (CATEGORY, "category"),
    **{name: (TEXT, name) for name in _DATES},
}
_KNOWN: dict[str, dict[str, tuple[int, str]]] = {
    _ATOM: {**_BOTH, "link": (LINK, ""), "source": (SOURCE, "")},
    _RSS: {
        **_BOTH,
        "link": (TEXT, "link"),
        "description": (BODY, "description"),
        "comments": (TEXT, "comments"),
        "enclosure": (ENCLOSURE, ""),
        "body": (BODY, "encoded"),
        "fullitem": (BODY, "encoded"),
    },
    _DC: {
        "creator": (PERSON, "people"),
        "author": (PERSON, "people"),
        "subject": (CATEGORY, "category"),
        "title": (TEXT, "second title"),
        "description": (TEXT, "abstract"),
        **{name: (TEXT, name) for name in _DATES},
    },
    _ITUNES: {
        "author": (PERSON, "people"),
        "duration": (TEXT, "duration"),
        "summary": (TEXT, "notes"),
        "image": (IMAGE, ""),
        "category": (CATEGORY, "category"),
        "keywords": (TEXT, "keywords"),
    },
    _MEDIA: {"category": (CATEGORY, "category"), "keywords": (TEXT, "keywords")},
    "content": {"encoded": (BODY, "encoded")},
    "slash": {"comments": (TEXT, "replies")},
    "thread": {"total": (TEXT, "replies")},
    "xhtml": {"body": (MARKUP, "encoded")},
}
_SCHEME = re.compile(r"\Ahttps?://", re.IGNORECASE)


@lru_cache(maxsize=256)
def vocabulary(space: str) -> str:
    """Return the vocabulary that a namespace means, "" for one that says nothing here.

    http or https, letter case and a "/" or "#" at the end do not count: publishers get them wrong, and no two
    vocabularies differ in them alone.
    """
    key = _SCHEME.sub("", space.strip()).rstrip("/#").lower()
    return _SPACES.get(key, _MEDIA if key.endswith("search.yahoo.com/mrss") else "")


def is_rss(space: str) -> bool:
    """Tell whether a namespace is one of RSS; none is, too."""
    return vocabulary(space) == _RSS


def is_atom(space: str) -> bool:
    """Tell whether a namespace is Atom's, of any version."""
    return vocabulary(space) == _ATOM


def is_feed(space: str) -> bool:
    """Tell whether a namespace is one in which feeds and entries are written."""
    return is_rss(space) or is_atom(space)


def local(attributes: dict[str, str], name: str) -> str:
    """Return the attribute of this local name, whatever its namespace; "" without one."""
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2].lower() == name), "")


def is_media(name: str) -> bool:
    """Tell whether an element is one of Media RSS."""
    return vocabulary(name.rpartition(" ")[0]) == _MEDIA


@lru_cache(maxsize=1024)
def classify(name: str) -> tuple[int, str]:
    """Return what to do with a child of an entry, and the name to keep its text under.

    `name` is expat's: namespace, a space, local name; the local name alone where there is no namespace.
    """
    space, _, local = name.rpartition(" ")
    known = vocabulary(space)
    lowered = local.lower()
    return _KNOWN.get(known, {}).get(lowered, (MEDIA_CHILD, lowered) if known == _MEDIA else (OTHER, ""))
