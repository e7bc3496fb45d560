"""What the parsers hand over: entries as the document has them, before cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class RawEntry:
    """One entry as a parser found it: untrusted, addresses unresolved, texts uncleaned."""

    guid: str = ""
    link: str = ""
    guid_is_link: bool = False
    """Whether the guid may stand in for a missing link."""
    title: str = ""
    title_is_text: bool = False
    """Plain text (Atom's default) rather than HTML."""
    people: list[str] = field(default_factory=list)
    """Authors as written: names, "address (name)", "name <address>"; HTML."""
    published: datetime | None = None
    updated: datetime | None = None
    dated: bool = False
    """Whether the document gives a date at all, readable or not."""
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
    """One document as a parser found it."""

    title: str = ""
    language: str = ""
    base: str = ""
    """The address that relative ones are relative to."""
    entries: list[RawEntry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parser: str = ""
