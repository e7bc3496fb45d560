"""The text of stored items, and pages fetched for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.articles.convert import blocks
from ainews_cli.articles.fetch import PageReader, fetch_pages
from ainews_cli.articles.item import from_item
from ainews_cli.articles.text_cache import needs_page, text_of
from ainews_cli.errors import AddressRefused, NetError
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry, Item
from ainews_cli.models.text import Block, Extract
from ainews_cli.net import Response
from ainews_cli.net.address import parse as parse_address
from ainews_cli.net.client import Client
from ainews_cli.net.pages import PageClient
from ainews_cli.store import Store
from ainews_cli.store.block_records import blocks_from_json, blocks_to_json
from ainews_cli.store.records import FeedUpdate
from ainews_cli.tasks.analysis.texts import text_hash
from tests.support.records import replace

NOW = datetime(2026, 6, 5, tzinfo=UTC)
LONG = "A sentence about models that is long enough to be read as text by anybody. " * 6
URL = "https://example.org/a"


def _item(
    *,
    content: str = "",
    summary: str = "",
    page: str = "",
    kind: str = "feed",
    title: str = "Title here",
    url: str = URL,
    item_id: int = 1,
) -> Item:
    entry = Entry(guid="g", url=url, title=title, content=content, summary=summary)
    return Item(item_id, entry, "f", ("f",), kind, "news", 1.0, NOW, NOW, "h", page_html=page)


def test_whole_content_is_the_text() -> None:
    extract = from_item(
        _item(content=f"<h1>Title here</h1><p>{LONG}</p>", summary="<p>Short.</p>", page=f"<p>{LONG} x</p>")
    )
    assert (extract.origin, extract.note, [block.kind for block in extract.blocks]) == ("feed", "", ["paragraph"])
    assert extract.blocks[0].id == 1


def test_a_page_beats_a_summary_and_a_teaser() -> None:
    assert from_item(_item(summary="<p>Short.</p>", page=f"<p>{LONG}</p>")).origin == "page"
    assert from_item(_item(content=f"<p>{LONG}</p>", page=f"<p>{LONG * 3}</p>")).origin == "page"


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"summary": "<p>Short.</p>"}, "too short"),
        ({"summary": f"<p>{LONG}…</p>"}, "extract only"),
        ({"content": f"<p>{LONG} <a href='/x'>Continue reading</a></p>"}, "extract only"),
        ({"summary": f"<p>{LONG}</p>"}, ""),
    ],
)
def test_what_is_short_is_said(fields: dict[str, str], note: str) -> None:
    extract = from_item(_item(**fields))  # type: ignore[arg-type]  # keyword names are not typed
    assert (extract.origin, extract.note) == ("feed", note)
    assert needs_page(_item(**fields), from_item(_item(**fields))) == bool(note)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("summary", ["", "<p> </p>", "Title here", "<b>Title here!</b>", "<script>x</script>"])
def test_title_only(summary: str) -> None:
    extract = from_item(_item(summary=summary))
    assert (extract.blocks, extract.origin, extract.note, extract.title) == ((), "none", "title only", "Title here")


def test_kinds_have_their_own_text() -> None:
    hn = (
        "<p>Article URL: <a href='https://x.example/'>https://x.example/</a></p>"
        "<p>Comments URL: <a href='https://n.example/1'>n</a></p><p>Points: 12</p><p># Comments: 3</p>"
    )
    assert from_item(_item(summary=hn, kind="hackernews")).origin == "none"
    assert from_item(_item(summary="I made a thing.\n\nAsk me.", kind="hackernews")).blocks[0].text == "I made a thing."
    arxiv = _item(
        summary="arXiv:2601.00001v1 Announce Type: new \nAbstract: We train small models.",
        url="https://arxiv.org/abs/2601.00001",
    )
    assert [block.text for block in from_item(arxiv).blocks] == ["We train small models."]
    video = from_item(_item(summary="Line one\nline two", kind="youtube"))
    assert video.blocks[0].text == "Line one\nline two"


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_item_has_a_text_or_a_note(content: str, summary: str, page: str) -> None:
    extract = from_item(_item(content=content, summary=summary, page=page))
    assert bool(extract.blocks) == (extract.origin != "none")
    assert extract.blocks or extract.note


@given(
    st.text(alphabet="ab *_`[]()!#+-.~|\\語。「」1<>&;:\n", max_size=30),
    st.sampled_from(["p", "li", "blockquote", "h3", "pre", "b", "i", "code", "td"]),
)
@settings(max_examples=200, deadline=None)
def test_blocks_survive_the_store(text: str, tag: str) -> None:
    from html import escape

    found = blocks(f"<p>first</p><{tag}>{escape(text)}</{tag}><p>last</p>", URL)
    assert blocks_from_json(blocks_to_json(found)) == found


class _Web:
    """Pages by address; counts what was asked."""

    def __init__(self, pages: dict[str, Response | NetError]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def get(self, url: str) -> Response:
        self.asked.append(url)
        answer = self.pages[url]
        if isinstance(answer, NetError):
            raise answer
        return answer

    def get_all(self, urls: Sequence[str]) -> Iterator[tuple[str, Response | NetError]]:
        for url in urls:
            self.asked.append(url)
            yield url, self.pages[url]


def _answer(body: str, status: int = 200, content_type: str = "text/html") -> Response:
    return Response(status, {"content-type": content_type}, body.encode(), URL, "")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "a.db")
    feed = Feed("f", "https://example.org/feed")
    opened.sync_feeds([feed])
    state = opened.feed_states()[feed.url]
    entries = tuple(
        Entry(guid=str(number), url=f"{URL}{number}", title=f"Title {number}", summary="<p>Short.</p>")
        for number in (1, 2, 3)
    )
    opened.save_fetch([FeedUpdate(state.feed_id, entries, replace(state))], NOW)
    yield opened
    opened.close()


def _items(store: Store) -> list[Item]:
    return [store.item(row.id) for row in sorted(store.latest(language="en", limit=9), key=lambda row: row.id)]


def _fetched(item: Item, pages: PageReader, store: Store) -> Extract:
    """The item's text after its page was read."""
    fetch_pages([item], pages, store, now=NOW)
    return text_of(store.item(item.id), store)


