"""How many requests are in flight, and when the next one may go: each waits its turn here.

The number begins small and grows with every success, is halved when the server says that it is too much, and then grows
back one by one (additive increase, multiplicative decrease). It does not grow while replies come at half the speed they
once had: a server on one's own machine then only queues. The pace is the `Pacer`'s.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

from ainews_cli.llm.anthropic.limit_headers import RateLimit
from ainews_cli.llm.anthropic.rate_limit import Pacer, Sent

START = 4
"""Requests at once to begin with."""
SLOWER = 2.0
"""Times the best seconds per token, after which no more are sent at once."""
PROMPT = 1.0
"""Seconds within which a reply is quick, whatever the best was."""
_OVERHEAD = 50
"""Tokens that reading a prompt counts as."""


class Gate:
    """Where requests wait."""

    def __init__(self, most: int, pacer: Pacer, clock: Callable[[], float]) -> None:
        self.most = max(1, most)
        self.limit = float(min(START, self.most))
        """How many may be in flight now; whole part counts."""
        self.pacer = pacer
        self._clock = clock
        self._active = 0
        self._queue: list[tuple[bool, int]] = []
        self._numbers = 0
        self._ramping = True
        """Nothing was too much yet: each success makes room for one more."""
        self._halved = 0
        """The newest request at the last halving."""
        self._best = float("inf")
        self._changed = asyncio.Event()
        """Set, and replaced by a new one, when those that wait should look again."""

    @asynccontextmanager
    async def slot(self, weights: Mapping[str, float], *, again: bool = False) -> AsyncIterator[Sent]:
        """Wait for room and for the right moment; those that were sent before (`again`) go first."""
        sent = await self._enter(weights, again)
        try:
            yield sent
        finally:
            self._active -= 1
            self._wake()

    def heard(self, sent: Sent, limits: Mapping[str, RateLimit]) -> None:
        """Note what an answer's headers say."""
        self.pacer.heard(sent, self._clock(), limits)
        self._wake()

    def succeeded(self, sent: Sent, used: Mapping[str, float], latency: float) -> None:
        """Note what a request took of the limits and how long it took, in seconds; make room for more."""
        self.pacer.answered(sent, used)
        pace = latency / (used.get("output-tokens", 0.0) + _OVERHEAD)
        self._best = min(self._best, pace)
        if latency <= PROMPT or pace <= SLOWER * self._best:
            self.limit = min(float(self.most), self.limit + (1 if self._ramping else 1 / self.limit))
        self._wake()

    def limited(self, sent: Sent, after: float | None) -> None:
        """Note a 429 with its Retry-After."""
        self.pacer.limited(sent, self._clock(), after)
        self.too_much(sent)

    def too_much(self, sent: Sent) -> None:
        """Halve the number, to 1 at the least. Requests that were sent before the last halving say nothing new and
        change nothing.
        """
        self._ramping = False
        if sent.order > self._halved:
            self.limit = max(1.0, float(int(self.limit) // 2))
            self._halved = self.pacer.newest
        self._wake()

    async def _enter(self, weights: Mapping[str, float], again: bool) -> Sent:
        self._numbers += 1
        me = (not again, self._numbers)
        heapq.heappush(self._queue, me)
        try:
            while (pause := self._pause(me, weights)) != 0.0:
                await self._wait(pause)
            self._active += 1
            return self.pacer.send(self._clock(), weights)
        finally:
            self._queue.remove(me)
            heapq.heapify(self._queue)
            self._wake()

    def _pause(self, me: tuple[bool, int], weights: Mapping[str, float]) -> float | None:
        """Return seconds to wait; None: until something changes."""
        if me != self._queue[0] or self._active >= int(self.limit):
            return None
        return self.pacer.wait(self._clock(), weights)

    async def _wait(self, pause: float | None) -> None:
        try:
            async with asyncio.timeout(pause):
                await self._changed.wait()
        except TimeoutError:
            return

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
