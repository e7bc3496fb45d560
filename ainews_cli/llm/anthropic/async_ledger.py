"""The ledger as concurrent calls need it: a call that does not fit beside those in flight waits for one of them."""

from __future__ import annotations

import asyncio

from ainews_cli.errors import BudgetExceeded
from ainews_cli.llm.anthropic.response import ModelResponse, response_of
from ainews_cli.llm.engine import Ledger
from ainews_cli.models.settlement import Settlement


class AsyncLedger:
    """Opens a row for each call and settles it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._flying = 0
        """Calls between their row and its settlement."""
        self._settled = asyncio.Event()
        """Set when the next of them is settled."""

    async def reserve(self, *, purpose: str, item_id: int | None, model: str, estimate: float) -> int:
        """Return the row of a call. Raise BudgetExceeded.

        A call is written down at the most it can cost, and costs a fraction of it. So where the budget has no room
        beside the calls in flight, one of them is waited for: else a small budget would be given up with most of it
        unspent.
        """
        while True:
            try:
                call = self._ledger.reserve(purpose=purpose, item_id=item_id, model=model, estimate=estimate)
            except BudgetExceeded:
                if not self._flying:
                    raise
                await self._settled.wait()
            else:
                self._flying += 1
                return call

    def earlier_response(self, request: str) -> ModelResponse | None:
        """Return what a run that was killed was answered to this very request."""
        text = self._ledger.kept_answer(request)
        return response_of(text) if text else None

    def settle(self, call: int, settlement: Settlement) -> None:
        """Settle as the ledger does, and let those that wait try again."""
        self._flying -= 1
        self._ledger.settle(call, settlement)
        self._settled.set()
        self._settled = asyncio.Event()
