"""Requests to the Messages API, with their retries, each in the ledger and each a lesson about the server.

The SDK's own retries are off: it obeys any Retry-After, a day long if need be, and knows neither a deadline nor the ledger.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ainews_cli.errors import ModelRefused, ModelUnavailable
from ainews_cli.llm.access import WAY_OUT, Access
from ainews_cli.llm.claude.answer import Answer, read_answer, read_events
from ainews_cli.llm.claude.books import Books
from ainews_cli.llm.claude.client import failure_of, make_client
from ainews_cli.llm.claude.gate import Gate
from ainews_cli.llm.claude.learning import answered, left_out, refused
from ainews_cli.llm.claude.request import without
from ainews_cli.llm.claude.retry import Action, Failure, Limits, back_off
from ainews_cli.llm.engine import Ledger, Memory
from ainews_cli.llm.prices import Price, cost_of
from ainews_cli.models.analysis import Usage
from ainews_cli.models.capabilities import Capabilities

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

__all__ = ["Transport", "failure_of", "make_client"]


@dataclass(frozen=True, slots=True)
class _Request:
    """What its row in the ledger needs to know of a request."""

    estimate: float
    accepts: Callable[[str], bool]


class Transport:
    """Sends requests, `concurrency` at most at a time; one client for all of them, made when first needed."""

    def __init__(
        self,
        access: Access,
        *,
        model: str,
        ledger: Ledger,
        price: Price,
        concurrency: int,
        limits: Limits,
        memory: Memory | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        share: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.access = access
        self.model = model
        self.price = price
        self.limits = limits
        self._books = Books(ledger)
        self._concurrency = concurrency
        self._gate = Gate(concurrency)
        self._client: AsyncAnthropic | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._memory, self._now = memory, now
        self._sleep, self._share, self._clock = sleep, share, clock
        self._known: Capabilities | None = None

    async def send(
        self, body: Mapping[str, Any], *, purpose: str, item_id: int | None, estimate: float, accepts: Callable[[str], bool] = bool
    ) -> Answer:
        """The answer to one request; refusals, cut replies and rejected requests are answers too.

        `estimate` is the most one attempt may cost, in US dollars. A text that `accepts` does not take is "off_schema" in the ledger.
        Raises ModelRefused, ModelUnavailable, BudgetExceeded.
        """
        self.client()
        request = _Request(estimate, accepts)
        end = self._clock() + self.limits.deadline
        tries = 0
        while True:
            omitted = left_out(self.capabilities)
            async with self._gate as round_number:
                sent, asked = without(body, omitted), self._clock()
                call = await self._books.reserve(purpose=purpose, item_id=item_id, model=self.model, estimate=estimate)
                end += self._clock() - asked
                result = await self._attempt(call, request, sent, end)
                if isinstance(result, Answer):
                    self._gate.grow()
                    self._keep(answered(self.capabilities, sent, result, self._now()))
                    return result
                if result.status == 429:
                    self._gate.shrink(round_number)
            if result.action is Action.DEGRADE and result.parameter not in omitted:
                self._keep(refused(self.capabilities, result.parameter, self._now()))
                continue
            if result.action is not Action.RETRY:
                return self._final(result)
            tries += 1
            await self._wait(result, tries, end)

    @property
    def capabilities(self) -> Capabilities:
        """What is known of the server with this model: remembered, and learnt since."""
        if self._known is None:
            found, now = self._memory.capabilities(self.access.host, self.model) if self._memory else None, self._now()
            self._known = found.known(now) if found else Capabilities(self.access.host, self.model, now)
        return self._known

    def learn(self, **found: bool | None) -> None:
        """Notes what was found out about the server by other means than its replies; None: nothing."""
        self._keep(self.capabilities.learned(self._now(), **found))

    def forget(self) -> None:
        """Begins anew with nothing known of the server."""
        self._known = Capabilities(self.access.host, self.model, self._now())

    def client(self) -> AsyncAnthropic:
        """The client of the running event loop; connections cannot move from one loop to another."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop, self._gate = make_client(self.access), loop, Gate(self._concurrency)
        return self._client

    async def aclose(self) -> None:
        """Closes the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    def _keep(self, found: Capabilities) -> None:
        if found is not self.capabilities:
            self._known = found
            if self._memory:
                self._memory.save_capabilities(found)

    async def _wait(self, failure: Failure, tries: int, end: float) -> None:
        """Sleeps before the next attempt. Raises ModelUnavailable when there is none."""
        pause = back_off(tries, failure.after, self.limits, self._share())
        if tries >= self.limits.tries or self._clock() + pause >= end:
            asked = f", and asks to wait {failure.after:.0f} s" if failure.after else ""
            after = "1 try" if tries == 1 else f"{tries} tries"
            raise ModelUnavailable(f"{self.access.host} cannot be used: {failure.words}{asked} (after {after}); try again later, {WAY_OUT}")
        await self._sleep(pause)

    async def _attempt(self, call: int, request: _Request, body: Mapping[str, Any], end: float) -> Answer | Failure:
        """One attempt, in the ledger as `call` before it is sent, and settled once, whatever becomes of it."""
        began = self._clock()
        outcome, usage, cost, request_id = "error:fault", Usage(), request.estimate, ""
        try:
            answer = await self._ask(body, max(0.1, min(self.limits.attempt, end - began)))
            outcome = "off_schema" if answer.outcome == "ok" and not request.accepts(answer.text) else answer.outcome
            usage, request_id = answer.usage, answer.request_id
            if usage != Usage():  # else nobody knows what it cost, and it stays at the estimate
                cost = cost_of(usage, self.price)
            return replace(answer, cost=cost)
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        except Exception as error:  # noqa: BLE001 - `failure_of` re-raises what is no failure of the call
            failure = failure_of(error, self.access)
            outcome, cost, request_id = failure.outcome, request.estimate if failure.maybe_billed else 0.0, failure.request_id
            return failure
        finally:
            self._books.settle(call, outcome=outcome, usage=usage, cost=cost, latency=self._clock() - began, request_id=request_id)

    async def _ask(self, body: Mapping[str, Any], seconds: float) -> Answer:
        """What the server says within that time. A stream that nobody asked for is read like any other reply."""
        async with asyncio.timeout(seconds):
            raw = await self.client().messages.with_raw_response.create(**body, timeout=seconds)
            streamed = "event-stream" in raw.headers.get("content-type", "")
            answer = read_events(await raw.text()) if streamed else read_answer(await raw.parse())
        return replace(answer, request_id=raw.headers.get("request-id") or answer.request_id)

    def _final(self, failure: Failure) -> Answer:
        """The answer that a failure amounts to. Raises ModelRefused."""
        if failure.action is Action.OVERFLOW:
            return Answer(failure.words, "model_context_window_exceeded", Usage())
        if failure.action is not Action.REFUSED:
            return Answer(failure.words, failure.outcome, Usage())
        key, host = self.access.key_name or "ANTHROPIC_API_KEY", self.access.host
        advice = {
            401: f"{host} does not accept the key in {key}: set a valid one, {WAY_OUT}",
            403: f"{host} does not allow this to the key in {key}: check its workspace and permissions, {WAY_OUT}",
            404: f"{host} has no model {self.model!r}: set another one as analysis in [model], {WAY_OUT}",
        }
        payment = f"{host} wants the account of {key} to be paid for: add credit, {WAY_OUT}"
        raise ModelRefused(f"{advice.get(failure.status, payment)} ({failure.words})")
