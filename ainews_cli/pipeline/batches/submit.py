"""Sending: every request is a row before it leaves, within the budget; what does not fit is deferred."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ainews_cli.errors import BudgetExceeded, MaybeSent, ModelError, NoBatches
from ainews_cli.llm.anthropic.capabilities import left_out
from ainews_cli.llm.anthropic.request import without
from ainews_cli.models.capabilities import Capabilities
from ainews_cli.pipeline.batches.recover import adopt
from ainews_cli.pipeline.batches.requests import new_nonce
from ainews_cli.store.records import BatchRequest

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.llm.prices import Price
    from ainews_cli.pipeline.batches.requests import Want
    from ainews_cli.store import Store

LIFETIME = timedelta(hours=24)
MOST_REQUESTS, MOST_BYTES = 10_000, 100_000_000
"""Of one batch; the API takes 100,000 and 256 MB."""


class BatchLedger(Protocol):
    """The part of the ledger that is used here."""

    def reserve(
        self, *, purpose: str, item_id: int | None, model: str, estimate: float, batch: int | None = None
    ) -> int:
        """Write the row and return its id. Raise BudgetExceeded."""


class Submitted(NamedTuple):
    """What was sent and what was not."""

    batch_id: str
    """The server's name of the batch; "" where nothing was sent."""
    sent: tuple[Want, ...]
    deferred: tuple[Want, ...]
    """What the budget left for later."""
    reason: str
    """Why they were deferred, "" for none."""

    @property
    def dollars(self) -> float:
        """The most that what was sent can cost, in US dollars."""
        return sum(want.estimate for want in self.sent)


async def submit(
    store: Store,
    server: BatchServer,
    ledger: BatchLedger,
    wants: Sequence[Want],
    *,
    model: str,
    price: Price,
    clock: Callable[[], datetime],
) -> Submitted:
    """Send as many of the wants, in order, as the budget bears.

    Raise NoBatches, ModelRefused or ModelUnavailable with nothing left reserved, and MaybeSent with everything still
    reserved: the batch is looked for in the server's list, at once and by every later `collect`.
    """
    if not wants:
        return Submitted("", (), (), "")
    now, nonce, prices = clock(), new_nonce(), json.dumps(price._asdict())
    batch = store.begin_batch(
        nonce=nonce, server=server.host, model=model, price=prices, now=now, expires=now + LIFETIME
    )
    requests, deferred, reason = _reserve(store, ledger, batch, nonce, wants, model, now)
    if not requests:
        store.end_batch(batch, outcome="unsent", at_estimate=False, now=clock(), released=True)
        return Submitted("", (), tuple(deferred), reason)
    name = await _send(store, server, batch, requests, model, clock)
    return Submitted(name, tuple(requests.values()), tuple(deferred), reason)


async def _send(
    store: Store,
    server: BatchServer,
    batch: int,
    requests: Mapping[str, Want],
    model: str,
    clock: Callable[[], datetime],
) -> str:
    """Send what is written down; return the server's name of the batch."""
    now = clock()
    known = (store.capabilities(server.host, model) or Capabilities(server.host, model, now)).known(now)
    omitted = left_out(known)
    store.about_to_send(batch, now)
    try:
        state = await server.create([(name, without(want.params, omitted)) for name, want in requests.items()])
    except MaybeSent as error:
        store.note_batch(batch, str(error), clock())
        name = await _look(store, server, batch, clock)
        if not name:
            raise
        return name
    except ModelError as error:
        if isinstance(error, NoBatches):
            store.save_capabilities(known.learned(clock(), batches=False))
        store.end_batch(batch, outcome="unsent", at_estimate=False, now=clock(), released=True, note=str(error))
        raise
    store.batch_sent(batch, state.id, expires=state.expires)
    store.save_capabilities(known.learned(clock(), batches=True))
    return state.id


def _reserve(
    store: Store, ledger: BatchLedger, batch: int, nonce: str, wants: Sequence[Want], model: str, now: datetime
) -> tuple[dict[str, Want], list[Want], str]:
    """Write down as many requests as the budget bears; return them by name, what is deferred, and why.

    What is too dear lets a cheaper one pass; what another process is sending at the same time is left to it.
    """
    requests: dict[str, Want] = {}
    deferred: list[Want] = []
    size, reason = 0, ""
    for want in wants:
        size += len(json.dumps(want.params))
        if len(requests) == MOST_REQUESTS or size > MOST_BYTES:
            deferred.append(want)
            reason = reason or "the batch is full; submit again for the rest"
            continue
        try:
            call = ledger.reserve(
                purpose=want.purpose, item_id=want.item_id, model=model, estimate=want.estimate, batch=batch
            )
        except BudgetExceeded as error:
            deferred.append(want)
            reason = reason or str(error)
            continue
        name = want.custom_id(nonce)
        row = BatchRequest(
            call, name, want.purpose, want.item_id, want.body_hash, want.text_hash, want.profile, want.sent
        )
        if store.add_request(batch, row, now):
            requests[name] = want
    return requests, deferred, reason


async def _look(store: Store, server: BatchServer, batch: int, clock: Callable[[], datetime]) -> str:
    """Return the server's name of a batch whose answer was lost, "" where it is not in the list (yet)."""
    try:
        await adopt(store, server, clock(), mine=batch)
    except ModelError:
        return ""
    return next((stored.batch_id for stored in store.open_batches() if stored.id == batch), "")
