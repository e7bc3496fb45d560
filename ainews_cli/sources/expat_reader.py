"""Ordinary feeds in one pass of expat, read as feedparser would.

Only what feeds are made of is looked at (`feed_vocabulary`). Where a document does more with it than this reader
understands, the reader doubts, and the document goes to feedparser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate, errors

from ainews_cli.errors import NotAFeed
from ainews_cli.sources import feed_vocabulary as words
from ainews_cli.sources.links import absolute
from ainews_cli.sources.raw import EntryElements, RawFeed

MAX_DEPTH = 256
"""Elements inside each other. feedparser's time grows with the square of it."""
_TRUNCATED = frozenset(
    errors.codes[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        errors.XML_ERROR_PARTIAL_CHAR,
    )
)
_XHTML_DIV = re.compile(r"\A<div\b[^>]*>(?!.*<div\b)(.*)</div>\Z", re.DOTALL)
_NOT_HTML = re.compile(r"</?\w+:|<!\[CDATA\[|<\?")


class Malformed(Exception):
    """A document that is not well-formed; the message says where and why."""

    def __init__(self, error: ExpatError, *, end: int) -> None:
        super().__init__(str(error))
        self.end = end
        """Byte at which the root element's end tag starts: the fault comes after the feed. 0 without one."""
        self.truncated = error.code in _TRUNCATED and not end
        """The document ends too early."""


@dataclass(slots=True)
class ExpatReading:
    """A well-formed document."""

    feed: RawFeed
    root: str = ""
    """Local name of the root element, lower-case."""
    atom: bool = False
    doubts: set[str] = field(default_factory=set)
    """Reasons not to trust this reading; empty for an ordinary feed."""


def read(data: bytes, base: str) -> ExpatReading:
    """Read a document in UTF-8 that was served from `base`. Raise Malformed, or NotAFeed past MAX_DEPTH."""
    parser = ParserCreate("utf-8", " ")
    handlers = _Handlers(data, base)
    handlers.position = lambda: parser.CurrentByteIndex
    parser.buffer_text = True
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.pieces.append
    parser.EntityDeclHandler = handlers.entity
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise Malformed(error, end=handlers.root_end) from error
    finally:
        # the handlers know the parser: without this, document and parser stay until the garbage collector comes by
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = (
            parser.EntityDeclHandler
        ) = None
    return handlers.reading


