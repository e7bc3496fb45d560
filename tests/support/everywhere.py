"""Articles of any HTML, through everything that makes pages of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ainews_cli.articles.page import extract_page
from ainews_cli.articles.text_cache import text_of
from ainews_cli.isolation import taken
from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.pipeline.candidates import estimate_ids
from ainews_cli.pipeline.pages import gather, stored_page
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate
from ainews_cli.views.article import Wanted, show
from ainews_cli.views.material import Choices
from ainews_cli.views.registry import VIEWS
from ainews_cli.views.search import search

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
FEED = Feed("Any", "https://any.example/feed")
NEIGHBOUR = "A neighbour in good order"
OPTIONS = Options(now=NOW, width=60, mail=Mail("a@example.org", "b@example.org", ""))
RUN = RunReport("", "")


def stored(store: Store, documents: Sequence[str], pages: Sequence[bytes] = ()) -> list[int]:
    """Save an item for each document of a feed, and for each page, and a neighbour; return their ids."""
    store.sync_feeds([FEED])
    state = store.feed_states()[FEED.url]
    texts = ["<p>It reads <b>well</b>.</p>", *documents, *("" for _ in pages)]
    entries = [
        Entry(
            f"entry-{number}",
            f"https://any.example/{number}",
            f"Model {number}" if number else NEIGHBOUR,
            published=NOW - timedelta(minutes=number + 1),
            content=html,
        )
        for number, html in enumerate(texts)
    ]
    store.save_fetch([FeedUpdate(state.feed_id, tuple(entries), state)], NOW)
    ids = list(reversed(store.latest_ids(len(entries))))
    for item_id, page in zip(ids[: len(pages)], pages, strict=True):
        store.save_page(item_id, extract_page(page, "https://any.example/page").blocks, "", NOW)
    return ids


def printed(store: Store, ids: Sequence[int], *, formats: Sequence[str] = tuple(FORMATS)) -> Iterator[tuple[str, str]]:
    """Yield every page that is made of these items, in every format: (name of the page, text)."""
    reader = Reader("en", "UTC", Weights(), Interests())
    estimate_ids(store, ids, reader, now=NOW)
    pages = {}
    for name, view in VIEWS.items():
        material = gather(store, reader, view, Choices(limit=len(ids), days=view.days), now=NOW)
        pages[name] = stored_page(store, material)
    store.index_pending()
    pages["search"] = search(store, reader, "model", ids, found=len(ids), now=NOW, run=RUN)
    for item_id in ids:
        row, extract = store.row(item_id, language="en"), text_of(store.item(item_id), store)
        wanted = Wanted(original=True, audit=True, share=True)
        pages[f"show {item_id}"] = show(store, reader, row, extract, now=NOW, run=RUN, wanted=wanted)
    for name, page in pages.items():
        for form in formats:
            yield name, render(form, page, OPTIONS)


def check(empty: Path, documents: Sequence[str], pages: Sequence[bytes] = ()) -> None:
    """Take documents through everything, from an empty database. Raise what fails for one of them, however it is
    isolated.
    """
    path = empty.with_name("run.db")
    for old in empty.parent.glob("run.db*"):
        old.unlink()
    shutil.copy(empty, path)
    with Store.open(path) as store:
        ids = stored(store, documents, pages)
        lists = [text for name, text in printed(store, ids) if name == "latest"]
    for fault in taken():
        raise fault.error
    assert len(ids) == 1 + len(documents) + len(pages)
    assert sum(NEIGHBOUR in text for text in lists) >= len(FORMATS) - 1, "a mail may fold the line"
