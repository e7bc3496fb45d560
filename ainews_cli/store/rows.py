"""Rows made models: lists are read in two statements, however long they are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.analysis import Analysis
from ainews_cli.models.headlines import headline
from ainews_cli.models.item import Enclosure, Entry, Item, ItemRow
from ainews_cli.models.releases import Provenance, release_of, titled
from ainews_cli.store.analyses import COLUMNS as ANALYSIS_COLUMNS
from ainews_cli.store.analyses import analysis_of
from ainews_cli.store.block_records import blocks_from_json
from ainews_cli.store.connection import Connection, Row
from ainews_cli.store.values import to_strings, to_time, to_time_or_none

_LANGUAGE = "CASE i.language WHEN '' THEN f.language ELSE i.language END"
_ROWS = f"""
SELECT i.id, f.title, i.title, i.url, i.author, f.name, f.kind, f.category, f.weight, i.published, {_LANGUAGE},
    i.body_hash,
    coalesce((SELECT nullif(x.characters, 0) FROM extracts x WHERE x.item_id = i.id), i.text_length),
    i.points, i.comments, i.discussion_url, i.thumbnail, i.duration, i.views,
    i.notes, i.published = i.first_seen, {", ".join(f"a.{name}" for name in ANALYSIS_COLUMNS)}
FROM json_each(?) j CROSS JOIN items i ON i.id = j.value CROSS JOIN feeds f ON f.id = i.feed_id
LEFT JOIN item_analyses s ON s.item_id = i.id AND s.language = ? AND s.shown
LEFT JOIN analyses a ON a.id = s.analysis_id
ORDER BY j.key
"""
_ESTIMATES = _ROWS.replace("AND s.shown", "AND s.estimate")
_ENTRY = {"summary": "b.summary", "content": "b.content", "language": _LANGUAGE}
_ITEMS = f"""
SELECT i.id, f.name, f.title, f.kind, f.category, f.weight, i.first_seen, i.body_hash,
    coalesce(p.html, ''), coalesce(p.blocks, ''),
    (SELECT group_concat(flag) FROM item_flags x WHERE x.item_id = i.id),
    {", ".join(_ENTRY.get(name, f"i.{name}") for name in Entry._fields)}
FROM json_each(?) j CROSS JOIN items i ON i.id = j.value JOIN bodies b ON b.item_id = i.id
CROSS JOIN feeds f ON f.id = i.feed_id LEFT JOIN pages p ON p.item_id = i.id
ORDER BY j.key
"""
_TITLE = Entry._fields.index("title") - len(Entry._fields)
"""Column of `_ITEMS`, counted from the last one."""
_SOURCES = """
SELECT x.item_id, f.name, f.position IS NOT NULL FROM json_each(?) j CROSS JOIN item_feeds x ON x.item_id = j.value
CROSS JOIN feeds f ON f.id = x.feed_id
JOIN items i ON i.id = x.item_id
ORDER BY x.item_id, x.feed_id <> i.feed_id, x.first_seen, x.feed_id
"""


def item_rows(db: Connection, ids: Sequence[int], language: str, *, estimates: bool = False) -> list[ItemRow]:
    """Return the items of these ids, in this order, with the analysis shown in `language`; `estimates`: with the
    offline one, whatever is shown.
    """
    if not ids:
        return []
    sources = _sources(db, ids)
    sql = _ESTIMATES if estimates else _ROWS
    made = []
    for row in db.read(sql, (json.dumps(ids), language)):
        if row[0] not in db.left_out:
            with Isolated(Step.ROW, row[0], row[2]):
                made.append(_item_row(row, language, *sources[row[0]]))
    return made


def items(db: Connection, ids: Sequence[int]) -> list[Item]:
    """Return the items of these ids, whole, in this order; unknown ids are left out."""
    if not ids:
        return []
    sources = _sources(db, ids)
    made = []
    for row in db.read(_ITEMS, (json.dumps(ids),)):
        if row[0] not in db.left_out:
            with Isolated(Step.ROW, row[0], row[_TITLE]):
                made.append(_item(row, sources[row[0]][0]))
    return made


def _sources(db: Connection, ids: Sequence[int]) -> dict[int, tuple[tuple[str, ...], bool]]:
    """Return, per item, the feeds that carry it, and whether the config has one of them."""
    names: defaultdict[int, dict[str, bool]] = defaultdict(dict)
    for item_id, name, subscribed in db.read(_SOURCES, (json.dumps(ids),)):
        names[item_id][name] = bool(subscribed) or names[item_id].get(name, False)
    return {item_id: (tuple(feeds), any(feeds.values())) for item_id, feeds in names.items()}


def _item_row(row: Row, reader: str, sources: tuple[str, ...], subscribed: bool) -> ItemRow:
    item_id, feed_title, title, url, author, feed, kind, category, weight, published, *more = row
    language, body_hash, text_length, points, comments, *more = more
    discussion_url, thumbnail, duration, views, notes, guessed, *stored = more
    origin = Provenance(url, feed, feed_title)
    analysis = None
    with Isolated(Step.ROW, item_id, title):
        analysis = None if stored[0] is None else _titled(analysis_of(stored), title, language, origin, reader)
    return ItemRow(
        id=item_id,
        title=titled(title, origin),
        url=url,
        author=author,
        feed=feed,
        sources=sources,
        kind=kind,
        category=category,
        feed_weight=weight,
        published=to_time(published),
        language=language,
        body_hash=body_hash,
        text_length=text_length,
        points=points,
        comments=comments,
        discussion_url=discussion_url,
        thumbnail=thumbnail,
        duration=duration,
        views=views,
        notes=to_strings(notes),
        analysis=analysis,
        release=release_of(title, origin),
        subscribed=subscribed,
        date_guessed=bool(guessed),
    )


def _titled(analysis: Analysis, own: str, language: str, origin: Provenance, reader: str) -> Analysis:
    return analysis._replace(title=titled(headline(own, language, analysis.title, reader), origin))


def _item(row: Row, sources: tuple[str, ...]) -> Item:
    item_id, feed, feed_title, kind, category, weight, first_seen, body_hash, page_html, page, flags, *values = row
    stored = dict(zip(Entry._fields, values, strict=True))
    published = to_time(stored["published"])
    read = {
        "title": titled(stored["title"], Provenance(stored["url"], feed, feed_title)),
        "published": published,
        "updated": to_time_or_none(stored["updated"]),
        "categories": to_strings(stored["categories"]),
        "enclosures": tuple(Enclosure(**enclosure) for enclosure in json.loads(stored["enclosures"])),
        "notes": to_strings(stored["notes"]),
    }
    set_flags = (flags or "").split(",")
    return Item(
        id=item_id,
        entry=Entry(**{**stored, **read}),
        feed=feed,
        sources=sources,
        kind=kind,
        category=category,
        feed_weight=weight,
        published=published,
        first_seen=to_time(first_seen),
        body_hash=body_hash,
        page=blocks_from_json(page),
        page_html=page_html,
        starred="starred" in set_flags,
        hidden="hidden" in set_flags,
        read="read" in set_flags,
    )
