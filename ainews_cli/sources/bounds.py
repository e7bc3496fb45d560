"""How much of a piece of HTML is read: the limit is on its text, not on pictures inside it, scripts and the like."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_CHARACTERS = 2_000_000
"""Characters of text that are looked at; what is longer is cut, and said to be."""
CUT = f"cut: longer than {MAX_CHARACTERS:,} characters"

# The address of a picture in itself, and other values that hold what is no text. Linear: none runs past its quote.
_DATA = re.compile(r"(\bdata:[a-z0-9.+/-]{0,100}[;,])[^\"'()\s<>]{64,}+", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|svg)\b.*?(?:</\1\s*>|\Z)"
    r"|<script\b(?![^<>]*(?:json|template|html))[^<>]*>.*?(?:</script\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_LONG_VALUE = re.compile(r"(\s[\w:-]{1,40}=)(?:\"[^\"<>]{1000,}+\"|'[^'<>]{1000,}+')")


class BoundedHTML(NamedTuple):
    """HTML of a size that parsers can be given."""

    html: str
    cut: bool
    """Text was lost."""


def without_data(html: str) -> str:
    """Return HTML whose pictures and the like are elsewhere: `data:` addresses are empty."""
    return _DATA.sub(r"\1", html) if "data:" in html else html


def bounded(html: str) -> BoundedHTML:
    """Return HTML as it is where it is short; else without what is no text, and cut where that is not enough."""
    for shorter in (without_data, lambda text: _UNSEEN.sub(" ", text), lambda text: _LONG_VALUE.sub(r'\1""', text)):
        if len(html) <= MAX_CHARACTERS:
            return BoundedHTML(html, cut=False)
        html = shorter(html)
    return BoundedHTML(html[:MAX_CHARACTERS], cut=len(html) > MAX_CHARACTERS)
