"""Full-text search over titles and texts, originals and translations.

A write only notes the item in `search_pending`, in its own transaction; the next search indexes what is pending first.
An item whose text changed gets a new document: `search_docs` names the current one, and hits on older ones are passed
over (the index keeps no text of its own to take them out with). A document's number begins with the day of the item, so
that the newest come first and the search can stop early.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.item import ItemRow
from ainews_cli.models.plain import plain, untagged, words_of
from ainews_cli.models.releases import Provenance, titled
from ainews_cli.models.ruby import beside, readings, without_readings
from ainews_cli.models.selection import NO_FILTER, ItemFilter
from ainews_cli.models.text import Block
from ainews_cli.sources.clean import clean
from ainews_cli.store.block_records import blocks_from_json
from ainews_cli.store.connection import Connection
from ainews_cli.store.filters import SHOWN, conditions
from ainews_cli.store.rows import item_rows
from ainews_cli.store.terms import expression, indexed
from ainews_cli.store.values import to_time

BATCH = 200
"""Documents per write transaction: other writers wait no longer than these take."""
_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_PENDING = """
SELECT p.item_id, i.published, i.title, i.url, f.name, f.title, coalesce(b.summary, ''), coalesce(b.content, ''),
    coalesce(g.html, ''), coalesce(g.blocks, ''),
    (SELECT group_concat(a.title, char(10)) FROM item_analyses s JOIN analyses a ON a.id = s.analysis_id
        WHERE s.item_id = i.id AND NOT s.estimate),
    (SELECT group_concat(a.tldr || char(10) || a.impact || char(10) || a.comment || char(10) || coalesce((
        SELECT group_concat(
            json_extract(k.value, '$.heading') || char(10) || json_extract(k.value, '$.detail'), char(10))
        FROM json_each(a.key_points) k), ''), char(10))
        FROM item_analyses s JOIN analyses a ON a.id = s.analysis_id WHERE s.item_id = i.id AND NOT s.estimate),
    (SELECT group_concat(t.text, char(10)) FROM translations t WHERE t.item_id = i.id)
FROM search_pending p JOIN items i ON i.id = p.item_id JOIN feeds f ON f.id = i.feed_id
LEFT JOIN bodies b ON b.item_id = i.id LEFT JOIN pages g ON g.item_id = i.id
ORDER BY i.published LIMIT ?
"""
_HITS = """
FROM search CROSS JOIN search_docs d ON d.seq = search.rowid & 4294967295
CROSS JOIN items i ON i.id = d.item_id
"""
_TEXTS = """
SELECT j.value, coalesce(x.blocks, ''), coalesce(g.blocks, ''), coalesce(b.summary, ''), coalesce(b.content, ''),
    (SELECT group_concat(t.text, char(10)) FROM translations t WHERE t.item_id = j.value AND t.language = ?2)
