"""Requests to the Messages API, with their retries, each in the ledger and each a lesson about the server.

The SDK's own retries are off: it obeys any Retry-After, a day long if need be, and knows neither a deadline nor the
ledger.
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
from ainews_cli.llm.anthropic.admission import Gate
from ainews_cli.llm.anthropic.async_ledger import AsyncLedger
from ainews_cli.llm.anthropic.capabilities import answered, left_out, refused
from ainews_cli.llm.anthropic.client import failure_of, make_client
from ainews_cli.llm.anthropic.limit_headers import rate_limits
from ainews_cli.llm.anthropic.rate_limit import Pacer
from ainews_cli.llm.anthropic.request import request_hash, without
from ainews_cli.llm.anthropic.response import ModelResponse, read_events, read_response, record_of
from ainews_cli.llm.anthropic.retry import Action, Failure, RetryLimits, back_off
from ainews_cli.llm.engine import Ledger, Memory
from ainews_cli.llm.prices import Price, cost_of
from ainews_cli.models.analysis import Usage
from ainews_cli.models.capabilities import Capabilities
from ainews_cli.models.settlement import Settlement

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

__all__ = ["Transport", "failure_of", "make_client"]


BUSY = frozenset({"error:429", "error:503", "error:529", "error:timeout"})
"""Outcomes after which fewer requests are sent at once."""
MINUTE = 60.0
"""Anthropic's rate limits are per minute."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What the ledger and the rate limits need to know of a request."""

    purpose: str
    item_id: int | None
    estimate: float
    tokens: int
    accepts: Callable[[str], bool]
    key: str
    """Hash under which a good answer is kept until the run is over; "" to keep none."""


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
        limits: RetryLimits,
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
        self._ledger = AsyncLedger(ledger)
        self._concurrency = concurrency
        self._pacer = Pacer(limits.spacing, limits.retry_after_cap, MINUTE if access.official else 0.0)
        self._gate = Gate(concurrency, self._pacer, clock)
        self._client: AsyncAnthropic | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._memory, self._now = memory, now
        self._sleep, self._share, self._clock = sleep, share, clock
        self._known: Capabilities | None = None
        self._written, self._replies = 0, 0
        """Tokens of all replies, and their number."""

    async def send(
        self,
        body: Mapping[str, Any],
        *,
        purpose: str,
        item_id: int | None,
        estimate: float,
        tokens: int = 0,
        accepts: Callable[[str], bool] = bool,
        keep: bool = False,
    ) -> ModelResponse:
        """Send one request and return the response; refusals, cut replies and rejected requests are responses too.

        `estimate` is the most one attempt may cost, in US dollars, `tokens` about the size of the prompt. A text that
        `accepts` does not take is "off_schema" in the ledger. `keep`: what a killed run was answered to the same
        request is the response, and costs nothing. Raise ModelRefused, ModelUnavailable, BudgetExceeded.
        """
        self.client()
        key = request_hash(self.access.host, body) if keep else ""
        if key and (response := self._ledger.earlier_response(key)):
            return response
        request = _Request(purpose, item_id, estimate, tokens, accepts, key)
        tries, end = 0, float("inf")
        failure: Failure | None = None
        while True:
            omitted = left_out(self.capabilities)
            result, end = await self._turn(request, without(body, omitted), end, failure)
            if isinstance(result, ModelResponse):
                return result
            if result.action is Action.DEGRADE and result.parameter not in omitted:
                self._keep(refused(self.capabilities, result.parameter, self._now()))
                continue
            if result.action is not Action.RETRY:
                return self.final(result)
            tries, failure = tries + 1, result
            await self._wait(result, tries, end)

    async def _turn(
        self, request: _Request, body: Mapping[str, Any], end: float, failure: Failure | None
    ) -> tuple[ModelResponse | Failure, float]:
        """Make one attempt when its turn comes; return what came and the deadline, which runs from the first attempt.
        Raise BudgetExceeded, ModelUnavailable.
        """
        async with self._gate.slot(self._weights(request), again=failure is not None) as sent:
            asked = self._clock()
            if failure and asked >= end:
                raise self._unavailable(failure, "the time for it is over")
            call = await self._ledger.reserve(
                purpose=request.purpose, item_id=request.item_id, model=self.model, estimate=request.estimate
            )
            began = self._clock()
            end = began + self.limits.deadline if failure is None else end + (began - asked)
            result = await self._attempt(call, request, body, end)
            self._gate.heard(sent, rate_limits(result.headers, self._now()))
            if isinstance(result, ModelResponse):
                self._gate.succeeded(sent, self._taken(result.usage), self._clock() - began)
                self._keep(answered(self.capabilities, body, result, self._now()))
            elif result.status == 429:
                self._gate.limited(sent, result.after)
            elif result.outcome in BUSY:
                self._gate.too_much(sent)
        return result, end

    def _weights(self, request: _Request) -> dict[str, float]:
        """Return what a request will take of the limits in headers; replies are taken to be as long as they were so
        far.
        """
        reply = self._written / self._replies if self._replies else 0.0
        return {
            "requests": 1.0,
            "input-tokens": request.tokens,
            "output-tokens": reply,
            "tokens": request.tokens + reply,
        }

    def _taken(self, usage: Usage) -> dict[str, float]:
        """Return what it took; tokens read from the cache do not count."""
        self._written += usage.output_tokens
        self._replies += 1
        read = usage.input_tokens + usage.cache_written
        return {"input-tokens": read, "output-tokens": usage.output_tokens, "tokens": read + usage.output_tokens}

    @property
    def capabilities(self) -> Capabilities:
        """What is known of the server with this model: remembered, and learnt since."""
        if self._known is None:
            remembered, now = (
                self._memory.capabilities(self.access.host, self.model) if self._memory else None,
                self._now(),
            )
            self._known = remembered.known(now) if remembered else Capabilities(self.access.host, self.model, now)
        return self._known

    def learn(self, **abilities: bool | None) -> None:
        """Note what was found out about the server by other means than its replies; None: nothing."""
        self._keep(self.capabilities.learned(self._now(), **abilities))

    def forget(self) -> None:
        """Begin anew with nothing known of the server."""
        self._known = Capabilities(self.access.host, self.model, self._now())

    def client(self) -> AsyncAnthropic:
        """Return the client of the running event loop; connections cannot move from one loop to another."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop, self._gate = (
                make_client(self.access),
                loop,
                Gate(self._concurrency, self._pacer, self._clock),
            )
        return self._client

    async def aclose(self) -> None:
        """Close the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    def _keep(self, capabilities: Capabilities) -> None:
        if capabilities is not self.capabilities:
            self._known = capabilities
            if self._memory:
                self._memory.save_capabilities(capabilities)

    async def _wait(self, failure: Failure, tries: int, end: float) -> None:
        """Sleep before the next attempt. Raise ModelUnavailable when there is none."""
        pause = back_off(tries, failure.after, self.limits, self._share())
        if tries >= self.limits.tries or self._clock() + pause >= end:
            raise self._unavailable(failure, f"after {tries} tries" if tries > 1 else "after 1 try")
        await self._sleep(pause)

    def _unavailable(self, failure: Failure, why: str) -> ModelUnavailable:
        asked = f", and asks to wait {failure.after:.0f} s" if failure.after else ""
        return ModelUnavailable(
            f"{self.access.host} cannot be used: {failure.words}{asked} ({why}); try again later, {WAY_OUT}"
        )

    async def _attempt(
        self, call: int, request: _Request, body: Mapping[str, Any], end: float
    ) -> ModelResponse | Failure:
        """Make one attempt, in the ledger as `call` before it is sent, and settled once, whatever becomes of it."""
        began = self._clock()
        settlement = Settlement("error:fault", cost=request.estimate)
        try:
            answer = await self._ask(body, max(0.1, min(self.limits.attempt, end - began)))
            settlement = self._settlement(request, answer)
            return replace(answer, cost=settlement.cost, call=call)
        except asyncio.CancelledError:
            settlement = settlement._replace(outcome="cancelled")
            raise
        except Exception as error:  # noqa: BLE001 - `failure_of` re-raises what is no failure of the call
            failure = failure_of(error, self.access)
            cost = request.estimate if failure.maybe_billed else 0.0
            settlement = Settlement(failure.outcome, cost=cost, request_id=failure.request_id)
            return failure
        finally:
            self._ledger.settle(call, settlement._replace(latency=self._clock() - began))

    def _settlement(self, request: _Request, answer: ModelResponse) -> Settlement:
        """Return what the ledger is told of an answer. Where no usage came, the cost stays at the estimate."""
        outcome = "off_schema" if answer.outcome == "ok" and not request.accepts(answer.text) else answer.outcome
        cost = cost_of(answer.usage, self.price) if answer.usage != Usage() else request.estimate
        keep = (request.key, record_of(answer)) if request.key and outcome == "ok" else None
        return Settlement(outcome, answer.usage, cost, request_id=answer.request_id, keep=keep)

    async def _ask(self, body: Mapping[str, Any], seconds: float) -> ModelResponse:
        """Return what the server says within that time. A stream that nobody asked for is read like any other reply."""
        async with asyncio.timeout(seconds):
            raw = await self.client().messages.with_raw_response.create(**body, timeout=seconds)
            streamed = "event-stream" in raw.headers.get("content-type", "")
            answer = read_events(await raw.text()) if streamed else read_response(await raw.parse())
        return replace(answer, request_id=raw.headers.get("request-id") or answer.request_id, headers=raw.headers)

    def final(self, failure: Failure) -> ModelResponse:
        """Return the response that a failure amounts to. Raise ModelRefused."""
        if failure.action is Action.OVERFLOW:
            return ModelResponse(failure.words, "model_context_window_exceeded", Usage())
        if failure.action is not Action.REFUSED:
            return ModelResponse(failure.words, failure.outcome, Usage())
        key, host = self.access.key_name or "ANTHROPIC_API_KEY", self.access.host
        advice = {
            401: f"{host} does not accept the key in {key}: set a valid one, {WAY_OUT}",
            403: f"{host} does not allow this for the key in {key}: check its workspace and permissions, {WAY_OUT}",
            404: f"{host} has no model {self.model!r}: set another one as analysis in [model], {WAY_OUT}",
        }
        payment = f"{host} requires payment for the account of {key}: add credit, {WAY_OUT}"
        raise ModelRefused(f"{advice.get(failure.status, payment)} ({failure.words})")
