"""Every view in every format: golden files, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import html5lib
import pytest
from lxml import etree

from ainews_cli.render import FORMATS, render
from ainews_cli.store import Store
from tests.support.views.view_pages import CASES, GOLDEN, OPTIONS, PAGES, READERS, file_name, fill, fill_briefs, made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("views") / "views.db") as opened:
        fill(opened)
        fill_briefs(opened)
        yield opened


@pytest.fixture(scope="module")
def texts(store: Store) -> dict[str, str]:
    """All of them in one go: an earlier page may have told the stories that a later one shows."""
    return {file_name(*case): made(store, *case) for case in CASES}


@pytest.mark.parametrize("name", [file_name(*case) for case in CASES])
def test_golden(texts: dict[str, str], name: str) -> None:
    assert texts[name] == (GOLDEN / name).read_text(encoding="utf-8"), (
        "python -m tests.support.views.view_pages, then look at the difference"
    )


def test_no_golden_file_is_left_over_and_no_format_is_missing() -> None:
    assert {path.name for path in Path(GOLDEN).iterdir()} == {file_name(*case) for case in CASES}
    assert {form for _, form, _ in CASES} == set(FORMATS)


@pytest.mark.parametrize("view", PAGES)
def test_html_is_valid_and_leads_outside_safely(store: Store, view: str) -> None:
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        render("html", PAGES[view](store, READERS["ja"]), OPTIONS)
    )
    assert [one.tag for one in root.iter() if one.tag == "h1"] == ["h1"]
    links = [one.attrib for one in root.iter("a")]
    assert {one["rel"] for one in links if not one["href"].startswith("#")} <= {"noopener noreferrer"}
    assert {one["href"][1:] for one in links if one["href"].startswith("#")} <= {
        one.attrib.get("id") for one in root.iter()
    }


@pytest.mark.parametrize("view", PAGES)
def test_rss_has_what_the_specification_asks_for(store: Store, view: str) -> None:
    """https://www.rssboard.org/rss-specification, and the Advisory Board's best practice of naming the feed's own
    address.
    """
    document = render("rss", PAGES[view](store, READERS["ja"]), OPTIONS)
    channel = etree.fromstring(document.encode()).find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert (own.get("rel"), own.get("href"), own.get("type")) == ("self", OPTIONS.address, "application/rss+xml")
    for moment in channel.iter("pubDate", "lastBuildDate"):
        assert parsedate_to_datetime(moment.text).tzinfo is not None
    for item in channel.findall("item"):
        assert item.findtext("title")
        assert item.findtext("guid").startswith("urn:uuid:")
        assert len(item.findall("{http://purl.org/rss/1.0/modules/content/}encoded")) == 1
    feed = feedparser.parse(document)
    assert not feed.bozo
    assert len(feed.entries) == len(channel.findall("item")) >= 1
    assert all(entry.published_parsed and entry.content[0].value for entry in feed.entries)


@pytest.mark.parametrize("view", PAGES)
def test_a_mail_has_short_lines_of_ascii(store: Store, view: str) -> None:
    text = render("email", PAGES[view](store, READERS["ja"]), OPTIONS)
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 78
