"""Entries as a parser hands them over: untrusted, before cleaning."""

from __future__ import annotations

from binascii import Error, a2b_base64
from dataclasses import dataclass, field

MAX_ENTRIES = 10_000
"""Entries kept of one document."""


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
    published: str = ""
    updated: str = ""
    """Dates as written (`sources.dates` reads them)."""
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
    people: list[str] = field(default_factory=list)
    """Authors of all entries that name none of their own, as `RawEntry.people`."""
    entries: list[RawEntry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parser: str = ""


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


def is_binary(kind: str) -> bool:
    """Tell whether content of this type is in base64 (RFC 4287, section 4.1.3.3)."""
    return "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))


def from_base64(text: str) -> str:
    """Return the text in base64; what is none as it stands, and nothing for a picture or the like."""
    try:
        return a2b_base64(text, strict_mode=False).decode()
    except UnicodeDecodeError:
        return ""
    except (Error, ValueError):
        return text
