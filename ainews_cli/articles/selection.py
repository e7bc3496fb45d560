"""Which of a page's blocks are its article: those that trafilatura reads, and those that stand among them.

trafilatura is good at finding an article and rough with what is in it: it loses tables, code, lists and quotes inside,
which stand between blocks that it kept. So its text is the guide and the page's own structure decides: the smallest
element that holds most of the kept text is the article's home; in there a block stays unless it is a link to something
else.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from ainews_cli.articles.html_blocks import FoundBlock
from ainews_cli.articles.inline import unmarked
from ainews_cli.articles.plain import fold
from ainews_cli.articles.trailing import is_linked

_TITLE_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,40}$|[|｜][^|｜]{1,30}$")
_HOME_SHARE = 0.8
"""Share of the kept text that the home must hold."""
_SHINGLE = 20
_SHINGLES_KEPT = 0.6
_SENTENCE = 60
"""Characters from which a block at the edge of the article, unknown to the guide, reads as text rather than as a label.
"""
_LEAVES = frozenset(
    [
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "figcaption",
        "tr",
    ]
)
"""Elements that are part of an article and never its home."""
_CAPTIONS = frozenset(("figcaption", "caption", "dt", "dd", "td", "th", "summary"))
"""Elements whose short texts are no labels of the page."""
_LABEL = 25
"""Characters up to which such a block among the article's is taken for a label."""
_DENSE = 0.6


@dataclass(frozen=True, slots=True)
class Guide:
    """Text and metadata; "" for what was not found."""

    text: str = ""
    title: str = ""
    author: str = ""
    published: str = ""
    """ISO 8601 date."""


