"""Failed tries: what a model was asked in vain."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from ainews_cli.models.tries import REMEMBERED, FailedTry, TryKey
from ainews_cli.store.base import Base
from ainews_cli.store.values import to_text, to_time

_FIND = """
SELECT t.purpose, t.item_id, t.text_hash, t.profile, t.reason, t.failed FROM json_each(?) j
CROSS JOIN failed_tries t ON t.purpose = ? AND t.item_id = j.value AND t.profile = ? AND t.server = ? AND t.failed > ?
"""


class FailedTries(Base):
    """Queries on `failed_tries`."""

    def failed_tries(
        self, purpose: str, item_ids: Iterable[int], *, profile: str, server: str, now: datetime
    ) -> dict[TryKey, FailedTry]:
        """Return the tries about these items that failed within the day. Most runs find none."""
        values = (json.dumps(list(item_ids)), purpose, profile, server, to_text(now - REMEMBERED))
        tries = (FailedTry(TryKey(*row[:4]), row[4], to_time(row[5])) for row in self._db.read(_FIND, values))
        return {failed.key: failed for failed in tries}

    def save_failed_try(self, failed: FailedTry, *, server: str) -> None:
        """Commit one, in the place of an earlier one; forget those that are too old to matter."""
        with self._db.transaction() as raw:
            raw.execute("DELETE FROM failed_tries WHERE failed <= ?", (to_text(failed.at - REMEMBERED),))
            raw.execute(
                "INSERT OR REPLACE INTO failed_tries (purpose, item_id, text_hash, profile, server, reason, failed) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*failed.key, server, failed.reason, to_text(failed.at)),
            )

    def forget_failed_tries(self, keys: Iterable[TryKey], *, server: str) -> None:
        """Forget some: a later reply could be used."""
        with self._db.transaction() as raw:
            raw.executemany(
                "DELETE FROM failed_tries WHERE purpose=? AND item_id=? AND text_hash=? AND profile=? AND server=?",
                [(*key, server) for key in keys],
            )

    def reply_unusable(self, call_id: int) -> None:
        """Note in the ledger that a reply came and the checks refused it."""
        with self._db.transaction() as raw:
            raw.execute("UPDATE llm_calls SET outcome='off_schema' WHERE id=? AND outcome='ok'", (call_id,))
