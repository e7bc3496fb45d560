"""From bytes as served to UTF-8 that a parser may be given: no document type, and mended where that is safe."""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

from ainews_cli.base import charsets
from ainews_cli.base.encodings import encoding_of
from ainews_cli.sources.clean import clean

_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,400}\?*>")
_START = re.compile(rb"<(?:\?xml|rss|feed|rdf:rdf|channel)\b", re.IGNORECASE)
_SKIPPED = re.compile(rb"\s*+(?:<\?.*?(?:\?>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_DOCTYPE = re.compile(rb"\s*+<!DOCTYPE\s+([A-Za-z:_-]*)[^\[>]*+", re.IGNORECASE)
_ROOT = re.compile(rb"\s*+<(?:[A-Za-z_][\w.-]*+:)?([A-Za-z_][\w.-]*+)")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'|<!--.*?(?:-->|\Z)|\]|<!|<\?", re.DOTALL)
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)([A-Za-z][A-Za-z0-9]{1,30};)?")
_REFERENCE = re.compile(rb"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_WINDOWS = re.compile(rb"&#(?:0{0,4}(1(?:2[89]|[345][0-9]))|[xX]0{0,4}([89][0-9a-fA-F]));")


class DecodedDocument(NamedTuple):
    """A document in UTF-8 (or ASCII), without BOM, document type or anything before its start."""

    data: bytes
    notes: tuple[str, ...] = ()


def read(body: bytes, content_type: str = "", *, trusting: bool = False) -> DecodedDocument:
    """Decode `body` (`base.charsets`) and cut away what is not the document.

    `trusting` skips the test of what calls itself UTF-8, or nothing, for a parser that makes it anyway.
    """
    data, notes = _to_utf8(body, content_type, trusting=trusting)
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.startswith((b"<", b"{", b"[")):
        start = _START.search(data, 0, 8192)
        if start:
            data = data[start.start() :]
            notes = (*notes, "text before the document dropped")
    if _WINDOWS.search(data):
        data = _WINDOWS.sub(_windows_character, data)
    data, doctype_notes = _without_doctype(data)
    return DecodedDocument(data, (*notes, *doctype_notes))


def _to_utf8(body: bytes, content_type: str, *, trusting: bool) -> tuple[bytes, tuple[str, ...]]:
    mark, length = charsets.marked(body)
    if trusting and mark in ("", "utf-8") and not charsets.wide_encoding(body):
        given = charsets.labels(body, content_type)
        if mark or all(encoding_of(label) == "utf-8" for label in given):
            return body[length:], ()
    decoded = charsets.decode(body, content_type)
    data = decoded.text.encode("utf-8", "replace")
    return _DECLARATION.sub(b'<?xml version="1.0" encoding="utf-8"?>', data, count=1), decoded.notes


def _windows_character(match: re.Match[bytes]) -> bytes:
    """Return the Windows-1252 character that `&#146;` means (HTML says so too), not the control character U+0092."""
    code = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
    return bytes([code]).decode("cp1252", "replace").encode()


def _without_doctype(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Cut document types out unread, internal subset included: an entity that is never declared cannot expand."""
    notes: tuple[str, ...] = ()
    while (doctype := _DOCTYPE.match(data, _after_prolog(data))) and doctype.group(1).lower() != b"html":
        end = _subset_end(data, doctype.end() + 1) if data[doctype.end() : doctype.end() + 1] == b"[" else doctype.end()
        close = data.find(b">", end) if end >= 0 else -1
        if close < 0:
            return data[: doctype.start()], ("document type without an end",)
        if b"<!ENTITY" in data[doctype.end() : end].upper():
            notes = ("entity declarations ignored",)
        data = data[: doctype.start()] + data[close + 1 :]
    return data, notes


def _after_prolog(data: bytes) -> int:
    """Return where the document type or the root element starts, after comments and processing instructions."""
    at = 0
    while skipped := _SKIPPED.match(data, at):
        at = skipped.end()
    return at


def root(data: bytes) -> bytes:
    """Return the local name of the root element in lower case, b"" for a document that starts with none."""
    at = _after_prolog(data)
    doctype = _DOCTYPE.match(data, at)
    element = _ROOT.match(data, data.find(b">", at) + 1 if doctype else at)
    return element.group(1).lower() if element else b""


def format_of(body: bytes, content_type: str = "") -> str:
    """Return what a document says it is: "RSS 2.0", "Atom 1.0", "RSS 1.0 (RDF)", "JSON Feed 1.1", "JSON"; else ""."""
    data = read(body, content_type).data
    start = data[:4096]
    if data.startswith((b"{", b"[")):
        named = re.search(rb"jsonfeed\.org/version/([\d.]{1,8})", start)
        return f"JSON Feed {named.group(1).decode()}" if named else "JSON"
    name = root(data)
    if name == b"rss":
        version = re.search(rb"<rss\b[^>]*?\bversion\s*=\s*[\"']([\d.]{1,8})[\"']", start, re.IGNORECASE)
        return f"RSS {version.group(1).decode()}" if version else "RSS"
    if name == b"feed":
        return "Atom 0.3" if b"http://purl.org/atom/ns#" in start else "Atom 1.0"
    return "RSS 1.0 (RDF)" if name == b"rdf" else ""


def _subset_end(data: bytes, start: int) -> int:
    """Return where the internal subset's "]" is, -1 when it has no end."""
    for match in _QUOTED.finditer(data, start):
        if match.group() == b"]":
            return match.start()
    return -1


def mend(data: bytes) -> bytes:
    """Return the document without characters that XML forbids (also as numbers), with HTML's entities decoded.

    Other ampersands are escaped.
    """
    text = clean(_REFERENCE.sub(_reference, data).decode("utf-8", "replace"))
    return _ENTITY.sub(_entity, text.encode("utf-8", "replace"))


def _entity(match: re.Match[bytes]) -> bytes:
    name = match.group(1)
    value = html5.get(name.decode("ascii")) if name else None
    return value.encode() if value and value not in "<>&\"'" else b"&amp;" + (name or b"")


def _reference(match: re.Match[bytes]) -> bytes:
    """Return a control character for its number, so that it is cleaned away like any other; b"" for no character."""
    code = int(match.group(1)) if match.group(1) else int(match.group(2), 16)
    if code < 0x20 and code not in (9, 10, 13):
        return bytes([code])
    return match.group() if code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000 else b""