def consult(html: str, url: str, *, comments: bool = False) -> Guide:
    """Ask trafilatura. Return an empty Guide where it finds nothing or fails: our own choice then stands alone."""
    import trafilatura  # border: trafilatura costs 0.3 s

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        extracted = trafilatura.bare_extraction(
            html,
            url=url or None,
            include_comments=comments,
            include_tables=True,
            include_formatting=False,
            with_metadata=True,
            # the extensive search guesses dates out of the text, and loads dateparser for that (3 s)
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception:  # noqa: BLE001 - a third-party parser on hostile input: whatever it raises, the page is read without it
        return Guide()
    if extracted is None or isinstance(extracted, dict):
        return Guide()
    return Guide(extracted.text or "", extracted.title or "", extracted.author or "", extracted.date or "")


def without_site(title: str) -> str:
    """Return a page's title without the site's name after it."""
    return _TITLE_SITE.sub("", " ".join(title.split())).strip()


def kept_by(guide: str, items: Sequence[FoundBlock]) -> list[bool]:
    """For each block, whether the guide's text has it: whole, or most of its pieces where the guide took something out
    of its middle.
    """
    text = fold(guide)
    flags: list[bool] = []
    position = 0
    for item in items:
        key = fold(unmarked(item.block.text)) if item.block.kind != "image" else ""
        at = text.find(key, max(0, position - 200)) if key else -1
        if at < 0 and len(key) >= _SHINGLE:
            at = text.find(key)
        if at >= 0:
            # a short label is only believed where the reading has arrived
            known = len(key) >= _SHINGLE or at - position < 400
            position = at + len(key) if known else position
        else:
            known = _pieces_known(key, text)
        flags.append(known)
    return flags


def _pieces_known(key: str, text: str) -> bool:
    pieces = [key[start : start + _SHINGLE] for start in range(0, len(key) - _SHINGLE + 1, _SHINGLE)]
    return bool(pieces) and sum(piece in text for piece in pieces) >= _SHINGLES_KEPT * len(pieces)


def home_of(items: Sequence[FoundBlock], kept: Sequence[bool]) -> etree._Element | None:
    """Return the smallest element that holds most of the kept text."""
    weights: dict[etree._Element, int] = {}
    total = 0
    for item, known in zip(items, kept, strict=True):
        if known:
            total += item.characters
            for element in (item.element, *item.element.iterancestors()):
                if element.tag in _LEAVES:
                    continue
                weights[element] = weights.get(element, 0) + item.characters
    enough = [element for element, weight in weights.items() if total and weight >= _HOME_SHARE * total]
    return max(enough, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def article_of(root: etree._Element, items: Sequence[FoundBlock]) -> etree._Element | None:
    """Return the element that the page itself names as its article, when it holds text and is the only such one of its
    name.
    """
    for names in (".//*[@itemprop='articleBody']", ".//article", ".//main | .//*[@role='main']"):
        named = [
            element
            for element in root.xpath(names)
            if not any(parent.tag == "article" for parent in element.iterancestors())
        ]
        if len(named) == 1 and _text_in(named[0], items) >= _SENTENCE:
            return named[0]
    return None


def _text_in(element: etree._Element, items: Sequence[FoundBlock]) -> int:
    inside = set(element.iter())
    return sum(item.characters for item in items if item.element in inside and not is_linked(item))


def choose(root: etree._Element, items: list[FoundBlock], guide: str) -> list[FoundBlock]:
    """Return the article's blocks, in the page's order. Without a guide the page's own article element, else everything
    that is no link.
    """
    kept = kept_by(guide, items)
    home = home_of(items, kept)
    named = article_of(root, items)
    if home is None:
        inside = set(named.iter()) if named is not None else None
        return [item for item in items if not is_linked(item) and (inside is None or item.element in inside)]
    if named is not None and home in set(named.iter()) and _text_in(named, items) >= 1.3 * _text_in(home, items):
        home = named
    inside = set(home.iter())
    known = [index for index, flag in enumerate(kept) if flag and items[index].element in inside]
    first, last = (known[0], known[-1]) if known else (0, -1)
    dense = _is_dense(items, kept, inside)
    chosen: list[FoundBlock] = []
    for index, item in enumerate(items):
        home_says = item.element in inside and (kept[index] or _stays(item, first <= index <= last, dense))
        if home_says or (kept[index] and item.element not in inside and _stays_outside(item)):
            chosen.append(item)
    return _without_orphans(chosen, {item.block.id for item, known in zip(items, kept, strict=True) if known})


def _without_orphans(items: list[FoundBlock], known: set[int]) -> list[FoundBlock]:
    """Without headings that the guide does not know and that nothing stands under any more: what they headed were
    links.
    """
    out: list[FoundBlock] = []
    for item in reversed(items):
        below = out[-1].block if out else None
        orphan = item.block.kind == "heading" and (
            below is None or (below.kind == "heading" and below.level <= item.block.level)
        )
        if not orphan or item.block.id in known:
            out.append(item)
    return out[::-1]


def _stays_outside(item: FoundBlock) -> bool:
    """Tell whether a block outside the home that the guide knows is believed: a lead or a signature, but no short label
    and no menu.
    """
    if item.block.kind in ("code", "table"):
        return True
    return item.block.kind != "list_item" and not is_linked(item) and item.characters >= _SENTENCE


def _is_dense(items: Sequence[FoundBlock], kept: Sequence[bool], inside: set[etree._Element]) -> bool:
    """Tell whether the guide knows most of the home's text: then what it does not know there is more likely its loss
    than the page's furniture.
    """
    text = [
        (item.characters, known)
        for item, known in zip(items, kept, strict=True)
        if item.element in inside and not is_linked(item)
    ]
    return sum(length for length, known in text if known) >= _DENSE * sum(length for length, _ in text)


def _stays(item: FoundBlock, between: bool, dense: bool) -> bool:
    """Tell whether a block of the home that the guide does not know is part of the article."""
    kind = item.block.kind
    if kind in ("code", "table"):
        return True
    if is_linked(item) or kind == "image":
        return kind == "image" and between
    if between and item.element.tag in _CAPTIONS:
        return True
    if kind in ("heading", "list_item"):
        return between or (dense and item.characters > _LABEL)
    return item.characters > (_LABEL if between else _SENTENCE)
