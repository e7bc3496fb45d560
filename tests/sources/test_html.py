"""What is read of HTML without a parser."""

from __future__ import annotations

import time

import pytest

from ainews_cli.errors import NotAFeed
from ainews_cli.sources.html import feed_links
from tests.support.sources.reading import SAMPLES, read


def test_an_html_page_names_its_feeds() -> None:
    expected = (
        "https://harbour.example/blog/feed.xml",
        "https://harbour.example/atom.xml?a=1&b=2",
        "https://harbour.example/blog/feed.json",
    )
    with pytest.raises(NotAFeed, match="HTML page") as caught:
        read("html_page.html")
    assert caught.value.alternates == expected
    assert (
        tuple(link.url for link in feed_links((SAMPLES / "html_page.html").read_bytes(), "https://else.example/"))
        == expected
    )
    with pytest.raises(NotAFeed, match="HTML page") as caught:
        read("xhtml_page.html")
    assert caught.value.alternates == ("https://base.example/a.xml",)


REAL = b"<link rel=alternate type=application/rss+xml href=/real.xml>"


@pytest.mark.parametrize(
    "hidden",
    [
        b"<!-- {} -->",
        b"<!-- {} --!>",
        b"<!-- > {}-->",
        b"<script>'{}'</script>",
        b"<script type='text/template'><!-- {} --></script >",
        b"<template>{}</template>",
        b"<title>{}</title>",
        b"<textarea>{}</textarea>",
    ],
)
def test_what_is_no_part_of_the_page_names_no_feed(hidden: bytes) -> None:
    old = b'<base href="https://old.example/"><link rel="alternate" type="application/rss+xml" href="/old.xml">'
    page = hidden.replace(b"{}", old) + REAL
    assert [link.url for link in feed_links(page, "https://a.example/")] == ["https://a.example/real.xml"]


@pytest.mark.parametrize("before", [b"<!-->", b"<!--->", b"<!-- a -->", b"<script></script>", b"<title>a < b</title>"])
def test_what_ends_before_the_link_hides_nothing(before: bytes) -> None:
    assert [link.url for link in feed_links(before + REAL, "https://a.example/")] == ["https://a.example/real.xml"]


@pytest.mark.parametrize(
    "link",
    [
        b'<link title="a > b" rel="alternate" type="application/rss+xml" href="/f">',
        b"<link title=Gary's rel=alternate type=application/rss+xml href=/f>",
        b'<LINK REL="Alternate Home" TYPE="application/RSS+xml; charset=utf-8" HREF="/f"/>',
        b'<link rel="feed" href="/f">',
        b"<link\nrel='alternate'\ntype='application/atom+xml'\nhref='/f'\n/>",
    ],
)
def test_however_a_link_is_written(link: bytes) -> None:
    assert [link.url for link in feed_links(link, "https://a.example/x/")] == ["https://a.example/f"]


@pytest.mark.parametrize("piece", [b"<!--", b"<script>", b'<link "', b"<link '", b"<title", b"<a x=", b"</script "])
def test_hostile_pages_take_no_longer(piece: bytes) -> None:
    start = time.perf_counter()
    feed_links(piece * (1_000_000 // len(piece)), "https://a.example/")
    assert time.perf_counter() - start < 3
