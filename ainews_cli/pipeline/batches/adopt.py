"""Batches of which nobody knows whether they arrived: looked for in the server's list, taken over or given up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ainews_cli.store.ledger import alive

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from ainews_cli.llm.batch import BatchServer, BatchState
    from ainews_cli.store import Store
    from ainews_cli.store.records import StoredBatch

AROUND = timedelta(hours=1)
"""How far the server's clock may be from ours. What is taken for a batch by its time and size is confirmed by the names
in its results.
"""
PATIENCE = timedelta(minutes=30)
"""After which a batch that no list shows never arrived."""
SENDING = timedelta(minutes=15)
"""How long another process may take to send one."""


async def adopt(store: Store, server: BatchServer, now: datetime, *, mine: int | None = None) -> None:
    """Settles the question for the batches in state "submitting". `mine`: only this one, whose request has just failed.

    Raises what `server.listed` raises.
    """
    lost = [one for one in store.open_batches() if one.state == "submitting" and one.server == server.host]
    lost = [one for one in lost if (one.id == mine if mine is not None else not _being_sent(one, now))]
    for one in lost:
        if not one.requests:  # the process ended before anything could be sent
            store.end_batch(one.id, outcome="unsent", at_estimate=False, now=now, released=True)
    lost = [one for one in lost if one.requests]
    if not lost:
        return
    listed = await server.listed(min(one.submitted for one in lost) - AROUND)
    known = store.known_batches()
    for one in lost:
        if found := match(one, listed, known):
            store.batch_sent(one.id, found.id, expires=found.expires)
            known.add(found.id)
        elif now - one.submitted > PATIENCE:
            store.end_batch(
                one.id,
                outcome="unsent",
                at_estimate=False,
                now=now,
                released=True,
                note=f"{server.host} never received it",
            )
        else:
            store.note_batch(one.id, f"{server.host} does not list it (yet)", now)


def match(batch: StoredBatch, listed: Sequence[BatchState], known: Collection[str]) -> BatchState | None:
    """The unknown batch of the same size that was created at the nearest time, if any is near. Pure."""
    near = [
        one
        for one in listed
        if one.id not in known and one.size == batch.requests and abs(one.created - batch.submitted) <= AROUND
    ]
    return min(near, key=lambda one: (abs(one.created - batch.submitted), one.id), default=None)


def _being_sent(batch: StoredBatch, now: datetime) -> bool:
    """Whether a living process is at it."""
    return now - batch.submitted < SENDING and not batch.note and alive(batch.pid)
