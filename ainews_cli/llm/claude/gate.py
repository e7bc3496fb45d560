"""How many requests are in flight: halved when the server says 429, grown back by successes (additive increase, multiplicative decrease)."""

from __future__ import annotations

import asyncio
from types import TracebackType


class Gate:
    """An async context manager around each request. Starts wide open at `most`."""

    def __init__(self, most: int) -> None:
        self.most = max(1, most)
        self.limit = float(self.most)
        """How many may be in flight now; whole part counts."""
        self._active = 0
        self._round = 0
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> int:
        """Waits for room; gives the number of the round, for `shrink`."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._active < int(self.limit))
            self._active += 1
            return self._round

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._active -= 1  # before anything can be cancelled
        async with self._changed:
            self._changed.notify_all()

    def shrink(self, round_number: int) -> None:
        """Halves the limit, to 1 at the least. Requests that began before the last halving say nothing new and change nothing."""
        if round_number == self._round:
            self.limit = max(1.0, float(int(self.limit) // 2))
            self._round += 1

    def grow(self) -> None:
        """One success: `limit` successes in a row make room for one more."""
        self.limit = min(float(self.most), self.limit + 1 / self.limit)
