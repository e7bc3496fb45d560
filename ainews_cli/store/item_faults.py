"""Steps that failed unexpectedly, by item: what `doctor` lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ainews_cli.isolation import Fault
from ainews_cli.store.base import Base
from ainews_cli.store.values import to_text, to_time

KEPT = timedelta(days=30)
"""How long a fault is kept after it was last met."""
_SAVE = """
INSERT INTO faults (step, item_id, title, error, version, first_met, last_met, times) VALUES (?, ?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (step, item_id, title) DO UPDATE SET
    error=excluded.error, version=excluded.version, last_met=excluded.last_met, times=times + 1
"""
_FAULTS = """
SELECT step, item_id, title, error, version, last_met, times FROM faults WHERE last_met >= ?
ORDER BY last_met DESC, step, item_id
"""


class KeptFault(NamedTuple):
    """A fault of an earlier run."""

    step: str
    """A value of `isolation.Step`."""
    item: int
    """0 for an entry that is no item."""
    title: str
    error: str
    version: str
    """Of ainews, when it was last met."""
    last_met: datetime
    times: int


class ItemFaults(Base):
    """Queries on `faults`."""

    def save_faults(self, faults: Sequence[Fault], *, version: str, now: datetime) -> None:
        """Remember the faults of a run; forget those that were not met for long."""
        moment = to_text(now)
        rows = [
            (fault.step.value, fault.item, fault.title[:200], fault.words, version, moment, moment) for fault in faults
        ]
        with self._db.transaction() as raw:
            raw.executemany(_SAVE, rows)
            raw.execute("DELETE FROM faults WHERE last_met < ?", (to_text(now - KEPT),))

    def faults(self, since: datetime) -> list[KeptFault]:
        """Return the faults met since then, the last one first."""
        return [
            KeptFault(step, item, title, error, version, to_time(last_met), times)
            for step, item, title, error, version, last_met, times in self._db.read(_FAULTS, (to_text(since),))
        ]
