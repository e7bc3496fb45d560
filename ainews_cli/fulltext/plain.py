"""Plain text of feed HTML, cheap enough for thousands of items (standard library only)."""

from __future__ import annotations

import re
from html import unescape

from ainews_cli.sources.clean import clean

MAX_CHARACTERS = 2_000_000
"""Characters of HTML that are looked at; what is longer is cut."""

_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|iframe|textarea|select)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|dl|dt|dd|h[1-6]|hr|tr|table|blockquote|pre|section|article|aside|header|footer|figure|figcaption|main|nav|details|summary|address)\b[^>]*>",
    re.IGNORECASE,
)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^>]*>|<[!?][^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2028\u2029]+")
_BREAKS = re.compile(r" *\n\s*")


def plain_text(html: str) -> str:
    """The visible text of HTML: entities decoded, scripts and styles gone, one line for each block. Never raises."""
    text = html[:MAX_CHARACTERS]
    if "<" in text:
        text = text.replace("\r", "").replace("\n", " ") if "<pre" not in text else text
        if _HIDDEN.search(text):
            text = _HIDDEN.sub(" ", text)
        text = _TAG.sub("", _CELL.sub(" ", _BLOCK.sub("\n", text)))
    if "&" in text:
        text = unescape(text)
    text = clean(text)
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()
