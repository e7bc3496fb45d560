"""How well calls use a rate limit.

    python bench/calls.py [--calls 200] [--scale 0.5] [--kinds sliding,fixed,bucket] [--json]

A fake Messages server answers after 2 seconds and takes 50 requests in 10; `--scale` makes both shorter (0.1: 0.2 s, 50
in 1 s). Printed per kind of limiter, with rate-limit headers and with nothing but 429 and Retry-After:

- the wall time beside the limit's own bound: calls / 50 × 10 s, the steady rate. All three kinds of limiter let a first
  burst through, so
  less than that is possible;
- the share of requests that were answered with 429.

Exits with 1 when a ratio is above 1.1 or a share above 2 %.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import NamedTuple, get_args

sys.path.insert(0, str(Path(__file__).parent.parent))

from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.engines import make_engine
from tests.support.limits import Kind, LimitedServer, Limiter
from tests.support.llm.samples import TASK
from tests.support.messages import FakeMessages

LATENCY, REQUESTS, WINDOW = 2.0, 50, 10.0
CONCURRENCY = 32
MOST_RATIO, MOST_REFUSED = 1.1, 0.02


class Figures(NamedTuple):
    """One run."""

    kind: str
    headers: bool
    calls: int
    answered: int
    wall: float
    """Seconds."""
    bound: float
    ratio: float
    refused: int
    """429s."""
    share: float


def measure(kind: Kind, headers: bool, *, calls: int, scale: float, rounding: float = 0.0) -> Figures:
    """Send so many calls through the real engine and SDK."""
    limiter = Limiter(kind, REQUESTS, WINDOW * scale, start=time.monotonic())
    step = LimitedServer(limiter, LATENCY * scale, headers, rounding * scale)
    ordinary = RetryLimits()
    limits = RetryLimits(
        retry_after_cap=ordinary.retry_after_cap * scale, spacing=ordinary.spacing * scale, base=ordinary.base * scale
    )

    async def run() -> int:
        engine = make_engine("claude", base_url=server.url, limits=limits, concurrency=CONCURRENCY, environ={})
        try:
            await engine.analyse(TASK)  # imports the SDK
            step.limiter.taken.clear()
            step.limiter.level, step.limiter.start, step.refused = -1.0, time.monotonic(), 0
            began.append(time.monotonic())
            replies = await asyncio.gather(*(engine.analyse(TASK) for _ in range(calls)), return_exceptions=True)
            began.append(time.monotonic())
            return sum(not isinstance(one, BaseException) for one in replies)
        finally:
            await engine.aclose()

    began: list[float] = []
    with FakeMessages(default=step) as server:
        answered = asyncio.run(run())
    wall, bound = began[1] - began[0], calls / REQUESTS * WINDOW * scale
    return Figures(
        kind, headers, calls, answered, wall, bound, wall / bound, step.refused, step.refused / (calls + step.refused)
    )


def main() -> int:
    """Print a row per run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--scale", type=float, default=0.5)
    parser.add_argument("--kinds", default=",".join(get_args(Kind)))
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    figures = [
        measure(kind, headers, calls=wanted.calls, scale=wanted.scale, rounding=1.0)
        for kind in wanted.kinds.split(",")
        for headers in (True, False)
    ]
    if wanted.json:
        print(json.dumps([run._asdict() for run in figures], indent=2))
    else:
        print(
            f"{REQUESTS} requests in {WINDOW * wanted.scale:g} s, latency {LATENCY * wanted.scale:g} s, "
            f"{wanted.calls} calls\n"
        )
        print("| limiter | headers | answered | wall | bound | ratio | 429 |\n|---|---|---:|---:|---:|---:|---:|")
        for run in figures:
            head = f"| {run.kind} | {'yes' if run.headers else 'no'} | {run.answered} "
            print(f"{head}| {run.wall:.2f} s | {run.bound:.2f} s | {run.ratio:.2f} | {run.refused} ({run.share:.1%}) |")
    return int(any(run.ratio > MOST_RATIO or run.share > MOST_REFUSED or run.answered < run.calls for run in figures))


if __name__ == "__main__":
    raise SystemExit(main())
