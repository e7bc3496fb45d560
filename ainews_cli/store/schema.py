"""The schema as scripts, and how a new file gets it without sqlite_utils, whose import takes longer than all of its
tables.

A new file ends up exactly as if `migrations` had made it, the records of the migrations included (a test compares the
two). Released
SQL is never edited. Times are UTC ISO 8601 text
("2026-11-22T21:31:00Z"), lists JSON text, flags 0 or 1.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

from ainews_cli.store.additions import ADDITIONS

MIGRATIONS = "ainews"
"""Name of the set of migrations."""

_RECORD = """
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
"""


def create(raw: sqlite3.Connection) -> None:
    """Make an empty file one that every migration was applied to, inside the transaction that the caller began."""
    for statement in statements(_RECORD):
        raw.execute(statement)
    for name, script in SCRIPTS:
        for statement in statements(script):
            raw.execute(statement)
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            (MIGRATIONS, name, str(datetime.now(UTC))),
        )


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script (`executescript` would commit first). Semicolons may stand in comments."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if ";" in line and sqlite3.complete_statement(statement):
            yield statement.strip().removesuffix(";")
            statement = ""


FEEDS = """
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,           -- as the config has it
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    weight REAL NOT NULL,
    language TEXT NOT NULL,
    full_text INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    selector TEXT NOT NULL,
    position INTEGER,                   -- order in the config; NULL: no longer there
    moved_to TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    gone INTEGER NOT NULL DEFAULT 0,
    not_before TEXT,
    last_fetch TEXT,
    last_success TEXT
);
"""

ITEMS = """
CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feeds(id),  -- the feed that brought it first
    guid TEXT NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    updated TEXT,
    first_seen TEXT NOT NULL,
    language TEXT NOT NULL,
    body_hash TEXT NOT NULL,            -- of title, summary and content
    text_length INTEGER NOT NULL,       -- characters of plain text in the feed
    text_feed_id INTEGER NOT NULL REFERENCES feeds(id),  -- the feed that summary and content came from
    points INTEGER,
    comments INTEGER,
    views INTEGER,
    duration INTEGER,
    discussion_url TEXT NOT NULL,
    thumbnail TEXT NOT NULL,
    categories TEXT NOT NULL,
    enclosures TEXT NOT NULL,
    notes TEXT NOT NULL
);
CREATE INDEX items_published ON items(published, feed_id);  -- covers the choice of a window's items
CREATE INDEX items_url ON items(url);
CREATE TABLE bodies (
    item_id INTEGER PRIMARY KEY REFERENCES items(id),
    summary TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE TABLE item_feeds (               -- which feeds carry an item, under which guids
    feed_id INTEGER NOT NULL REFERENCES feeds(id),
    guid TEXT NOT NULL,
    item_id INTEGER NOT NULL REFERENCES items(id),
    fingerprint TEXT NOT NULL,          -- of the entry as it was last saved
    first_seen TEXT NOT NULL,
    PRIMARY KEY (feed_id, guid)
) WITHOUT ROWID;
CREATE INDEX item_feeds_item ON item_feeds(item_id);
CREATE TABLE item_flags (
    flag TEXT NOT NULL CHECK (flag IN ('starred', 'hidden', 'read')),
    item_id INTEGER NOT NULL REFERENCES items(id),
    since TEXT NOT NULL,
    PRIMARY KEY (flag, item_id)
) WITHOUT ROWID;
CREATE INDEX item_flags_item ON item_flags(item_id);
"""

ANALYSES = """
CREATE TABLE analyses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL REFERENCES items(id),
    text_hash TEXT NOT NULL,
    profile TEXT NOT NULL,
    language TEXT NOT NULL,
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    estimate INTEGER NOT NULL,
    created TEXT NOT NULL,
    body_hash TEXT NOT NULL,            -- of the item when it was analysed
    depth REAL NOT NULL,
    relevance REAL NOT NULL,
    practicality REAL NOT NULL,
    novelty REAL NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    tldr TEXT NOT NULL,
    tldr_blocks TEXT NOT NULL,
    tldr_quote TEXT NOT NULL,
    tldr_confirmed INTEGER NOT NULL,
    tags TEXT NOT NULL,
    companies TEXT NOT NULL,
    products TEXT NOT NULL,
    marks TEXT NOT NULL,                -- reasons, blocks and quotes of the four values
    key_points TEXT NOT NULL,
    impact TEXT NOT NULL,
    comment TEXT NOT NULL,
    findings TEXT NOT NULL,
    UNIQUE (item_id, text_hash, profile)
);
CREATE TABLE item_analyses (            -- per item and language the newest by a model, and the newest estimate (1)
    item_id INTEGER NOT NULL REFERENCES items(id),
    language TEXT NOT NULL,
    estimate INTEGER NOT NULL,
    analysis_id INTEGER NOT NULL REFERENCES analyses(id),
    profile TEXT NOT NULL,
    stale INTEGER NOT NULL,             -- the item changed after it
    shown INTEGER NOT NULL,             -- the one of the two that lists show
    depth REAL NOT NULL,
    relevance REAL NOT NULL,
    practicality REAL NOT NULL,
    novelty REAL NOT NULL,
    PRIMARY KEY (item_id, language, estimate)
) WITHOUT ROWID;
"""

TEXTS = """
CREATE TABLE pages (                    -- article pages that were read
    item_id INTEGER PRIMARY KEY REFERENCES items(id),
    html TEXT NOT NULL,
    note TEXT NOT NULL,
    fetched TEXT NOT NULL
);
CREATE TABLE extracts (                 -- an item's text as it was read from its HTML
    item_id INTEGER PRIMARY KEY REFERENCES items(id),
    version TEXT NOT NULL,              -- of the HTML and of the rules it was read by
    origin TEXT NOT NULL,               -- feed, page, transcript or none
    note TEXT NOT NULL,                 -- why it is short or missing
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    blocks TEXT NOT NULL                -- [[kind, text, level, number, info], ...]
);
CREATE TABLE discussions (              -- the first comments on an item elsewhere
    item_id INTEGER PRIMARY KEY REFERENCES items(id),
    json TEXT NOT NULL,                 -- [{id, author, replies, blocks: [[kind, text, ...], ...]}, ...]
    note TEXT NOT NULL,                 -- why the last attempt gave nothing
    fetched TEXT NOT NULL
);
CREATE TABLE translations (             -- finished blocks
    item_id INTEGER NOT NULL REFERENCES items(id),
    block_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    glossary_hash TEXT NOT NULL,
    prompt_version TEXT NOT NULL,
    model TEXT NOT NULL,
    text TEXT NOT NULL,
    findings TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (item_id, block_hash, language, glossary_hash, prompt_version, model)
);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

