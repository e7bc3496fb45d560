"""Asks a server what it can do: one short message, one look at its batches, one count of tokens. For `ainews
doctor`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ainews_cli.errors import ModelRefused, ModelUnavailable
from ainews_cli.llm.access import WAY_OUT, Access
from ainews_cli.llm.anthropic.capabilities import is_object
from ainews_cli.llm.anthropic.client import failure_of
from ainews_cli.llm.anthropic.request import request_body
from ainews_cli.llm.anthropic.response import ModelResponse
from ainews_cli.llm.anthropic.retry import Action, RetryLimits
from ainews_cli.llm.anthropic.transport import Transport
from ainews_cli.llm.engine import Ledger, Memory
from ainews_cli.llm.ledgers import NoLedger
from ainews_cli.llm.prices import FREE, Price, estimate_cost
from ainews_cli.llm.prompt import Prompt
from ainews_cli.models.capabilities import Capabilities

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic

QUICK = RetryLimits(tries=2, deadline=60.0, attempt=30.0, retry_after_cap=5.0)
"""The patience of somebody who waits for a diagnosis."""
PURPOSE = "probe"
"""In the ledger."""
_ROOM = 64
_QUESTION = Prompt(("You are greeted by a visitor.",), (("user", "Hello! Greet me back in one friendly sentence."),))
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"fruit": {"enum": ["apple", "pear"]}},
    "required": ["fruit"],
    "additionalProperties": False,
}
"""Nothing that would answer the question: JSON of this form comes only where the schema is honoured."""


def probe(
    access: Access,
    model: str,
    *,
    ledger: Ledger,
    price: Price,
    memory: Memory | None = None,
    limits: RetryLimits = QUICK,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Capabilities:
    """Find out what the server can do with this model, and keep it in `memory`. Costs one message of some 100 tokens in
    and 64 out.

    Raise ModelRefused (key, account or model), ModelUnavailable (no server), BudgetExceeded; not inside a running event
    loop.
    """
    return asyncio.run(
        _probe(
            Transport(
                access, model=model, ledger=ledger, price=price, concurrency=1, limits=limits, memory=memory, now=now
            )
        )
    )


def reach(access: Access, model: str, *, limits: RetryLimits = QUICK) -> None:
    """Find out whether server, key and model can be used, by counting the tokens of a greeting: free of charge, so no
    call of the ledger.

    Raise ModelRefused (key, account or model) and ModelUnavailable; not inside a running event loop.
    """
    asyncio.run(_reach(Transport(access, model=model, ledger=NoLedger(), price=FREE, concurrency=1, limits=limits)))


async def _reach(transport: Transport) -> None:
    try:
        async with asyncio.timeout(transport.limits.attempt):
            await _counts(transport.client(), transport.model)
    except Exception as error:  # noqa: BLE001 - `failure_of` re-raises what is no failure of the call
        failure = failure_of(error, transport.access)
        if failure.action is Action.REFUSED:
            transport.final(failure)
        raise ModelUnavailable(
            f"{transport.access.host} cannot be used: {failure.words}; try again later, {WAY_OUT}"
        ) from None
    finally:
        await transport.aclose()


async def _probe(transport: Transport) -> Capabilities:
    transport.forget()
    try:
        structured = await _structured(transport)
        batches = await _has(transport, _lists_batches)
        counts = await _has(transport, lambda client: _counts(client, transport.model))
    finally:
        await transport.aclose()
    transport.learn(structured=structured, batches=batches, count_tokens=counts)
    return transport.capabilities


async def _structured(transport: Transport) -> bool | None:
    """Tell whether the schema wins over the question. Raise what `Transport.send` raises, and ModelUnavailable for a
    rejected request.
    """
    body = request_body(_QUESTION, model=transport.model, max_tokens=_ROOM, schema=_SCHEMA)
    most = estimate_cost(200, int(body["max_tokens"]), transport.price)
    answer = await transport.send(body, purpose=PURPOSE, item_id=None, estimate=most)
    if answer.stop_reason.startswith("error:"):
        raise ModelUnavailable(
            f"{transport.access.host} refuses even a short request "
            f"({answer.stop_reason.removeprefix('error:')}): {answer.text}"
        )
    return _verdict(answer)


def _verdict(answer: ModelResponse) -> bool | None:
    """Tell the same of a response; None where it is cut off before it says anything, or declined."""
    text = answer.text.strip()
    if answer.outcome == "ok":
        return is_object(text) and '"fruit"' in text
    return False if answer.outcome == "max_tokens" and text and not text.startswith("{") else None


async def _has(transport: Transport, ask: Callable[[AsyncAnthropic], Awaitable[bool]]) -> bool | None:
    """Tell whether an endpoint is there; None when nobody can tell. Raise ModelRefused for a key that is no good."""
    try:
        async with asyncio.timeout(transport.limits.attempt):
            return await ask(transport.client())
    except Exception as error:  # noqa: BLE001 - `failure_of` re-raises what is no failure of the call
        failure = failure_of(error, transport.access)
    if failure.status in (401, 402):
        raise ModelRefused(f"{transport.access.host} does not accept the key: {failure.words}")
    return None if failure.action is Action.RETRY and failure.status not in (0, 501) else False


async def _lists_batches(client: AsyncAnthropic) -> bool:
    page = await client.messages.batches.list(limit=1)
    return isinstance(getattr(page, "data", None), list)


async def _counts(client: AsyncAnthropic, model: str) -> bool:
    counted = await client.messages.count_tokens(model=model, messages=[{"role": "user", "content": "Hello!"}])
    return isinstance(getattr(counted, "input_tokens", None), int)
