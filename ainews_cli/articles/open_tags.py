"""Elements that a page opens and never closes: what follows is the page, not the menu that it fell into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from ainews_cli.articles.tree import lengths

_NAMES = """
nav header footer aside form template select datalist button label noscript menu dialog search object map audio video
canvas svg
"""
_HOLDERS = frozenset(_NAMES.split())
"""Elements that hold no article. Not those whose content is no markup (script, style, textarea, iframe): they are read
to their end by every browser.
"""
_INSIDE = frozenset(("option", "optgroup", "label", "button"))
"""What a swallowed page may have fallen into inside them."""
_TAG = re.compile(rf"<(/?)({'|'.join(sorted(_HOLDERS))})(?=[\s/>])", re.IGNORECASE)
_SHARE = 0.3
"""Share of the page's text from which an element left open is believed to have swallowed the article."""
_LINKED = 0.5
"""Share of its own text inside links from which it is a menu, open or not."""


def close(root: etree._Element, html: str) -> bool:
    """Make plain containers of elements that were never closed and hold much of the page's text; tell whether there
    were any.
    """
    names = _left_open(html)
    if not names:
        return False
    sizes = lengths(root, skip=("script", "style"))
    total = sizes.get(root, 0)
    opened = [element for element in root.iter(*names) if _swallowed(element, sizes, total)]
    for element in opened:
        for inner in list(element.iter(*_INSIDE)):
            if _swallowed(inner, sizes, total):
                _make_plain(inner)
        _make_plain(element)
    return bool(opened)


def _swallowed(element: etree._Element, sizes: Mapping[etree._Element, int], total: int) -> bool:
    size = sizes[element]
    return size > _SHARE * total and sum(sizes[link] for link in element.iter("a")) < _LINKED * size


def _left_open(html: str) -> list[str]:
    """Return the names of such elements that the page opens more often than it closes them."""
    counts: Counter[str] = Counter()
    for slash, name in _TAG.findall(html):
        counts[name.lower()] += -1 if slash else 1
    return [name for name, count in counts.items() if count > 0]


def _make_plain(element: etree._Element) -> None:
    element.tag = "div"
    element.attrib.clear()
