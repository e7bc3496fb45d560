"""Message batches: written before they are sent, kept until every request of them is settled."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from datetime import datetime

from ainews_cli.models.analysis import Usage
from ainews_cli.models.batch import BatchCounts
from ainews_cli.store.base import Base
from ainews_cli.store.connection import Row
from ainews_cli.store.records import BatchRequest, StoredBatch
from ainews_cli.store.values import strings_to_json, to_text, to_text_or_none, to_time

_COLUMNS = (
    "b.id, b.nonce, b.server, b.model, b.price, b.batch_id, b.state, b.submitted, b.expires, b.checked, b.note, b.pid, "
    "b.processing, b.succeeded, b.errored, b.canceled, b.expired"
)
_MONEY = """
    (SELECT count(*) FROM batch_requests r WHERE r.batch = b.id),
    (SELECT count(*) FROM batch_requests r WHERE r.batch = b.id AND r.outcome = ''),
    (SELECT coalesce(sum(coalesce(c.cost, c.estimate)), 0.0) FROM llm_calls c WHERE c.batch = b.id)
"""
_LIST = f"SELECT {_COLUMNS}, {_MONEY} FROM batches b"
_OPEN = "state IN ('submitting', 'open')"
_REQUESTS = (
    "SELECT call_id, custom_id, purpose, item_id, body_hash, text_hash, profile, sent FROM batch_requests WHERE "
    "batch=? AND outcome=''"
)
_ADD = """
INSERT INTO batch_requests (call_id, batch, custom_id, purpose, item_id, body_hash, text_hash, profile, sent)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_WAITING = f"""
SELECT DISTINCT r.item_id FROM json_each(?) j CROSS JOIN batch_requests r ON r.item_id = j.value
JOIN batches b ON b.id = r.batch JOIN items i ON i.id = r.item_id
WHERE r.outcome = '' AND b.{_OPEN} AND b.expires > ? AND r.purpose = ? AND r.profile = ? AND r.body_hash = i.body_hash
"""
_SAME = f"""
SELECT 1 FROM batch_requests r JOIN batches b ON b.id = r.batch
WHERE r.item_id=? AND r.purpose=? AND r.text_hash=? AND r.profile=?
    AND r.outcome='' AND b.{_OPEN} AND b.expires > ? LIMIT 1
"""
_TO_COME = f"""
SELECT 1 FROM batch_requests r JOIN batches b ON b.id = r.batch
WHERE r.item_id=? AND r.outcome='' AND b.{_OPEN} AND b.expires > ? LIMIT 1
"""
_SETTLE_CALL = """
UPDATE llm_calls SET settled=?, outcome=?, input_tokens=?, output_tokens=?, cache_read=?, cache_written=?,
    cost=coalesce(?, estimate), request_id=?
WHERE id=? AND settled IS NULL
"""
FAILURES = ("off_schema", "refusal", "max_tokens", "model_context_window_exceeded", "errored")
"""Outcomes after which asking in the same way again promises little."""


