"""Boxes that a page puts before its article: consent, newsletters, age gates. Each goes where something else on the
page is the article; a page with nothing else is a wall.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from lxml import etree

from ainews_cli.articles.box_words import is_wall, speaks_of, touches
from ainews_cli.articles.plain import fold
from ainews_cli.articles.tree import names_of, remove, text_of, words_and_links
from ainews_cli.data import load
from ainews_cli.models.scripts import CJK, count

_TOPIC = re.compile(r"(?<!\S)(?:tag|category|topic|post|section|type|has|is|no|with)-\S+")
"""Classes that say what a text is about, or a state."""
_FIXED = re.compile(r"position\s*:\s*(?:fixed|sticky)", re.IGNORECASE)
_PLACES = frozenset(
    ("div", "section", "aside", "form", "dialog", "table", "center", "header", "footer", "article", "ul")
)
_PIECES = frozenset(("p", "h2", "h3", "h4", "ul", "ol", "dl", "table", "blockquote", "br", "hr"))
_CONTROLS = ("button", "input", "select")
_ENOUGH = 3
_SHARE = 0.2
"""Share of the page's text from which a box could be taken for the article."""
_LOOKED_AT = 40
"""Elements of a page that are judged."""
_NAMED_ARTICLE, _ARTICLE = 60, 140
"""Characters besides the boxes that are an article: in an element named so, and anywhere else. Half for Chinese and
Japanese.
"""


@dataclass(slots=True)
class _Page:
    """What is measured of a page once."""

    root: etree._Element
    sizes: dict[etree._Element, int]
    linked: dict[etree._Element, int]
    anchors: Sequence[etree._Element]
    """Elements that the article is in, or its heading."""
    named: bool
    """Whether they are containers."""


def take_out(root: etree._Element, titles: Iterable[str]) -> tuple[bool, str]:
    """Take the boxes out of a page; return whether there were any, and the kind of box that is all there is."""
    page = _measured(root, titles)
    boxes = [*_boxes(page), *_loose(page)]
    if not boxes:
        return False, ""
    short = count(text_of(root)[:5_000], CJK) >= 40
    left = _left(page, boxes)
    if left < (_NAMED_ARTICLE if page.named else _ARTICLE) / (2 if short else 1):
        return False, next((kind for box in boxes if (kind := is_wall(_lines(box)))), "")
    for box in boxes:
        remove(box)
    return True, ""


def _measured(root: etree._Element, titles: Iterable[str]) -> _Page:
    sizes, linked = words_and_links(root)
    containers = [
        element
        for element in root.xpath(".//article | .//main | .//*[@role='main'] | .//*[@itemprop='articleBody']")
        if sizes[element] - linked[element] >= _NAMED_ARTICLE / 2 and not _named(element)
    ]
    wanted = {fold(title) for title in titles} - {""}
    headings = [heading for heading in root.iter("h1", "h2") if sizes[heading] and not _named(heading.getparent())]
    anchors = (
        containers
        or [heading for heading in headings if fold(text_of(heading)) in wanted]
        or [heading for heading in headings if heading.tag == "h1" and not touches(text_of(heading))]
    )
    return _Page(root, sizes, linked, anchors, bool(containers))


def _boxes(page: _Page) -> Iterator[etree._Element]:
    """Yield the outermost boxes: beside the article, and large enough to be taken for it."""
    around = {above for anchor in page.anchors for above in (anchor, *anchor.iterancestors())}
    first = page.anchors[0] if page.anchors else None
    total, judged, before = page.sizes.get(page.root, 0), 0, first is not None
    walk = etree.iterwalk(page.root, events=("start",))
    for _, element in walk:
        before = before and element is not first
        if page.sizes[element] <= _SHARE * total:
            walk.skip_subtree()
        elif element not in around and (element.tag in _PLACES or "-" in element.tag) and judged < _LOOKED_AT:
            judged += 1
            if _score(element, before) >= _ENOUGH:
                yield element
                walk.skip_subtree()


def _loose(page: _Page) -> Iterator[etree._Element]:
    """Yield paragraphs that stand beside a named article, one after the other, and are together what a box says."""
    if not page.named:
        return
    around = {above for anchor in page.anchors for above in (anchor, *anchor.iterancestors())}
    parents = {above for anchor in page.anchors for above in anchor.iterancestors()}
    least = _SHARE * page.sizes.get(page.root, 0)
    for parent in parents:
        for beside, group in groupby(parent, key=lambda child: child.tag in _PIECES and child not in around):
            run = list(group)
            if beside and sum(page.sizes[piece] for piece in run) > least and speaks_of("\n".join(map(_lines, run))):
                yield from run


def _score(element: etree._Element, before: bool) -> int:
    """Judge by role, place, name, controls and, last, words; words or a name that others have do not suffice."""
    parent = element.getparent()
    role = element.get("role", "") in ("dialog", "alertdialog") or element.get("aria-modal") == "true"
    sign = 3 * (role or element.tag == "dialog") + 2 * bool(_FIXED.search(element.get("style", "")[:500]))
    named = _named(element)
    score = sign + named + (next(element.iter(*_CONTROLS), None) is not None)
    score += before or (parent is not None and parent.tag == "body")
    if score + 2 < _ENOUGH or (score >= _ENOUGH and (sign or named > 1)):
        return score
    text = _lines(element)
    said = 2 if speaks_of(text) else int(touches(text))
    return score + said if sign or said or named > 1 else 0


def _named(element: etree._Element | None) -> int:
    """Return 2 for a name that only such boxes have, 1 for one that they have, too."""
    if element is None:
        return 0
    names = _TOPIC.sub(" ", names_of(element))
    return 2 if _names("strong").search(names) else 1 if _names("weak").search(names) else 0


@cache
def _names(sort: str) -> re.Pattern[str]:
    """Return what finds the names of `data/page_boxes.toml`, each as a word of its own."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(load('page_boxes')['names'][sort].split())})(?=$|[\s_-])")


def _lines(element: etree._Element) -> str:
    """Return the text of an element, a line for each piece."""
    return "\n".join(piece.strip() for piece in element.itertext() if piece.strip())


def _left(page: _Page, boxes: Sequence[etree._Element]) -> int:
    """Return the characters of text that the page holds besides the boxes: in its named article, else all."""
    if not page.named:
        return page.sizes[page.root] - page.linked[page.root] - sum(page.sizes[box] - page.linked[box] for box in boxes)
    taken: Counter[etree._Element] = Counter()
    for box in boxes:
        taken[box.getparent()] += page.sizes[box]
    for parent, size in list(taken.items()):
        taken.update(dict.fromkeys(parent.iterancestors(), size))
    return max(page.sizes[place] - page.linked[place] - taken[place] for place in page.anchors)
