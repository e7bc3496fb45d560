"""Which entries of a document are byte for byte what they were, so that only the others are parsed. Pure.

Most fetches that bring something bring one entry and thirty known ones, and reading those again is nearly all of the
work. So the bytes are cut at `</item>` or `</entry>`; pieces seen in the last document are left out, and what remains
is a document like the whole one.

The memory of a document (`models.feed.BodyMemory`) is a hash of what surrounds the entries (they depend on it:
namespaces, base address, language) and one hash for each entry. An entry is remembered only when its guid, found by a
pattern in its bytes, is the one that the parser found: so the guids of entries left out are known too, which the
store's rules of identity need. Whatever is unusual is parsed whole.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import re
from collections.abc import Sequence
from typing import NamedTuple

from ainews_cli.base import charsets
from ainews_cli.base.encodings import encoding_of
from ainews_cli.base.hashing import parts_digest
from ainews_cli.models.feed import BodyMemory

_FIRST = re.compile(rb"<(item|entry)[\s>]")
# what changes with every entry: dates of the whole, and the list of entries at the top of RDF
_VOLATILE = re.compile(rb"<(lastBuildDate|pubDate|updated|dc:date)\b[^<>]*>[^<>]*</\1>|<items>.*?</items>", re.DOTALL)
_GUID = re.compile(rb"<(?:guid|id)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?\s*([^<>\]\s]+)\s*(?:\]\]>)?\s*</(?:guid|id)>")
_ABOUT = re.compile(rb"""^\s*<item\s[^<>]*?rdf:about=["']([^"'<>\s]+)["']""")
_MOST = 500
"""Entries of a document that is remembered."""
_DIGITS = 16
"""Of SHA-256, which processors compute themselves: twice as fast as BLAKE2b."""


class CutDocument(NamedTuple):
    """A document without the entries that are as they were."""

    document: bytes
    """What is left to parse; b"" when no entry is new or changed."""
    skipped: tuple[str, ...] = ()
    """Guids of the entries left out."""
    around: str = ""
    """Hash of what surrounds the entries; "" for a document that is not cut."""
    kept: tuple[str, ...] = ()
    """Hashes of the entries left out."""
    fresh: tuple[tuple[str, str], ...] = ()
    """Hash and guid of each entry to parse; the guid "" where it is not simple."""


def cut(body: bytes, context: str, memory: BodyMemory, content_type: str = "") -> CutDocument:
    """Return the document without what `memory` knows. `context` is all else that entries depend on (base address,
    language, version …).
    """
    first = _FIRST.search(body)
    if first is None or not _reads_in_parts(body, content_type):
        return CutDocument(body)
    close = b"</" + first.group(1) + b">"
    *pieces, tail = body[first.start() :].split(close)
    if not pieces or len(pieces) > _MOST:
        return CutDocument(body)
    head = body[: first.start()]
    around = _hash(_VOLATILE.sub(b"", head), tail, context.encode())
    known = dict.fromkeys(memory.entry_hashes if memory.frame_hash == around else ())
    marked = [(_hash(piece.lstrip()), _guid(piece)) for piece in pieces]
    skipped = [guid for mark, guid in marked if guid and mark in known]
    if not skipped:
        return CutDocument(body, around=around, fresh=tuple(marked))
    left = [piece + close for piece, (mark, guid) in zip(pieces, marked, strict=True) if not (guid and mark in known)]
    return CutDocument(
        head + b"".join(left) + tail if left else b"",
        tuple(skipped),
        around,
        tuple(mark for mark, guid in marked if guid and mark in known),
        tuple((mark, guid) for mark, guid in marked if not (guid and mark in known)),
    )


def remember(parts: CutDocument, guids: Sequence[str]) -> BodyMemory:
    """Return the memory of a document that was cut and parsed; `guids` are those the parser found in it, in order."""
    fresh = []
    if len(guids) == len(parts.fresh):  # else the cuts are not where the parser sees them
        fresh = [mark for (mark, guessed), guid in zip(parts.fresh, guids, strict=True) if guessed == guid]
    return BodyMemory(parts.around, (*parts.kept, *fresh)) if parts.around and (parts.kept or fresh) else BodyMemory()


def _reads_in_parts(body: bytes, content_type: str) -> bool:
    """Tell whether every part is in the encoding that the whole is in, and no other character holds a tag's bytes.

    Where the bytes belie what is declared, or nothing is, only the whole document shows what it is in.
    """
    names = {encoding_of(label) for label in charsets.labels(body, content_type)} - {"utf-8"}
    return names <= {"windows-1252"} and (bool(names) or charsets.is_utf8(body))


def _guid(piece: bytes) -> str:
    """Return the entry's guid or id as its bytes have it, or what an RDF item is about; "" when that is not simple."""
    match = _GUID.search(piece) or _ABOUT.match(piece)
    guid = match.group(1).replace(b"&amp;", b"\0") if match else b""
    return "" if b"&" in guid else guid.replace(b"\0", b"&").decode("utf-8", "replace")


def _hash(*parts: bytes) -> str:
    return parts_digest(parts, _DIGITS)
