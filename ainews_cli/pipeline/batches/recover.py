"""Batches that one side alone knows: those that the database lost, and those that may never have arrived.

`recover` takes in a batch of which only the server knows, for instance after a backup was restored: its requests are
known by their names. `adopt` looks in the server's list for batches of which only the database knows.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.errors import ModelUnavailable, UsageError
from ainews_cli.llm.prices import Price, cost_of
from ainews_cli.pipeline.batches.requests import Want, nonce_of, subject_of, wants_analyses, wants_translations
from ainews_cli.store.ledger import alive
from ainews_cli.store.records import BatchRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from ainews_cli.llm.batch import BatchResult, BatchServer, BatchState
    from ainews_cli.llm.provider import Provider
    from ainews_cli.models.analysis import Interests
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


class Setting(NamedTuple):
    """What requests are made from; only those that would be made in the same words today are known again."""

    language: str
    interests: Interests
    glossary: Sequence[tuple[str, str]]
    provider: Provider
    model: str
    price: Price


async def recover(
    store: Store, server: BatchServer, batch_id: str, setting: Setting, *, clock: Callable[[], datetime]
) -> int:
    """Take the batch into the database, so that `collect` reads it; return how many of its requests are of use.

    What the others cost is booked here. Raise UsageError for a batch that holds no request of ours or is known already,
    ModelUnavailable for one that has not ended.
    """
    if batch_id in store.known_batches():
        raise UsageError(f"{batch_id} is already known: `ainews batch status` shows its state")
    state = await server.retrieve(batch_id)
    if not state.ended:
        raise ModelUnavailable(f"{batch_id} is still running; its results are available when it ends")
    results = {result.custom_id: result async for result in server.results(state)}
    nonces = {nonce for name in results if (nonce := nonce_of(name))}
    if len(nonces) != 1:
        raise UsageError(f"{batch_id} contains no requests from ainews")
    nonce = nonces.pop()
    now = clock()
    prices = json.dumps(setting.price._asdict())
    batch = store.begin_batch(
        nonce=nonce, server=server.host, model=setting.model, price=prices, now=now, expires=state.expires
    )
    wanted = _known_again(store, results, nonce, setting, now)
    _book(store, batch, results, wanted, setting, now)
    store.batch_sent(batch, batch_id, expires=state.expires)
    return len(wanted)


def _known_again(
    store: Store, names: Mapping[str, object], nonce: str, setting: Setting, now: datetime
) -> dict[str, Want]:
    """Return, by name, the requests that are still wanted and would be named so today."""
    subjects = [subject for name in names if (subject := subject_of(name))]
    ids = {purpose: [item for kind, item in subjects if kind == purpose and store.has_item(item)] for purpose in "at"}
    language, interests, glossary, provider, model, price = setting
    wants = [
        *wants_analyses(
            store,
            ids["a"],
            language=language,
            interests=interests,
            provider=provider,
            model=model,
            price=price,
            now=now,
        ),
        *wants_translations(
            store,
            dict.fromkeys(ids["t"]),
            language=language,
            glossary=glossary,
            provider=provider,
            model=model,
            price=price,
            now=now,
        ),
    ]
    named = {want.custom_id(nonce): want for want in wants}
    return {name: want for name, want in named.items() if name in names}


def _book(
    store: Store,
    batch: int,
    results: Mapping[str, BatchResult],
    wanted: Mapping[str, Want],
    setting: Setting,
    now: datetime,
) -> None:
    """Write a row for each request: what is of use is settled when it is collected, the others now. No budget is asked:
    it is spent already.
    """
    ledger = store.ledger(usd_per_day=float("inf"), usd_per_run=float("inf"), now=now)
    for name, result in results.items():
        want = wanted.get(name)
        if want:
            call = ledger.reserve(
                purpose=want.purpose, item_id=want.item_id, model=setting.model, estimate=want.estimate, batch=batch
            )
            row = BatchRequest(
                call, name, want.purpose, want.item_id, want.body_hash, want.text_hash, want.profile, want.sent
            )
            store.add_request(batch, row, now)
        elif result.reply:
            purpose = "translation" if name.startswith("t") else "analysis"
            call = ledger.reserve(purpose=purpose, item_id=None, model=setting.model, estimate=0.0, batch=batch)
            cost = cost_of(result.reply.usage, setting.price, batch=True)
            store.settle_request(
                call, outcome="superseded", usage=result.reply.usage, cost=cost, now=now, request_id=result.request_id
            )


async def adopt(store: Store, server: BatchServer, now: datetime, *, mine: int | None = None) -> None:
    """Settle the question for the batches in state "submitting". `mine`: only this one, whose request has just failed.
    Raise what `server.listed` raises.
    """
    lost = [batch for batch in store.open_batches() if batch.state == "submitting" and batch.server == server.host]
    lost = [batch for batch in lost if (batch.id == mine if mine is not None else not _being_sent(batch, now))]
    for batch in lost:
        if not batch.requests:  # the process ended before anything could be sent
            store.end_batch(batch.id, outcome="unsent", at_estimate=False, now=now, released=True)
    lost = [batch for batch in lost if batch.requests]
    if not lost:
        return
    listed = await server.listed(min(batch.submitted for batch in lost) - AROUND)
    known = store.known_batches()
    for batch in lost:
        if state := match(batch, listed, known):
            store.batch_sent(batch.id, state.id, expires=state.expires)
            known.add(state.id)
        elif now - batch.submitted > PATIENCE:
            store.end_batch(
                batch.id,
                outcome="unsent",
                at_estimate=False,
                now=now,
                released=True,
                note=f"{server.host} never received it",
            )
        else:
            store.note_batch(batch.id, f"{server.host} does not list it (yet)", now)


def match(batch: StoredBatch, listed: Sequence[BatchState], known: Collection[str]) -> BatchState | None:
    """Return the unknown batch of the same size that was created at the nearest time, if any is near."""
    near = [
        state
        for state in listed
        if state.id not in known and state.size == batch.requests and abs(state.created - batch.submitted) <= AROUND
    ]
    return min(near, key=lambda state: (abs(state.created - batch.submitted), state.id), default=None)


def _being_sent(batch: StoredBatch, now: datetime) -> bool:
    """Tell whether a living process is at it."""
    return now - batch.submitted < SENDING and not batch.note and alive(batch.pid)
