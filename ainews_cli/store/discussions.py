"""The first comments of items' discussions, as they were read last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.store.base import Base
from ainews_cli.store.values import to_text, to_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.discussion import Comment, Discussion

_SAVE = """
INSERT INTO discussions (item_id, json, note, fetched) VALUES (?1, ifnull(?2, '[]'), ?3, ?4)
ON CONFLICT (item_id) DO UPDATE SET json=ifnull(?2, json), note=excluded.note, fetched=excluded.fetched
"""


class Discussions(Base):
    """Queries on `discussions`."""

    def discussion(self, item_id: int) -> Discussion | None:
        """What was read last, None when it was never asked for."""
        rows = self._db.read("SELECT json, note, fetched FROM discussions WHERE item_id=?", (item_id,))
        if not rows:
            return None
        from ainews_cli.models.discussion import Comment, Discussion
        from ainews_cli.models.text import Block

        comments = tuple(
            Comment(one["id"], one["author"], tuple(Block(number, *values) for number, values in enumerate(one["blocks"], 1)), one["replies"])
            for one in json.loads(rows[0][0])
        )
        return Discussion(comments, rows[0][1], to_time(rows[0][2]))

    def save_discussion(self, item_id: int, comments: Sequence[Comment] | None, note: str, now: datetime) -> None:
        """Keeps an attempt; with None the comments of an earlier one stay. Raises UsageError for an unknown id."""
        found = None if comments is None else json.dumps([_plain(one) for one in comments], ensure_ascii=False)
        with self._db.transaction() as raw:
            if raw.execute("SELECT 1 FROM items WHERE id=?", (item_id,)).fetchone() is None:
                raise UsageError(f"there is no item {item_id}")
            raw.execute(_SAVE, (item_id, found, note, to_text(now)))


def _plain(comment: Comment) -> dict[str, object]:
    blocks = [(block.kind, block.text, block.level, block.ordered, block.info) for block in comment.blocks]
    return {"id": comment.id, "author": comment.author, "replies": comment.replies, "blocks": blocks}
