"""Databases of earlier schemas: they are brought up to date, and nothing in them is lost or bought again.

`databases/schema-N.db.gz` were written through the `Store` of a commit with schema N (3: 0a9c415, 4: f25cb02,
5: c931cf8, 6: bed0fd5, 7: 5bcf5c3, 8: 3ed2bd7), all with the same rows as far as that schema had a place for them.
Hashes in them are those that the code of the time computed.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from ainews_cli.articles.text_cache import text_of
from ainews_cli.models.feed import BodyMemory
from ainews_cli.models.text import Block
from ainews_cli.store.connection import SCHEMA_VERSION
from ainews_cli.store.store import Store
from ainews_cli.tasks.analysis.texts import text_hash
from ainews_cli.tasks.translation.plan import block_hash

DATABASES = Path(__file__).with_name("databases")
VERSIONS = (3, 4, 5, 6, 7, 8)
REWRITTEN = {"feeds": {"body_hash"}, "analyses": {"marks", "tldr_confirmed", "unconfirmed"}}
"""Columns whose content the upgrades put differently: tests of their own compare it."""
REMADE = {"extracts", "discussions", "_sqlite_migrations", "sqlite_sequence", "sqlite_stat1"}
KEYS = {"language": "ja", "glossary_hash": "g", "prompt_version": "t1", "model": "m-1"}
Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]


@pytest.fixture(params=VERSIONS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database of each earlier schema."""
    path = tmp_path / "a.db"
    path.write_bytes(gzip.decompress((DATABASES / f"schema-{request.param}.db.gz").read_bytes()))
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (request.param,)
    raw.close()
    return path


def rows(path: Path, wanted: Rows | None = None) -> Rows:
    """Per table its columns and rows; with `wanted` those tables and columns alone."""
    with sqlite3.connect(path) as raw:
        if wanted is None:
            sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
            tables = {name for (name,) in raw.execute(sql)} - REMADE
            columns = {
                name: [
                    row[1] for row in raw.execute(f"PRAGMA table_info({name})") if row[1] not in REWRITTEN.get(name, ())
                ]
                for name in tables
            }
        else:
            columns = {name: names for name, (names, _) in wanted.items()}
        found = {
            name: (names, sorted(raw.execute(f"SELECT {', '.join(names)} FROM {name}").fetchall(), key=repr))
            for name, names in columns.items()
        }
    raw.close()
    return found


def test_every_row_is_still_there(path: Path) -> None:
    before = rows(path)
    assert {"feeds", "items", "bodies", "item_feeds", "item_flags", "analyses", "translations", "llm_calls"} <= set(
        before
    )
    assert {name for name, (_, found) in before.items() if not found} <= {"batches", "batch_requests"}  # unused until 5
    Store.open(path).close()
    assert rows(path, before) == before
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def test_an_upgraded_file_has_the_schema_of_a_new_one(path: Path, tmp_path: Path) -> None:
    def schema(file: Path) -> list[tuple[object, ...]]:
        Store.open(file).close()
        with sqlite3.connect(file) as raw:
            found = raw.execute("SELECT type, name, tbl_name FROM sqlite_master ORDER BY name").fetchall()
        raw.close()
        return found

    assert schema(path) == schema(tmp_path / "new.db")


def test_hash_and_memory_of_a_feed_have_columns_of_their_own(path: Path) -> None:
    with Store.open(path) as store:
        states = {url: (state.body_hash, state.memory) for url, state in store.feed_states().items()}
    assert states == {
        "https://nebel.example/feed": (
            "0123456789abcdef0123456789abcdef",
            BodyMemory("aaaaaaaaaaaaaaaa", ("bbbbbbbbbbbbbbbb", "cccccccccccccccc")),
        ),
        "https://hacker.example/rss": ("fedcba9876543210fedcba9876543210", BodyMemory()),
        "https://kumo.example/atom": ("", BodyMemory()),
        "https://films.example/feed": ("00112233445566778899aabbccddeeff", BodyMemory("1111111111111111")),
    }


