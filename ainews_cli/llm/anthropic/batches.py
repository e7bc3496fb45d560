"""Message batches by the SDK: created, asked about, listed, read, cancelled. Knows neither the store nor the ledger."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args
from urllib.parse import urlsplit

from ainews_cli.errors import BatchUnknown, MaybeSent, ModelError, ModelRefused, ModelUnavailable, NoBatches
from ainews_cli.llm.access import WAY_OUT, Access
from ainews_cli.llm.anthropic.client import failure_of, make_client
from ainews_cli.llm.anthropic.response import read_response
from ainews_cli.llm.anthropic.retry import Action, Failure, RetryLimits, back_off
from ainews_cli.llm.batch import BatchResult, BatchState, ResultKind
from ainews_cli.llm.engine import Reply
from ainews_cli.llm.extract import json_object
from ainews_cli.models.batch import BatchCounts
from ainews_cli.sources.clean import one_line

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

T = TypeVar("T")

PAGE, MOST_PAGES = 100, 20
"""Batches of one page of a listing, and pages that are looked at."""
LIFETIME = timedelta(hours=24)
"""After which a batch expires, where the server does not say when."""
UPLOAD = 300.0
"""Seconds for sending a batch: some megabytes."""
_NONE_HERE = frozenset({404, 405, 501})
"""Statuses of servers that speak of messages alone."""
_CLEAR = frozenset({429, 503, 529})
"""Statuses that say that nothing was done."""


class BatchClient:
    """An `llm.batch.BatchServer`."""

    def __init__(
        self,
        access: Access,
        *,
        limits: RetryLimits,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        share: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.access = access
        self.limits = limits
        self._client: AsyncAnthropic | None = None
        self._sleep, self._share, self._clock = sleep, share, clock

    @property
    def host(self) -> str:
        """Host and port."""
        return self.access.host

    async def create(self, requests: Sequence[tuple[str, Mapping[str, Any]]]) -> BatchState:
        """See `BatchServer`. Send nothing twice where the first may have arrived."""
        body: Any = [{"custom_id": custom_id, "params": dict(params)} for custom_id, params in requests]
        return self._state(
            await self._tried(
                lambda client: client.messages.batches.create(requests=body, timeout=UPLOAD), sending=True
            )
        )

    async def retrieve(self, batch_id: str) -> BatchState:
        """See `BatchServer`."""
        seconds = self.limits.attempt
        return self._state(
            await self._tried(lambda client: client.messages.batches.retrieve(batch_id, timeout=seconds), batch_id)
        )

    async def cancel(self, batch_id: str) -> BatchState:
        """See `BatchServer`."""
        seconds = self.limits.attempt
        return self._state(
            await self._tried(lambda client: client.messages.batches.cancel(batch_id, timeout=seconds), batch_id)
        )

    async def listed(self, since: datetime) -> list[BatchState]:
        """See `BatchServer`. Leave a listing that goes on for ever after MOST_PAGES."""
        batches: list[BatchState] = []
        after: dict[str, Any] = {}
        seconds = self.limits.attempt
        for _ in range(MOST_PAGES):
            page = await self._tried(partial(_page, after=after, seconds=seconds))
            data = getattr(page, "data", None)
            states = [self._state(batch) for batch in data] if isinstance(data, list) else []
            batches += [state for state in states if state.created >= since]
            last = getattr(page, "last_id", None)
            if (
                not states
                or states[-1].created < since
                or not getattr(page, "has_more", None)
                or not last
                or after.get("after_id") == last
            ):
                break
            after = {"after_id": last}
        return batches

    async def results(self, batch: BatchState) -> AsyncIterator[BatchResult]:
        """See `BatchServer`. Raise for a stream that breaks off after the last whole line."""
        if batch.elsewhere:
            raise ModelUnavailable(
                f"{self.host} keeps the results of {batch.id} on {batch.elsewhere}, where the key is not sent: "
                f"ask for them there"
            )
        lines = await self._tried(
            lambda client: client.messages.batches.results(batch.id, timeout=self.limits.attempt), batch.id
        )
        try:
            async for line in lines:
                if result := _result(line, self.access):
                    yield result
        except Exception as error:
            failure = failure_of(error, self.access)
            raise ModelUnavailable(
                f"{self.host} stopped sending results of {batch.id}: {failure.words}; `ainews batch collect` continues"
            ) from error
        finally:
            await lines.close()

    async def aclose(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    def _ready(self) -> AsyncAnthropic:
        if self._client is None:
            self._client = make_client(self.access)
        return self._client

    def _state(self, batch: object) -> BatchState:
        """Read a batch with distrust: a server may leave fields out. Raise ModelUnavailable for what is no batch."""
        counts, batch_id = getattr(batch, "request_counts", None), getattr(batch, "id", None)
        if not isinstance(batch_id, str) or not batch_id:
            raise ModelUnavailable(f"{self.host} did not answer with a batch; it may not support message batches")
        created = _time(getattr(batch, "created_at", None)) or datetime.now(UTC)
        expires = _time(getattr(batch, "expires_at", None)) or created
        return BatchState(
            id=batch_id,
            ended=getattr(batch, "processing_status", None) == "ended",
            counts=BatchCounts(*(_count(counts, name) for name in BatchCounts._fields)),
            created=created,
            expires=expires if expires > created else created + LIFETIME,
            elsewhere=_elsewhere(getattr(batch, "results_url", None), self.access.base_url),
        )

    async def _tried(
        self, call: Callable[[AsyncAnthropic], Awaitable[T]], batch_id: str = "", *, sending: bool = False
    ) -> T:
        """Make the call, again where that helps. `sending`: what may have arrived is not sent again."""
        client, end, tries = self._ready(), self._clock() + self.limits.deadline, 0
        while True:
            try:
                return await call(client)
            except Exception as error:  # noqa: BLE001 - `failure_of` re-raises what is no failure of the call
                failure = failure_of(error, self.access)
            tries += 1
            pause = back_off(tries, failure.after, self.limits, self._share())
            unsure = sending and (
                failure.maybe_billed or (failure.status >= 500 and failure.status not in _CLEAR | _NONE_HERE)
            )
            again = failure.action is Action.RETRY and failure.status not in _NONE_HERE and not unsure
            if not again or tries >= self.limits.tries or self._clock() + pause >= end:
                raise self._fault(failure, batch_id, unsure=unsure)
            await self._sleep(pause)

    def _fault(self, failure: Failure, batch_id: str, *, unsure: bool) -> ModelError:
        """Return the error for what asking again does not mend."""
        words = failure.words
        if failure.status in _NONE_HERE:
            if batch_id:
                return BatchUnknown(
                    f"{self.host} does not know the batch {batch_id} ({words}): was it sent with another key or "
                    f"workspace?"
                )
            return NoBatches(
                f"{self.host} takes no message batches ({words}): leave them out, `ainews daily` asks one by one"
            )
        if unsure:
            return MaybeSent(
                f"it is not known whether {self.host} received the batch: {words}; `ainews batch status` looks for it"
            )
        if failure.status == 401:
            return ModelRefused(
                f"{self.host} does not accept the key in {self.access.key_name or 'ANTHROPIC_API_KEY'}: set a "
                f"valid one, {WAY_OUT} ({words})"
            )
        if failure.action is Action.REFUSED:
            return ModelRefused(
                f"{self.host} refuses batches to this key: check its credit and permissions, {WAY_OUT} ({words})"
            )
        return ModelUnavailable(f"{self.host} does not answer about batches: {words}; try again later")


def _count(counts: object, name: str) -> int:
    value = getattr(counts, name, None)
    return value if isinstance(value, int) and value > 0 else 0


async def _page(client: AsyncAnthropic, *, after: dict[str, Any], seconds: float) -> object:
    """Return one page of the listing."""
    return await client.messages.batches.list(limit=PAGE, timeout=seconds, **after)


def _time(value: object) -> datetime | None:
    return value.astimezone(UTC) if isinstance(value, datetime) else None


def _result(line: object, access: Access) -> BatchResult | None:
    """Return one line of the results; None for one that says nothing known."""
    custom_id, result = getattr(line, "custom_id", None), getattr(line, "result", None)
    kind: ResultKind | None = next(
        (name for name in get_args(ResultKind) if name == getattr(result, "type", None)), None
    )
    if not isinstance(custom_id, str) or kind is None:
        return None
    if kind == "succeeded":
        answer = read_response(getattr(result, "message", None))
        data = json_object(answer.text) if answer.outcome == "ok" else None
        return BatchResult(
            custom_id, "succeeded", Reply(data, answer.text, answer.stop_reason, answer.usage), answer.request_id
        )
    error = getattr(getattr(result, "error", None), "error", None)
    words = access.scrub(one_line(str(getattr(error, "message", "") or "")))
    return BatchResult(custom_id, kind, words=words[:200])


def _elsewhere(url: object, base_url: str) -> str:
    """Return the host of an address that is not the server's own; "" where it is."""
    if not isinstance(url, str) or not url:
        return ""
    there, here = urlsplit(url), urlsplit(base_url)
    return "" if not there.netloc or (there.scheme, there.netloc) == (here.scheme, here.netloc) else there.netloc
