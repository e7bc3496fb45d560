"""Full-text search over titles and texts, originals and translations.

A write only notes the item in `search_pending`, in its own transaction; the next search indexes what is pending first.
An item whose
text changed gets a new document: `search_docs` names the current one, and hits on older ones are passed over (the index
keeps no
text of its own to take them out with). A document's number begins with the day of the item, so that the newest come
first and the
search can stop early.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from ainews_cli.models.analysis import MARK_NAMES
from ainews_cli.models.item import ItemRow
from ainews_cli.models.releases import Provenance, titled
from ainews_cli.models.ruby import beside, readings, without_readings
from ainews_cli.sources.clean import clean
from ainews_cli.store.block_records import blocks_from_json
from ainews_cli.store.connection import Connection
from ainews_cli.store.records import SearchFilter
from ainews_cli.store.rows import item_rows
from ainews_cli.store.terms import expression, indexed
from ainews_cli.store.values import bound, to_time
from ainews_cli.store.visibility import SUBSCRIBED

BATCH = 200
"""Documents per write transaction: other writers wait no longer than these take."""
_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|font|i|ins|kbd|mark|q|rb|ruby|s|small|span|strong|sub|sup|u|var|wbr)\b[^>]*>",
    re.IGNORECASE,
)
_OTHER = re.compile(r"<(?:script|style|rt|rp)\b.*?</(?:script|style|rt|rp)\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_MARKS = re.compile(r"\]\([^()\s]*\)|!?\[|[*`\\]")

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
SELECT search.rowid >> 32, d.item_id FROM search CROSS JOIN search_docs d ON d.seq = search.rowid & 4294967295
"""
_FILTERED = """
CROSS JOIN items i ON i.id = d.item_id CROSS JOIN feeds f ON f.id = i.feed_id
LEFT JOIN item_analyses s ON s.item_id = i.id AND s.language = :language AND s.shown
LEFT JOIN analyses a ON a.id = s.analysis_id
"""
_TEXTS = """
SELECT j.value, coalesce(x.blocks, ''), coalesce(g.blocks, ''), coalesce(b.summary, ''), coalesce(b.content, ''),
    (SELECT group_concat(t.text, char(10)) FROM translations t WHERE t.item_id = j.value AND t.language = ?2)
FROM json_each(?1) j LEFT JOIN extracts x ON x.item_id = j.value LEFT JOIN pages g ON g.item_id = j.value
LEFT JOIN bodies b ON b.item_id = j.value
"""

NO_FILTER = SearchFilter()


def find(db: Connection, words: str, *, language: str, limit: int, only: SearchFilter = NO_FILTER) -> list[ItemRow]:
    """Return the items that hold all the words and pass the filter, newest first."""
    return item_rows(db, find_ids(db, words, language=language, limit=limit, only=only), language)


def find_ids(db: Connection, words: str, *, language: str, limit: int, only: SearchFilter = NO_FILTER) -> list[int]:
    """Return their ids."""
    if not db.read_only:
        index_pending(db)
    query = expression(words)
    return _newest(db, query, limit, language, only) if query and limit > 0 else []


def texts(db: Connection, ids: Sequence[int], language: str) -> dict[int, str]:
    """Return, per item, its translation and its text, plain: where a hit can be shown."""
    shown = {}
    for item_id, read, page, summary, content, translated in db.read(_TEXTS, (json.dumps(list(ids)), language)):
        # A text that is the page's own is not kept a second time.
        blocks = blocks_from_json(read) or blocks_from_json(page)
        own = "\n".join(block.text for block in blocks) if read else f"{_plain(summary)}\n{_plain(content)}"
        shown[item_id] = f"{translated or ''}\n{own}"
    return shown


def _conditions(query: str, language: str, only: SearchFilter) -> tuple[str, dict[str, object]]:
    """Return the rest of the statement after `_HITS`, and its parameters. Days bound the index itself; the rest is
    asked of each hit.
    """
    where, more = ["search MATCH :query"], list[str]()
    values: dict[str, object] = {"query": query, "language": language}
    if only.since:
        where.append("search.rowid >= :first")
        more.append("i.published >= :since")
        values |= {"first": _day(only.since) << 32, "since": bound(only.since)}
    if only.until:
        where.append("search.rowid < :last")
        more.append("i.published < :until")
        values |= {"last": (_day(only.until) + 1) << 32, "until": bound(only.until)}
    if only.feed:
        more.append(
            "EXISTS (SELECT 1 FROM item_feeds x JOIN feeds g ON g.id = x.feed_id WHERE x.item_id = i.id AND "
            "g.name = :feed)"
        )
        values["feed"] = only.feed
    if only.subscribed:
        more.append(SUBSCRIBED)
    if only.category:
        more.append("(f.category = :category OR a.category = :category)")
        values["category"] = only.category
    if only.tag:
        more.append("EXISTS (SELECT 1 FROM json_each(a.tags) WHERE lower(json_each.value) = lower(:tag))")
        values["tag"] = only.tag
    if only.min_score > 0:
        total = sum(only.weights) or 1
        values |= {name: weight / total for name, weight in zip(MARK_NAMES, only.weights, strict=True)}
        more.append(f"round({' + '.join(f':{name} * s.{name}' for name in MARK_NAMES)} + 1e-9, 1) >= :min_score")
        values["min_score"] = only.min_score
    joined = _FILTERED if more else ""
    return f"{joined} WHERE {' AND '.join(where + more)} ORDER BY search.rowid DESC", values


def _newest(db: Connection, query: str, limit: int, language: str, only: SearchFilter) -> list[int]:
    """Read the hits day by day, the last day to its end, because within a day they are in the order of their
    arrival.
    """
    rest, values = _conditions(query, language, only)
    hits: list[int] = []
    last = None
    for day, item_id in db.each(_HITS + rest, values):
        if len(hits) >= limit and day != last:
            break
        hits.append(item_id)
        last = day
    ordered = db.read(
        "SELECT id FROM items WHERE id IN (SELECT value FROM json_each(?)) ORDER BY published DESC, id DESC LIMIT ?",
        (json.dumps(hits), limit),
    )
    return [row[0] for row in ordered]


def index_pending(db: Connection) -> int:
    """Bring the index up to date; return how many items it took. A crash loses nothing: what is not indexed stays
    pending.
    """
    done = 0
    while db.read("SELECT 1 FROM search_pending LIMIT 1"):
        with db.transaction() as raw:
            rows = raw.execute(_PENDING, (BATCH,)).fetchall()
            documents = sorted(_replace(raw, row[0], row[1]) + _document(row) for row in rows)
            raw.executemany("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", documents)
            raw.executemany("DELETE FROM search_pending WHERE item_id = ?", [(row[0],) for row in rows])
        done += len(rows)
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
    parts = [_plain(summary), _plain(content), _plain(page_html), _words(page), analyses or "", translations or ""]
    text = "\n".join(parts)
    return _terms(f"{titled(title, Provenance(url, feed, feed_title))}\n{titles or ''}"), _terms(text)


def _terms(text: str) -> str:
    """Return the terms of a text: words as they are without the readings in them, then the readings."""
    return indexed("\n".join((without_readings(text), *readings(text))))


def _words(blocks: str) -> str:
    """Return the words of stored blocks: their Markdown without markers and link targets."""
    return "\n".join(_MARKS.sub("", block.text) for block in blocks_from_json(blocks))


def _plain(markup: str) -> str:
    """Text without tags: inline ones stand inside words, the others between them."""
    if "<" not in markup and "&" not in markup:
        return markup
    return clean(html.unescape(_OTHER.sub(" ", _INLINE.sub("", beside(markup)))))