def test_records_kept_by_position_are_read_by_name(path: Path) -> None:
    with Store.open(path) as store:
        row = store.row(1, language="ja")
        assert row.analysis is not None
        assert [(mark.name, mark.value, mark.reason, mark.blocks, mark.confirmed) for mark in row.analysis.marks] == [
            ("depth", 1.0, "because of depth", (1, 1), True),
            ("relevance", 2.0, "because of relevance", (1, 2), True),
            ("practicality", 3.0, "because of practicality", (1, 3), True),
            ("novelty", 4.0, "because of novelty", (1, 4), False),
        ]
        talk = store.discussion(3)
        assert talk is not None
        assert [(comment.id, comment.author, comment.replies) for comment in talk.comments] == [
            (7, "ann", 2),
            (8, "", 0),
        ]
        assert talk.comments[0].blocks == (
            Block(1, "paragraph", "I *like* it"),
            Block(2, "code", "x = [1]", info="python"),
        )
        assert talk.comments[1].blocks == (Block(1, "quote", "why", level=1),)
        failed = store.discussion(1)
        assert failed is not None
        assert (failed.comments, failed.note) == ((), "HTTP 500")


def paid_for(store: Store) -> list[tuple[str, int, int]]:
    """Per item where its text is from, its blocks, and how many are translated; every analysis is found again."""
    found = []
    for item_id in range(1, 6):
        item = store.item(item_id)
        extract = text_of(item, store)
        digest = text_hash(item.entry.title, extract.blocks)
        assert store.find_analysis(item_id, text_hash=digest, profile="p") is not None, item_id
        done = store.translations(item_id, **KEYS)
        translated = [block for block in extract.blocks if block_hash(block) in done]
        found.append((extract.origin, len(extract.blocks), len(translated)))
    return found


ALL_PAID = [("page", 10, 10), ("feed", 3, 3), ("none", 0, 0), ("feed", 1, 1), ("transcript", 3, 3)]


def texts(store: Store) -> list[tuple[int, list[tuple[str, str]]]]:
    """Per item the kinds and texts of its stored blocks, whatever rules they were read by."""
    rows = store._db.read("SELECT item_id, blocks FROM extracts ORDER BY item_id")
    return [(item_id, [(each["kind"], each["text"]) for each in json.loads(kept)["blocks"]]) for item_id, kept in rows]


def test_nothing_is_bought_again(path: Path) -> None:
    with Store.open(path) as store:
        kept = texts(store)
        assert paid_for(store) == ALL_PAID
        assert texts(store) == kept


def test_nothing_is_bought_again_where_pages_kept_as_html_are_read_anew(path: Path) -> None:
    with Store.open(path) as store:
        with store._db.transaction() as raw:
            raw.execute("DELETE FROM extracts")
        assert paid_for(store) == ALL_PAID


def test_nothing_is_bought_again_where_such_a_page_is_kept_as_blocks(path: Path) -> None:
    with Store.open(path) as store:
        for item_id in (1, 5):
            page = store.page(item_id)
            assert page is not None
            blocks = text_of(store.item(item_id), store).blocks
            store.save_page(item_id, blocks[1:] if item_id == 5 else blocks, page.note, page.fetched)
            assert store.item(item_id).page_html == ""
        assert paid_for(store) == ALL_PAID


def test_what_was_indexed_is_found(path: Path) -> None:
    with Store.open(path) as store:
        for words in ("number claim", "訳された題", "機械学習"):
            assert store.search(words, language="ja", limit=5), words


def test_a_summary_that_was_not_confirmed_stays_so(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE analyses SET tldr_confirmed = 0")
        raw.commit()
    raw.close()
    with Store.open(path) as store:
        assert {row.analysis.unconfirmed for row in store.latest(language="ja", limit=10) if row.analysis} == {
            ("tldr",)
        }


def test_the_search_index_is_made_anew_for_names_with_signs(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE items SET title = 'C++ und C#' WHERE id = 1")
    raw.close()
    with Store.open(path) as store:
        assert store.unindexed() > 0
        assert [row.id for row in store.search("c++", language="ja", limit=9)] == [1]
        assert store.unindexed() == 0
