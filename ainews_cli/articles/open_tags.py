"""Elements that a page opens and never closes: what follows is the page, not the menu that it fell into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from lxml import etree

from ainews_cli.articles.tree import words_and_links

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
    sizes = words_and_links(root, ("script", "style"))
    opened = [element for element in root.iter(*names) if _swallowed(element, sizes, root)]
    for element in [*opened, *(inner for inner in root.iter(*_INSIDE) if opened and _swallowed(inner, sizes, root))]:
        _make_plain(element)
    return bool(opened)


def _swallowed(
    element: etree._Element,
    sizes: tuple[Mapping[etree._Element, int], Mapping[etree._Element, int]],
    root: etree._Element,
) -> bool:
    words, links = sizes
    return words[element] > _SHARE * words.get(root, 0) and links[element] < _LINKED * words[element]


def _left_open(html: str) -> list[str]:
    """Return the names of such elements that the page opens more often than it closes them."""
    counts: Counter[str] = Counter()
    for slash, name in _TAG.findall(html):
        counts[name.lower()] += -1 if slash else 1
    return [name for name, count in counts.items() if count > 0]


def _make_plain(element: etree._Element) -> None:
    element.tag = "div"
    element.attrib.clear()