class _Handlers:
    """The functions that expat calls for one document."""

    def __init__(self, data: bytes, base: str) -> None:
        self.reading = ExpatReading(RawFeed(base=base, parser="expat"))
        self.pieces: list[str] = []
        """Texts since the last element began whose text is wanted."""
        self.root_end = 0
        self.position: Callable[[], int] = int
        self._data = data
        self._depth = 0
        self._parents: dict[int, str] = {}
        """Local names of the open elements outside entries, by depth."""
        self._item = EntryElements("", "", "")
        self._inner = 0
        """Depth of the open entry's children; 0 outside entries."""
        self._child = words.OTHER
        """How to treat the open child of the open entry (`feed_vocabulary`)."""
        self._wanted = ""
        self._wanted_depth = 0
        """Depth of the element whose text is wanted; 0 for none."""
        self._markup_at = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth = depth = self._depth + 1
        if depth == self._inner:
            child, key = words.classify(name)
            self._child = child
            if child == words.TEXT:
                self._wanted, self._wanted_depth = key, depth
                self.pieces.clear()
            elif child:
                self._special(child, key, attributes)
            return
        if depth > MAX_DEPTH:
            raise NotAFeed(f"the document nests more than {MAX_DEPTH} elements; no feed does")
        if self._inner:
            self._nested(name, attributes)
        else:
            self._outside(name, attributes)

    def end(self, _name: str) -> None:
        depth = self._depth
        if depth == self._wanted_depth:
            self._collected()
        elif depth < self._inner:
            self._inner = 0
            self.reading.feed.entries.append(self._item.entry(self.reading.doubts, atom=self.reading.atom))
        elif depth == 1:
            self.root_end = self.position()
        self._depth = depth - 1

    def entity(self, *_declaration: object) -> None:
        self.reading.doubts.add("entities declared")

    def _outside(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element outside entries: the root, the channel and what describes the feed."""
        space, _, local = name.rpartition(" ")
        feed, depth = self.reading.feed, self._depth
        base, language = attributes.get(f"{words.XML}base", ""), attributes.get(f"{words.XML}lang", "")
        if depth == 1:
            self.reading.root, self.reading.atom = local.lower(), space in words.ATOM
        elif local in ("item", "entry") and (space in words.RSS or space in words.ATOM):
            self._item = EntryElements(
                language, absolute(base, feed.base) if base else "", attributes.get(words.ABOUT, "")
            )
            self._inner = depth + 1
            return
        if depth == 1 or local == "channel":
            feed.base = (absolute(base, feed.base) if base else "") or feed.base
            feed.language = language or feed.language
        elif local in ("title", "language") and self._parents[depth - 1] in ("channel", "feed"):
            self._want(local)
        self._parents[depth] = local

    def _want(self, key: str) -> None:
        self._wanted, self._wanted_depth = key, self._depth
        self.pieces.clear()

    def _collected(self) -> None:
        text = "".join(self.pieces).strip()
        key, self._wanted_depth = self._wanted, 0
        item = self._item
        if not self._inner:
            feed = self.reading.feed
            if key == "title":
                feed.title = feed.title or text
            else:
                feed.language = feed.language or text
        elif self._child == words.MARKUP:
            self._markup(key)
        elif not text:
            return
        elif key == "people":
            item.people.append(text)
        elif key == "category":
            item.categories.append(text)
        elif key == "keywords":
            item.categories += text.split(",")
        elif key == "title":
            item.texts.setdefault(key, text)
        else:
            item.texts[key] = text  # repeated, the last one counts, as in feedparser

    def _nested(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element inside an entry's child."""
        child = self._child
        if child == words.MARKUP:
            self._markup_at = self._markup_at or self.position()
        elif child == words.PERSON:
            self._wanted_depth = 0
            key = words.PARTS.get(name.rpartition(" ")[2])
            if key:
                self._want(key)
        elif self._wanted_depth:
            if child != words.INLINE:
                self.reading.doubts.add(f"markup in {self._wanted}")
        elif name.startswith(words.MEDIA):
            self._media(name.rpartition(" ")[2], attributes)

    def _special(self, child: int, key: str, attributes: dict[str, str]) -> None:
        """Take the start of an entry's child that is more than its text."""
        item = self._item
        if child == words.BODY or child == words.TITLE:
            self._body(key, attributes)
        elif child == words.GUID:
            item.permalink = attributes.get("isPermaLink", "true").lower() == "true"
            self._want(key)
        elif child == words.PERSON:
            self._want(key)
        elif child == words.CATEGORY:
            term = attributes.get("term") or attributes.get("label") or attributes.get("text")
            if term:
                item.categories.append(term)
            else:
                self._want(key)
        elif child == words.LINK:
            self._link(attributes)
        elif child == words.ENCLOSURE:
            item.enclosures.append(
                (attributes.get("url", ""), attributes.get("type", ""), attributes.get("length", ""))
            )
        elif child == words.MEDIA_CHILD:
            self._media(key, attributes)
        elif child == words.IMAGE:
            item.thumbnail = item.thumbnail or attributes.get("href", "")
        else:
            self.reading.doubts.add(f"a body in {key}")

    def _body(self, key: str, attributes: dict[str, str]) -> None:
        """Take the start of a title, a summary or a content."""
        item, doubts = self._item, self.reading.doubts
        self._want(key)
        if key in item.texts and key != "title":
            doubts.add(f"{key} repeated")  # these are no copies: feedparser makes the second one the content
        if not attributes:
            return
        kind = item.types[key] = attributes.get("type", "")
        if kind in words.XHTML:
            self._child, self._markup_at = words.INLINE if key == "title" else words.MARKUP, 0
        if key == "content" and ("src" in attributes or "mode" in attributes):
            doubts.add("content elsewhere or encoded")

    def _markup(self, key: str) -> None:
        """Keep XHTML as it is written, without the one <div> that Atom asks for."""
        if not self._markup_at:
            self._item.texts[key] = "".join(self.pieces).strip()
            return
        text = self._data[self._markup_at : self.position()].decode().strip()
        if _NOT_HTML.search(text):
            self.reading.doubts.add(f"XML in {key}")
        div = _XHTML_DIV.match(text)
        self._item.texts[key] = div.group(1).strip() if div else text

    def _link(self, attributes: dict[str, str]) -> None:
        """Take Atom's link. Of several alternates the last HTML one counts, as in feedparser."""
        item, get = self._item, attributes.get
        rel, href, kind, base = (
            get("rel", "alternate"),
            get("href", ""),
            get("type", "text/html"),
            get(f"{words.XML}base", ""),
        )
        if base:
            href = absolute(href, absolute(base, item.base or self.reading.feed.base))
        if rel == "alternate" and href and (kind.lower() in words.PAGES or "link" not in item.texts):
            item.texts["link"] = href
        elif rel == "enclosure":
            item.enclosures.append((href, get("type", ""), get("length", "")))
        elif rel == "replies":
            item.discussion = item.discussion or href
            item.texts.setdefault("replies", get(f"{words.THREAD}count", ""))

    def _media(self, local: str, attributes: dict[str, str]) -> None:
        """Take an element of Media RSS (https://www.rssboard.org/media-rss), in a group or not."""
        item, get = self._item, attributes.get
        if local == "description":
            item.types["media"] = get("type", "")
            self._want("media")
        elif local == "title":
            self._want("second title")
        elif local == "thumbnail":
            item.thumbnail = item.thumbnail or get("url", "")
        elif local == "content":
            item.texts.setdefault("duration", get("duration", ""))
            if get("medium") == "image" or get("type", "").startswith("image/"):
                item.thumbnail = item.thumbnail or get("url", "")
        elif local == "statistics":
            item.texts["views"] = get("views", "")
