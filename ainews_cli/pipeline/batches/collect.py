"""Collecting: what ended is read, checked like a live reply, and booked. Reading it twice changes nothing; one bad
result stops nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.errors import BatchUnknown, ModelError
from ainews_cli.isolation import Isolated, Step
from ainews_cli.llm.prices import Price, cost_of
from ainews_cli.models.analysis import Usage
from ainews_cli.models.batch import POLL
from ainews_cli.pipeline.batches.recover import adopt
from ainews_cli.pipeline.batches.requests import nonce_of
from ainews_cli.pipeline.batches.results import keep_analysis, keep_translation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ainews_cli.llm.batch import BatchResult, BatchServer, BatchState
    from ainews_cli.store import Store
    from ainews_cli.store.records import BatchRequest, StoredBatch

KEPT_FOR = timedelta(days=29)
"""How long the server keeps results."""


class Collected(NamedTuple):
    """What collecting brought."""

    ended: int = 0
    """Batches that are settled now and were not before."""
    open: int = 0
    """Batches that are still to end, or to be found."""
    analyses: int = 0
    """That were saved."""
    blocks: int = 0
    """Translated blocks that were saved."""
    unusable: int = 0
    """Replies that failed the checks, refusals, errors, requests that expired or were canceled."""
    superseded: int = 0
    """Replies that came too late: the item was analysed or translated meanwhile."""
    dollars: float = 0.0
    """What was settled, in US dollars."""
    notes: tuple[str, ...] = ()
    """What could not be done and why, one line each."""

    def plus(self, other: Collected) -> Collected:
        """Return both together."""
        return Collected(
            self.ended + other.ended,
            self.open + other.open,
            self.analyses + other.analyses,
            self.blocks + other.blocks,
            self.unusable + other.unusable,
            self.superseded + other.superseded,
            self.dollars + other.dollars,
            self.notes + other.notes,
        )


class Means(NamedTuple):
    """What collecting works with."""

    store: Store
    server: BatchServer
    glossary: Sequence[tuple[str, str]]
    clock: Callable[[], datetime]


async def collect(
    store: Store,
    server: BatchServer,
    *,
    glossary: Sequence[tuple[str, str]],
    clock: Callable[[], datetime],
    patient: bool = False,
    read: bool = True,
) -> Collected:
    """Ask about every open batch of this server, and read the results of those that have ended.

    `patient`: leave out batches that were asked about less than POLL ago. `read`: False only brings the counts up to
    date. Raise StoreError alone: what the server does not answer is a note.
    """
    means, total = Means(store, server, glossary, clock), Collected()
    now = clock()
    try:
        if any(
            batch.state == "submitting" and not (patient and asked_lately(batch, now)) for batch in store.open_batches()
        ):
            await adopt(store, server, now)
    except ModelError as error:
        total = total._replace(notes=(str(error),))
    for batch in store.open_batches():
        if batch.server != server.host:
            total = total.plus(_elsewhere(means, batch, patient=patient))
        elif batch.state == "submitting" or (patient and asked_lately(batch, now)):
            total = total.plus(Collected(open=1))
        else:
            total = total.plus(await _one(means, batch, read=read))
    return total._replace(notes=tuple(dict.fromkeys(total.notes)))


def _elsewhere(means: Means, batch: StoredBatch, *, patient: bool) -> Collected:
    """Note a batch of another server than the one that is configured now; views say nothing of it."""
    now = means.clock()
    if now - batch.submitted > KEPT_FOR:
        return _give_up(means, batch, f"{batch.server} kept its results no longer")
    words = (
        f"batch {batch.batch_id or batch.id} was sent to {batch.server}, and [model] names {means.server.host} now: "
        f"collect it with that server"
    )
    means.store.note_batch(batch.id, words, now)
    return Collected(open=1, notes=() if patient else (words,))


def asked_lately(batch: StoredBatch, now: datetime) -> bool:
    """Tell whether the server was asked about it less than POLL ago."""
    return batch.checked is not None and now - batch.checked < POLL


async def _one(means: Means, batch: StoredBatch, *, read: bool) -> Collected:
    """Ask about one batch that the server knows, and read it if it has ended."""
    now = means.clock()
    try:
        state = await means.server.retrieve(batch.batch_id)
    except BatchUnknown as error:
        if now - batch.submitted > KEPT_FOR:
            return _give_up(means, batch, "the server kept its results no longer")
        means.store.note_batch(batch.id, str(error), now)
        return Collected(open=1, notes=(str(error),))
    except ModelError as error:
        means.store.note_batch(batch.id, str(error), now)
        return Collected(open=1, notes=(str(error),))
    means.store.batch_heard(batch.id, state.counts, now)
    return await _read(means, batch, state) if state.ended and read else Collected(open=1)


async def _read(means: Means, batch: StoredBatch, state: BatchState) -> Collected:
    """Read the results of a batch that has ended: each is settled as it is read, so that a stream that breaks off loses
    nothing.
    """
    waiting = means.store.unsettled_requests(batch.id)
    price = Price(**json.loads(batch.price))
    total, ours, read = Collected(), False, 0
    try:
        async for result in means.server.results(state):
            read += 1
            ours = ours or nonce_of(result.custom_id) == batch.nonce
            if request := waiting.pop(result.custom_id, None):
                with Isolated(Step.BATCH, request.item_id) as settling:
                    total = total.plus(_settle(means, batch, request, result, price))
                if settling.failed:
                    total = total.plus(_unusable(means, request, result, price))
    except ModelError as error:
        means.store.note_batch(batch.id, str(error), means.clock())
        return total.plus(Collected(open=1, notes=(str(error),)))
    if read and not ours:
        means.store.disown_batch(batch.id, means.clock())
        return Collected(open=1)
    if waiting:
        return total.plus(_give_up(means, batch, "the server's results leave requests out"))
    means.store.end_batch(batch.id, outcome="", at_estimate=False, now=means.clock())
    return total.plus(Collected(ended=1))


def _give_up(means: Means, batch: StoredBatch, why: str) -> Collected:
    """Settle what is left at its estimate: it was paid for, for all that is known."""
    left = means.store.end_batch(batch.id, outcome="unknown", at_estimate=True, now=means.clock(), note=why)
    return Collected(
        ended=1,
        unusable=left,
        notes=(f"batch {batch.batch_id}: {why}; {left} requests count as spent at their estimate",),
    )


def _unusable(means: Means, request: BatchRequest, result: BatchResult, price: Price) -> Collected:
    """Book a result with which a step of ours failed: it was paid for, and is not read again."""
    usage = result.reply.usage if result.reply else Usage()
    cost = cost_of(usage, price, batch=True) if usage != Usage() else None
    means.store.settle_request(request.call_id, outcome="fault", usage=usage, cost=cost, now=means.clock())
    return Collected(dollars=cost or 0.0, unusable=1)


def _settle(means: Means, batch: StoredBatch, request: BatchRequest, result: BatchResult, price: Price) -> Collected:
    """Check one reply, keep what passes, and book what it cost. It is kept before it is booked: a crash between them
    reads it once more.
    """
    now, reply = means.clock(), result.reply
    if result.kind != "succeeded" or reply is None:
        means.store.settle_request(request.call_id, outcome=result.kind, usage=Usage(), cost=0.0, now=now)
        notes = (
            (f"{means.server.host} could not answer some requests of {batch.batch_id}: {result.words}",)
            if result.words
            else ()
        )
        return Collected(unusable=1, notes=notes)
    # Servers that count no tokens leave what it cost unknown: it is booked at its estimate.
    cost = cost_of(reply.usage, price, batch=True) if reply.usage != Usage() else None
    reply = replace(reply, cost=cost or 0.0)
    failed: tuple[str, ...] = ()
    if request.purpose == "analysis":
        outcome = keep_analysis(means.store, batch, request, reply, now)
        brought = Collected(analyses=int(outcome == "ok"))
    else:
        outcome, saved, failed = keep_translation(means.store, batch, request, reply, means.glossary, now)
        brought = Collected(blocks=saved)
    means.store.settle_request(
        request.call_id,
        outcome=outcome,
        usage=reply.usage,
        cost=cost,
        now=now,
        request_id=result.request_id,
        failed=failed,
    )
    superseded = outcome in ("superseded", "changed")
    return brought.plus(
        Collected(dollars=cost or 0.0, superseded=int(superseded), unusable=int(not superseded and outcome != "ok"))
    )
