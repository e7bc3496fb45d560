"""An article page into its blocks."""

from __future__ import annotations

import re

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from ainews_cli.articles import quality
from ainews_cli.articles.boilerplate import prune
from ainews_cli.articles.boxes import take_out
from ainews_cli.articles.convert import blocks
from ainews_cli.articles.hidden import hidden_length, reveal
from ainews_cli.articles.html_blocks import MAX_BLOCKS, TOO_MANY, FoundBlock, find
from ainews_cli.articles.inline import unmarked, visible_text
from ainews_cli.articles.open_tags import close
from ainews_cli.articles.page_data import PageData, collect, longer
from ainews_cli.articles.page_date import published
from ainews_cli.articles.plain import fold, plain_text
from ainews_cli.articles.selection import Guide, choose, consult, without_site
from ainews_cli.articles.site_rules import special_blocks
from ainews_cli.articles.trailing import without_appendix
from ainews_cli.articles.tree import base_of, parse
from ainews_cli.base import charsets
from ainews_cli.models.ruby import beside
from ainews_cli.models.text import MINIMUM_CHARACTERS, Block, Extract, numbered
from ainews_cli.sources.bounds import CUT, bounded
from ainews_cli.sources.clean import one_line

_THREAD = re.compile(r'"@type"\s*:\s*\[?\s*"(?:DiscussionForumPosting|QAPage)"')
_GUIDE_SHARE = 0.6
"""Share of trafilatura's text below which our choice is suspected of having lost something."""
_GUIDE_GAIN = 1.5
"""How many times as much text the second reading must bring to be believed."""


def _without_title(items: list[FoundBlock], titles: tuple[str, ...]) -> list[FoundBlock]:
    """Return the blocks without the heading that repeats the title; it is looked for at the top."""
    wanted = {fold(title) for title in titles} | {fold(without_site(title)) for title in titles}
    wanted.discard("")
    for index, item in enumerate(items[:6]):
        if item.block.kind in ("heading", "paragraph") and fold(unmarked(item.block.text)) in wanted:
            return items[:index] + items[index + 1 :]
    return items


def _selected(root: etree._Element, selector: str) -> list[etree._Element]:
    """Return what the reader's CSS selector names; [] when nothing, or when it is no selector."""
    try:
        matches: list[etree._Element] = CSSSelector(selector, translator="html")(root)
    except (SelectorError, etree.XPathError, ValueError):
        return []
    inner = {below for element in matches for below in element.iterdescendants()}
    return [element for element in matches if element not in inner]


def _page_titles(root: etree._Element) -> tuple[str, ...]:
    """Return what the page calls itself: its first h1, its og:title and its title."""
    first = next(("".join(heading.itertext()) for heading in root.iter("h1")), "")
    social = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("property") == "og:title"), "")
    head = next(("".join(title.itertext()) for title in root.iter("title")), "")
    return tuple(one_line(title) for title in (first, social, head))


def _article(root: etree._Element, html: str, url: str, selector: str, guide: Guide) -> tuple[list[FoundBlock], str]:
    """Return the article's blocks, and a note about the selector."""
    base = base_of(root, url)
    chosen = _selected(root, selector) if selector else []
    if chosen:
        items: list[FoundBlock] = []
        for element in chosen:
            prune(element)
            items += find(element, base)
        return items, ""
    return _chosen(root, html, base, guide.text), f"selector {selector!r} matches nothing" if selector else ""


def _chosen(root: etree._Element, html: str, base: str, guide: str) -> list[FoundBlock]:
    """Return the article's blocks. Where names cost more than they should (much of what trafilatura read is gone), once
    more without judging by names.
    """
    thread = bool(_THREAD.search(html))
    prune(root, thread=thread)
    items = choose(root, find(root, base), guide)
    if len(guide) < MINIMUM_CHARACTERS or sum(item.characters for item in items) >= _GUIDE_SHARE * len(guide):
        return items
    again = parse(html)
    if again is None:
        return items
    prune(again, thread=thread, by_name=False)
    more = choose(again, find(again, base), guide)
    return (
        more
        if sum(item.characters for item in without_appendix(more))
        >= _GUIDE_GAIN * sum(item.characters for item in items)
        else items
    )