LEDGER = """
CREATE TABLE llm_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL,
    item_id INTEGER,
    model TEXT NOT NULL,
    estimate REAL NOT NULL,             -- US dollars
    started TEXT NOT NULL,
    settled TEXT,                       -- NULL: in flight
    outcome TEXT NOT NULL DEFAULT '',
    input_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0,
    cache_read INTEGER NOT NULL DEFAULT 0,
    cache_written INTEGER NOT NULL DEFAULT 0,
    cost REAL,                          -- US dollars; NULL: in flight
    latency REAL,                       -- seconds
    request_id TEXT NOT NULL DEFAULT '',
    run TEXT NOT NULL,
    pid INTEGER NOT NULL
);
CREATE INDEX llm_calls_started ON llm_calls(started);
CREATE INDEX llm_calls_run ON llm_calls(run);
CREATE INDEX llm_calls_in_flight ON llm_calls(id) WHERE settled IS NULL;
"""

SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(title, text, content='', columnsize=0, tokenize='ascii');
CREATE TABLE search_docs (              -- the current document of an item; rowid in `search`: day * 2^32 + seq
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    item_id INTEGER NOT NULL UNIQUE REFERENCES items(id)
);
CREATE TABLE search_pending (item_id INTEGER PRIMARY KEY REFERENCES items(id));
"""

FIRST_SCHEMA = FEEDS + ITEMS + ANALYSES + TEXTS + LEDGER + SEARCH

SCRIPTS: tuple[tuple[str, str], ...] = (("m001_first_schema", FIRST_SCHEMA), *ADDITIONS)
"""(name, SQL) of every migration, in order."""
