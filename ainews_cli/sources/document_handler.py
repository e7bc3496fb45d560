"""Entries out of the elements of a document: the one reading of RSS, RDF and Atom, whatever takes the document apart.

`expat_reader` calls it for what is well-formed, `lenient_reader` for the rest, so an entry is the same in both. Only
what feeds are made of is looked at (`feed_vocabulary`).
"""

from __future__ import annotations

from collections.abc import Callable

from ainews_cli.errors import NotAFeed
from ainews_cli.isolation import Isolated, Step, note, unexpected
from ainews_cli.sources import feed_vocabulary as words
from ainews_cli.sources import xhtml
from ainews_cli.sources.entry_elements import EntryElements
from ainews_cli.sources.links import absolute
from ainews_cli.sources.raw import MAX_ENTRIES, RawFeed, from_base64, is_binary

MAX_DEPTH = 256
"""Elements inside each other."""
_OPAQUE = (words.MARKUP, words.INLINE)
_EMPTY = (words.ENCLOSURE, words.LINK, words.IMAGE)


class DocumentHandler:
    """The functions that a parser calls for one document. Names are expat's: namespace, a space, local name."""

    def __init__(self, data: bytes, base: str) -> None:
        self.feed = RawFeed(base=base)
        self.root = ""
        """Local name of the root element, lower-case."""
        self.pieces: list[str] = []
        """Texts since the last element began whose text is wanted."""
        self.position: Callable[[], int] = int
        """Byte at which the tag begins that is being handled."""
        self._data = data
        self._atom = False
        self._depth = 0
        self._own_space: str | None = None
        """The root's namespace where it is none of its format's; None for an ordinary document."""
        self._parents: dict[int, str] = {}
        """Local names of the open elements outside entries, by depth."""
        self._persons: dict[str, list[str]] = {"people": [], "email": [], "editor": []}
        """Authors of the feed as a whole, the best kind first."""
        self._item = EntryElements()
        self._inner = 0
        """Depth of the open entry's children; 0 outside entries."""
        self._child = words.OTHER
        """How to treat the open child of the open entry (`feed_vocabulary`)."""
        self._wanted = ""
        self._wanted_depth = 0
        """Depth of the element whose text is wanted; 0 for none."""
        self._markup_at = 0
        self._kind = ""
        """The `type` attribute of the wanted text."""
        self._tagged = False
        """The wanted text holds tags that are not escaped."""
        self._encoded = False
        self._base = base
        """The address in force for relative ones."""
        self._base_depth = 0
        """Depth of the element whose xml:base that is; 0 for the document's own address."""
        self._outer_bases: list[tuple[str, int]] = []

    @property
    def in_text(self) -> bool:
        """Whether a text is open that may hold HTML: a tag in it is no element of the feed's."""
        if not self._inner:
            return bool(self._wanted_depth) and self._wanted not in self._persons
        return bool(self._wanted_depth) and self._child not in (words.PERSON, words.SOURCE)

    @property
    def in_body(self) -> bool:
        """Whether that text is a body, in which names of HTML are HTML."""
        return self.in_text and bool(self._inner) and self._child in (words.BODY, words.MARKUP)

    @property
    def keeps_tags(self) -> bool:
        """Whether tags in the open text belong to it."""
        return self.in_text and not (self._inner and self._child in _OPAQUE)

    @property
    def holds_nothing(self) -> bool:
        """Whether an element is open that has attributes alone."""
        return self._depth == self._inner > 0 and self._child in _EMPTY

    @property
    def in_entry(self) -> bool:
        """Whether an entry is open."""
        return bool(self._inner)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self._depth = depth = self._depth + 1
        if attributes and words.BASE in attributes:
            self._rebase(attributes[words.BASE])
        if self._own_space is not None:
            name = self._known_name(name)
        if depth == self._inner:
            child, key = words.classify(name)
            self._child = child
            if child == words.TEXT:
                self._want(key)
            elif child:
                self._guarded(self._special, child, key, attributes)
            return
        if depth > MAX_DEPTH:
            raise NotAFeed(f"the document nests more than {MAX_DEPTH} elements; no feed does")
        if self._inner:
            self._guarded(self._nested, name, attributes)
        else:
            self._outside(name, attributes)

    def end(self, _name: str) -> None:
        """Take the end of the innermost open element."""
        depth = self._depth
        if depth == self._wanted_depth:
            self._guarded(self._collected)
        elif depth < self._inner:
            self._inner = 0
            if len(self.feed.entries) <= MAX_ENTRIES:  # one more says that there are more
                with Isolated(Step.ENTRY, title=self._item.texts.get("title", "")):
                    self.feed.entries.append(self._item.entry(atom=self._atom))
        elif self._tagged and self._wanted_depth and self._data.startswith(b"</", self.position()):
            self.tag()  # an empty element has no end tag
        if depth == self._base_depth:
            self._base, self._base_depth = self._outer_bases.pop()
        self._depth = depth - 1

    def _guarded(self, work: Callable[..., None], *about: object) -> None:
        """Go on without an element that cannot be read; the rest of its entry stays. Quicker than `Isolated`."""
        try:
            work(*about)
        except Exception as error:
            if unexpected(error) is None:
                raise
            note(Step.ENTRY, 0, self._item.texts.get("title", "") or self.feed.title, error)

    def finish(self) -> RawFeed:
        """Return the feed, after the last element."""
        self.feed.people = next((people for people in self._persons.values() if people), [])
        return self.feed

    def tag(self) -> None:
        """Keep the tag at hand as a part of the wanted text."""
        at = self.position()
        self.pieces.append(self._data[at : xhtml.tag_end(self._data, at)].decode("utf-8", "replace"))

    def _rebase(self, base: str) -> None:
        self._outer_bases.append((self._base, self._base_depth))
        self._base, self._base_depth = absolute(base, self._base) or self._base, self._depth

    def _known_name(self, name: str) -> str:
        """Return a name in the root's own namespace as the root's format has it."""
        space, _, local = name.rpartition(" ")
        if space != self._own_space:
            return name
        return f"{words.PREFIXES['atom']} {local}" if self._atom else local

    def _outside(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element outside entries: the root, the channel and what describes the feed."""
        space, _, local = name.rpartition(" ")
        local = local.lower()
        feed, depth = self.feed, self._depth
        language = attributes.get(f"{words.XML}lang", "") if attributes else ""
        parent = self._parents.get(depth - 1, "")
        if depth == 1:
            self.root, rss = local, local in ("rss", "channel")
            self._atom = local == words.ATOM_ROOT or (words.is_atom(space) and not rss)
            if (rss and not words.is_rss(space)) or (local == words.ATOM_ROOT and not words.is_atom(space)):
                self._own_space = space
        elif local in words.ENTRIES and words.is_feed(space):
            self._item = EntryElements(
                language, self._base if self._base_depth else "", words.local(attributes, "about")
            )
            self._inner = depth + 1
            return
        if depth == 1 or local == "channel":
            feed.base, feed.language = self._base, language or feed.language
        elif parent in words.HEADS:
            self._about_feed(name, local)
        elif parent in ("author", "creator") and local in words.PARTS:
            self._want(words.PARTS[local])
        self._parents[depth] = local

    def _about_feed(self, name: str, local: str) -> None:
        """Take the start of an element that describes the feed."""
        if local in ("title", "language"):
            self._want(local)
        elif local == "managingeditor":
            self._want("editor")
        elif words.classify(name)[0] == words.PERSON:
            self._want("people")

    def _want(self, key: str) -> None:
        self._wanted, self._wanted_depth = key, self._depth
        self._kind = ""
        self._tagged = self._encoded = False
        self.pieces.clear()

    def _collected(self) -> None:
        text = "".join(self.pieces).strip()
        key, self._wanted_depth = self._wanted, 0
        if not self._inner:
            self._collected_of_feed(key, text)
            return
        item, base = self._item, self._base if self._base_depth else ""
        if self._child == words.MARKUP:
            text, own_base = xhtml.as_html(self._data[self._markup_at : self.position()].decode("utf-8", "replace"))
            base = absolute(own_base, self._base) if own_base else base
        elif self._tagged:
            text, self._kind = xhtml.without_prefix(text), "html"
        elif self._encoded:
            text = from_base64(text)
        if text:
            item.take(key, text, self._kind, base)

    def _collected_of_feed(self, key: str, text: str) -> None:
        feed = self.feed
        if key == "title":
            feed.title = feed.title or text
        elif key == "language":
            feed.language = feed.language or text
        elif text:
            self._persons[key].append(text)

    def _nested(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element inside an entry's child."""
        child, local = self._child, name.rpartition(" ")[2].lower()
        if child == words.PERSON:
            self._wanted_depth = 0
            if local in words.PARTS:
                self._want(words.PARTS[local])
        elif child == words.SOURCE:
            if self._depth == self._inner + 1:
                self._parents[self._depth] = local
            elif local == "name" and self._parents.get(self._depth - 1) == "author":
                self._want("source people")
        elif self._wanted_depth:
            if child not in _OPAQUE:
                self._tagged = True
                self.tag()
        elif words.is_media(name):
            self._media(local, attributes)

    def _special(self, child: int, key: str, attributes: dict[str, str]) -> None:
        """Take the start of an entry's child that is more than its text."""
        item = self._item
        if child in (words.BODY, words.TITLE, words.MARKUP):
            self._body(key, attributes)
        elif child == words.GUID:
            given = attributes.get("isPermaLink") or attributes.get("ispermalink", "true")
            item.permalink = given.strip().lower() == "true"
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
            item.take_link(attributes, self._own_base(), self.feed.language)
        elif child == words.ENCLOSURE:
            item.take_enclosure(attributes.get("url", ""), attributes, self._own_base())
        elif child == words.MEDIA_CHILD:
            self._media(key, attributes)
        elif child == words.IMAGE:
            item.take_thumbnail(attributes.get("href", ""), self._own_base())

    def _body(self, key: str, attributes: dict[str, str]) -> None:
        """Take the start of a title, a summary or a content."""
        self._want(key)
        if self._child == words.MARKUP:
            self._markup_at = xhtml.tag_end(self._data, self.position())
        if not attributes:
            return
        kind, mode = attributes.get("type", "").strip().lower(), attributes.get("mode", "")
        self._kind = "html" if mode == "escaped" and kind in words.PAGES else kind
        if (kind in words.XHTML and mode != "escaped") or (mode == "xml" and kind in words.PAGES):
            self._child = words.INLINE if key == "title" else words.MARKUP
            self._markup_at = xhtml.tag_end(self._data, self.position())
            if key == "title":
                self._kind = "text"
        self._encoded = mode == "base64" or (key == "content" and is_binary(kind))

    def _media(self, local: str, attributes: dict[str, str]) -> None:
        """Take an element of Media RSS, in a group or not."""
        if local == "description":
            self._want("media")
            self._kind = attributes.get("type", "")
        elif local == "title":
            self._want("second title")
        else:
            self._item.take_media(local, attributes, self._own_base())

    def _own_base(self) -> str:
        """Return the base that the open child of the entry sets for itself, "" where it is the entry's."""
        return self._base if self._base_depth >= self._inner else ""
