"""The ledger of model calls: written before a call is sent, settled after; budgets hold across processes."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ainews_cli.errors import BudgetExceeded
from ainews_cli.models.settlement import Settlement
from ainews_cli.store.base import Base
from ainews_cli.store.connection import Connection
from ainews_cli.store.records import Spend
from ainews_cli.store.values import to_text

ABANDONED_AFTER = timedelta(minutes=15)
"""A call in flight for longer belongs to a process that died, or will be corrected when it is settled after all."""
KEPT_FOR = timedelta(days=7)
"""How long an answer waits for the run that comes back for it."""
_DUST = 1e-9
"""US dollars: sums of floats may be off by less."""

_ABANDON = "UPDATE llm_calls SET settled=?, outcome='unknown', cost=estimate WHERE settled IS NULL AND id=?"
_RESERVE = (
    "INSERT INTO llm_calls (purpose, item_id, model, estimate, started, run, pid, batch) VALUES (?, ?, ?, ?, ?, ?, "
    "?, ?)"
)
_SETTLE = """
UPDATE llm_calls SET settled=?, outcome=?, input_tokens=?, output_tokens=?, cache_read=?, cache_written=?, cost=?,
    latency=?, request_id=? WHERE id=?
"""
_SPENT = """
SELECT
    (SELECT coalesce(sum(cost), 0.0) FROM llm_calls WHERE started >= :day AND settled IS NOT NULL),
    (SELECT coalesce(sum(cost), 0.0) FROM llm_calls WHERE run = :run AND settled IS NOT NULL),
    (SELECT coalesce(sum(estimate), 0.0) FROM llm_calls WHERE settled IS NULL AND (batch IS NULL OR started >= :day)),
    (SELECT coalesce(sum(estimate), 0.0) FROM llm_calls WHERE settled IS NULL AND run = :run)
"""


def day_start_of(moment: datetime) -> datetime:
    """Return midnight UTC of its day."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


class StoreLedger:
    """An `llm.engine.Ledger` for one run."""

    def __init__(
        self,
        db: Connection,
        *,
        usd_per_day: float,
        usd_per_run: float,
        now: datetime,
        day_start: datetime | None = None,
        clock: Callable[[], float] = time.monotonic,
        by_option: bool = False,
    ) -> None:
        """`now` is when the run started, and `clock` (seconds, monotonic) tells how long ago that was; budgets in US
        dollars. `by_option`: the run's is that of --budget.
        """
        self._db = db
        self._per_day = usd_per_day
        self._per_run = usd_per_run
        self._run_advice = "give --budget a higher limit" if by_option else "raise usd_per_run under [budget]"
        self._began, self._clock, self._zero = now, clock, clock()
        self._day_start = day_start
        self.run = f"{to_text(now)}-{os.getpid()}-{os.urandom(3).hex()}"
        """Names the run in `llm_calls`."""
        settle_abandoned(db, now)
        forget_old_answers(db, now)

    def reserve(
        self, *, purpose: str, item_id: int | None, model: str, estimate: float, batch: int | None = None
    ) -> int:
        """Write the row and return its id. Raise BudgetExceeded when settled + in flight + estimate would pass the
        day's or the run's limit.

        `batch`: id of the batch (`batches`) that the call is a part of. It is in flight for hours, and counts on the
        day it was sent.
        """
        now = self._now()
        with self._db.transaction() as raw:
            day, run, in_flight, run_in_flight = _spent(raw, self._day_start or day_start_of(now), self.run)
            _check("today", "raise usd_per_day under [budget]", self._per_day, day + in_flight, estimate)
            _check("this run", self._run_advice, self._per_run, run + run_in_flight, estimate)
            call_id = raw.execute(
                _RESERVE, (purpose, item_id, model, estimate, to_text(now), self.run, os.getpid(), batch)
            ).lastrowid
        return int(call_id or 0)

    def settle(self, call_id: int, settlement: Settlement) -> None:
        """Settle the row of a call, also one that was given up as "unknown"."""
        outcome, usage, cost, latency, request_id, keep = settlement
        tokens = (usage.input_tokens, usage.output_tokens, usage.cache_read, usage.cache_written)
        now = to_text(self._now())
        with self._db.transaction() as raw:
            raw.execute(_SETTLE, (now, outcome, *tokens, cost, latency, request_id, call_id))
            if keep:
                raw.execute(
                    "INSERT OR REPLACE INTO replies (request, answer, run, kept) VALUES (?, ?, ?, ?)",
                    (*keep, self.run, now),
                )

    def kept_answer(self, request: str) -> str:
        """Return what a run that came to no end was answered to this very request, and make it this run's from now on;
        "" for nothing.
        """
        # Nearly always there is none: looking takes no write lock.
        if not self._db.read("SELECT 1 FROM replies WHERE request=? AND run<>?", (request, self.run)):
            return ""
        with self._db.transaction() as raw:
            rows = raw.execute("SELECT answer FROM replies WHERE request=? AND run<>?", (request, self.run)).fetchall()
            raw.execute("UPDATE replies SET run=? WHERE request=?", (self.run, request))
        return str(rows[0][0]) if rows else ""

    def _now(self) -> datetime:
        return self._began + timedelta(seconds=self._clock() - self._zero)


