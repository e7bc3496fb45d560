"""Dialects that ours does not know, and that nothing else goes to feedparser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources import feed, feedparser_reader
from ainews_cli.sources.raw import RawFeed

NOW = datetime(2026, 11, 29, tzinfo=UTC)
CDF = b"""<?xml version="1.0"?><CHANNEL HREF="https://kumo.example/"><TITLE>Kumo</TITLE>
<ITEM HREF="https://kumo.example/1" LASTMOD="2026-11-28T10:00Z"><TITLE>One &amp; all</TITLE><ABSTRACT>Words.</ABSTRACT>
</ITEM><ITEM HREF="https://kumo.example/2"><TITLE>Two</TITLE></ITEM></CHANNEL>"""


def parsed(document: bytes) -> ParsedFeed:
    return feed.parse(document, Feed("Kumo", "https://kumo.example/feed"), now=NOW)


def test_a_channel_of_1997_is_read() -> None:
    found = parsed(CDF)
    assert found.parser == "feedparser"
    assert [(one.title, one.url, one.summary) for one in found.entries] == [
        ("One & all", "https://kumo.example/1", "Words."),
        ("Two", "https://kumo.example/2", ""),
    ]
    assert found.entries[0].published == datetime(2026, 11, 28, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "document",
    [
        b"<rss version='2.0'><channel><title>Empty</title></channel></rss>",
        b"<rss version='2.0'><channel><item><title>No link</title></item></channel></rss>",
        b"<rss><channel><item><link>/1</link><title>A & B</title></item></channel></rss>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id></entry></feed>",
        b"<channel><title>x</title><item><link>https://kumo.example/1</link></item></channel>",
    ],
)
def test_what_ours_knows_never_gets_there(document: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readings of one feed would give its items two ids."""

    def refused(data: bytes, base: str) -> RawFeed | None:
        raise AssertionError("feedparser was asked")

    monkeypatch.setattr(feedparser_reader, "read", refused)
    assert parsed(document).parser in {"expat", "lenient"}


@pytest.mark.parametrize("document", [b"<channel></channel>", b"<CHANNEL><ITEM></ITEM></CHANNEL>", b"\x00<"])
def test_without_an_address_there_is_nothing_to_take(document: bytes) -> None:
    assert feedparser_reader.read(document, "") is None
