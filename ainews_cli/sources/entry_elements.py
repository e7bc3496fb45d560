"""The elements of one entry, collected as a document has them, and the raw entry that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ainews_cli.sources import dates
from ainews_cli.sources import feed_vocabulary as words
from ainews_cli.sources.html import from_text, is_markup, rebased
from ainews_cli.sources.links import absolute
from ainews_cli.sources.raw import RawEntry, count, seconds

_PLAIN_TEXT = ("", "text", "text/plain")
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("lastbuilddate", "updated", "modified")
_IANA = re.compile(r"\Ahttps?://www\.iana\.org/assignments/(?:link-)?relations?/")


@dataclass(slots=True)
class EntryElements:
    """The elements of an entry as a reader meets them."""

    language: str = ""
    base: str = ""
    about: str = ""
    """The `rdf:about` of an RDF item."""
    texts: dict[str, str] = field(default_factory=dict)
    """By the names in `feed_vocabulary`."""
    types: dict[str, str] = field(default_factory=dict)
    """The `type` attribute of title, summary, content and media."""
    bases: dict[str, str] = field(default_factory=dict)
    """The xml:base in force, for those texts that have one."""
    people: list[str] = field(default_factory=list)
    source_people: list[str] = field(default_factory=list)
    """Authors of the feed that the entry was taken from (RFC 4287, section 4.2.1)."""
    categories: list[str] = field(default_factory=list)
    enclosures: list[tuple[str, str, str]] = field(default_factory=list)
    discussion: str = ""
    thumbnail: str = ""
    permalink: bool = True
    link_rank: int = -1

    def take(self, key: str, text: str, kind: str, base: str) -> None:
        """Keep a text under its name, with its type and the xml:base in force ("" for none)."""
        if key in ("people", "source people", "category", "keywords"):
            self._take_name(key, text)
            return
        if key in ("description", "summary") and key in self.texts:
            key = "second"
        if key in ("title", "content", "encoded", "second") and key in self.texts:
            return
        if key == "link":
            self.link_rank = -1
        self.texts[key] = text  # repeated, the last one counts, as in feedparser
        if kind:
            self.types[key] = kind
        if base:
            self.bases[key] = base

    def _take_name(self, key: str, text: str) -> None:
        if key == "people":
            self.people.append(text)
        elif key == "source people":
            self.source_people.append(text)
        else:
            self.categories += text.split(",") if key == "keywords" else [text]

    def take_link(self, attributes: dict[str, str], base: str, feed_language: str) -> None:
        """Take Atom's link. Of several alternates the first HTML one counts, one in the feed's language first of all.

        Relations are case-insensitive, and may be written as addresses (RFC 4287, section 4.2.7.2).
        """
        get = attributes.get
        href = get("href", "").strip()
        relations = [_IANA.sub("", name) for name in get("rel", "").lower().split()] or ["alternate"]
        if not href:
            return
        href = absolute(href, base) if base else href
        if "alternate" in relations:
            language, spoken = (self.language or feed_language).lower()[:2], get("hreflang", "").lower()[:2]
            page = get("type", "html").partition(";")[0].strip().lower() in words.PAGES
            rank = 2 * page + bool(spoken and spoken == language)
            if rank > self.link_rank:
                self.link_rank, self.texts["link"] = rank, href
        elif "enclosure" in relations:
            self.enclosures.append((href, get("type", ""), get("length", "")))
        elif "replies" in relations:
            self.discussion = self.discussion or href
            self.texts.setdefault("replies", words.local(attributes, "count"))

    def take_enclosure(self, address: str, attributes: dict[str, str], base: str) -> None:
        """Take RSS's enclosure."""
        address = absolute(address, base) if base else address
        self.enclosures.append((address, attributes.get("type", ""), attributes.get("length", "")))

    def take_thumbnail(self, address: str, base: str) -> None:
        """Take a picture; the first one counts."""
        self.thumbnail = self.thumbnail or (absolute(address, base) if base else address)

    def take_media(self, local: str, attributes: dict[str, str], base: str) -> None:
        """Take an element of Media RSS (https://www.rssboard.org/media-rss) that has no text."""
        get = attributes.get
        if local == "thumbnail":
            self.take_thumbnail(get("url", ""), base)
        elif local == "content":
            self.texts.setdefault("duration", get("duration", ""))
            if get("medium") == "image" or get("type", "").startswith("image/"):
                self.take_thumbnail(get("url", ""), base)
        elif local == "statistics":
            self.texts["views"] = get("views", "")

    def entry(self, *, atom: bool) -> RawEntry:
        """Return the entry that they make."""
        get = self.texts.get
        guid = get("guid") or get("id") or self.about
        raw = RawEntry(
            guid=guid,
            guid_is_link=self.permalink or "guid" not in self.texts,
            link=self._address("link"),
            title=get("title") or get("second title") or "",
            title_is_text=atom and self.types.get("title", "") in _PLAIN_TEXT,
            people=self.people or self.source_people,
            language=self.language,
            base=self.base,
            categories=self.categories,
            enclosures=self.enclosures,
            thumbnail=self.thumbnail,
            discussion=self.discussion or self._address("comments"),
        )
        if not raw.people and "email" in self.texts:
            raw.people = [self.texts["email"]]
        if "replies" in self.texts:
            raw.comments = count(get("replies"))
        if "duration" in self.texts or "views" in self.texts:
            raw.views, raw.duration = count(get("views")), seconds(get("duration"))
        raw.summary, raw.content = self._bodies(atom=atom)
        raw.published, raw.updated = self._date(_PUBLISHED), self._date(_UPDATED)
        return raw

    def _address(self, key: str) -> str:
        """Return an address that stands as a text."""
        address, base = self.texts.get(key, ""), self.bases.get(key, "")
        return absolute(address, base) if address and base else address

    def _bodies(self, *, atom: bool) -> tuple[str, str]:
        """Return summary and content as HTML."""
        summary = self._body("description") or self._body("summary", plain=atom) or self._body("abstract")
        # of two descriptions the second one is the content, as in feedparser
        content = self._body("encoded") or self._body("content", plain=atom) or self._body("second", plain=atom)
        media, notes = self._body("media", plain=self.types.get("media") != "html"), self.texts.get("notes", "")
        summary = summary or media
        if not content and len(notes) > len(summary):
            content = _html(notes)
        return summary, content

    def _body(self, key: str, *, plain: bool = False) -> str:
        """Return a text as HTML, its addresses absolute where an xml:base is in force."""
        text, base = self.texts.get(key, ""), self.bases.get(key, "")
        if text and plain and self.types.get(key, "") in (*_PLAIN_TEXT, "plain"):
            text = _html(text)
        return rebased(text, base) if text and base else text

    def _date(self, names: tuple[str, ...]) -> str:
        """Return the first of these dates that can be read, else the first."""
        written = [self.texts[name] for name in names if name in self.texts]
        return next((text for text in written if dates.is_date(text)), written[0]) if written[1:] else "".join(written)


def _html(text: str) -> str:
    """Return HTML that shows the text. What holds tags is HTML already, whatever it says."""
    return text if is_markup(text) else from_text(text)
