"""Entries as a parser hands them over: untrusted, before cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ainews_cli.sources import dates
from ainews_cli.sources.html import from_text, is_markup

_PLAIN_TEXT = ("", "text", "text/plain")
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("lastbuilddate", "updated", "modified")


@dataclass(slots=True)
class RawEntry:
    """An entry as a parser sees it: untrusted, addresses unresolved, texts uncleaned."""

    guid: str = ""
    link: str = ""
    guid_is_link: bool = False
    """The guid may stand in for a missing link."""
    title: str = ""
    title_is_text: bool = False
    """Plain text (Atom's default) rather than HTML."""
    people: list[str] = field(default_factory=list)
    """Authors as written: names, "address (name)", "name <address>"; HTML."""
    published: datetime | None = None
    updated: datetime | None = None
    dated: bool = False
    """The document gives a date, readable or not."""
    summary: str = ""
    """HTML."""
    content: str = ""
    """HTML."""
    language: str = ""
    base: str = ""
    """xml:base in force, resolved; "" for the document's."""
    categories: list[str] = field(default_factory=list)
    enclosures: list[tuple[str, str, str]] = field(default_factory=list)
    """(address, MIME type, length in bytes as written)."""
    points: int | None = None
    comments: int | None = None
    discussion: str = ""
    thumbnail: str = ""
    duration: int | None = None
    views: int | None = None


@dataclass(slots=True)
class RawFeed:
    """A document as a parser sees it."""

    title: str = ""
    language: str = ""
    base: str = ""
    """The address that relative ones are relative to."""
    entries: list[RawEntry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parser: str = ""


@dataclass(slots=True)
class EntryElements:
    """The elements of an entry as expat meets them."""

    language: str
    base: str
    about: str
    """The `rdf:about` of an RDF item."""
    texts: dict[str, str] = field(default_factory=dict)
    """By the names in `feed_vocabulary`."""
    types: dict[str, str] = field(default_factory=dict)
    """The `type` attribute of title, summary, content and media."""
    people: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    enclosures: list[tuple[str, str, str]] = field(default_factory=list)
    discussion: str = ""
    thumbnail: str = ""
    permalink: bool = True

    def entry(self, doubts: set[str], *, atom: bool) -> RawEntry:
        """Return the entry that they make, as feedparser sees it. Add to `doubts` what cannot be decided."""
        get = self.texts.get
        raw = RawEntry(
            guid=get("guid") or get("id") or self.about,
            guid_is_link=self.permalink and "guid" in self.texts,
            link=get("link") or "",
            title=get("title") or get("second title") or "",
            title_is_text=atom and self.types.get("title", "") in _PLAIN_TEXT,
            people=self.people,
            language=self.language,
            base=self.base,
            categories=self.categories,
            enclosures=self.enclosures,
            thumbnail=self.thumbnail,
            discussion=self.discussion or get("comments") or "",
        )
        if not self.people and "email" in self.texts:
            raw.people = [self.texts["email"]]
        if "replies" in self.texts:
            raw.comments = count(get("replies"))
        if "duration" in self.texts or "views" in self.texts:
            raw.views, raw.duration = count(get("views")), seconds(get("duration"))
        raw.summary, raw.content = self._bodies(atom=atom)
        raw.published, raw.updated = self._date(_PUBLISHED, doubts), self._date(_UPDATED, doubts)
        raw.dated = raw.published is not None or raw.updated is not None
        return raw

    def _bodies(self, *, atom: bool) -> tuple[str, str]:
        """Return summary and content as HTML."""
        get, types = self.texts.get, self.types
        summary = get("description") or get("summary") or get("abstract") or ""
        if atom and summary and types.get("summary", "") in _PLAIN_TEXT:
            summary = _html(summary)
        content = get("encoded") or ""
        if not content:
            content = get("content") or ""
            if atom and content and types.get("content", "") in _PLAIN_TEXT:
                content = _html(content)
        media, notes = get("media"), get("notes")
        if not summary and media:
            summary = media if types.get("media") == "html" else _html(media)
        if not content and notes and len(notes) > len(summary):
            content = _html(notes)
        return summary, content

    def _date(self, names: tuple[str, ...], doubts: set[str]) -> datetime | None:
        """Return the first of these dates that the entry has."""
        for name in names:
            if name in self.texts:
                date = dates.read(self.texts[name])
                if date is None:
                    doubts.add("a date of another form")  # feedparser knows more of them
                return date
        return None


def _html(text: str) -> str:
    """Return HTML that shows the text. What holds tags is HTML already, whatever it says."""
    return text if is_markup(text) else from_text(text)


def count(text: object) -> int | None:
    """Return a count as feeds write it ("12", 12, " 1,024 "); None for none, below 0 or absurd (2**53 and more)."""
    if isinstance(text, str):
        digits = text.strip().replace(",", "")
        if not digits.isascii() or not digits.isdigit() or len(digits) > 16:
            return None
        text = int(digits)
    return text if isinstance(text, int) and not isinstance(text, bool) and 0 <= text < 2**53 else None


def seconds(text: object) -> int | None:
    """Return a duration from "245", "4:05" or "1:04:05" (itunes:duration, media:content); None for anything else."""
    if not isinstance(text, str):
        return count(text)
    total = 0
    parts = text.strip().split(":")
    if len(parts) > 3:
        return None
    for part in parts:
        value = count(part.partition(".")[0])
        if value is None:
            return None
        total = total * 60 + value
    return count(total)
