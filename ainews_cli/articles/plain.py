"""Plain text of feed HTML, cheap enough for thousands of items (standard library only)."""

from __future__ import annotations

import re
from html import unescape

from ainews_cli.models.ruby import beside
from ainews_cli.sources.bounds import bounded
from ainews_cli.sources.clean import clean

_UPPER = re.compile(r"</?[A-Z][A-Za-z0-9]*")
_HIDDEN = re.compile(r"<(script|style|iframe|textarea)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_HOLDER = re.compile(r"<(/?)(noscript|template|svg|select)\b[^<>]*>")
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|dl|dt|dd|h[1-6]|hr|tr|table|blockquote|pre|section|article|aside|header|footer|figure|figcaption|main|nav|details|"
    r"summary|address)\b[^>]*>"
)
_CELL = re.compile(r"</t[dh]\s*>")
_TAG = re.compile(r"</?[a-z][^>]*>|<[!?][^>]*>")


def plain_text(html: str) -> str:
    """Return the visible text of HTML: entities decoded, scripts and styles gone, one line for each block. Never
    raises.
    """
    text = bounded(html).html
    if "<" in text:
        text = beside(text)
        text = text.replace("\r", "").replace("\n", " ") if "<pre" not in text else text
        if _UPPER.search(text):
            # the patterns below tell case apart: ignoring it costs four times as much
            text = _UPPER.sub(lambda tag: tag.group().lower(), text)
        text = _HIDDEN.sub(" ", text)
        text = _without_holders(text)
        text = _TAG.sub("", _CELL.sub(" ", _BLOCK.sub("\n", text)))
    if "&" in text:
        text = unescape(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return clean(
        "\n".join(line for line in lines if line)
    ).strip()  # last: `clean` is quick with text that has plain spaces only


def _without_holders(text: str) -> str:
    """Return HTML without elements that hold others and show none of them; one that is never closed hides nothing."""
    opened: dict[str, list[int]] = {}
    spans = []
    for match in _HOLDER.finditer(text):
        starts = opened.setdefault(match[2], [])
        if not match[1]:
            starts.append(match.start())
        elif starts:
            spans.append((starts.pop(), match.end()))
    kept, position = [], 0
    for start, end in sorted(spans):
        if start >= position:
            kept.append(text[position:start])
        position = max(position, end)
    return " ".join((*kept, text[position:])) if spans else text


def fold(text: str) -> str:
    """Return letters and digits alone, in lower case: what two renderings of one text have in common."""
    return "".join(char for char in text.casefold() if char.isalnum())
