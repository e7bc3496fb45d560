"""What the items of a window name: tags, companies, products. What costs grows with the window, never with the
store.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Literal

from ainews_cli.models.names import Named, Subject
from ainews_cli.models.releases import Provenance, titled
from ainews_cli.store.base import Base
from ainews_cli.store.values import bound
from ainews_cli.store.visibility import VISIBLE

_NAMES = f"""
SELECT i.id, i.feed_id, julianday(i.published) - julianday(:start), a.title,
    '[' || a.tags || ',' || a.companies || ',' || a.products || ']',
    a.depth, a.relevance, a.practicality, a.novelty, a.estimate, i.url, f.name, f.title, i.title
FROM items i INDEXED BY items_published CROSS JOIN feeds f ON f.id = i.feed_id
CROSS JOIN item_analyses s ON s.item_id = i.id AND s.language = :language AND s.shown
CROSS JOIN analyses a ON a.id = s.analysis_id
WHERE i.published >= :start AND i.published < :end AND {VISIBLE}
ORDER BY i.published
"""


_SUBJECTS = """
SELECT i.id, i.title, coalesce(a.title, ''), '[' || a.tags || ',' || a.companies || ',' || a.products || ']',
    coalesce(a.tldr, ''), i.url, f.name, f.title
FROM json_each(?) j CROSS JOIN items i ON i.id = j.value CROSS JOIN feeds f ON f.id = i.feed_id
LEFT JOIN item_analyses s ON s.item_id = i.id AND s.language = ? AND s.shown
LEFT JOIN analyses a ON a.id = s.analysis_id
ORDER BY j.key
"""


class Names(Base):
    """Queries on what analyses name."""

    def names_in_use(self, kind: Literal["tags", "companies"], *, newest: int = -1) -> list[str]:
        """Return every tag or company that an analysis names, those of most analyses first.

        `newest`: of so many analyses, the last ones; all of them where it is negative.
        """
        sql = f"""
            SELECT n.value FROM (SELECT {kind} AS named FROM analyses ORDER BY id DESC LIMIT ?) a, json_each(a.named) n
            GROUP BY n.value ORDER BY count(*) DESC, n.value"""
        return [row[0] for row in self._db.read(sql, (newest,))]

    def subjects(self, ids: Sequence[int], *, language: str) -> list[Subject]:
        """Return what these items are about, in this order; unknown ids are left out."""
        rows = self._db.read(_SUBJECTS, (json.dumps(list(ids)), language))
        return [
            Subject(
                item_id,
                titled(title, Provenance(*origin)),
                titled(own, Provenance(*origin)),
                tuple(chain(*json.loads(names or "[]"))),
                tldr,
            )
            for item_id, title, own, names, tldr, *origin in rows
            if item_id not in self._db.left_out
        ]

    def feeds_between(self, start: datetime, end: datetime) -> set[int]:
        """Return the ids of the feeds that brought items published in [start, end), shown or not."""
        sql = "SELECT DISTINCT feed_id FROM items INDEXED BY items_published WHERE published >= ? AND published < ?"
        return {row[0] for row in self._db.read(sql, (bound(start), bound(end)))}

    def named(self, start: datetime, end: datetime, *, language: str) -> Iterator[Named]:
        """Return the items published in [start, end) that have an analysis, oldest first, one by one; those
        that no list shows left out.
        """
        for item_id, feed, day, title, names, *marks, estimate, url, source, source_title, original in self._db.each(
            _NAMES, {"start": bound(start), "end": bound(end), "language": language}
        ):
            if item_id in self._db.left_out:
                continue
            tags, companies, products = map(tuple, json.loads(names))
            yield Named(
                item_id,
                feed,
                int(day),
                titled(title, Provenance(url, source, source_title)),
                tags,
                companies,
                products,
                (marks[0], marks[1], marks[2], marks[3]),
                bool(estimate),
                url,
                (source, source_title),
                original,
            )