def settle_abandoned(db: Connection, now: datetime) -> int:
    """Count calls in flight of dead processes as spent at their estimate; return how many there were. Batches outlive
    theirs.
    """
    rows = db.read("SELECT id, started, pid FROM llm_calls WHERE settled IS NULL AND batch IS NULL")
    oldest = to_text(now - ABANDONED_AFTER)
    abandoned = [(to_text(now), call_id) for call_id, started, pid in rows if started < oldest or not alive(pid)]
    if abandoned:
        with db.transaction() as raw:
            raw.executemany(_ABANDON, abandoned)
    return len(abandoned)


def forget_old_answers(db: Connection, now: datetime) -> None:
    """Drop the answers that no run came back for."""
    oldest = to_text(now - KEPT_FOR)
    if db.read("SELECT 1 FROM replies WHERE kept < ? LIMIT 1", (oldest,)):
        with db.transaction() as raw:
            raw.execute("DELETE FROM replies WHERE kept < ?", (oldest,))


def _spent(raw: sqlite3.Connection, day: datetime, run: str) -> tuple[float, float, float, float]:
    """Settled today, settled by the run, in flight, of those in flight the run's; US dollars."""
    sums: tuple[float, float, float, float] = raw.execute(_SPENT, {"day": to_text(day), "run": run}).fetchone()
    return sums


def _check(what: str, advice: str, limit: float, spent: float, estimate: float) -> None:
    if spent + estimate > limit + _DUST:
        raise BudgetExceeded(
            f"the budget for {what} is used up: ${spent:.4f} of ${limit:g} spent or in flight, the next call may "
            f"cost ${estimate:.4f} "
            f"({advice} to go on)"
        )


def alive(pid: int) -> bool:
    """Tell whether a process of this number runs; True where that cannot be told."""
    if os.name == "nt":
        # There, os.kill would end the process instead of asking.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


class Ledgers(Base):
    """Queries on `llm_calls`."""

    _run = ""
    _runs: tuple[str, ...] = ()
    """Of all ledgers that were opened here."""

    def ledger(
        self,
        *,
        usd_per_day: float,
        usd_per_run: float,
        now: datetime,
        day_start: datetime | None = None,
        by_option: bool = False,
    ) -> StoreLedger:
        """Return an `llm.engine.Ledger`; budgets (US dollars) hold across processes (reserve is one immediate
        transaction).

        The day is the UTC day unless `day_start` says when the reader's began. `by_option`: as in `StoreLedger`.
        """
        opened = StoreLedger(
            self._db,
            usd_per_day=usd_per_day,
            usd_per_run=usd_per_run,
            now=now,
            day_start=day_start,
            by_option=by_option,
        )
        self._run = opened.run
        self._runs = (*self._runs, opened.run)
        return opened

    def run_is_over(self) -> None:
        """Let go of what was kept for a crash: all that the runs of this store's ledgers were answered has been dealt
        with.
        """
        if self._runs:
            with self._db.transaction() as raw:
                raw.executemany("DELETE FROM replies WHERE run=?", [(run,) for run in self._runs])

    def settle_abandoned(self, now: datetime) -> int:
        """Count calls in flight of dead processes as spent at their estimate; return how many there were. Batches
        outlive theirs.
        """
        return settle_abandoned(self._db, now)

    def spend(self, now: datetime, *, day_start: datetime | None = None) -> Spend:
        """Return what was spent today, in this run, and what is in flight."""
        row = self._db.read(_SPENT, {"day": to_text(day_start or day_start_of(now)), "run": self._run})[0]
        return Spend(day=row[0], run=row[1], in_flight=row[2])
