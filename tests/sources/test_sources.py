"""Documents that attack."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.errors import NotAFeed
from tests.support.sources.reading import NOW, parse, read, rss

SHARED = Path(__file__).parents[3] / "shared" / "feeds"


def test_a_terminal_attack_is_text_when_it_arrives() -> None:
    found = read("hostile_terminal.rss.xml")
    entry = found.entries[0]
    assert found.title == "Red alert"
    assert (entry.title, entry.author, entry.guid) == ("Clear gnp.exe C1", "Blink", "e3")
    assert entry.summary == "ab  red txt iso family 👩\u200d👩\u200d👧"
    assert found.notes == ("not well-formed: corrected",)


def test_only_http_addresses_come_through() -> None:
    script, relative, permalink, opaque, spelt = read("hostile_links.rss.xml").entries
    assert (script.url, script.thumbnail, script.discussion_url, script.enclosures) == ("", "", "", ())
    assert script.notes == ("link dropped: not http(s)", "enclosure dropped: not http(s)")
    assert relative.url == "https://base.example/a/b?x=1"
    assert permalink.url == "https://links.example/g3"
    assert opaque.url == ""
    assert spelt.url == "https://links.example/Path?B=2&a=1"


NASTY = st.sampled_from(
    [
        b"<rss version='2.0'><channel>",
        b"<item>",
        b"</item>",
        b"</channel></rss>",
        b"<title>",
        b"</title>",
        b"<link>",
        b"&",
        b"&#0;",
        b"&nbsp;",
        b"<![CDATA[",
        b"]]>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<entry>",
        b"</entry>",
        b"</feed>",
        b"<!DOCTYPE rss [",
        b"<!ENTITY a 'b'>",
        b"]>",
        b"<?xml version='1.0' encoding='",
        b"'?>",
        b"utf-16",
        b"\xff\xfe",
        b"\x1b[31m",
        b"\x00",
        b"<guid isPermaLink='true'>",
        b"<!--",
        b"-->",
        b"<content type='xhtml'>",
        b'{"version":"https://jsonfeed.org/version/1","items":[',
        b"{}",
        b"]}",
        b'"id":',
        b"<pubDate>Tue, 99 Foo 20260 99:99:99 +9999",
        b"0000-00-00T25:61:61Z",
        b"9999-12-31T23:59:59-14:00",
        b"<rdf:RDF",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"<html>",
        b'{"hits":[',
    ]
)


@given(
    st.lists(NASTY | st.binary(max_size=8), max_size=14).map(b"".join),
    st.sampled_from(["feed", "hackernews", "youtube"]),
    st.sampled_from(["", "text/xml; charset=shift_jis", "x; charset=\0"]),
)
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_a_feed_or_not_a_feed(body: bytes, kind: str, content_type: str) -> None:
    try:
        found = parse(body, kind, content_type=content_type)
    except NotAFeed:
        return
    for entry in found.entries:
        assert entry.guid
        assert entry.url == "" or entry.url.startswith(("http://", "https://"))
        assert not set(entry.title + entry.author + entry.guid) & set(map(chr, range(32)))
        assert not set(entry.content + entry.summary) & (set(map(chr, range(32))) - set("\n\t"))
        for when in (entry.published, entry.updated):
            assert when is None or (when <= NOW and when.year >= 1990 and when.tzinfo is UTC)


@pytest.mark.parametrize(
    "body",
    [
        rss("<item><title>" + "<!--" * 200_000 + "</title></item>"),
        rss("<item><title>" + "&lt;script " * 100_000 + "</title></item>"),
        rss("<item/>" * 100_000),
        rss("<item><description>" + "&lt;!--" * 200_000 + "</description></item>"),
        b"<!DOCTYPE rss [" + b"<!--" * 500_000,
        b"<html>" + b"<link " * 100_000,
        b"<rss>" + b"<a>" * 300_000,
        b"<rss><channel>" + b"<item><title>x<b>" * 60_000,
        b"<rss><channel>" + b"<item><b></item>" * 400_000,
        rss("<item><link>" + "?utm_a=1&amp;" * 200_000 + "</link></item>"),
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 4000 + b"}]}",
    ],
    ids=[
        "comments",
        "scripts",
        "many items",
        "open comments",
        "open subset",
        "links",
        "deep",
        "malformed",
        "mismatched",
        "long link",
        "big number",
    ],
)
def test_hostile_documents_take_bounded_time(body: bytes) -> None:
    start = time.process_time()
    sum(number % 7 for number in range(5_000_000))
    pace = time.process_time() - start
    start = time.process_time()
    with contextlib.suppress(NotAFeed):
        parse(body)
    assert time.process_time() - start < 150 * pace, "megabytes that take minutes would be quadratic"
