"""Markup that stands in a feed unescaped: cut out as written, and made HTML."""

from __future__ import annotations

import re
from html import escape

_TAG_END = re.compile(rb"<[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+>")
_DIV = re.compile(r"\A<div\b([^>]*)>(?!.*<div\b)(.*)</div>\Z", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(r"\A<\w[^>]*>")
_BASE = re.compile(r"\sxml:base\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_INSTRUCTION = re.compile(r"<\?.*?\?>", re.DOTALL)
_PREFIX = re.compile(r"(</?)[A-Za-z_][\w.-]*:(?=[A-Za-z])")


def tag_end(data: bytes, at: int) -> int:
    """Return where the tag that begins at byte `at` is over."""
    tag = _TAG_END.match(data, at)
    return tag.end() if tag else data.find(b">", at) + 1 or len(data)


def without_prefix(markup: str) -> str:
    """Return markup whose elements have the names that HTML knows: `<x:p>` is `<p>`."""
    return _PREFIX.sub(r"\1", markup) if ":" in markup else markup


def as_html(written: str) -> tuple[str, str]:
    """Return XHTML as HTML, without the one <div> that Atom asks for, and that element's xml:base."""
    if "<![CDATA[" in written:
        written = _CDATA.sub(lambda section: escape(section.group(1), quote=False), written)
    text = without_prefix(_INSTRUCTION.sub("", written) if "<?" in written else written).strip()
    opening = _OPENING.match(text)
    based = _BASE.search(opening.group()) if opening else None
    div = _DIV.match(text)
    return div.group(2).strip() if div else text, (based.group(1) or based.group(2) or "") if based else ""
