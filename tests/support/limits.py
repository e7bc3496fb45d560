"""Rate limits for the fake Messages server: sliding windows, fixed windows and token buckets, with and without headers
that tell of them.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Literal

from tests.support.messages import Handler, Step, error, reply
from tests.support.responses import Body

Kind = Literal["sliding", "fixed", "bucket"]


@dataclass
class Limiter:
    """A limit of so many requests in so many seconds. Knows no clock: times are arguments."""

    kind: Kind
    requests: int
    window: float
    start: float = 0.0
    """Of the first fixed window."""
    taken: deque[float] = field(default_factory=deque)
    level: float = -1.0
    """Of the bucket, as of `at`; -1: full."""
    at: float = 0.0

    def take(self, now: float) -> tuple[bool, int, float]:
        """Return whether a request is let in, how many more would be, and the seconds until there is room again.

        Of the bucket: the seconds until it is full.
        """
        if self.kind == "bucket":
            rate = self.requests / self.window
            self.level = self.requests if self.level < 0 else min(self.requests, self.level + (now - self.at) * rate)
            self.at = now
            let_in = self.level >= 1
            self.level -= let_in
            return let_in, int(self.level), (self.requests - self.level) / rate if let_in else (1 - self.level) / rate
        edge = now - self.window if self.kind == "sliding" else now - (now - self.start) % self.window
        while self.taken and (self.taken[0] <= edge if self.kind == "sliding" else self.taken[0] < edge):
            self.taken.popleft()
        let_in = len(self.taken) < self.requests
        if let_in:
            self.taken.append(now)
        again = (self.taken[0] if self.kind == "sliding" else edge) + self.window - now
        return let_in, self.requests - len(self.taken), again


@dataclass
class LimitedServer:
    """A step for the fake server: past the limit a 429 at once, else a reply after some seconds."""

    limiter: Limiter
    latency: float
    headers: bool = True
    """Whether responses tell of the limit; a 429 always says when to come back."""
    rounding: float = 0.0
    """Seconds that a Retry-After is rounded up to, as servers round to whole seconds."""
    clock: Callable[[], float] = time.monotonic
    refused: int = 0
    let_in: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, handler: Handler, body: Body) -> None:
        with self._lock:
            now = self.clock()
            fits, remaining, again = self.limiter.take(now)
            self.refused += not fits
            if fits:
                self.let_in.append(now)
        told = {}
        if self.headers:
            reset = datetime.now(UTC) + timedelta(seconds=again)
            told = {
                "anthropic-ratelimit-requests-limit": str(self.limiter.requests),
                "anthropic-ratelimit-requests-remaining": str(remaining),
                "anthropic-ratelimit-requests-reset": reset.isoformat().replace("+00:00", "Z"),
            }
        if not fits:
            after = ceil(again / self.rounding) * self.rounding if self.rounding else again
            error(429, "rate limited", {"retry-after": f"{after:.3f}", **told}, "rate_limit_error")(handler, body)
            return
        self.answer(told)(handler, body)

    def answer(self, told: dict[str, str]) -> Step:
        """Return the reply after its latency, with headers."""

        def step(handler: Handler, body: Body) -> None:
            time.sleep(self.latency)
            handler.more_headers = told
            reply()(handler, body)

        return step
