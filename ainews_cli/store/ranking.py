"""Lists of a window: what costs grows with the window, never with the store.

Items are chosen over two narrow b-trees, `items_published` (published, feed) and `item_analyses` (item, language,
marks); only the
few that are shown are read whole.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from ainews_cli.models.analysis import MARK_NAMES
from ainews_cli.models.item import ItemRow
from ainews_cli.models.selection import ALL, NO_FILTER, ItemFilter, Only
from ainews_cli.store.base import Base
from ainews_cli.store.filters import SHOWN, listed
from ainews_cli.store.rows import item_rows
from ainews_cli.store.values import bound, to_time
from ainews_cli.store.visibility import VISIBLE

MOST_SIBLINGS = 1000
"""Of the items of the same feeds that are looked through for releases of the same product."""
_WINDOW = "FROM items i INDEXED BY items_published WHERE i.published >= :start AND i.published < :end"
_BY_A_MODEL = (
    "EXISTS (SELECT 1 FROM item_analyses s WHERE s.item_id = i.id AND s.language = :language AND s.estimate = 0)"
)
_NO_ESTIMATE = """NOT EXISTS (
    SELECT 1 FROM item_analyses s WHERE s.item_id = i.id AND NOT s.stale AND s.estimate AND s.profile = :profile)"""
_SCORE = (
    "(:depth * s.depth + :relevance * s.relevance + :practicality * s.practicality + :novelty * s.novelty) * f.weight"
)
_AGE = "(julianday(i.published) - julianday(:start)) / max(1e-9, julianday(:end) - julianday(:start))"
"""0 at the start of the window, 1 at its end."""


def _carried(column: str, names: str) -> str:
    """Condition: the feed that brought the item first, or another one that carries it, is of one of these kinds or
    categories.
    """
    wanted = f"IN (SELECT value FROM json_each(:{names}))"
    return f"""(f.{column} {wanted} OR EXISTS (
        SELECT 1 FROM item_feeds x JOIN feeds g ON g.id = x.feed_id WHERE x.item_id = i.id AND g.{column} {wanted}))"""


_JUDGED = (
    "EXISTS (SELECT 1 FROM analyses c WHERE c.id = s.analysis_id AND c.category IN (SELECT value FROM "
    "json_each(:judged)))"
)


def _ranked_sql(join: str, which: str, only: Only, *, value: str = _SCORE, per_feed: int = 0) -> str:
    where = ["i.published >= :start", "i.published < :end", *listed(only.filter)[0]]
    wanted = [_carried("kind", "kinds")] if only.kinds else []
    wanted += [_carried("category", "categories")] if only.categories else []
    wanted += [_JUDGED] if only.judged else []
    where += [f"({' OR '.join(wanted)})"] if wanted else []
    order = f"{value} DESC, i.published DESC, i.id"
    rows = f"""
        FROM items i INDEXED BY items_published CROSS JOIN feeds f ON f.id = i.feed_id
        {join} JOIN item_analyses s ON s.item_id = i.id AND s.language = :language AND {which}
        WHERE {" AND ".join(where)}
    """
    if not per_feed:
        return f"SELECT i.id {rows} ORDER BY {order} LIMIT :limit"
    return f"""
        SELECT id FROM (
            SELECT i.id AS id, row_number() OVER (ORDER BY {order}) AS place,
                row_number() OVER (PARTITION BY i.feed_id ORDER BY {order}) AS own {rows})
        WHERE own <= :per_feed ORDER BY place LIMIT :limit
    """


def _parameters(
    start: datetime, end: datetime, language: str, weights: Sequence[float], limit: int, only: Only
) -> dict[str, object]:
    """Bind parameters of `_ranked_sql`; weights are normalised to a sum of 1 (equal ones when all are 0)."""
    total = sum(weights)
    shares = [weight / total for weight in weights] if total > 0 else [0.25] * 4
    lists = {
        name: json.dumps(list(values))
        for name, values in (("kinds", only.kinds), ("categories", only.categories), ("judged", only.judged))
        if values
    }
    window = {"start": bound(start), "end": bound(end), "language": language, "limit": limit}
    return {**window, **lists, **listed(only.filter)[1], **dict(zip(MARK_NAMES, shares, strict=True))}


class Ranking(Base):
    """Queries on a window of `items`."""

    def ranked(
        self,
        start: datetime,
        end: datetime,
        *,
        language: str,
        weights: Sequence[float],
        limit: int,
        only: Only = ALL,
        per_feed: int = 0,
    ) -> list[ItemRow]:
        """Return the items published in [start, end) by weighted mark times feed weight, best first; hidden
        ones left out; unanalysed ones last, newest first.

        `weights`: depth, relevance, practicality, novelty. `per_feed`: the best of each feed alone, 0: all.
        """
        parameters = _parameters(start, end, language, weights, limit, only) | {"per_feed": per_feed}
        rows = self._db.read(_ranked_sql("LEFT", "s.shown", only, per_feed=per_feed), parameters)
        return item_rows(self._db, [row[0] for row in rows], language)

    def best_estimates(
        self,
        start: datetime,
        end: datetime,
        *,
        language: str,
        weights: Sequence[float],
        limit: int,
        only: Only = ALL,
        freshness: float = 0.0,
        per_feed: int = 0,
    ) -> list[int]:
        """Return the ids of the window's items by their offline estimate times feed weight, whatever a model
        said: the same before and after an analysis.

        `freshness`: points of score that an item at the very end of the window gains over one at its start.
        `per_feed`: the best of each feed alone, 0: all.
        """
        parameters = _parameters(start, end, language, weights, limit, only) | {"per_feed": per_feed}
        if not freshness:
            sql = _ranked_sql("", "s.estimate", only, per_feed=per_feed)
            return [row[0] for row in self._db.read(sql, parameters)]
        sql = _ranked_sql("", "s.estimate", only, value=f"{_SCORE} + :freshness * {_AGE}", per_feed=per_feed)
        return [row[0] for row in self._db.read(sql, {**parameters, "freshness": freshness})]

    def estimated(self, ids: Sequence[int], *, language: str) -> list[ItemRow]:
        """Return the items of these ids, in this order, with their offline estimate, whatever a model said; None where
        there is none.
        """
        return item_rows(self._db, ids, language, estimates=True)

    def most_points(
        self,
        start: datetime,
        end: datetime,
        *,
        kinds: Sequence[str],
        language: str,
        limit: int,
        least_relevance: float = 0.0,
    ) -> list[int]:
        """Return the ids of the window's items by points, most first, those without any last, then the newest;
        of feeds of these kinds, those that no list shows left out.

        `least_relevance`: of the offline estimate in that language, 1.0 to 5.0, whatever a model said: the same
        before and after an analysis.
        """
        near = (
            "EXISTS (SELECT 1 FROM item_analyses s WHERE s.item_id = i.id AND s.language = :language AND s.estimate "
            "AND s.relevance >= :least)"
        )
        wanted = [VISIBLE, _carried("kind", "kinds"), *([near] if least_relevance else [])]
        sql = f"""
            SELECT i.id FROM items i INDEXED BY items_published CROSS JOIN feeds f ON f.id = i.feed_id
            WHERE i.published >= :start AND i.published < :end AND {" AND ".join(wanted)}
            ORDER BY coalesce(i.points, -1) DESC, i.published DESC, i.id LIMIT :limit
        """
        values = {"start": bound(start), "end": bound(end), "kinds": json.dumps(list(kinds)), "limit": limit}
        rows = self._db.read(sql, values | {"language": language, "least": least_relevance})
        return [row[0] for row in rows]

    def latest(self, *, language: str, limit: int, category: str = "", only: ItemFilter = NO_FILTER) -> list[ItemRow]:
        """Return the newest items that pass the filter, hidden ones left out unless it wants them."""
        ids = self.latest_ids(limit, category=category, language=language, only=only)
        return item_rows(self._db, ids, language)

    def latest_ids(
        self, limit: int, *, category: str = "", language: str = "", only: ItemFilter = NO_FILTER
    ) -> list[int]:
        """Return their ids. `language`: of the analyses that the filter looks at.

        An item whose date is a guess (it is when the item was first seen) is as old here as it may be: as the fetch
        before.
        """
        where, asked = listed(only)
        where += [_carried("category", "categories")] if category else []
        feeds = SHOWN if only.asks else "CROSS JOIN feeds f ON f.id = i.feed_id"
        parameters = {**asked, "limit": limit, "language": language, "categories": json.dumps([category])}

        def newest(condition: str, reach: str) -> list[tuple[str, int, str]]:
            sql = f"""
                SELECT i.published, i.id, i.first_seen FROM items i INDEXED BY items_published {feeds}
                WHERE {" AND ".join((*where, condition, "i.published >= :reach"))}
                ORDER BY i.published DESC, i.id DESC LIMIT :limit
            """
            return [(row[0], row[1], row[2]) for row in self._db.read(sql, {**parameters, "reach": reach})]

        dated = newest("i.published <> i.first_seen", "")
        guessed = newest("i.published = i.first_seen", dated[-1][0] if len(dated) == limit else "")
        before = self._fetches_before({seen: item_id for _, item_id, seen in reversed(guessed)})
        placed = [(date, item_id) for date, item_id, _ in dated]
        placed += [(before[seen], item_id) for _, item_id, seen in guessed]
        return [item_id for _, item_id in sorted(placed, reverse=True)[: None if limit < 0 else limit]]

    def _fetches_before(self, first: Mapping[str, int]) -> dict[str, str]:
        """Return, for the times of fetches (each with an item of it), when items of the fetch before were first seen; a
        day before where there are none.
        """
        sql = """
            SELECT j.key, (SELECT first_seen FROM items WHERE id < j.value AND first_seen < j.key
                ORDER BY id DESC LIMIT 1) FROM json_each(?) j
        """
        found: dict[str, str | None] = dict(self._db.read(sql, (json.dumps(first),)))
        return {seen: earlier or bound(to_time(seen) - timedelta(days=1)) for seen, earlier in found.items()}

    def count(self, start: datetime, end: datetime) -> int:
        """Count the items published in [start, end), those that no list shows left out."""
        rows = self._db.read(f"SELECT count(*) {_WINDOW} AND {VISIBLE}", {"start": bound(start), "end": bound(end)})
        return int(rows[0][0])

    def count_only(self, start: datetime, end: datetime, *, language: str, only: Only) -> int:
        """Count those of them that are wanted."""
        parameters = _parameters(start, end, language, (), -1, only)
        return int(self._db.read(f"SELECT count(*) FROM ({_ranked_sql('LEFT', 's.shown', only)})", parameters)[0][0])

    def count_analysed(self, start: datetime, end: datetime, *, language: str, only: Only = ALL) -> int:
        """Count the wanted items of the window that have an analysis by a model in a language, those that no list shows
        left out.
        """
        if only == ALL:
            sql = f"SELECT count(*) {_WINDOW} AND {VISIBLE} AND {_BY_A_MODEL}"
            return int(self._db.read(sql, {"start": bound(start), "end": bound(end), "language": language})[0][0])
        parameters = _parameters(start, end, language, (), -1, only)
        return int(self._db.read(f"SELECT count(*) FROM ({_ranked_sql('', 'NOT s.estimate', only)})", parameters)[0][0])

    def count_by_feed(
        self,
        start: datetime,
        end: datetime,
        *,
        language: str,
        only: Only,
        feeds: Collection[str],
        without: Collection[int],
    ) -> list[tuple[str, int]]:
        """Return (feed, number) of the wanted items of these feeds that are none of `without`, most first."""
        parameters = _parameters(start, end, language, (), -1, only)
        sql = f"""
            SELECT f.name, count(*) FROM ({_ranked_sql("LEFT", "s.shown", only)}) r
            JOIN items i ON i.id = r.id JOIN feeds f ON f.id = i.feed_id
            WHERE f.name IN (SELECT value FROM json_each(:feeds))
                AND i.id NOT IN (SELECT value FROM json_each(:without))
            GROUP BY f.name ORDER BY 2 DESC, f.name
        """
        lists = {"feeds": json.dumps(list(feeds)), "without": json.dumps(list(without))}
        return [(name, count) for name, count in self._db.read(sql, parameters | lists)]

    def of_the_same_feeds(self, ids: Sequence[int], start: datetime, end: datetime) -> list[int]:
        """Return the ids of the items published in [start, end) that the feeds of these items brought, newest first."""
        sql = f"""
            SELECT i.id {_WINDOW} AND {VISIBLE}
            AND i.feed_id IN (SELECT h.feed_id FROM json_each(:ids) j CROSS JOIN items h ON h.id = j.value)
            ORDER BY i.published DESC, i.id DESC LIMIT {MOST_SIBLINGS}
        """
        parameters = {"start": bound(start), "end": bound(end), "ids": json.dumps(list(ids))}
        return [row[0] for row in self._db.read(sql, parameters)]

    def sources(self, start: datetime, end: datetime) -> int:
        """Count the feeds that brought the items published in [start, end)."""
        sql = f"SELECT count(DISTINCT i.feed_id) {_WINDOW} AND {VISIBLE}"
        rows = self._db.read(sql, {"start": bound(start), "end": bound(end)})
        return int(rows[0][0])

    def unestimated(self, start: datetime, end: datetime, *, profile: str) -> list[int]:
        """Return the ids of the window's items without a current estimate by this profile, whatever a model
        said, newest first.
        """
        sql = f"SELECT i.id {_WINDOW} AND {_NO_ESTIMATE} ORDER BY i.published DESC, i.id DESC"
        return [row[0] for row in self._db.read(sql, {"start": bound(start), "end": bound(end), "profile": profile})]

    def without_estimate(self, ids: Sequence[int], *, profile: str) -> list[int]:
        """Return those of the items, in this order, that lack it."""
        sql = (
            f"SELECT i.id FROM json_each(:ids) j CROSS JOIN items i ON i.id = j.value WHERE {_NO_ESTIMATE} ORDER BY "
            f"j.key"
        )
        return [row[0] for row in self._db.read(sql, {"ids": json.dumps(list(ids)), "profile": profile})]
