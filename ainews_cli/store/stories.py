"""Stories of items, what digests showed, and the reader's taste."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from ainews_cli.models.headlines import headline
from ainews_cli.models.releases import Provenance, titled
from ainews_cli.models.story import Member, Shown
from ainews_cli.store.base import Base
from ainews_cli.store.values import bound, to_time
from ainews_cli.store.visibility import VISIBLE

_NEIGHBOURS = """
SELECT i.id, s.story_id FROM items i INDEXED BY items_published LEFT JOIN item_stories s ON s.item_id = i.id
WHERE i.published >= ? AND i.published < ? ORDER BY i.published {order}, i.id LIMIT ?
"""
_MEMBERS = f"""
SELECT s.story_id, i.id, i.url, f.name, i.published, coalesce(a.title, ''), coalesce(a.tldr, ''), f.title,
    i.title, CASE i.language WHEN '' THEN f.language ELSE i.language END
FROM (SELECT DISTINCT o.story_id FROM json_each(?1) j CROSS JOIN item_stories o ON o.item_id = j.value) w
CROSS JOIN item_stories s ON s.story_id = w.story_id
CROSS JOIN items i ON i.id = s.item_id CROSS JOIN feeds f ON f.id = i.feed_id
LEFT JOIN item_analyses p ON p.item_id = i.id AND p.language = ?2 AND p.shown
LEFT JOIN analyses a ON a.id = p.analysis_id
WHERE i.published < ?3 AND {VISIBLE}
ORDER BY s.story_id, i.published, i.id
"""
_SHOWN = """
SELECT s.item_id, max(s.day) FILTER (WHERE s.day < ?3), min(s.at) FILTER (WHERE s.day < ?3),
    min(s.at) FILTER (WHERE s.day = ?3)
FROM json_each(?1) j CROSS JOIN shown s ON s.item_id = j.value AND s.view = ?2 AND s.day <= ?3 GROUP BY 1
"""


class Stories(Base):
    """Queries on `item_stories`, `shown` and `taste`."""

    def without_story(self, ids: Sequence[int]) -> list[int]:
        """Return those of the items that were not compared with others yet, in this order."""
        sql = (
            "SELECT j.value FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM item_stories s WHERE s.item_id = "
            "j.value) ORDER BY j.key"
        )
        return [row[0] for row in self._db.read(sql, (json.dumps(list(ids)),))]

    def story_neighbours(
        self, start: datetime, end: datetime, *, limit: int, newest: bool = True
    ) -> dict[int, int | None]:
        """Return the newest (or oldest) `limit` items published in [start, end), each with its story; None where it was
        not compared yet.
        """
        sql = _NEIGHBOURS.format(order="DESC" if newest else "ASC")
        return {row[0]: row[1] for row in self._db.read(sql, (bound(start), bound(end), limit))}

    def save_stories(self, stories: Mapping[int, int]) -> None:
        """Item -> story."""
        with self._db.transaction() as raw:
            raw.executemany(
                "INSERT INTO item_stories VALUES (?, ?) ON CONFLICT (item_id) DO UPDATE SET story_id=excluded.story_id",
                list(stories.items()),
            )

    def story_members(self, ids: Sequence[int], *, language: str, before: datetime) -> list[Member]:
        """Return all items published before then, hidden ones left out, of the stories that these items belong to;
        oldest first within a story.
        """
        rows = self._db.read(_MEMBERS, (json.dumps(list(ids)), language, bound(before)))
        members = []
        for story, item_id, url, source, published, written, tldr, feed_title, own, tag in rows:
            if item_id not in self._db.left_out:
                title = titled(headline(own, tag, written, language), Provenance(url, source, feed_title))
                members.append(Member(story, item_id, title, tldr, url, source, to_time(published)))
        return members

    def shown(self, view: str, day: str, ids: Sequence[int]) -> dict[int, Shown]:
        """Return what digests of the view showed up to a day (ISO 8601), of these items; those that none did are left
        out.
        """
        rows = self._db.read(_SHOWN, (json.dumps(list(ids)), view, day))
        return {item_id: Shown(before or "", at or "", own) for item_id, before, at, own in rows}

    def save_shown(self, view: str, day: str, ids: Iterable[int], now: datetime) -> None:
        """Remember what the digest of a day showed. Writes nothing that is known."""
        wanted = list(ids)
        if self._db.read_only:
            return
        sql = "SELECT item_id FROM shown WHERE view=? AND day=? AND item_id IN (SELECT value FROM json_each(?))"
        known = {row[0] for row in self._db.read(sql, (view, day, json.dumps(wanted)))}
        rows = [(view, day, item_id, bound(now)) for item_id in wanted if item_id not in known]
        if not rows:
            return
        with self._db.transaction() as raw:
            raw.executemany("INSERT OR IGNORE INTO shown (view, day, item_id, at) VALUES (?, ?, ?, ?)", rows)
