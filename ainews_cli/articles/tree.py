"""Untrusted HTML into an lxml tree, without exceptions and within bounds."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml import etree

from ainews_cli.models.ruby import beside
from ainews_cli.sources.bounds import bounded
from ainews_cli.sources.clean import clean

_INNER_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MAX_ADDRESS = 2_000
"""Characters of a link that are kept: longer addresses are tracking blobs or attacks, and lose their link."""


def parse(html: str) -> etree._Element | None:
    """Return the tree of a page or fragment; None when there is none, or when it nests deeper than the parser goes
    (2,048), which would lose text.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    data = beside(bounded(html).html).replace("\x00", "").encode("utf-8", "ignore")
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None
    return root


def base_of(root: etree._Element, base_url: str) -> str:
    """Return the address that relative links start from: the page's, or what its `<base href>` says."""
    base = root.find(".//base[@href]")
    return absolute(base.get("href", ""), base_url) or base_url if base is not None else base_url


def split(url: str) -> SplitResult:
    """Return the parts of an address out of untrusted text; empty ones where it is none ("//[")."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def absolute(address: str, base_url: str) -> str:
    """Return an absolute http(s) address, or "" for anything else (javascript:, data:, mailto:, fragments, rubbish)."""
    address = address.strip()
    if not address or address.startswith("#") or len(address) > _MAX_ADDRESS:
        return ""
    try:
        joined = urljoin(base_url, address)
        parts = urlsplit(joined)
        port_is_a_number = parts.port is None or parts.port >= 0
    except ValueError:
        return ""
    return joined if parts.scheme in ("http", "https") and parts.hostname and port_is_a_number else ""


def text_of(element: etree._Element) -> str:
    """Return all text inside an element."""
    return "".join(element.itertext())


def lengths(root: etree._Element) -> dict[etree._Element, int]:
    """Count the characters of text inside each element, in one pass however deep the tree is."""
    counts: dict[etree._Element, int] = {}
    for element in reversed(list(root.iter("*"))):
        own = counts.get(element, 0) + len(element.text or "")
        counts[element] = own
        parent = element.getparent()
        if parent is not None:
            counts[parent] = counts.get(parent, 0) + own + len(element.tail or "")
    return counts


_UNREAD = frozenset(("script", "style", "noscript", "template", "head", "svg", "select", "option"))


def words_and_links(
    root: etree._Element, unread: Collection[str] = _UNREAD
) -> tuple[dict[etree._Element, int], dict[etree._Element, int]]:
    """Count, for each element, the characters of text that a page shows, white space folded, and those inside links."""
    words: dict[etree._Element, int] = {}
    links: dict[etree._Element, int] = {}
    for element in reversed(list(root.iter("*"))):
        if element.tag in unread:
            words[element] = links[element] = 0
        else:
            words[element] = words.get(element, 0) + _folded_length(element.text)
            links[element] = words[element] if element.tag == "a" else links.get(element, 0)
        parent = element.getparent()
        if parent is not None:
            words[parent] = words.get(parent, 0) + words[element] + _folded_length(element.tail)
            links[parent] = links.get(parent, 0) + links[element]
    return words, links


def _folded_length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def remove(element: etree._Element) -> None:
    """Take an element out of its tree and leave the text after it in place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        # control characters can come out of entities (&#27;), and lxml refuses to be given them
        before = element.getprevious()
        if before is not None:
            before.tail = clean((before.tail or "") + element.tail)
        else:
            parent.text = clean((parent.text or "") + element.tail)
    parent.remove(element)


def names_of(element: etree._Element) -> str:
    """Return an element's class and id in lower case, the words of "cookieBox" parted by hyphens."""
    return _INNER_WORD.sub("-", f"{element.get('class', '')[:300]} {element.get('id', '')[:100]}").lower()
