"""RSS 2.0: what the specification asks for, guids that stay, and our own reading of it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ainews_cli.models.feed import Feed
from ainews_cli.models.page import Page, Section, TextPart
from ainews_cli.render import render
from ainews_cli.render.rss import guid
from ainews_cli.sources.kinds import KINDS
from tests.support.records import replace
from tests.support.render.entries import ENTRY, ESTIMATE, VIDEO
from tests.support.render.sample import ENGLISH, PAGE, options

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LIST = replace(PAGE, sections=(Section("entries", "", (ENTRY, ESTIMATE, VIDEO)),))


def channel(document: str) -> etree._Element:
    root = etree.fromstring(document.encode())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    found = root.find("channel")
    assert found is not None
    return found


def texts(element: etree._Element, *names: str) -> list[str]:
    return [element.findtext(name) or "" for name in names]


@pytest.mark.parametrize("page", [PAGE, ENGLISH, LIST], ids=["everything", "english", "list"])
def test_it_has_what_the_specification_asks_for(page: Page) -> None:
    found = channel(render("rss", page, options()))
    assert all(texts(found, "title", "link", "description", "language", "lastBuildDate"))
    guids = [one.findtext("guid") for one in found.findall("item")]
    assert guids
    assert len(set(guids)) == len(guids)
    for item in found.findall("item"):
        assert all(texts(item, "title", "description", CONTENT))
        assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo is not None
        assert item.find("guid").get("isPermaLink") == "false"
        assert (item.findtext("link") or "https://").startswith(("http://", "https://"))


def test_a_list_is_its_entries_and_other_pages_an_item_of_their_own() -> None:
    assert [one.findtext("title") for one in channel(render("rss", LIST, options())).findall("item")] == [
        ENTRY.title,
        ESTIMATE.title,
        VIDEO.title,
    ]
    table = replace(PAGE, view="trends", title="トレンド", sections=PAGE.sections[8:9])
    items = channel(render("rss", table, options())).findall("item")
    assert [one.findtext("title") for one in items] == ["トレンド"]
    article = replace(
        PAGE,
        title=ENTRY.title,
        sections=(Section("entries", "", (ENTRY,)), Section("impact", "影響", (TextPart("値下げ"),))),
    )
    (item,) = channel(render("rss", article, options())).findall("item")
    assert item.findtext("guid") == guid(ENTRY)
    assert "値下げ" in (item.findtext(CONTENT) or "")


def test_guids_stay_while_ranks_ids_and_titles_change() -> None:
    assert guid(replace(ENTRY, rank=9, id=77, title="x")) == guid(ENTRY)
    assert guid(ENTRY) != guid(ESTIMATE)
    assert guid(replace(VIDEO, id=1)) != guid(replace(VIDEO, id=2))


def test_we_read_it_as_it_was_meant() -> None:
    document = render("rss", LIST, options()).encode()
    parsed = KINDS["feed"].parse(document, Feed("own", "https://example.org/rss"), now=datetime(2026, 6, 6, tzinfo=UTC))
    assert parsed.parser == "expat"
    for entry, part in zip(parsed.entries, (ENTRY, ESTIMATE, VIDEO), strict=True):
        assert (entry.title, entry.guid, entry.published) == (
            part.title,
            guid(part),
            part.published.replace(microsecond=0),
        )
        assert entry.url == part.url
    assert ENTRY.tldr in parsed.entries[0].content


@settings(max_examples=50)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_well_formed(title: str, tldr: str) -> None:
    page = replace(
        LIST,
        title=title,
        lead=tldr,
        sections=(Section("entries", "", (replace(ENTRY, title=title, tldr=tldr, tags=(title,)),)),),
    )
    assert channel(render("rss", page, options())).findall("item")
