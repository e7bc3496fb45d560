"""Pages whose text has a known place: arXiv abstracts, Hacker News items, YouTube videos."""

from __future__ import annotations

import json
import re

from lxml import etree

from ainews_cli.articles.convert import blocks, text_blocks
from ainews_cli.articles.tree import split
from ainews_cli.models.text import Block

_DESCRIPTION = re.compile(r'"shortDescription":("(?:[^"\\]|\\.){0,20000}")')
_ARXIV_PREFIX = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*\S+\s*", re.IGNORECASE)
_ABSTRACT = re.compile(r"^\s*(?:<[^>]+>\s*)*Abstract:\s*", re.IGNORECASE)
_HN_BOILERPLATE = re.compile(
    r"(?:<p>\s*)?(?:Article URL|Comments URL|Points|# Comments):.*?(?=</p>|<p>|\n|$)(?:</p>)?", re.IGNORECASE
)


def is_arxiv(url: str) -> bool:
    """Tell whether an address is an arXiv abstract."""
    parts = split(url)
    return (parts.hostname or "").removeprefix("www.").removeprefix("export.") == "arxiv.org" and parts.path.startswith(
        "/abs/"
    )


def abstract(html: str) -> str:
    """Return an arXiv feed's description without the announcement before the abstract."""
    return _ABSTRACT.sub("", _ARXIV_PREFIX.sub("", html))


def without_hn_boilerplate(html: str) -> str:
    """Return a Hacker News feed's description without the lines of addresses and counts: what is left is the
    submitter's own text.
    """
    return _HN_BOILERPLATE.sub("", html).strip()


def special_blocks(root: etree._Element, html: str, url: str) -> tuple[Block, ...]:
    """Return the blocks of a page of a kind we know; () for all others, and where the page has changed."""
    parts = split(url)
    host = (parts.hostname or "").removeprefix("www.")
    if is_arxiv(url):
        return _element_blocks(root, ".//blockquote[contains(concat(' ', @class, ' '), ' abstract ')]", url)
    if host == "news.ycombinator.com" and parts.path == "/item":
        return _element_blocks(root, ".//*[contains(concat(' ', @class, ' '), ' toptext ')]", url)
    if host in ("youtube.com", "m.youtube.com", "youtu.be"):
        return _video(root, html)
    return ()


def _element_blocks(root: etree._Element, path: str, url: str) -> tuple[Block, ...]:
    for element in root.xpath(path):
        for label in element.xpath(".//*[contains(@class, 'descriptor')]"):
            label.text = ""
        inner = (element.text or "") + "".join(
            str(etree.tostring(child, encoding="unicode", method="html")) for child in element
        )
        return blocks(f"<div>{abstract(inner)}</div>", url)
    return ()


def _video(root: etree._Element, html: str) -> tuple[Block, ...]:
    """Return a video's description: the player's data has all of it, the meta element only its beginning."""
    match = _DESCRIPTION.search(html)
    if match:
        try:
            return text_blocks(str(json.loads(match.group(1), strict=False)))
        except ValueError:
            pass  # not JSON after all: the meta element is next
    for meta in root.xpath(".//meta[@name='description' or @property='og:description']"):
        return text_blocks(str(meta.get("content", "")))
    return ()
