"""OPML 1.0 and 2.0 (http://opml.org/spec2.opml) in, OPML 2.0 out. Pure.

Feed readers know title, address and folder; all else of a subscription goes into attributes of a namespace of ours,
so that our own list comes back as it was. expat reads the document without its document type: there is no entity that
could grow or be fetched. (listparser, which would read more dialects, keeps only the attributes that it knows.)
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers.expat import ExpatError, ParserCreate

from ainews_cli.base.secrets import learn_address
from ainews_cli.config import problem
from ainews_cli.errors import UsageError
from ainews_cli.models.feed import Feed
from ainews_cli.sources import decoding
from ainews_cli.sources.clean import one_line
from ainews_cli.sources.kinds import kind_of_url
from ainews_cli.subscriptions import sites
from ainews_cli.subscriptions.naming import unique

NAMESPACE = "https://pypi.org/project/ainews/opml"
MAX_BYTES = 20_000_000
_OURS = ("kind", "weight", "full_text", "enabled", "selector", "category")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEFAULT = Feed("", "")


class Listed(NamedTuple):
    """The contents of a list."""

    feeds: tuple[Feed, ...]
    """In its order; names may repeat."""
    faults: tuple[str, ...]
    """One line for each outline that is none to be subscribed to."""


def read(data: bytes, *, own: bool = False) -> Listed:
    """Return the feeds of an OPML document. Raise UsageError for anything else.

    `own`: the reader's own list, whose addresses and headers may name variables of the environment; another's could
    send their values anywhere.
    """
    if len(data) > MAX_BYTES:
        raise UsageError(f"longer than {MAX_BYTES:,} bytes: not a list of feeds")
    document = decoding.read(data).data
    root = decoding.root(document)
    if root != b"opml":
        is_feed = root in (b"rss", b"feed", b"rdf")
        raise UsageError(
            "a feed, not a list of feeds; add it with `ainews feeds add` and its address"
            if is_feed
            else "not an OPML document"
        )
    listed, error = _parsed(document, own)
    if error:
        mended, again = _parsed(decoding.mend(document), own)
        if not again or len(mended.feeds) > len(listed.feeds):
            listed, error = mended, again
    if error:
        listed.faults.append(f"line {error.lineno}: not well-formed; the rest was not read")
    return Listed(tuple(listed.feeds), tuple(listed.faults))


def _parsed(document: bytes, own: bool) -> tuple[_Reading, ExpatError | None]:
    """Return what was read, and the error that stopped it."""
    parser = ParserCreate("utf-8")
    reading = _Reading(own)
    reading.line = lambda: parser.CurrentLineNumber
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    try:
        parser.Parse(document, True)
    except ExpatError as error:
        return reading, error
    finally:
        parser.StartElementHandler = parser.EndElementHandler = None  # the handlers know the parser
    return reading, None


class _Reading:
    """The handlers of one parse. Outlines inside each other are folders; the innermost with a name is the category."""

    def __init__(self, own: bool) -> None:
        self._own = own
        self.feeds: list[Feed] = []
        self.faults: list[str] = []
        self.line: Any = None
        self._folders: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an element's start."""
        if name.lower() != "outline":
            return
        given = {key.lower(): value for key, value in attributes.items()}
        title = one_line(given.get("title") or given.get("text") or "")
        folder = ""
        if given.get("xmlurl", "").strip():
            self._take(given, title)
        elif (
            given.get("type", "").lower() in ("rss", "atom", "link", "include")
            or given.get("url")
            or given.get("htmlurl")
        ):
            self.faults.append(f"line {self.line()}: {title or 'an outline'!r} has no xmlUrl, the address of a feed")
        else:
            folder = one_line(given.get("text") or given.get("title") or "")
        self._folders.append(folder)

    def end(self, name: str) -> None:
        """Take an element's end."""
        if name.lower() == "outline":
            self._folders.pop()

    def _take(self, given: Mapping[str, str], title: str) -> None:
        url = sites.address(one_line(given["xmlurl"]))
        folder = (
            next((name for name in reversed(self._folders) if name), "")
            or one_line(given.get("category", "").split(",")[0]).rpartition("/")[2]
        )
        feed = Feed(
            title or unique("", url, ()),
            url,
            kind=kind_of_url(url).name,
            category=folder or _DEFAULT.category,
            language=one_line(given.get("language", "")),
        )
        feed, fault = _with_ours(feed, {key: given[f"ainews:{key}"] for key in _OURS if f"ainews:{key}" in given})
        learn_address(url)
        if "${" in url and not self._own:
            fault = fault or "names a variable of the environment; --with-secrets takes it, if the list is yours"
        if self._own and "ainews:headers" in given:
            feed, fault = _with_headers(feed, given["ainews:headers"], fault)
        fault = fault or problem("feeds.url", url)
        if fault:
            self.faults.append(f"line {self.line()}: {feed.name!r}: {fault}")
        else:
            self.feeds.append(feed)


