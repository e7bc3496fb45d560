"""One request to the Messages API, with its retries: the only module that knows the SDK.

The SDK's own retries are off: it obeys any Retry-After, a day long if need be, and knows neither a deadline nor the ledger.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ainews_cli.errors import BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.llm.access import WAY_OUT, Access
from ainews_cli.llm.claude.answer import Answer, read_answer
from ainews_cli.llm.claude.gate import Gate
from ainews_cli.llm.claude.request import without
from ainews_cli.llm.claude.retry import Action, Failure, Limits, back_off, on_status
from ainews_cli.llm.engine import Ledger
from ainews_cli.llm.prices import Price, cost_of
from ainews_cli.models.analysis import Usage

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

NO_KEY = "not-needed"
"""What servers that need no key are sent; the SDK insists on one."""


class Transport:
    """Sends requests, `concurrency` at most at a time; one client for all of them, made when first needed."""

    def __init__(
        self,
        access: Access,
        *,
        ledger: Ledger,
        price: Price,
        concurrency: int,
        limits: Limits,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        share: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.access = access
        self.price = price
        self.limits = limits
        self._ledger = ledger
        self._concurrency = concurrency
        self._gate = Gate(concurrency)
        self._client: AsyncAnthropic | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sleep, self._share, self._clock = sleep, share, clock
        self._unknown: list[str] = []
        self._flying = 0
        """Attempts between their row and its settlement."""
        self._settled = asyncio.Event()
        """Set when the next of them is settled."""

    async def send(
        self, body: Mapping[str, Any], *, purpose: str, item_id: int | None, estimate: float, accepts: Callable[[str], bool] = bool
    ) -> Answer:
        """The answer to one request; refusals, cut replies and rejected requests are answers too.

        `estimate` is the most one attempt may cost, in US dollars. A text that `accepts` does not take is "off_schema" in the ledger.
        Raises ModelRefused, ModelUnavailable, BudgetExceeded.
        """
        client = self._ready()
        end = self._clock() + self.limits.deadline
        tries = 0
        while True:
            async with self._gate as round_number:
                asked = self._clock()
                call = await self._reserve(purpose, item_id, str(body.get("model", "")), estimate)
                end += self._clock() - asked
                result = await self._attempt(client, body, end, call=call, estimate=estimate, accepts=accepts)
                if isinstance(result, Answer):
                    self._gate.grow()
                    return result
                if result.status == 429:
                    self._gate.shrink(round_number)
            if result.action is Action.DEGRADE and result.parameter not in self._unknown:
                self._unknown.append(result.parameter)
                continue
            if result.action is not Action.RETRY:
                return self._final(result, str(body.get("model", "")))
            tries += 1
            await self._wait(result, tries, end)

    async def aclose(self) -> None:
        """Closes the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    def _ready(self) -> AsyncAnthropic:
        """The client of the running event loop; connections cannot move from one loop to another."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._client, self._loop, self._gate = make_client(self.access), loop, Gate(self._concurrency)
        return self._client

    async def _wait(self, failure: Failure, tries: int, end: float) -> None:
        """Sleeps before the next attempt. Raises ModelUnavailable when there is none."""
        pause = back_off(tries, failure.after, self.limits, self._share())
        if tries >= self.limits.tries or self._clock() + pause >= end:
            asked = f", and asks to wait {failure.after:.0f} s" if failure.after else ""
            after = "1 try" if tries == 1 else f"{tries} tries"
            raise ModelUnavailable(f"{self.access.host} cannot be used: {failure.words}{asked} (after {after}); try again later, {WAY_OUT}")
        await self._sleep(pause)

    async def _reserve(self, purpose: str, item_id: int | None, model: str, estimate: float) -> int:
        """The row of a call. Raises BudgetExceeded.

        A call is written down at the most it can cost, and costs a fraction of it. So where the budget has no room beside the calls in
        flight, one of them is waited for: else a small budget would be given up with most of it unspent.
        """
        while True:
            try:
                return self._ledger.reserve(purpose=purpose, item_id=item_id, model=model, estimate=estimate)
            except BudgetExceeded:
                if not self._flying:
                    raise
                await self._settled.wait()

    async def _attempt(
        self, client: AsyncAnthropic, body: Mapping[str, Any], end: float, *, call: int, estimate: float, accepts: Callable[[str], bool]
    ) -> Answer | Failure:
        """One attempt, in the ledger as `call` before it is sent, and settled whatever becomes of it."""
        began = self._clock()
        seconds = max(0.1, min(self.limits.attempt, end - began))
        outcome, usage, cost, request_id = "error:fault", Usage(), estimate, ""
        self._flying += 1
        try:
            async with asyncio.timeout(seconds):
                message = await client.messages.create(**without(body, self._unknown), timeout=seconds)
            answer = read_answer(message)
            outcome = "off_schema" if answer.outcome == "ok" and not accepts(answer.text) else answer.outcome
            usage, cost, request_id = answer.usage, cost_of(answer.usage, self.price), answer.request_id
            return replace(answer, cost=cost)
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        except Exception as error:  # noqa: BLE001 - `failure_of` re-raises what is no failure of the call
            failure = failure_of(error, self.access)
            outcome, cost = failure.outcome, estimate if failure.maybe_billed else 0.0
            return failure
        finally:
            self._flying -= 1
            self._ledger.settle(call, outcome=outcome, usage=usage, cost=cost, latency=self._clock() - began, request_id=request_id)
            self._settled.set()
            self._settled = asyncio.Event()

    def _final(self, failure: Failure, model: str) -> Answer:
        """The answer that a failure amounts to. Raises ModelRefused."""
        if failure.action is Action.OVERFLOW:
            return Answer(failure.words, "model_context_window_exceeded", Usage())
        if failure.action is not Action.REFUSED:
            return Answer(failure.words, failure.outcome, Usage())
        key, host = self.access.key_name or "ANTHROPIC_API_KEY", self.access.host
        advice = {
            401: f"{host} does not accept the key in {key}: set a valid one, {WAY_OUT}",
            403: f"{host} does not allow this to the key in {key}: check its workspace and permissions, {WAY_OUT}",
            404: f"{host} has no model {model!r}: set another one as analysis in [model], {WAY_OUT}",
        }
        payment = f"{host} wants the account of {key} to be paid for: add credit, {WAY_OUT}"
        raise ModelRefused(f"{advice.get(failure.status, payment)} ({failure.words})")


def make_client(access: Access) -> AsyncAnthropic:
    """The SDK's client for a server. Importing the SDK takes seconds: see `llm.warm_up`. Raises ModelRefused for an address it cannot use."""
    from anthropic import AsyncAnthropic

    arguments: dict[str, Any] = {"base_url": access.base_url, "max_retries": 0, "open_telemetry": False}
    if access.key_name == "ANTHROPIC_AUTH_TOKEN":
        arguments["auth_token"] = access.key
    elif not access.by_sdk:
        arguments["api_key"] = access.key or NO_KEY
    return AsyncAnthropic(**arguments)


def failure_of(error: Exception, access: Access) -> Failure:
    """What an exception of the SDK means; re-raises anything that is none of a call's failures."""
    import anthropic
    import httpx2

    if isinstance(error, anthropic.APIStatusError):
        message = access.scrub(_short(error.api_message or str(error.body or "")))
        return on_status(error.status_code, message, error.response.headers, datetime.now(UTC))
    if isinstance(error, TimeoutError | anthropic.APITimeoutError | httpx2.TimeoutException):
        return Failure(Action.RETRY, "error:timeout", "no answer in time", maybe_billed=True)
    cause = error.__cause__ if isinstance(error, anthropic.APIConnectionError) else error
    if isinstance(cause, httpx2.ConnectError | httpx2.UnsupportedProtocol):
        return Failure(Action.RETRY, "error:connect", access.scrub(_short(f"no connection: {cause}")))
    if isinstance(error, anthropic.APIConnectionError | httpx2.HTTPError):
        return Failure(Action.RETRY, "error:connection", "the connection was cut", maybe_billed=True)
    if isinstance(error, anthropic.APIError | ValueError):  # a body that is not what its headers say
        return Failure(Action.RETRY, "error:response", "the response is no Messages response", maybe_billed=True)
    raise error


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
