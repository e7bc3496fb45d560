"""Slides, tabs and folded parts: text that a page hides until a script or a click shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ainews_cli.articles.boilerplate import NEVER, is_hidden, is_named, shows_article
from ainews_cli.articles.box_words import speaks_of
from ainews_cli.articles.tree import names_of, text_of

_CANDIDATES = (
    ".//*[@hidden or @aria-hidden='true' or contains(@style, 'none') or contains(@style, 'hidden')"
    " or contains(@style, 'NONE') or contains(@style, 'None')]"
)
_SHOWN_LATER = re.compile(
    r"(?:^|[\s_-])(?:slides?|slider|swiper|carousel|tabs?|tab-?(?:pane|panel|content)|panes?|panels?|accordion|collaps\w*|"
    r"steps?|pages?|more|rest|full|expand\w*|toggle\w*|content|body|text|story|article|chapters?|sections?|details|"
    r"answers?|lazy\w*|fold\w*|unfold\w*|truncated|remaining)(?=$|[\s_-])"
)
_MORE = re.compile(r"(?:^|[\s_-])(?:read|show|view|full)-?(?:more|text|rest)(?=$|[\s_-])")
_COPIES = re.compile(r"clone|duplicate", re.IGNORECASE)
_STATES = re.compile(
    r"\b(?:is-|has-)?(?:active|inactive|current|selected|hidden|hide|show|open|closed|visible|in|fade)\b"
)
_OUTSIDE = NEVER | {"header", "footer", "aside", "form"}
_LEAST = 60
_LOOKED_AT = 500
_READ = 1_000_000
"""Hidden elements, and characters in them, that are looked at."""
_LINKED = 0.4


def hidden_length(root: etree._Element) -> int:
    """Count the characters of text that a page shows later."""
    return sum(len(" ".join(text_of(element).split())) for element in _parts(root))


def reveal(root: etree._Element) -> None:
    """Make that text visible; what it is called has been judged."""
    for element in list(_parts(root)):
        for name in ("hidden", "aria-hidden", "style", "class", "id"):
            element.attrib.pop(name, None)


def _parts(root: etree._Element) -> Iterator[etree._Element]:
    seen: set[str] = set()
    budget, shown = _READ, shows_article(root)
    for element in root.xpath(_CANDIDATES)[:_LOOKED_AT]:
        if budget <= 0:
            return
        if not is_hidden(element) or element.tag in _OUTSIDE or _COPIES.search(element.get("class", "")):
            continue
        text = " ".join(text_of(element).split())
        budget -= len(text)
        if len(text) >= _LEAST / 2 and text not in seen and _shows_later(element, shown) and _is_prose(element, text):
            seen.add(text)
            yield element


def _shows_later(element: etree._Element, shown: bool) -> bool:
    """Tell by role, name and neighbours whether a part is one of several, or the whole article."""
    around = [] if _MORE.search(names_of(element)) else [element]
    if any(
        above.tag in _OUTSIDE or (is_named(above) and above.tag != "body")
        for above in (*around, *element.iterancestors())
    ):
        return False
    if next(element.iter("article", "main", "h1"), None) is not None:
        return not shown
    if element.get("role") == "tabpanel":
        return True
    return bool(_SHOWN_LATER.search(names_of(element))) or _has_visible_twin(element)


def _has_visible_twin(element: etree._Element) -> bool:
    """Tell whether a shown neighbour has the same name: one slide of several."""
    name = _STATES.sub("", names_of(element).strip()).split()
    parent = element.getparent()
    return bool(name) and any(
        twin is not element and twin.tag == element.tag and not is_hidden(twin) and name[0] in names_of(twin).split()
        for twin in (parent if parent is not None else ())
    )


def _is_prose(element: etree._Element, text: str) -> bool:
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    if next(element.iter("input", "select"), None) is not None:
        return False
    return linked < _LINKED * len(text) and bool(re.search(r"[.!?。！？]", text)) and not speaks_of(text)