def _with_ours(feed: Feed, given: Mapping[str, str]) -> tuple[Feed, str]:
    """Return the feed with our own attributes, and what is wrong with one of them ("" for nothing)."""
    values: dict[str, Any] = {key: one_line(value) for key, value in given.items()}
    for key in ("full_text", "enabled"):
        if key in values:
            if values[key] not in ("true", "false"):
                return feed, f"ainews:{key} = {values[key]!r}: must be true or false"
            values[key] = values[key] == "true"
    try:
        if "weight" in values:
            values["weight"] = float(values["weight"])
    except ValueError:
        return feed, f"ainews:weight = {values['weight']!r}: must be a number"
    for key in ("kind", "weight"):
        if key in values and (fault := problem(f"feeds.{key}", values[key])):
            return feed, f"ainews:{key} = {values[key]!r}: {fault}"
    return feed._replace(**values), ""


def _with_headers(feed: Feed, text: str, fault: str) -> tuple[Feed, str]:
    """Return the feed with the header fields that `write` has written, and what is wrong ("" for nothing)."""
    try:
        headers = tuple((str(name), str(value)) for name, value in json.loads(text).items())
    except (ValueError, AttributeError):
        return feed, fault or "ainews:headers: not as ainews writes it"
    return feed._replace(headers=headers), fault or problem("feeds.headers", headers)


def write(feeds: Sequence[Feed], *, with_headers: bool = False, title: str, now: datetime) -> str:
    """Return the feeds as OPML 2.0, in folders by category, in the order of their first feed.

    `with_headers`: with their header fields.
    """
    root = ET.Element("opml", {"version": "2.0", "xmlns:ainews": NAMESPACE})
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = _xml(title)
    ET.SubElement(head, "dateCreated").text = format_datetime(now.astimezone(UTC), usegmt=True)
    ET.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = ET.SubElement(root, "body")
    folders: dict[str, ET.Element] = {}
    for feed in feeds:
        folder = one_line(feed.category)
        if folder not in folders:
            folders[folder] = (
                ET.SubElement(body, "outline", {"text": _xml(folder), "title": _xml(folder)}) if folder else body
            )
        ET.SubElement(
            folders[folder], "outline", {key: _xml(value) for key, value in _attributes(feed, with_headers).items()}
        )
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _attributes(feed: Feed, with_headers: bool) -> dict[str, str]:
    """Return an outline's attributes; ours only where they differ from the defaults."""
    said = {"text": feed.name, "title": feed.name, "type": "rss", "xmlUrl": feed.url}
    if page := sites.page_of(feed.url):
        said["htmlUrl"] = page
    if feed.category and not re.search("[,/]", feed.category):  # both have a meaning in this attribute
        said["category"] = feed.category
    if feed.language:
        said["language"] = feed.language
    if feed.kind != kind_of_url(feed.url).name:
        said["ainews:kind"] = feed.kind
    if feed.weight != _DEFAULT.weight:
        said["ainews:weight"] = repr(feed.weight)
    if feed.full_text:
        said["ainews:full_text"] = "true"
    if not feed.enabled:
        said["ainews:enabled"] = "false"
    if feed.selector:
        said["ainews:selector"] = feed.selector
    if feed.category != one_line(feed.category) or not feed.category:
        said["ainews:category"] = feed.category
    return said | ({"ainews:headers": json.dumps(dict(feed.headers))} if feed.headers and with_headers else {})


def _xml(text: str) -> str:
    """Replace the characters that XML does not allow."""
    return _NOT_XML.sub("\ufffd", text)
