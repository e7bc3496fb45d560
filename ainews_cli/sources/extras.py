"""A second reading of a feed with expat: what fastfeedparser leaves out, and where it is not to be trusted.

It proves at the same time that the document is well-formed, which fastfeedparser does not say (it recovers in silence). Texts are
collected for the few elements in `vocabulary` only, so that it costs about what fastfeedparser does.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers.expat import ExpatError, ParserCreate, errors

from ainews_cli.errors import NotAFeed
from ainews_cli.sources import vocabulary as words
from ainews_cli.sources.links import absolute
from ainews_cli.sources.raw import Extra, Extras

_TRUNCATED = frozenset(
    errors.codes[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        errors.XML_ERROR_PARTIAL_CHAR,
    )
)
MAX_DEPTH = 256
"""Elements inside each other. feedparser's time grows with the square of it."""


class Malformed(Exception):
    """The document is not well-formed; the message says where and why."""

    def __init__(self, error: ExpatError, *, end: int) -> None:
        super().__init__(str(error))
        self.end = end
        """Where its root element's end tag starts, in bytes: what is wrong comes after the feed. 0 when it has none."""
        self.truncated = error.code in _TRUNCATED and not end
        """The document ends too early."""


def read(data: bytes, base: str) -> Extras:
    """Reads a document in UTF-8 that was served from `base`. Raises Malformed, and NotAFeed past MAX_DEPTH."""
    reading = _Reading(base)
    parser = ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CommentHandler = reading.comment
    parser.EntityDeclHandler = reading.entity

    def listen(handler: Callable[[str], None] | None) -> None:
        parser.CharacterDataHandler = handler

    reading.listen = listen
    reading.position = lambda: parser.CurrentByteIndex
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise Malformed(error, end=reading.root_end) from error
    finally:
        # the handlers know the parser: without this, document and parser stay until the garbage collector comes by
        parser.StartElementHandler = parser.EndElementHandler = parser.CommentHandler = parser.EntityDeclHandler = None
        parser.CharacterDataHandler = None
    return reading.found


