"""Reports on the ledger, by spans of days; no decisions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from ainews_cli.store.base import Base
from ainews_cli.store.records import UsageRow
from ainews_cli.store.values import bound, to_text, to_time_or_none

_SENT = "outcome NOT IN ('duplicate', 'unsent')"
"""What was written down and never left this machine is no call."""
_FAILED = "outcome NOT IN ('ok', 'superseded', 'changed')"
"""A reply that nobody needed any more is no failure."""

# The days come with their edges, because those of the reader are not those of UTC, and not always 24 hours long.
_ROWS = f"""
SELECT json_extract(d.value, '$[0]') AS day, c.model, c.purpose, count(*),
    sum(c.settled IS NOT NULL AND c.{_FAILED}), sum(c.settled IS NULL),
    count(DISTINCT CASE c.outcome WHEN 'ok' THEN c.item_id END),
    sum(c.input_tokens), sum(c.output_tokens), sum(c.cache_read), sum(c.cache_written),
    sum(coalesce(c.cost, c.estimate)) AS cost,
    sum(c.batch IS NOT NULL), sum(CASE WHEN c.batch IS NOT NULL AND c.settled IS NOT NULL THEN c.cost ELSE 0.0 END)
FROM json_each(:days) d CROSS JOIN llm_calls c INDEXED BY llm_calls_started
    ON c.started >= json_extract(d.value, '$[1]') AND c.started < json_extract(d.value, '$[2]') AND c.{_SENT}
GROUP BY 1, 2, 3 ORDER BY day DESC, cost DESC, 2, 3
"""
_ITEMS = """
SELECT model, purpose, count(DISTINCT item_id) FROM llm_calls
WHERE started >= :start AND started < :end AND outcome = 'ok' GROUP BY 1, 2
UNION ALL SELECT '', '', count(DISTINCT item_id) FROM llm_calls
WHERE started >= :start AND started < :end AND outcome = 'ok'
"""
_OUTCOMES = f"""
SELECT outcome, count(*), sum(coalesce(cost, 0.0)) FROM llm_calls
WHERE started >= ? AND started < ? AND settled IS NOT NULL AND {_FAILED} AND {_SENT} GROUP BY 1 ORDER BY 2 DESC, 1
"""
_COST = "SELECT coalesce(sum(coalesce(cost, estimate)), 0.0) FROM llm_calls WHERE started >= ? AND started < ?"
_SHARE = """
SELECT count(*), sum(cost), sum(estimate) FROM llm_calls
WHERE started >= ? AND settled IS NOT NULL AND estimate > 0 AND input_tokens + output_tokens > 0
"""
_FIRST = "SELECT min(started) FROM llm_calls"

Day = tuple[str, "datetime", "datetime"]
"""(label, start, end); half open."""


class UsageReports(Base):
    """Queries on `llm_calls` for the reader."""

    def usage(self, days: Sequence[Day]) -> list[UsageRow]:
        """Return the calls by day (in the order of the labels, last first), model and purpose (dearest first)."""
        edges = json.dumps([(label, bound(start), bound(end)) for label, start, end in days])
        return [UsageRow(*row) for row in self._db.read(_ROWS, {"days": edges})]

    def usage_items(self, start: datetime, end: datetime) -> dict[tuple[str, str], int]:
        """Return how many items were answered about, by (model, purpose); under ("", "") of all of them together."""
        rows = self._db.read(_ITEMS, {"start": bound(start), "end": bound(end)})
        return {(model, purpose): count for model, purpose, count in rows}

    def usage_outcomes(self, start: datetime, end: datetime) -> list[tuple[str, int, float]]:
        """(outcome, calls, US dollars) of the calls that failed, the most frequent first."""
        return self._db.read(_OUTCOMES, (bound(start), bound(end)))

    def cost_between(self, start: datetime, end: datetime) -> float:
        """US dollars; calls in flight count with their estimate."""
        return float(self._db.read(_COST, (bound(start), bound(end)))[0][0])

    def first_call(self) -> datetime | None:
        """Return when the ledger began."""
        return to_time_or_none(self._db.read(_FIRST)[0][0])

    def share_of_estimates(self, since: datetime) -> tuple[int, float]:
        """Return how many calls since then have a known price, and that price as a share of the most they could cost.

        (0, 1.0) where there is none.
        """
        calls, cost, most = self._db.read(_SHARE, (to_text(since),))[0]
        return (calls, cost / most) if most else (0, 1.0)
