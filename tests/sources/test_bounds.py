"""The limit on a text is on its text."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from ainews_cli.articles.html_blocks import MAX_BLOCKS, TOO_MANY
from ainews_cli.articles.inline import visible_text
from ainews_cli.articles.item import from_item
from ainews_cli.articles.page import extract_page
from ainews_cli.articles.plain import plain_text
from ainews_cli.fetch.report import summary
from ainews_cli.models.feed import FeedOutcome
from ainews_cli.models.item import Item
from ainews_cli.sources.bounds import CUT, MAX_CHARACTERS, bounded
from tests.support.sources.reading import parse, rss

NOW = datetime(2026, 3, 10, tzinfo=UTC)
PICTURE = "data:image/png;base64," + "iVBORw0KGgo+/AAA" * 200_000
BEFORE, AFTER = "<p>Before the picture there are words enough.</p>", "<p>After the picture there are words, too.</p>"
BETWEEN = {
    "picture": f'<img src="{PICTURE}">',
    "bare picture": f"<img src={PICTURE}>",
    "style": f"<p style='background: url({PICTURE})'>styled</p>",
    "set": f'<img srcset="{PICTURE} 1x, {PICTURE} 2x" src="a.png">',
    "link": f"<a href='{PICTURE}'>data</a>",
    "script": "<script>" + "var a = 1;" * 300_000 + "</script>",
    "drawing": "<svg>" + "<path d='M 0 0'/>" * 200_000 + "</svg>",
    "comment": "<!-- " + "words " * 400_000 + "-->",
    "value": f"<p data-state='{'x' * 3_000_000}'>state</p>",
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN.keys())
def test_what_is_no_text_takes_no_place_from_what_is(between: str) -> None:
    html = BEFORE + between + AFTER
    assert len(html) > MAX_CHARACTERS
    assert not bounded(html).cut
    text = plain_text(html)
    assert text.startswith("Before the picture")
    assert text.endswith("words, too.")
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    entry = parse(
        rss(f"<item><title>T</title><link>https://k.example/1</link><description>{escaped}</description></item>")
    ).entries[0]
    assert entry.notes == ()
    extract = from_item(item_of(entry))
    assert "After the picture there are words, too." in visible_text(extract.blocks)
    assert "cut" not in extract.note
    article = f"<html><body><article>{BEFORE * 9}{between}{AFTER * 9}</article></body></html>"
    page = extract_page(article.encode(), "https://k.example/1")
    assert "After the picture there are words, too." in visible_text(page.blocks)
    assert "cut" not in page.note


def item_of(entry: object) -> Item:
    values = {
        "id": 1,
        "entry": entry,
        "feed": "f",
        "sources": ("f",),
        "kind": "feed",
        "category": "",
        "feed_weight": 1.0,
    }
    return Item(**values, published=NOW, first_seen=NOW, body_hash="h")  # type: ignore[arg-type]  # as the store makes it


def test_a_title_from_the_text_is_not_the_picture_before_it() -> None:
    entry = parse(rss(f"<item><description>&lt;img src='{PICTURE}'>The first words</description></item>")).entries[0]
    assert entry.title == "The first words"


def test_what_is_cut_is_said_in_fetch_and_beside_the_text() -> None:
    long = "<p>" + "words and more words, " * 120_000 + "</p>"
    found = parse(rss(f"<item><title>T</title><description><![CDATA[{long}]]></description></item>"))
    assert found.entries[0].notes == (CUT,)
    assert found.notes == (CUT,)
    assert CUT in summary([FeedOutcome("f", "https://k.example/feed", "new", new=1, notes=found.notes)])
    assert from_item(item_of(found.entries[0])).note == CUT
    page = extract_page(f"<html><body><article>{long}</article></body></html>".encode(), "https://k.example/1")
    assert CUT in page.note


def test_so_is_a_text_of_too_many_paragraphs() -> None:
    many = "".join(f"<p>Paragraph {number} of a long list.</p>" for number in range(MAX_BLOCKS + 10))
    entry = parse(rss(f"<item><title>T</title><description><![CDATA[{many}]]></description></item>")).entries[0]
    assert from_item(item_of(entry)).note == TOO_MANY


@pytest.mark.parametrize("part", ["data:,", "<svg ", "<!--", " a='", "<script ", "data:;" + "x" * 70, "<style>"])
def test_hostile_pieces_take_linear_time(part: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        bounded(part * (size // len(part)))
        return time.process_time() - start

    seconds(3_000_000)
    assert seconds(12_000_000) < 40 * max(seconds(3_000_000), 0.01)