FROM json_each(?1) j LEFT JOIN extracts x ON x.item_id = j.value LEFT JOIN pages g ON g.item_id = j.value
LEFT JOIN bodies b ON b.item_id = j.value
"""

Tick = Callable[[int, int], None]
"""(items indexed so far, items in all) -> None."""


def find(db: Connection, words: str, *, language: str, limit: int, only: ItemFilter = NO_FILTER) -> list[ItemRow]:
    """Return the items that hold all the words and pass the filter, newest first."""
    return item_rows(db, find_ids(db, words, language=language, limit=limit, only=only), language)


def find_ids(db: Connection, words: str, *, language: str, limit: int, only: ItemFilter = NO_FILTER) -> list[int]:
    """Return their ids; for no words those of all items that pass a filter that asks for something."""
    if not words.strip():
        return _newest_of_all(db, language, limit, only) if only.asks else []
    if not db.read_only:
        index_pending(db)
    query = expression(words)
    return _newest(db, query, limit, language, only) if query and limit > 0 else []


def count(db: Connection, words: str, *, language: str, only: ItemFilter = NO_FILTER) -> int:
    """Count such items."""
    query = expression(words)
    if words.strip() and not query:
        return 0
    rest, values = _conditions(query, language, only)
    return int(db.read(f"SELECT count(*) {rest}", values)[0][0])


def texts(db: Connection, ids: Sequence[int], language: str) -> dict[int, str]:
    """Return, per item, its translation and its text, without markup: where a hit can be shown."""
    shown = {}
    for item_id, read, page, summary, content, translated in db.read(_TEXTS, (json.dumps(list(ids)), language)):
        blocks: tuple[Block, ...] = ()
        with Isolated(Step.SEARCH, item_id):
            # A text that is the page's own is not kept a second time.
            blocks = blocks_from_json(read) or blocks_from_json(page)
        own = words_of(blocks) if read and blocks else plain(f"{untagged(summary)}\n{untagged(content)}")
        shown[item_id] = f"{plain(translated or '')}\n{own}"
    return shown


def _conditions(query: str, language: str, only: ItemFilter) -> tuple[str, dict[str, object]]:
    """Return the statement from FROM on, and its parameters; for no query over all items. Days bound the index itself;
    the rest is asked of each hit.
    """
    where, asked = conditions(only)
    values: dict[str, object] = {"language": language, **asked}
    if query:
        where.insert(0, "search MATCH :query")
        values["query"] = query
        if only.since:
            where.append("search.rowid >= :first")
            values["first"] = _day(only.since) << 32
        if only.until:
            where.append("search.rowid < :last")
            values["last"] = (_day(only.until) + 1) << 32
    return (
        f"{_HITS if query else 'FROM items i'} {SHOWN if only.asks else ''} WHERE {' AND '.join(where or ['1'])}",
        values,
    )


def _newest_of_all(db: Connection, language: str, limit: int, only: ItemFilter) -> list[int]:
    rest, values = _conditions("", language, only)
    sql = f"SELECT i.id {rest} ORDER BY i.published DESC, i.id DESC LIMIT :limit"
    return [row[0] for row in db.read(sql, {**values, "limit": limit})]


def _newest(db: Connection, query: str, limit: int, language: str, only: ItemFilter) -> list[int]:
    """Read the hits day by day, the last day to its end, because within a day they are in the order of their
    arrival.
    """
    rest, values = _conditions(query, language, only)
    hits: list[int] = []
    last = None
    sql = f"SELECT search.rowid >> 32, d.item_id {rest} ORDER BY search.rowid DESC"
    for day, item_id in db.each(sql, values):
        if len(hits) >= limit and day != last:
            break
        hits.append(item_id)
        last = day
    ordered = db.read(
        "SELECT id FROM items WHERE id IN (SELECT value FROM json_each(?)) ORDER BY published DESC, id DESC LIMIT ?",
        (json.dumps(hits), limit),
    )
    return [row[0] for row in ordered]


def index_pending(db: Connection, tick: Tick | None = None) -> int:
    """Bring the index up to date; return how many items it took. A crash loses nothing: what is not indexed stays
    pending.

    `tick` is called after each batch.
    """
    done = 0
    while left := db.read("SELECT count(*) FROM search_pending")[0][0]:
        with db.transaction() as raw:
            rows = raw.execute(_PENDING, (BATCH,)).fetchall()
            documents = []
            for row in rows:
                with Isolated(Step.SEARCH, row[0], row[2]) as indexing:
                    document = _document(row)
                if indexing.failed is None:
                    documents.append(_replace(raw, row[0], row[1]) + document)
            documents.sort()
            raw.executemany("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", documents)
            raw.executemany("DELETE FROM search_pending WHERE item_id = ?", [(row[0],) for row in rows])
        done += len(rows)
        if tick:
            tick(done, done - len(rows) + left)
    return done


def _replace(raw: sqlite3.Connection, item_id: int, published: str) -> tuple[int]:
    """Return the number of the item's new document; an older one is forgotten."""
    raw.execute("DELETE FROM search_docs WHERE item_id = ?", (item_id,))
    seq = int(raw.execute("INSERT INTO search_docs (item_id) VALUES (?)", (item_id,)).lastrowid or 0)
    return ((_day(to_time(published)) << 32) + seq,)


def _day(moment: datetime) -> int:
    """Return the days since 1970 (UTC), not below 0."""
    return max(0, int((moment - _EPOCH).total_seconds()) // _DAY)


def _document(row: tuple[str, ...]) -> tuple[str, str]:
    """Title and text as terms."""
    _, _, title, url, feed, feed_title, summary, content, page_html, page, titles, analyses, translations = row
    parts = [*map(_plain, (summary, content, page_html)), words_of(blocks_from_json(page)), analyses or ""]
    parts.append(plain(translations or ""))
    text = "\n".join(parts)
    return _terms(f"{titled(title, Provenance(url, feed, feed_title))}\n{titles or ''}"), _terms(text)


def _terms(text: str) -> str:
    """Return the terms of a text: words as they are without the readings in them, then the readings."""
    return indexed("\n".join((without_readings(text), *readings(text))))


def _plain(markup: str) -> str:
    return clean(untagged(beside(markup)))