class _Reading:
    """The handlers of one parse."""

    def __init__(self, base: str) -> None:
        self.found = Extras(base=base)
        self.listen: Callable[[Callable[[str], None] | None], None] = lambda _: None
        self.position: Callable[[], int] = lambda: 0
        self.depth = 0
        self.root_end = 0
        self.item: Extra | None = None
        self.inner = 0
        """Depth of the open entry's children."""
        self.child = ""
        """Local name of the entry's child that is open, where fastfeedparser reads its text."""
        self.wanted = ""
        self.wanted_depth = 0
        self.pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth = depth = self.depth + 1
        if depth > MAX_DEPTH:
            raise NotAFeed(f"the document nests more than {MAX_DEPTH} elements; no feed does")
        item = self.item
        if item is None:
            self._outside(name, attributes)
        elif depth == self.inner:
            kind, local = words.classify(name)
            if kind == words.ONCE:
                self._once(item, local, attributes)
            elif kind == words.DATE:
                item.tags.add("date")
            elif kind:
                self._child(item, kind, local, attributes)
        elif self.child:
            self._nested(name)
        elif name.startswith(words.MEDIA):
            self._media(item, name.rpartition(" ")[2], attributes)

    def end(self, _name: str) -> None:
        depth = self.depth
        if self.wanted and depth == self.wanted_depth:
            self._collected()
        if self.item is not None:
            if depth == self.inner:
                self.child = ""
            elif depth < self.inner:
                self.item = None
        elif depth == 1:
            self.root_end = self.position()
        self.depth = depth - 1

    def comment(self, _text: str) -> None:
        if self.child:
            self.found.doubts.add(f"a comment in {self.child}")

    def entity(self, *_declaration: object) -> None:
        self.found.doubts.add("entities declared")

    def _outside(self, name: str, attributes: dict[str, str]) -> None:
        """The root, the channel and what is about the feed as a whole."""
        space, _, local = name.rpartition(" ")
        base = attributes.get(f"{words.XML}base", "")
        language = attributes.get(f"{words.XML}lang", "")
        if local in ("item", "entry") and self.depth > 1 and (space in words.RSS or space in words.ATOM):
            self.item = Extra(language=language, base=absolute(base, self.found.base) if base else "")
            self.inner = self.depth + 1
            self.found.entries.append(self.item)
            return
        if self.depth == 1:
            self.found.root, self.found.atom = local.lower(), space in words.ATOM
        if self.depth == 1 or local == "channel":
            self.found.base = (absolute(base, self.found.base) if base else "") or self.found.base
            self.found.language = language or self.found.language
        elif local == "language" and not self.found.language:
            self._collect("language")

    def _nested(self, name: str) -> None:
        """An element inside an author, or inside a text that fastfeedparser would cut off there."""
        if self.child != "author":
            self.found.doubts.add(f"markup in {self.child}")
        elif name.endswith(" name"):
            self._collect("people")

    def _child(self, item: Extra, kind: int, local: str, attributes: dict[str, str]) -> None:
        """A child of an entry, of a kind that `vocabulary` names."""
        if kind == words.TEXT:
            self._collect(local)
        elif kind == words.PERSON:
            self._person(local)
        elif kind == words.LINK:
            self._link(item, attributes)
        elif kind == words.ENCODED:
            self._encoded(item)
        elif kind == words.MEDIA_CHILD:
            self._media(item, local, attributes)
        elif kind == words.IMAGE:
            item.thumbnail = item.thumbnail or attributes.get("href", "")
        elif kind == words.BODY:
            self.found.doubts.add(f"a body in {local}")
        if local in words.SHADOWING and local not in item.tags:
            item.tags.add(f"{local}*")  # fastfeedparser takes the first of a local name, whatever its namespace

    def _encoded(self, item: Extra) -> None:
        """The body of an RSS item. fastfeedparser leaves it out in RDF."""
        self.child = "encoded"
        if "encoded" in item.tags:
            self.found.doubts.add("content:encoded repeated")
        item.tags.add("encoded")
        if self.found.root == "rdf":
            self._collect("content")

    def _once(self, item: Extra, local: str, attributes: dict[str, str]) -> None:
        """An element of the format itself that an entry may have once."""
        tags = item.tags
        if local in tags and local in words.BODIES:
            self.found.doubts.add(f"{local} repeated")
        if f"{local}*" in tags or (local in tags and local in words.LAST_COUNTS):
            self._collect(local)
        tags.add(local)
        kind = attributes.get("type", "")
        if local == "guid":
            item.permalink = attributes.get("isPermaLink", "true").lower() == "true"
        elif local in words.TYPED:
            item.types[local] = kind
        if local == "title" and kind == "xhtml":
            self._collect(local)
        elif not self.wanted and local in words.TEXTUAL and not (local == "content" and kind in words.XHTML):
            self.child = local
        if local == "content" and ("src" in attributes or "mode" in attributes):
            self.found.doubts.add("content elsewhere or encoded")

    def _person(self, local: str) -> None:
        """An author: a text in RSS and Dublin Core, an element with a name in Atom."""
        if local == "author" and self.found.atom:
            self.child = "author"
        else:
            self._collect("people")

    def _link(self, item: Extra, attributes: dict[str, str]) -> None:
        """Atom's link. Among several alternates the last HTML one counts, as in feedparser."""
        rel, href, kind = attributes.get("rel", "alternate"), attributes.get("href", ""), attributes.get("type", "text/html")
        base = attributes.get(f"{words.XML}base", "")
        if base:
            href = absolute(href, absolute(base, item.base or self.found.base))
        if rel == "alternate" and (kind.lower() in words.PAGES or not item.link):
            item.link = href
        elif rel == "enclosure":
            item.enclosures.append((href, attributes.get("type", ""), attributes.get("length", "")))
        elif rel == "replies":
            item.discussion = item.discussion or href
            item.texts.setdefault("replies", attributes.get(f"{words.THREAD}count", ""))

    def _media(self, item: Extra, local: str, attributes: dict[str, str]) -> None:
        """An element of Media RSS (https://www.rssboard.org/media-rss), in a group or not."""
        if local == "description":
            item.types["media"] = attributes.get("type", "")
            self._collect("media")
        elif local == "title":
            self._collect("media_title")
        elif local == "thumbnail":
            item.thumbnail = item.thumbnail or attributes.get("url", "")
        elif local == "content":
            item.texts.setdefault("duration", attributes.get("duration", ""))
            if attributes.get("medium") == "image" or attributes.get("type", "").startswith("image/"):
                item.thumbnail = item.thumbnail or attributes.get("url", "")
        elif local == "statistics":
            item.texts["views"] = attributes.get("views", "")

    def _collect(self, key: str) -> None:
        self.wanted, self.wanted_depth, self.pieces = key, self.depth, []
        self.listen(self.pieces.append)

    def _collected(self) -> None:
        text = "".join(self.pieces).strip()
        if self.item is None:
            self.found.language = text
        elif self.wanted == "people":
            self.item.people.append(text)
        elif text:
            self.item.texts[self.wanted] = text
        self.wanted = ""
        self.listen(None)