def extract_page(html: bytes, url: str, *, selector: str = "", feed_text: str = "", content_type: str = "") -> Extract:
    """Return the article of a page. `feed_text` is what the feed gave (HTML or text): it takes over where the page
    gives less. Never raises.

    `origin` is "page", "feed" where the feed's text took over, "none" where there is no text at all; `note` says what
    is wrong.
    """
    if reason := quality.kind_of(html, content_type):
        return _feed_instead(feed_text, url, reason)
    decoded = charsets.decode(html, content_type, html=True)
    whole = bounded(decoded.text)
    text = beside(whole.html)
    root = parse(text)
    if root is None:
        return _flat(text, url, feed_text)
    titles = _page_titles(root)
    day = published(root, text)
    if known := special_blocks(root, text, url):
        return Extract(known, "page", title=without_site(titles[1] or titles[2]))
    text, wall = _mended(root, text, titles)
    titles = _page_titles(root)
    carried, hidden = collect(root), hidden_length(root)
    guide = consult(text, url, comments=bool(_THREAD.search(text)))
    items, warning = _article(root, text, url, selector, guide)
    items = without_appendix(_without_title(items, (*titles, guide.title)))
    article = numbered(item.block for item in items)
    if warning or not selector:
        wall = wall or _wall(article, carried, text)
        article = _completed(() if wall else article, carried, hidden, text, url, titles)
    note = wall if wall and not article else quality.judge(text, visible_text(article), plain_text(feed_text))
    extract = Extract(
        article,
        "page" if article else "none",
        note
        or warning
        or "; ".join((*decoded.notes, *((CUT,) if whole.cut else (TOO_MANY,) if len(article) >= MAX_BLOCKS else ()))),
        without_site(guide.title or titles[1] or titles[2]),
        guide.author,
        day or guide.published,
    )
    if note and len(plain_text(feed_text)) > len(visible_text(article)):
        return _feed_instead(feed_text, url, note)._replace(
            title=extract.title, author=extract.author, published=extract.published
        )
    return extract


def _mended(root: etree._Element, html: str, titles: tuple[str, ...]) -> tuple[str, str]:
    """Close what the page left open and take out the boxes before its article; return the page as it is now, and the
    kind of box that is all it holds.
    """
    opened = close(root, html)
    boxed, wall = take_out(root, (*titles[1:], *map(without_site, titles[1:])))
    if opened or boxed:
        html = str(etree.tostring(root, encoding="unicode", method="html"))
    return html, quality.WALLS.get(wall, "")


def _wall(article: tuple[Block, ...], carried: PageData, html: str) -> str:
    """Return the note for a page that shows nothing but a wall; what stands in `<noscript>` is shown where all is."""
    return quality.wall(visible_text(article) or "\n".join(map(plain_text, carried.markup)), html)


def _completed(
    article: tuple[Block, ...], carried: PageData, hidden: int, html: str, url: str, titles: tuple[str, ...]
) -> tuple[Block, ...]:
    """Return the article, or the text that the page carries elsewhere, where what it shows is clearly not all."""
    shown = len(visible_text(article))
    if more := longer(carried, shown, titles, url):
        return more
    root = parse(html) if hidden >= max(shown, 1) else None
    if root is None:
        return article
    reveal(root)
    whole = str(etree.tostring(root, encoding="unicode", method="html"))
    items = _chosen(root, whole, base_of(root, url), consult(whole, url).text)
    found = {fold(item.block.text): item.block for item in without_appendix(_without_title(items, titles))}
    more = numbered(found.values())  # what is hidden may be a copy of what is shown
    return more if len(visible_text(more)) >= _GUIDE_GAIN * shown else article


def _flat(html: str, url: str, feed_text: str) -> Extract:
    """Return a page that nests too deep for any parser, as plain paragraphs; or none at all."""
    article = blocks(html, url) if "<" in html else ()
    note = quality.judge(html, visible_text(article), plain_text(feed_text))
    return Extract(article, "page", note) if article else _feed_instead(feed_text, url, note)


def _feed_instead(feed_text: str, url: str, note: str) -> Extract:
    """Return the feed's text where the page cannot be used."""
    article = blocks(feed_text, url)
    return Extract(article, "feed" if article else "none", note)
