"""The engine that asks Claude, or any server that speaks the Messages API. Imports of the SDK wait until the first request."""

from __future__ import annotations

from typing import Any

from ainews_cli.llm.access import Access
from ainews_cli.llm.claude.request import reply_cap, request_body
from ainews_cli.llm.claude.retry import Limits
from ainews_cli.llm.claude.transport import Transport
from ainews_cli.llm.engine import AnalysisTask, Ledger, Memory, Reply, TranslationTask
from ainews_cli.llm.extract import json_object
from ainews_cli.llm.prices import Price, estimate_cost
from ainews_cli.llm.prompt import Prompt, analysis_prompt, translation_prompt
from ainews_cli.llm.schema import analysis_schema, translation_schema
from ainews_cli.llm.tokens import estimate_tokens

SCHEMA_TOKENS = 500
"""What structured output adds to a prompt, roughly."""


class ClaudeEngine:
    """An `Engine`. `transport` sends its requests and is there for other purposes than analysis too."""

    name = "claude"
    estimates = False

    def __init__(
        self, model: str, access: Access, *, concurrency: int, ledger: Ledger, price: Price, limits: Limits, memory: Memory | None = None
    ) -> None:
        self.model = model
        self.concurrency = concurrency
        self.limits = limits
        self.transport = Transport(access, model=model, ledger=ledger, price=price, concurrency=concurrency, limits=limits, memory=memory)
        self._schema = analysis_schema()

    async def analyse(self, task: AnalysisTask) -> Reply:
        """Asks the model. Raises ModelRefused, ModelUnavailable or BudgetExceeded; a bad reply is returned, not raised."""
        return await self._ask(analysis_prompt(task), self._schema, purpose="analysis", item_id=task.item_id, room=task.room)

    async def translate(self, task: TranslationTask) -> Reply:
        """The same for some blocks of an article."""
        return await self._ask(translation_prompt(task), translation_schema(), purpose="translation", item_id=task.item_id, room=task.room)

    async def _ask(self, prompt: Prompt, schema: dict[str, Any], *, purpose: str, item_id: int, room: int) -> Reply:
        body = request_body(prompt, model=self.model, max_tokens=self.limits.max_tokens, schema=schema, room=room)
        most = most_cost(prompt, self.model, self.transport.price, max_tokens=int(body["max_tokens"]))
        answer = await self.transport.send(body, purpose=purpose, item_id=item_id, estimate=most, accepts=_has_object)
        data = json_object(answer.text) if answer.outcome == "ok" else None
        return Reply(data, answer.text, answer.stop_reason, answer.usage, answer.cost)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self.transport.aclose()


def _has_object(text: str) -> bool:
    return json_object(text) is not None


def most_cost(prompt: Prompt, model: str, price: Price, *, max_tokens: int | None = None) -> float:
    """The most one attempt at this prompt may cost, in US dollars: its tokens on the high side, the reply as long as it may be."""
    cap = reply_cap(model, Limits().max_tokens) if max_tokens is None else max_tokens
    return estimate_cost(estimate_tokens(prompt.characters) + SCHEMA_TOKENS, cap, price)
