"""The engine that asks Claude, or any server that speaks the Messages API. The SDK is imported with the first
request.
"""

from __future__ import annotations

from ainews_cli.llm.access import Access
from ainews_cli.llm.anthropic.credentials import NAME
from ainews_cli.llm.anthropic.params import Call, call_of
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.anthropic.transport import Transport
from ainews_cli.llm.engine import AnalysisTask, BriefTask, Ledger, Memory, Reply, Task, TranslationTask
from ainews_cli.llm.extract import json_object
from ainews_cli.llm.prices import Price


class ClaudeEngine:
    """An `Engine`. `transport` sends its requests and is there for other purposes than analysis too."""

    name = NAME
    estimates = False

    def __init__(
        self,
        model: str,
        access: Access,
        *,
        concurrency: int,
        ledger: Ledger,
        price: Price,
        limits: RetryLimits,
        memory: Memory | None = None,
    ) -> None:
        self.model = model
        self.concurrency = concurrency
        self.limits = limits
        self.transport = Transport(
            access, model=model, ledger=ledger, price=price, concurrency=concurrency, limits=limits, memory=memory
        )

    async def analyse(self, task: AnalysisTask) -> Reply:
        """Ask for an analysis. Raise ModelRefused, ModelUnavailable or BudgetExceeded; a bad reply is returned, not
        raised.
        """
        return await self._ask(self._call(task), purpose="analysis", item_id=task.item_id)

    async def translate(self, task: TranslationTask) -> Reply:
        """Ask for a translation of some blocks of an article; raise as `analyse` does."""
        return await self._ask(self._call(task), purpose="translation", item_id=task.item_id)

    async def brief(self, task: BriefTask) -> Reply:
        """Ask for a brief of several texts; the ledger calls it by its kind. Raise as `analyse` does."""
        return await self._ask(self._call(task), purpose=task.kind, item_id=task.item_id or None)

    def _call(self, task: Task) -> Call:
        return call_of(task, self.model, self.transport.price, ceiling=self.limits.max_tokens)

    async def _ask(self, call: Call, *, purpose: str, item_id: int | None) -> Reply:
        answer = await self.transport.send(
            call.body,
            purpose=purpose,
            item_id=item_id,
            estimate=call.most,
            tokens=call.tokens,
            accepts=_has_object,
            keep=True,
        )
        data = json_object(answer.text) if answer.outcome == "ok" else None
        return Reply(data, answer.text, answer.stop_reason, answer.usage, answer.cost, answer.call)

    async def aclose(self) -> None:
        """Close the connections."""
        await self.transport.aclose()


def _has_object(text: str) -> bool:
    return json_object(text) is not None
