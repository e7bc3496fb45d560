"""Workers on one queue: how every stage asks an engine about many things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


async def together(work: Callable[[], Coroutine[Any, Any, None]], count: int) -> None:
    """Run so many workers (at least 1) to their ends. When one fails, or this is cancelled, let the others go first,
    then raise it.
    """
    # border: asyncio costs more than most starts have
    import asyncio

    workers = [asyncio.create_task(work()) for _ in range(max(1, count))]
    try:
        await asyncio.gather(*workers)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
