"""The page as RSS 2.0 (https://www.rssboard.org/rss-specification) with whole contents, made by feedgen.

An entry's guid is made from its address (a name-based UUID, RFC 9562), so that it stays the same from run to run and
from one database to
another. What a page says besides its entries (the week's numbers, trends, an article's sections) is an item of its own:
its guid names view
and window.
"""

from __future__ import annotations

import re
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from feedgen.feed import FeedGenerator

from ainews_cli.models.page import RELATED, EntryPart, Page, Part
from ainews_cli.render import labels
from ainews_cli.render.clean import cleaned, one_line, safe_url
from ainews_cli.render.html_page import fragment
from ainews_cli.render.options import Options
from ainews_cli.render.times import iso

_NOT_XML = re.compile("[\ufffe\uffff]|[\ud800-\udfff]")


def render(page: Page, options: Options) -> str:
    """Return the page as an RSS document, newest items as the page has them.

    `options.address` is where it will be published.
    """
    page = cleaned(page)
    feed = FeedGenerator()
    feed.title(_xml(page.title) or page.view)
    own = safe_url(options.address)
    feed.link(href=own or f"urn:ainews:{page.view}", rel="alternate")
    if own:
        feed.link(href=own, rel="self", type="application/rss+xml")
    feed.description(_xml(page.lead) or _xml(labels.subtitle(page)))
    feed.language(page.language)
    feed.lastBuildDate(page.generated)
    feed.generator("ainews")
    whole = labels.subject(page) is not None
    if whole or _says_more(page):
        _add(
            feed,
            _page_guid(page),
            page.title,
            "",
            page.generated,
            page.lead or labels.subtitle(page),
            fragment("feed_page.html", page),
        )
    if not whole:
        for entry, more in _with_more(page):
            content = fragment("feed_entry.html", page, part=entry, level=2, more=more)
            _add(
                feed,
                guid(entry),
                labels.title(entry, page.language),
                entry.url,
                entry.published,
                labels.tldr(entry),
                content,
                entry,
            )
    document: bytes = feed.rss_str(pretty=True)
    return document.decode("utf-8").rstrip("\n") + "\n"


def guid(entry: EntryPart) -> str:
    """Return "urn:uuid:…" of the entry's address; of its id in this database where it has none."""
    return uuid5(NAMESPACE_URL, safe_url(entry.url) or f"urn:ainews:item:{entry.id}").urn


def _page_guid(page: Page) -> str:
    """Return the guid of the page itself: of its article, or of its view and window (the minute, without one)."""
    subject = labels.subject(page)
    if subject:
        return guid(subject)
    when = "/".join(map(iso, page.window)) if page.window else f"{page.generated:%Y-%m-%dT%H:%MZ}"
    return uuid5(NAMESPACE_URL, f"urn:ainews:{page.view}:{when}:{page.title}").urn


def _with_more(page: Page) -> list[tuple[EntryPart, list[Part]]]:
    """Return each entry of the page with what stands behind it in a list of entries: what a discussion says of it."""
    entries: list[tuple[EntryPart, list[Part]]] = []
    for section in page.sections:
        for part in section.parts if section.key != RELATED else ():
            if isinstance(part, EntryPart):
                entries.append((part, []))
            elif entries and section.key == "entries":
                entries[-1][1].append(part)
    return entries


def _says_more(page: Page) -> bool:
    """Return whether there is anything on the page but entries and remarks."""
    return any(
        not isinstance(part, EntryPart)
        for section in page.sections
        if section.key != "entries"
        for part in section.parts
    )


def _add(
    feed: FeedGenerator,
    name: str,
    title: str,
    url: str,
    published: datetime,
    summary: str,
    content: str,
    entry: EntryPart | None = None,
) -> None:
    item = feed.add_entry(order="append")
    item.guid(name, permalink=False)
    item.title(_xml(title))
    if link := safe_url(url):
        item.link(href=link)
    item.pubDate(published)
    item.description(_xml(summary) or _xml(title))
    item.content(_xml(content, lines=True), type="CDATA")
    for tag in entry.tags if entry else ():
        if term := _xml(tag):
            item.category(term=term)


def _xml(text: str, *, lines: bool = False) -> str:
    """Return text with the characters that XML allows, on one line unless `lines`."""
    kept = _NOT_XML.sub("\ufffd", text)
    return kept.strip().replace("]]>", "]]&gt;") if lines else one_line(kept)
