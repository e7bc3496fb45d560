"""The day on which a page says that it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ainews_cli.sources.dates import EARLIEST
from ainews_cli.sources.written_dates import parse

_METAS = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "dc.date",
    "dcterms.created",
    "parsely-pub-date",
)
"""Names of meta elements, the surest first."""
_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')


def published(root: etree._Element, html: str) -> str:
    """Return the day as ISO 8601, as it was where the page was written; "" where the page says none that is clear."""
    for text in _written(root, html):
        date = parse(text)
        if date and not date.swapped and date.local.year >= EARLIEST:
            return date.local.date().isoformat()
    return ""


def _written(root: etree._Element, html: str) -> Iterator[str]:
    """Yield the dates that a page gives: in its head, in JSON-LD, and beside its text."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content") or "")
    yield from (metas[name] for name in _METAS if name in metas)
    yield from _JSON.findall(html)
    yield from (
        element.get("datetime") or "" for element in root.iter("time") if element.get("itemprop") == "datePublished"
    )
