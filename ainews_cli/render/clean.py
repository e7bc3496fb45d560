"""Removes what could move a cursor, reverse a line or break an encoder. The last guard: texts are cleaned on the way
in, too.
"""

from __future__ import annotations

import re
from datetime import datetime
from operator import is_
from typing import Any, TypeVar, cast

from ainews_cli.base.secrets import mask
from ainews_cli.models.page import Page

T = TypeVar("T")

# Compiled when a text needs them, which hardly any does: compiling is a part of every start.
_LINE_BREAKS = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
# C0 and C1 without tab and line feed; bidi marks, embeddings, overrides and isolates; byte order mark; interlinear
# annotation; tags.
_FORBIDDEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES = "[\ud800-\udfff]"
_SUSPECT = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_HTTP = re.compile("https?://[^/]", re.IGNORECASE)
_UNSAFE_IN_URL = re.compile("[^!#$%&'()*+,\\-./0-9:;=?@A-Z\\[\\]_a-z~]")
_BLANKS = re.compile("[ \t\n]+")
_WITHOUT_TEXT = frozenset((int, float, bool, type(None), datetime))
"""What most fields are that hold no text."""


def clean(text: str) -> str:
    """Return the text with line feeds for line breaks, U+FFFD for lone surrogates, no control and bidi characters."""
    if text.replace("\n", " ").replace("\t", " ").isprintable() or not re.search(_SUSPECT, text):
        return text  # everything removed here is unprintable, and the first test needs no pattern
    return re.sub(_SURROGATES, "\ufffd", re.sub(_FORBIDDEN, "", re.sub(_LINE_BREAKS, "\n", text)))


def one_line(text: str) -> str:
    """Return the text on one line: runs of blanks become one space, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def cleaned(page: Page) -> Page:
    """Return the page with every string in it cleaned, and without secrets. What is clean already is not copied."""
    return _walk(page)


def _walk(value: T) -> T:
    """Return `value` with its strings cleaned, through tuples and records; the same object where nothing changed."""
    result: Any = value
    if type(value) in _WITHOUT_TEXT:
        pass
    elif isinstance(value, str):
        result = mask(clean(value))
    elif isinstance(value, tuple):
        parts = list(map(_walk, value))
        if not all(map(is_, parts, value)):
            result = value._make(parts) if hasattr(value, "_make") else tuple(parts)
    elif hasattr(value, "__dataclass_fields__"):
        old = {name: getattr(value, name) for name in value.__dataclass_fields__}
        new = {name: _walk(part) for name, part in old.items()}
        result = value if all(new[name] is old[name] for name in old) else type(value)(**new)
    return cast("T", result)  # the walk keeps the type, which cannot be followed through isinstance


def safe_url(url: str) -> str:
    """Return an http(s) address in printable ASCII, "" for any other scheme: what may stand in a link."""
    url = one_line(url) if url else ""
    if not _HTTP.match(url):
        return ""
    if _UNSAFE_IN_URL.search(url):
        from urllib.parse import quote  # border: hardly any address needs it

        url = quote(url, safe="!#$%&'()*+,-./:;=?@[]_~")
    return url
