"""Discussions: where they are asked for, what of them is kept, what the article's page shows. Network: the demo's
server on loopback.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.articles.discussion import (
    MOST_CHARACTERS,
    MOST_COMMENTS,
    MOST_EACH,
    MOST_FAILURES,
    due_rows,
    fetch_discussion,
    fetch_discussions,
    is_due,
    select,
)
from ainews_cli.demo import samples, server
from ainews_cli.errors import NetError, NotAFeed, UsageError
from ainews_cli.fetch import fetch_feeds
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.discussion import Discussion
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry, Item, ItemRow
from ainews_cli.models.page import BlocksPart, LinkPart, Section, TextPart
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.net import Limits, Response
from ainews_cli.pipeline.downloads import read_discussion
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from ainews_cli.sources.discussion import address, parse, story_number
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate
from tests.support.pages import article_page
from tests.support.render.decoded import decoded

NOW = datetime(2026, 6, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed("HN", "https://hn.algolia.com/api/v1/search?tags=front_page", kind="hackernews")
TALK = "https://news.ycombinator.com/item?id=123"
READER = Reader("en", "UTC", Weights(), Interests())


class Web:
    """Answers every address the same, and remembers what was asked."""

    def __init__(self, answer: bytes | NetError, status: int = 200) -> None:
        self.answer = answer
        self.status = status
        self.asked: list[tuple[str, bool]] = []

    def get(self, url: str, *, trusted: bool = False, accept: str = "") -> Response:
        self.asked.append((url, trusted))
        if isinstance(self.answer, NetError):
            raise self.answer
        return Response(self.status, {}, self.answer, url, "")


def tree(*texts: str | None, **more: Any) -> bytes:
    children = [
        {"id": number, "author": f"user_{number}", "text": text, "children": [], **more}
        for number, text in enumerate(texts, 1)
    ]
    return json.dumps({"id": 123, "children": children}).encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        opened.sync_feeds([FEED])
        state = opened.feed_states()[FEED.url]
        entry = Entry(
            guid="1",
            url="https://site.example/a",
            title="A story",
            discussion_url=TALK,
            language="en",
            points=3,
            comments=2,
        )
        plain = Entry(guid="2", url="https://site.example/b", title="No talk")
        opened.save_fetch([FeedUpdate(state.feed_id, (entry, plain), state)], NOW)
        yield opened


def story(store: Store) -> Item:
    return next(item for item in map(store.item, store.latest_ids(9)) if item.entry.title == "A story")


def kept(store: Store, item: Item) -> Discussion:
    found = store.discussion(item.id)
    assert found is not None
    return found


def section(store: Store, item: Item) -> Section | None:
    page = article_page(store, READER, item.id, now=NOW, run=RunReport("offline", "", estimates=True))
    return next((one for one in page.sections if one.key == "discussion"), None)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (TALK, "123"),
        ("https://news.ycombinator.com/item?id=123&p=2", "123"),
        ("https://news.ycombinator.com/item?id=../1", ""),
        ("https://news.ycombinator.com/item?id=٣", ""),
        ("https://news.ycombinator.com.example/item?id=1", ""),
        ("https://lobste.rs/s/abc", ""),
        ("https://[", ""),
    ],
)
def test_the_number_of_a_story(url: str, number: str) -> None:
    assert story_number(url) == number


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        ("", "https://hn.algolia.com/api/v1/items/7"),
        ("https://hn.algolia.com/api/v1/search?tags=story", "https://hn.algolia.com/api/v1/items/7"),
        ("http://127.0.0.1:4711/hn/api/v1/search_by_date?query=AI", "http://127.0.0.1:4711/hn/api/v1/items/7"),
        ("http://mirror.example/api/v1/search", "http://mirror.example/api/v1/items/7"),
        ("https://hnrss.org/frontpage?points=100", "https://hn.algolia.com/api/v1/items/7"),
        ("https://news.ycombinator.com/rss", "https://hn.algolia.com/api/v1/items/7"),
    ],
)
def test_it_is_asked_for_where_the_feed_has_such_an_api(feed: str, expected: str) -> None:
    assert address("7", feed) == expected


def test_the_first_level_is_kept_in_order_with_authors(store: Store) -> None:
    web = Web(
        tree(
            "First &gt; best.<p>Second <i>paragraph</i> &amp; <a href='https://x.example/'>a link</a>.", None, "Third."
        )
    )
    fetch_discussion(story(store), web, store, [FEED], now=NOW)
    assert web.asked == [("https://hn.algolia.com/api/v1/items/123", False)]
    found = kept(store, story(store))
    assert (found.note, found.fetched) == ("", NOW)
    assert [(one.id, one.author) for one in found.comments] == [(1, "user_1"), (3, "user_3")]
    assert [block.text for block in found.comments[0].blocks] == [
        "First > best.",
        "Second *paragraph* & [a link](https://x.example/).",
    ]


def test_replies_are_counted_not_kept() -> None:
    reply = {
        "id": 9,
        "author": "b",
        "text": "No.",
        "children": [{"id": 10, "author": "c", "text": "Yes.", "children": []}],
    }
    assert [(one.html, one.replies) for one in parse(tree("Well?", children=[reply, reply]))] == [("Well?", 4)]


def test_it_is_asked_at_most_once_an_hour(store: Store) -> None:
    item = story(store)
    assert is_due(item, store, now=NOW)
    fetch_discussion(item, Web(tree("One.")), store, [FEED], now=NOW)
    assert not is_due(item, store, now=NOW + HOUR - timedelta(seconds=1))
    assert is_due(item, store, now=NOW + HOUR)
    assert not any(
        is_due(other, store, now=NOW)
        for other in map(store.item, store.latest_ids(9))
        if other.entry.title == "No talk"
    )


@pytest.mark.parametrize(
    ("web", "note"),
    [
        (Web(NetError("timed out after 20 s")), "timed out after 20 s"),
        (Web(b"", 404), "HTTP 404"),
        (Web(b"<html>"), "the response is not JSON"),
        (Web(b"[" * 100_000), "the response is not JSON"),
        (Web(b'{"children": 3}'), "the response is not a discussion (no list of children)"),
        (Web(b"[]"), "the response is not a discussion (no list of children)"),
    ],
)
def test_a_failure_is_a_note_and_what_was_read_before_stays(store: Store, web: Web, note: str) -> None:
    item = story(store)
    fetch_discussion(item, web, store, [FEED], now=NOW)
    assert kept(store, item) == Discussion((), note, NOW)
    fetch_discussion(item, Web(tree("One.")), store, [FEED], now=NOW + HOUR)
    fetch_discussion(item, web, store, [FEED], now=NOW + 2 * HOUR)
    found = kept(store, item)
    assert (len(found.comments), found.note, found.fetched) == (1, note, NOW + 2 * HOUR)
    shown = section(store, item)
    assert shown is not None
    assert isinstance(shown.parts[0], TextPart)
    assert note in shown.parts[0].text


def test_length_and_number_are_bounded() -> None:
    many = select(parse(tree(*["Short comment."] * 40)))
    assert len(many) == MOST_COMMENTS
    wordy = select(parse(tree(*["word " * 250] * 40)))
    assert 1 < len(wordy) < MOST_COMMENTS
    assert sum(len(block.text) for one in wordy for block in one.blocks) <= MOST_CHARACTERS
    cut, after = select(parse(tree("<p>".join(["sentence " * 60] * 5), "After.")))
    assert cut.blocks[-1].text == "…"
    assert sum(len(block.text) for block in cut.blocks) <= MOST_EACH + 1
    assert after.blocks[0].text == "After."
    long, _ = select(parse(tree("word " * MOST_EACH, "After.")))
    assert long.blocks[0].text.endswith("word…")
    assert len(long.blocks[0].text) <= MOST_EACH


def test_strange_comments_are_left_out() -> None:
    body = {
        "children": [None, 3, {"text": 4}, {"text": "  "}, {"text": "Fine.", "id": True, "author": 7, "children": "x"}]
    }
    assert [(one.id, one.author, one.html, one.replies) for one in parse(json.dumps(body).encode())] == [
        (0, "", "Fine.", 0)
    ]


@given(
    st.binary(max_size=80)
    | st.recursive(st.none() | st.text(max_size=9) | st.integers(), st.lists, max_leaves=9).map(
        lambda x: json.dumps(x).encode()
    )
)
@settings(max_examples=80, deadline=None)
def test_any_answer_is_read_or_refused(body: bytes) -> None:
    with suppress(NotAFeed):
        assert all(one.html.strip() for one in parse(body))


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>**bold** ## head \x1b[31mred <a "
    "href='javascript:alert(3)'>go</a> [b]\u202e</article>"
)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_prints_the_comments_and_nothing_acts(store: Store, form: str) -> None:
    item = story(store)
    body = json.dumps(
        {
            "children": [
                {"id": 1, "author": "<b>\x1b]0;x\x07eve_", "text": HOSTILE},
                {"id": 2, "author": None, "text": "Plain words."},
            ]
        }
    )
    fetch_discussion(item, Web(body.encode()), store, [FEED], now=NOW)
    out = render(
        form,
        article_page(store, READER, item.id, now=NOW, run=RunReport("offline", "", estimates=True)),
        Options(now=NOW, width=80, mail=Mail(to="a@example.org")),
    )
    text = decoded(form, str(out))
    assert "Plain words." in text
    assert "\u202e" not in text
    assert "javascript:" not in text
    if form in ("html", "markdown"):
        bare = text.replace("\\<", "")  # Markdown's escape
        assert "<script" not in bare
        assert "<b>" not in bare
    if form != "terminal":
        assert "\x1b" not in text
    else:
        assert "\x1b[31mred" not in text


def test_the_section_quotes_each_comment_and_links_to_the_rest(store: Store) -> None:
    item = story(store)
    assert section(store, item) is None
    fetch_discussion(
        item, Web(tree("Said.<p><pre><code>run()\n</code></pre>", children=[{"text": "x"}])), store, [FEED], now=NOW
    )
    shown = section(store, item)
    assert shown is not None
    who, quote, link = shown.parts
    assert isinstance(who, TextPart)
    assert who.text == "user_1 · 1 reply"
    assert isinstance(quote, BlocksPart)
    assert [(block.kind, block.level) for block in quote.blocks] == [("quote", 1), ("code", 0)]
    assert link == LinkPart("Open the discussion", TALK)
    fetch_discussion(item, Web(tree()), store, [FEED], now=NOW + HOUR)
    empty = section(store, item)
    assert empty is not None
    assert empty.parts[0] == TextPart("Its 2 comments were not read.", "note")  # the site counts two


def test_the_store_refuses_an_unknown_item(store: Store) -> None:
    with pytest.raises(UsageError, match="no item 99"):
        store.save_discussion(99, (), "", NOW)


def test_the_demo_has_discussions(tmp_path: Path) -> None:
    with server.serve(NOW) as base, Store.open(tmp_path / "demo.db") as store:
        feeds = samples.feeds(base)
        store.sync_feeds(feeds)
        fetch_feeds(
            [feed for feed in feeds if feed.kind == "hackernews"], store, now=lambda: NOW, limits=Limits(timeout=10.0)
        )
        found = {}
        for item in map(store.item, store.latest_ids(99)):
            assert read_discussion(store, item.id, feeds, limits=Limits(timeout=10.0), now=NOW)
            assert not read_discussion(store, item.id, feeds, limits=Limits(timeout=10.0), now=NOW)
            found[item.entry.title] = kept(store, item)
        assert {one.note for one in found.values()} == {""}
        assert sum(len(one.comments) >= 5 for one in found.values()) >= 2
        asked = next(one for title, one in found.items() if title.startswith("Ask HN"))
        assert all(comment.author and comment.blocks for comment in asked.comments)
        assert sum(comment.replies for comment in asked.comments) > 0


def test_a_story_that_the_demo_does_not_have(tmp_path: Path) -> None:
    with server.serve(NOW) as base, Store.open(tmp_path / "demo.db") as store:
        feed = Feed("HN", f"{base}/hn/api/v1/search?x", kind="hackernews")
        store.sync_feeds([feed])
        state = store.feed_states()[feed.url]
        store.save_fetch(
            [FeedUpdate(state.feed_id, (Entry(guid="1", url="", title="A story", discussion_url=TALK),), state)], NOW
        )
        assert read_discussion(store, story(store).id, [feed], limits=Limits(timeout=10.0), now=NOW)
        assert kept(store, story(store)).note == "HTTP 404"


def many(store: Store, count: int) -> list[ItemRow]:
    """Stories with a discussion each, published at NOW."""
    state = store.feed_states()[FEED.url]
    entries = tuple(
        Entry(
            f"m{at}",
            f"https://site.example/m{at}",
            f"Story {at}",
            published=NOW,
            discussion_url=f"https://news.ycombinator.com/item?id={1000 + at}",
        )
        for at in range(count)
    )
    store.save_fetch([FeedUpdate(state.feed_id, entries, state)], NOW)
    return [row for row in store.latest(language="ja", limit=100) if row.title.startswith("Story ")]


def test_many_are_asked_for_side_by_side_and_kept_with_their_faults(store: Store) -> None:
    rows = many(store, 9)
    broken = rows[4].discussion_url.rpartition("=")[2]

    class Some(Web):
        def get(self, url: str, *, trusted: bool = False, accept: str = "") -> Response:
            return Response(404 if url.endswith(broken) else 200, {}, super().get(url, trusted=trusted).body, url, "")

    web = Some(tree("Hello there."))
    assert fetch_discussions(rows, web, store, [FEED], now=NOW, patience=10) == 9
    assert sorted(url for url, _ in web.asked) == sorted(
        f"https://hn.algolia.com/api/v1/items/{1000 + at}" for at in range(9)
    )
    found = store.discussions([row.id for row in rows])
    assert [found[row.id].note for row in rows] == ["HTTP 404" if row is rows[4] else "" for row in rows]
    assert due_rows(rows, found, now=NOW + HOUR / 2) == []
    assert due_rows(rows, found, now=NOW + HOUR) == rows


def test_a_server_that_is_not_there_is_not_asked_for_all_of_them(store: Store) -> None:
    web = Web(NetError("no such host"))
    assert fetch_discussions(many(store, 30), web, store, [FEED], now=NOW, patience=10) == MOST_FAILURES
    assert len(web.asked) < 30, "what was on its way, and no more"


def test_what_was_read_when_it_was_over_is_not_asked_for_again(store: Store) -> None:
    (row,) = many(store, 1)
    days = timedelta(days=1)
    for note, read, due in (
        ("", NOW + 3 * days, False),
        ("", NOW + 1 * days, True),
        ("HTTP 503", NOW + 3 * days, True),
    ):
        kept = {row.id: Discussion((), note, read)}
        assert bool(due_rows([row], kept, now=NOW + 9 * days)) is due