class Batches(Base):
    """Queries on `batches` and `batch_requests`."""

    def begin_batch(self, *, nonce: str, server: str, model: str, price: str, now: datetime, expires: datetime) -> int:
        """Write down a batch that is about to be sent; return its id. `price` is JSON, kept as it is."""
        values = (nonce, server, model, price, to_text(now), to_text(expires), os.getpid())
        sql = (
            "INSERT INTO batches (nonce, server, model, price, state, submitted, expires, pid) VALUES (?, ?, ?, ?, "
            "'submitting', ?, ?, ?)"
        )
        with self._db.transaction() as raw:
            return int(raw.execute(sql, values).lastrowid or 0)

    def add_request(self, batch: int, request: BatchRequest, now: datetime) -> bool:
        """Write down one request of a batch that is about to be sent; its row in `llm_calls` is there already.

        False where another process has just sent the very same: that row is then settled at nothing.
        """
        values = (request.call_id, batch, *request[1:])
        with self._db.transaction() as raw:
            if raw.execute(
                _SAME, (request.item_id, request.purpose, request.text_hash, request.profile, to_text(now))
            ).fetchone():
                raw.execute(
                    "UPDATE llm_calls SET settled=?, outcome='duplicate', cost=0 WHERE id=?",
                    (to_text(now), request.call_id),
                )
                return False
            raw.execute(_ADD, values)
        return True

    def about_to_send(self, batch: int, now: datetime) -> None:
        """Note that a batch leaves now. From here on its rows survive a power cut, too: else this side alone would
        forget it.
        """
        with self._db.durable(), self._db.transaction() as raw:
            raw.execute("UPDATE batches SET submitted=? WHERE id=?", (to_text(now), batch))

    def batch_sent(self, batch: int, batch_id: str, *, expires: datetime) -> None:
        """Note that the server has it, under this name."""
        with self._db.transaction() as raw:
            raw.execute(
                "UPDATE batches SET state='open', batch_id=?, expires=?, note='' WHERE id=?",
                (batch_id, to_text(expires), batch),
            )

    def note_batch(self, batch: int, note: str, now: datetime) -> None:
        """Note that the server was asked in vain, and why."""
        with self._db.transaction() as raw:
            raw.execute("UPDATE batches SET checked=?, note=? WHERE id=?", (to_text(now), note, batch))

    def batch_heard(self, batch: int, counts: BatchCounts, now: datetime) -> None:
        """Note what the server says of it."""
        sql = (
            "UPDATE batches SET checked=?, note='', processing=?, succeeded=?, errored=?, canceled=?, expired=? "
            "WHERE id=?"
        )
        with self._db.transaction() as raw:
            raw.execute(sql, (to_text(now), *counts, batch))

    def open_batches(self) -> list[StoredBatch]:
        """Return those that are not settled yet, oldest first."""
        return [_stored(row) for row in self._db.read(f"{_LIST} WHERE b.{_OPEN} ORDER BY b.id")]

    def recent_batches(self, since: datetime) -> list[StoredBatch]:
        """Return those that are open, and those submitted since then; newest first. Not those of somebody else."""
        sql = f"{_LIST} WHERE b.{_OPEN} OR b.submitted >= ? AND b.state <> 'foreign' ORDER BY b.id DESC"
        return [_stored(row) for row in self._db.read(sql, (to_text(since),))]

    def has_open_batches(self, unasked_since: datetime | None = None) -> bool:
        """Tell whether there is anything to collect; with a time, only what the server was not asked about since."""
        sql = f"SELECT 1 FROM batches WHERE {_OPEN} AND (? IS NULL OR checked IS NULL OR checked < ?) LIMIT 1"
        return bool(self._db.read(sql, (to_text_or_none(unasked_since),) * 2))

    def known_batches(self) -> set[str]:
        """Return the server's names of all batches that were ever sent or looked at."""
        return {row[0] for row in self._db.read("SELECT batch_id FROM batches WHERE batch_id IS NOT NULL")}

    def unsettled_requests(self, batch: int) -> dict[str, BatchRequest]:
        """By custom_id, those whose reply was not read yet."""
        return {row[1]: BatchRequest(*row) for row in self._db.read(_REQUESTS, (batch,))}

    def settle_request(
        self,
        call_id: int,
        *,
        outcome: str,
        usage: Usage,
        cost: float | None,
        now: datetime,
        request_id: str = "",
        failed: Iterable[str] = (),
    ) -> None:
        """Book what became of a request; a second time changes nothing. `failed`: hashes of blocks that the checks
        refused.

        `cost` in US dollars; None: its estimate.
        """
        tokens = (usage.input_tokens, usage.output_tokens, usage.cache_read, usage.cache_written)
        with self._db.transaction() as raw:
            raw.execute(_SETTLE_CALL, (to_text(now), outcome, *tokens, cost, request_id, call_id))
            raw.execute(
                "UPDATE batch_requests SET outcome=?, failed=?, sent='' WHERE call_id=? AND outcome=''",
                (outcome, strings_to_json(failed), call_id),
            )

    def end_batch(
        self, batch: int, *, outcome: str, at_estimate: bool, now: datetime, released: bool = False, note: str = ""
    ) -> int:
        """Settle what is left of a batch, at its estimate or at nothing, and close it; return how many requests were
        left.

        `released`: it never reached the server, or was lost.
        """
        moment = to_text(now)
        cost = "estimate" if at_estimate else "0"
        with self._db.transaction() as raw:
            raw.execute(
                f"UPDATE llm_calls SET settled=?, outcome=?, cost={cost} WHERE batch=? AND settled IS NULL",
                (moment, outcome, batch),
            )
            left = raw.execute(
                "UPDATE batch_requests SET outcome=?, sent='' WHERE batch=? AND outcome=''", (outcome, batch)
            ).rowcount
            state = "released" if released else "closed"
            raw.execute("UPDATE batches SET state=?, closed=?, note=? WHERE id=?", (state, moment, note, batch))
        return left

    def disown_batch(self, batch: int, now: datetime) -> None:
        """Note that the server's batch that was taken for this one is somebody else's: it is not looked at again, and
        this one is still to be found.
        """
        copy = """
            INSERT INTO batches (nonce, server, model, price, state, submitted, expires, pid)
            SELECT 'foreign-' || batch_id, server, '', '{}', 'foreign', submitted, expires, 0 FROM batches WHERE id=?
        """
        with self._db.transaction() as raw:
            batch_id = raw.execute("SELECT batch_id FROM batches WHERE id=?", (batch,)).fetchone()[0]
            other = raw.execute(copy, (batch,)).lastrowid
            note = f"{batch_id} is somebody else's"
            raw.execute(
                "UPDATE batches SET state='submitting', batch_id=NULL, checked=?, note=? WHERE id=?",
                (to_text(now), note, batch),
            )
            raw.execute("UPDATE batches SET batch_id=? WHERE id=?", (batch_id, other))

    def in_batches(self, ids: Sequence[int], *, purpose: str, profile: str, now: datetime) -> set[int]:
        """Return those of the items that a batch is about to answer for, as they are now."""
        rows = self._db.read(_WAITING, (json.dumps(list(ids)), to_text(now), purpose, profile))
        return {row[0] for row in rows}

    def item_in_batch(self, item_id: int, now: datetime) -> bool:
        """Tell whether a reply about the item is to come."""
        return bool(self._db.read(_TO_COME, (item_id, to_text(now))))

    def request_failures(self, item_id: int, *, text_hash: str, profile: str) -> int:
        """Return how often a batch brought nothing usable for this very text."""
        sql = """
            SELECT count(*) FROM batch_requests
            WHERE item_id=? AND purpose='analysis' AND text_hash=? AND profile=?
                AND outcome IN (SELECT value FROM json_each(?))
        """
        return int(self._db.read(sql, (item_id, text_hash, profile, json.dumps(FAILURES)))[0][0])

    def block_failures(self, item_id: int, *, profile: str, since: datetime) -> dict[str, int]:
        """By the hash of a block, how often the checks refused what a batch brought for it; one that they refused after
        `since` counts as refused twice.
        """
        sql = """
            SELECT j.value, count(*) + (max(c.settled) > ?)
            FROM batch_requests r JOIN llm_calls c ON c.id = r.call_id, json_each(r.failed) j
            WHERE r.item_id=? AND r.purpose='translation' AND r.profile=? GROUP BY 1
        """
        return dict(self._db.read(sql, (to_text(since), item_id, profile)))


def _stored(row: Row) -> StoredBatch:

    number, nonce, server, model, price, batch_id, state, submitted, expires, checked, note, pid, *rest = row
    *counts, requests, waiting, dollars = rest
    return StoredBatch(
        id=number,
        nonce=nonce,
        server=server,
        model=model,
        price=price,
        batch_id=batch_id or "",
        state=state,
        submitted=to_time(submitted),
        expires=to_time(expires),
        checked=to_time(checked) if checked else None,
        note=note,
        pid=pid,
        counts=BatchCounts(*counts),
        requests=requests,
        waiting=waiting,
        dollars=dollars,
    )
