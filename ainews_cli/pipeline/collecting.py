"""Collect the results of batches, and say what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ainews_cli.errors import ModelError
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.pipeline.batches.collect import Collected
    from ainews_cli.pipeline.session import Session

T = TypeVar("T")


def collect_quietly(session: Session) -> tuple[str, ...]:
    """Collect ended batches before a page is made, once a minute at most; no fault stops the page.

    Return lines for its footer.
    """
    try:
        result = collected(session, session.batch_server(patient=False), patient=True)
    except ModelError as error:
        session.say(f"ainews: {error}")
        return ()
    for note in result.notes:
        session.say(f"ainews: {note}")
    return _lines(session, result) if result.ended or result.analyses or result.blocks else ()


def say_collected(session: Session, result: Collected) -> None:
    """Say on stderr what was collected."""
    for note in result.notes:
        session.say(f"ainews: {note}")
    for line in _lines(session, result):
        session.say(line)


def _lines(session: Session, result: Collected) -> tuple[str, ...]:
    language = session.reader.language
    lines = []
    if result.ended or result.analyses or result.blocks:
        cost = f"{result.dollars:.4f}"
        lines.append(
            text(language, "batch.collected", n=result.ended, analyses=result.analyses, blocks=result.blocks, cost=cost)
        )
    lines += [
        text(language, f"batch.{name}", n=n) for name in ("unusable", "superseded") if (n := getattr(result, name))
    ]
    lines += [text(language, "batch.waiting", n=result.open)] if result.open else []
    return tuple(lines)


def collected(session: Session, server: BatchServer, *, patient: bool = False, read: bool = True) -> Collected:
    """Ask about the open batches and store the results of those that ended. Raise ModelError.

    `patient`: ask only about batches that nobody asked about within the minute; `read`: False to leave results there.
    """
    from ainews_cli.pipeline.batches.collect import collect  # border: most starts have no batch

    with session.working("batch"):
        return run_with(
            server,
            collect(
                session.store, server, glossary=session.config.glossary, clock=session.clock, patient=patient, read=read
            ),
        )


def run_with(server: BatchServer, work: Coroutine[Any, Any, T]) -> T:
    """Return the result of the work, and close the server's connections."""
    import asyncio  # border: asyncio costs 0.05 s

    async def run() -> T:
        try:
            return await work
        finally:
            await server.aclose()

    return asyncio.run(run())
