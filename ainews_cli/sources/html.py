"""HTML without a parser: plain text, titles from texts, HTML from plain text; and the feeds that a page names."""

from __future__ import annotations

import re
from html import escape, unescape

from ainews_cli.base import charsets
from ainews_cli.models.feed import FeedLink
from ainews_cli.models.ruby import beside
from ainews_cli.sources.bounds import without_data
from ainews_cli.sources.clean import one_line
from ainews_cli.sources.links import absolute

# Names of elements, so that "List<T>" or "<beta>" in a title stays text.
# The patterns run over hostile text and stay linear: what is opened and not closed runs to the end, as in HTML.
_NAMES = (
    "a|abbr|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|figcaption|figure"
    "|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|object|ol|option|p|picture|pre|q"
    "|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead"
    "|time|tr|tt|u|ul|var|video|wbr"
)
_TAG = re.compile(rf"<(?:/?(?:{_NAMES})(?=[\s/>])[^<>]*>|!--.*?(?:-->|\Z))", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(
    r"</?(?:p|div|br|li|h[1-6]|tr|td|th|blockquote|pre|hr|ul|ol|dt|dd|table|section|article|figure|figcaption)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
# Not part of a page's tree: comments, and what these elements hold (the HTML standard, sections 13.2.5 and 4.12).
_NO_TAGS = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style|template|textarea|title)\b[^<>]*+>.*?(?:</\1(?=[\s/>])|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_INSIDE = r"""((?:"[^"<]*"|'[^'<]*'|[^<>"'])*+(?=>)|[^<>]*)>"""
_LINK = re.compile(rf"<link\b{_INSIDE}", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![a-zA-Z-])([a-zA-Z-]++)\s*+=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ANCHOR = re.compile(rf"<a\b{_INSIDE}", re.IGNORECASE)
_LIKE_A_FEED = re.compile(
    r"(?:^|[/._=-])(?:rss2?|atom|rdf|feeds?)(?:$|[/._?-]|\.xml|\.json)|(?:^|/)index\.(?:xml|rdf)$", re.IGNORECASE
)
_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "text/xml",
        "application/xml",
    }
)
_FEED_RELATIONS = frozenset({"feed"})
"""A link so related is a feed, whatever its type (an early draft of the HTML standard)."""
_ADDRESSED = re.compile(r"<[a-z][^<>]*?\s(?:href|src|poster|srcset)\s*=[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"(\s(?:href|src|poster)\s*=\s*)(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SRCSET = re.compile(r"(\ssrcset\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_SCHEME = re.compile(r"\A(?:[a-z][a-z0-9+.-]*:|#)", re.IGNORECASE)
_BASE = re.compile(r"<base\b[^<>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
TITLE_LENGTH = 80
"""Characters of a title made from the text."""


def is_markup(text: str) -> bool:
    """Tell whether `text` holds a tag of HTML."""
    return "<" in text and _TAG.search(text) is not None


def plain(markup: str) -> str:
    """Return a piece of HTML as one line of text: tags dropped, references decoded once."""
    if "<" in markup:
        markup = _TAG.sub("", _BREAK.sub(" ", _HIDDEN.sub(" ", beside(markup))))
    return one_line(unescape(markup) if "&" in markup else markup)


def lead(markup: str, length: int = TITLE_LENGTH) -> str:
    """Return the first words as a title of at most `length` characters, cut between words where the script has spaces.

    What is cut ends with "…".
    """
    text = plain(without_data(markup)[: 64 * length])
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ", length // 2)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:、。") + "…"


def from_text(text: str) -> str:
    """Return HTML that shows plain text as it is: special characters escaped, line breaks kept."""
    return escape(text.strip(), quote=False).replace("\r\n", "\n").replace("\n", "<br>\n")


def rebased(markup: str, base: str) -> str:
    """Return HTML whose relative links and pictures are absolute."""

    def absolute_in(tag: re.Match[str]) -> str:
        return _SRCSET.sub(resolved_set, _ADDRESS.sub(resolved, tag.group()))

    def resolved(match: re.Match[str]) -> str:
        address = (match[2] or match[3] or match[4] or "").strip()
        known = not address or _SCHEME.match(address)
        return match.group() if known else f'{match[1]}"{_resolved(address, base)}"'

    def resolved_set(match: re.Match[str]) -> str:
        candidates = re.split(r",\s+", (match[2] or match[3] or "").strip())
        parts = [candidate.split(None, 1) for candidate in candidates if candidate.strip()]
        return f'{match[1]}"{", ".join(" ".join((_resolved(part[0], base), *part[1:])) for part in parts)}"'

    return _ADDRESSED.sub(absolute_in, markup)


def _resolved(address: str, base: str) -> str:
    """Return the value of an attribute that holds an address, resolved; as it is where that gives none."""
    return escape(absolute(unescape(address), base)) or address


def feed_links(html: bytes, base: str, content_type: str = "") -> tuple[FeedLink, ...]:
    """Return the feeds that an HTML page names in its head, else those that links in its text name (`rel="alternate"`
    and a feed's type), else the links in its text that look like feeds.

    In the page's order, each once. `base` is the page's own address; a `<base href>` in the page changes it. Only the
    first megabyte is read.
    """
    text, base = _page(html, base, content_type)
    return _named(_LINK, text, base) or _named(_ANCHOR, text, base) or _anchors(text, base)


def _named(tags: re.Pattern[str], text: str, base: str) -> tuple[FeedLink, ...]:
    """Return what `<link rel="alternate" type="application/rss+xml" …>` and `<link rel="feed" …>` name, or such tags
    of another name.
    """
    links: dict[str, FeedLink] = {}
    for link in tags.finditer(text):
        attributes = _attributes(link.group(1))
        relations = set(attributes.get("rel", "").lower().split())
        kind = attributes.get("type", "").split(";")[0].strip().lower()
        names_feed = bool(relations & _FEED_RELATIONS) or ("alternate" in relations and kind in _FEED_TYPES)
        address = absolute(attributes.get("href", ""), base) if names_feed else ""
        if address:
            links.setdefault(address, FeedLink(address, one_line(attributes.get("title", "")), kind))
    return tuple(links.values())


def _anchors(text: str, base: str) -> tuple[FeedLink, ...]:
    """Return the links in a page's text whose address looks like a feed's (`<a href="/feed.xml">RSS</a>`)."""
    links: dict[str, FeedLink] = {}
    for link in _ANCHOR.finditer(text):
        address = absolute(_attributes(link.group(1)).get("href", ""), base)
        path = address.partition("://")[2].partition("/")[2].partition("#")[0]
        if _LIKE_A_FEED.search(path):
            links.setdefault(address, FeedLink(address))
    return tuple(links.values())


def alternates(html: bytes, base: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a page names in its head."""
    return tuple(link.url for link in _named(_LINK, *_page(html, base)))


def _page(html: bytes, base: str, content_type: str = "") -> tuple[str, str]:
    """Return the start of a page as text, without comments and scripts, and what its links are relative to."""
    text = _NO_TAGS.sub(" ", charsets.decode(html[:1_000_000], content_type, html=True).text)
    named = _BASE.search(text)
    return text, (absolute(unescape(named.group(1)), base) or base) if named else base


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(tag)}
