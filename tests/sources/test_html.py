"""What is read of HTML without a parser."""

from __future__ import annotations

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
