"""When the next request may be sent, so that a rate limit is used up and not passed. Knows no clock and never waits:
times are arguments.

A limit is "so many in any stretch of so many seconds". Kept for a sliding stretch it holds for every kind of limiter
(fixed windows and token buckets too), and is as fast as each of them allows in the long run. There are two sources:

- headers (`limit_headers.RateLimit`): the limit itself, the stretch from the time of the reset, what others use of it;
- a 429: so many were taken in until then, and there is room again after its Retry-After. What is learnt so grows again,
  a hundredth at first and then in doubling steps, while nothing is refused.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ainews_cli.llm.anthropic.limit_headers import RateLimit

LEAST = 8
"""Requests that must have been taken in before a first 429 says anything about a limit: others may have used it up."""
CALM = 3
"""Stretches without a 429 before what was learnt grows; doubled when it grew too far."""
FIRST_STEP = 0.01
MUCH = 1.5
"""Times the stretch, up to which the time since the last pause is taken for the stretch itself."""
SAFETY = 1.02
"""Times a told stretch that is kept: requests do not all take the same time to reach the server."""
_GUESS, _MOST_GUESS = 0.5, 8.0
"""Seconds to pause after a 429 without a Retry-After, doubled each time."""


@dataclass(slots=True, eq=False)
class Sent:
    """One request on its way or answered."""

    at: float
    order: int
    weights: dict[str, float]
    """By kind of limit (`limit_headers.KINDS`): what it takes of it. "requests" is 1."""


@dataclass(slots=True)
class Meter:
    """One limit."""

    limit: float
    window: float
    """Seconds."""
    others: float = 0.0
    """What is used by somebody else, as of the newest answer."""
    reset: float = 0.0
    """Until when that counts."""
    order: int = -1
    """Of the request whose answer told it."""

    def wait(self, log: Iterable[Sent], now: float, kind: str, weight: float) -> float:
        """Return seconds until there is room for one more."""
        room = self.limit - (self.others if now < self.reset else 0.0)
        if room <= 0:
            return self.reset - now
        recent = [sent for sent in log if sent.at > now - self.window]
        used = sum(sent.weights.get(kind, 0.0) for sent in recent)
        for sent in recent:
            if used + weight <= room:
                break
            used -= sent.weights.get(kind, 0.0)
            if used + weight <= room:
                return max(0.0, sent.at + self.window - now)
        return 0.0 if used + weight <= room or not recent else max(0.0, recent[-1].at + self.window - now)


@dataclass(slots=True)
class Learned:
    """What 429s taught about the number of requests."""

    meter: Meter
    changed: float
    patience: int = CALM
    """Calm stretches before it grows."""
    calm: int = 0
    step: float = FIRST_STEP
    last: float = 0.0
    """The stretch before it grew last; 0.0 when it has not."""
    tight: bool = False
    """It held a request back since `changed`."""

    def grow(self, now: float) -> None:
        """Allow as many requests in a shorter stretch, after each one in which it held something back and nothing was
        refused.
        """
        if now - self.changed < self.meter.window:
            return
        if self.tight:
            self.calm += 1
            if self.calm >= self.patience:
                self.last = self.meter.window
                self.meter.window /= 1 + self.step
                self.step = min(1.0, self.step * 2)
        self.changed, self.tight = now, False

    def correct(self, accepted: int, span: float, recent: int, now: float) -> None:
        """Learn from one more 429: `accepted` in `span` seconds since the last pause, `recent` of them in the last
        stretch.
        """
        meter = self.meter
        if self.last:
            meter.window, self.patience = self.last, self.patience * 2
        elif span <= MUCH * meter.window:
            meter.limit, meter.window = float(max(1, accepted)), span
        else:
            meter.limit = max(1.0, min(meter.limit, recent, accepted / span * meter.window))
        self.changed, self.calm, self.step, self.last, self.tight = now, 0, FIRST_STEP, 0.0, False


@dataclass(slots=True)
class Pacer:
    """The memory of what was sent and what came of it."""

    spacing: float = 0.0
    """Seconds between two requests at least, so that a first 429 comes back before many more are sent."""
    cap: float = 60.0
    """Nothing is held back for longer than this after the last request: no server is believed a day."""
    window: float = 0.0
    """The stretch of told limits where it is known, in seconds; 0.0: it is inferred from the time of the reset."""
    meters: dict[str, Meter] = field(default_factory=dict)
    learned: Learned | None = None
    _log: deque[Sent] = field(default_factory=deque)
    _last: float = -1e18
    _paused: float = -1e18
    _order: int = 0
    _burst: int = 0
    """The newest request at the last 429: later 429s of this or an older one say nothing new."""
    _epoch: float | None = None
    """When the first request after the last pause was sent."""
    _before: tuple[int, float] = (0, 0.0)
    """(accepted, epoch) of the last epoch in which something was taken in."""
    _lessons: int = 0
    _guesses: int = 0

    @property
    def newest(self) -> int:
        """Order of the request sent last."""
        return self._order

    def wait(self, now: float, weights: Mapping[str, float]) -> float:
        """Return seconds until a request of these weights may be sent; 0.0: now."""
        pause = max(self._paused - now, self._last + self.spacing - now, 0.0)
        for kind, meter in self.meters.items():
            pause = max(pause, meter.wait(self._log, now, kind, weights.get(kind, 0.0)))
        if self.learned:
            self.learned.grow(now)
            held = Meter(float(int(self.learned.meter.limit)), self.learned.meter.window).wait(
                self._log, now, "requests", 1.0
            )
            self.learned.tight = self.learned.tight or held > pause
            pause = max(pause, held)
        return max(0.0, min(pause, max(self._last, self._paused) + self.cap - now)) if self._order else pause

    def send(self, now: float, weights: Mapping[str, float]) -> Sent:
        """Note that one is sent."""
        self._order += 1
        self._last = now
        if self._epoch is None:
            self._epoch = now
        sent = Sent(now, self._order, dict(weights))
        self._log.append(sent)
        longest = max(
            [
                self.cap,
                *(meter.window for meter in self.meters.values()),
                self.learned.meter.window if self.learned else 0.0,
            ]
        )
        while self._log and self._log[0].at <= now - longest:
            self._log.popleft()
        return sent

    def heard(self, sent: Sent, now: float, limits: Mapping[str, RateLimit]) -> None:
        """Note what the answer to it tells of limits."""
        for kind, limit in limits.items():
            meter = self.meters.setdefault(kind, Meter(limit.limit, max(self.window * SAFETY, 1e-3)))
            reset = now + limit.reset
            if (
                not self.window
            ):  # from when it was sent: too long rather than too short where the reset is counted from the answer
                meter.window = max(meter.window, (reset - sent.at) * SAFETY)
            if sent.order < meter.order:
                continue
            own = sum(
                other.weights.get(kind, 0.0)
                for other in self._log
                if other.order <= sent.order and other.at > sent.at - meter.window
            )
            meter.limit, meter.order, meter.reset = limit.limit, sent.order, reset
            meter.others = max(0.0, limit.limit - limit.remaining - own)

    def answered(self, sent: Sent, used: Mapping[str, float]) -> None:
        """Note what it really took, and that the server takes requests."""
        sent.weights.update(used)
        self._guesses = 0

    def limited(self, sent: Sent, now: float, after: float | None) -> None:
        """Note a 429 with its Retry-After in seconds."""
        if sent in self._log:
            self._log.remove(sent)  # it took nothing
        news = sent.order > self._burst
        if after is None:
            after = min(_MOST_GUESS, _GUESS * 2**self._guesses)
            self._guesses += news
        wait = min(after, self.cap)
        self._paused = max(self._paused, now + wait)
        if news:
            self._learn(sent, now + wait)
            self._burst, self._epoch = self._order, None

    def _learn(self, sent: Sent, again: float) -> None:
        """Learn from a 429. `again`: when the server takes requests again."""
        epoch = sent.at if self._epoch is None else self._epoch
        accepted = sum(earlier.at >= epoch and earlier.order < sent.order for earlier in self._log)
        if accepted:
            self._before = accepted, epoch
        else:  # refused as soon as it was tried again: the stretch is longer than thought
            accepted, epoch = self._before
        self._lessons += 1
        span = max(again - epoch, 1e-3)
        if self.learned:
            recent = sum(
                sent.at - self.learned.meter.window < earlier.at and earlier.order < sent.order for earlier in self._log
            )
            self.learned.correct(accepted, span, recent, again)
        elif accepted >= LEAST or (accepted and self._lessons > 1):
            self.learned = Learned(Meter(float(accepted), span), again)
