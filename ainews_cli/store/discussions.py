"""The first comments of items' discussions, as they were read last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from ainews_cli.errors import UsageError
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.discussion import Comment, Discussion
from ainews_cli.store.base import Base
from ainews_cli.store.block_records import from_json, from_records, to_json, to_records
from ainews_cli.store.values import to_text, to_time

_FIND = """
SELECT d.item_id, d.comments, d.note, d.fetched FROM json_each(?) j CROSS JOIN discussions d ON d.item_id = j.value
"""
_SAVE = """
INSERT INTO discussions (item_id, comments, note, fetched) VALUES (?1, ifnull(?2, ?5), ?3, ?4)
ON CONFLICT (item_id) DO UPDATE SET comments=ifnull(?2, comments), note=excluded.note, fetched=excluded.fetched
"""


class Discussions(Base):
    """Queries on `discussions`."""

    def discussion(self, item_id: int) -> Discussion | None:
        """Return what was read last, None when it was never asked for."""
        return self.discussions([item_id]).get(item_id)

    def discussions(self, item_ids: Sequence[int]) -> dict[int, Discussion]:
        """Return the same for many, by item; those that were never asked for are left out."""
        made = {}
        for item_id, *stored in self._db.read(_FIND, (json.dumps(list(item_ids)),)):
            with Isolated(Step.ROW, item_id):
                made[item_id] = _discussion(*stored)
        return made

    def save_discussion(self, item_id: int, comments: Sequence[Comment] | None, note: str, now: datetime) -> None:
        """Keep an attempt; with None the comments of an earlier one stay. Raise UsageError for an unknown id."""
        stored = None if comments is None else to_json("comments", [_record(comment) for comment in comments])
        with self._db.transaction() as raw:
            if raw.execute("SELECT 1 FROM items WHERE id=?", (item_id,)).fetchone() is None:
                raise UsageError(f"there is no item {item_id}")
            raw.execute(_SAVE, (item_id, stored, note, to_text(now), to_json("comments", [])))


def _discussion(comments: str, note: str, fetched: str) -> Discussion:
    records = from_json("comments", comments)
    read = (Comment(**{**record, "blocks": from_records(record["blocks"])}) for record in records)
    return Discussion(tuple(read), note, to_time(fetched))


def _record(comment: Comment) -> dict[str, object]:
    return {**comment._asdict(), "blocks": to_records(comment.blocks)}