def test_a_page_is_fetched_once(store: Store) -> None:
    item = _items(store)[0]
    web = _Web(
        {item.entry.url: _answer(f"<article><h1>{item.entry.title}</h1><p>{LONG}</p><pre>a\n  b</pre></article>")}
    )
    first = _fetched(item, web, store)
    assert (first.origin, first.note, [block.kind for block in first.blocks]) == ("page", "", ["paragraph", "code"])
    again = _fetched(item, web, store)
    assert (again.blocks, len(web.asked)) == (first.blocks, 1)
    assert from_item(store.item(item.id)).blocks == first.blocks


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (AddressRefused("127.0.0.1 is not public"), "127.0.0.1 is not public"),
        (NetError("robots.txt of example.org does not allow it"), "robots.txt"),
        (_answer("", 404), "HTTP 404"),
        (_answer("%PDF-1.4", content_type="application/pdf"), "PDF"),
        (_answer("<p>Subscribe to continue reading</p>"), "paywall"),
    ],
)
def test_failures_are_notes_and_are_kept(store: Store, answer: Response | NetError, note: str) -> None:
    item = _items(store)[1]
    web = _Web({item.entry.url: answer})
    for _ in range(2):
        extract = _fetched(item, web, store)
        assert note in extract.note
        assert extract.blocks
    assert len(web.asked) == 1
    kept = store.page(item.id)
    assert kept is not None
    assert note in kept.note


def test_what_was_wrong_with_the_page_is_said_of_the_text_of(store: Store) -> None:
    item = _items(store)[0]
    assert text_of(item, store).note != "HTTP 404"
    store.save_page(item.id, (), "HTTP 404", NOW)
    assert text_of(item, store) == replace(from_item(item), note="HTTP 404")


def test_the_blocks_of_a_page_are_kept_once(store: Store) -> None:
    item = _items(store)[0]
    page = (Block(1, "heading", item.entry.title, level=1), Block(2, "paragraph", LONG.strip()))
    store.save_page(item.id, page, "", NOW)
    item = store.item(item.id)
    assert item.page == page
    first = text_of(item, store)
    assert [block.text for block in first.blocks] == [LONG.strip()]  # without the title, so unlike the page
    store.save_page(item.id, page[1:], "", NOW)
    item = store.item(item.id)
    second = text_of(item, store)
    assert second == first
    assert store._db.read("SELECT blocks FROM extracts") == [(blocks_to_json(()),)]
    assert text_of(item, store) == second
    assert store.search_texts([item.id], language="ja")[item.id].strip() == LONG.strip()


def test_a_page_reads_the_same_as_blocks_and_as_the_html_of_older_databases() -> None:
    html = (
        f"<p>{LONG}<a href='https://x.example/'>the <b>paper</b></a></p><h2>Two</h2><ol start='3'><li>x</li></ol>"
        "<pre><code class='language-python'>a = 1</code></pre>"
    )
    old = _item(summary="<p>Short.</p>", page=html)
    new = replace(old, page=blocks(html, URL), page_html="")
    assert from_item(new) == from_item(old)
    assert text_hash("t", from_item(new).blocks) == text_hash("t", from_item(old).blocks)
    assert not needs_page(new, from_item(new))
    assert not needs_page(old, from_item(old))


def test_many_pages_at_once(store: Store) -> None:
    items = _items(store)
    web = _Web(
        {
            items[0].entry.url: _answer(f"<article><p>{LONG}</p></article>"),
            items[1].entry.url: NetError("gone"),
            items[2].entry.url: _answer("<p id=x>One.</p>"),
        }
    )
    fetch_pages(items, web, store, now=NOW, selectors={items[2].id: "#x"})
    assert [text_of(store.item(item.id), store).origin for item in items] == ["page", "feed", "feed"]
    fetch_pages(items, web, store, now=NOW)
    assert len(web.asked) == 3


class _Site(BaseHTTPRequestHandler):
    """An article, closed by robots.txt under /closed."""

    def do_GET(self) -> None:
        robots = self.path == "/robots.txt"
        body = (
            b"User-agent: *\nDisallow: /closed"
            if robots
            else f"<html><body><article><p>{LONG}</p></article></body></html>".encode()
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/plain" if robots else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses_out_of_feeds_are_not_trusted(store: Store, site: str) -> None:
    """A private address is refused unless the reader configured its origin; robots.txt is obeyed."""
    first, second, third = (
        replace(item, entry=replace(item.entry, url=f"{site}{path}"))
        for item, path in zip(_items(store), ("/a", "/a", "/closed"), strict=True)
    )
    assert _fetched(first, PageClient(Client()), store).origin == "feed"
    kept = store.page(first.id)
    assert kept is not None
    assert kept.note
    own = PageClient(Client(origins=frozenset((parse_address(site).origin,))), delay=0)
    assert _fetched(second, own, store).origin == "page"
    assert "robots.txt" in _fetched(third, own, store).note
