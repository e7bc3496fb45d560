"""Batches from the command line's side: what is sent, what is collected, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ainews_cli.errors import ModelError, ModelUnavailable, UsageError
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from ainews_cli.llm.batch import BatchServer
    from ainews_cli.pipeline.batches.collect import Collected
    from ainews_cli.pipeline.batches.requests import Want
    from ainews_cli.pipeline.batches.submit import Submitted
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session

T = TypeVar("T")
MOST_IDS = 20
"""Ids of deferred items that are named."""


def run_submit(
    session: Session,
    *,
    days: int = 1,
    limit: int | None = None,
    plan: OutputTarget | None = None,
    budget: float | None = None,
) -> None:
    """Sends the best candidates of the last days and the translations of what a digest would show, within the budget.

    `plan`: sends nothing and prints there what it would send. What has ended is collected first. Raises ModelError when
    the server takes
    no batch.
    """
    from ainews_cli.pipeline.batches.submit import submit

    server = session.batch_server()
    if plan is None:
        session.warm_up()
        say_collected(session, _collected(session, server))
    wants = _wants(session, days, limit or session.config.digest.limit, read=plan is None)
    if plan is not None:
        _print_plan(session, wants, plan, budget)
        return
    if not wants:
        session.say(text(session.reader.language, "batch.nothing"))
        return
    price, ledger = session.full_price(), session.ledger(budget)
    done = _asked(
        server,
        submit(session.store, server, ledger, wants, model=session.model_name(), price=price, clock=session.clock),
    )
    _say_submitted(session, done)


def _print_plan(session: Session, wants: Sequence[Want], target: OutputTarget, budget: float | None) -> None:
    """The dry run: the same page that the views' dry runs print."""
    from ainews_cli.pipeline.dry_run import emit_plan
    from ainews_cli.pipeline.request import Request
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.views.plan import Planned

    titles = {
        row.id: row.title
        for row in session.store.rows([want.item_id for want in wants], language=session.reader.language)
    }
    work = Work(session, Request(dry_run=True, budget=budget))
    work.planned = [Planned(want.item_id, titles.get(want.item_id, ""), want.purpose, want.estimate) for want in wants]
    dollars = sum(want.estimate for want in wants)
    session.say(
        text(
            session.reader.language, "batch.plan", **_numbers(wants), cost=f"{dollars:.4f}", model=session.model_name()
        )
    )
    emit_plan(work, target)


def _wants(session: Session, days: int, limit: int, *, read: bool) -> list[Want]:
    """What is to be asked for: analyses of the candidates that a digest would have, then translations of what it shows.

    `read`: article pages are read first, as a digest does, so that the text it finds is the one that was sent.
    """
    from ainews_cli.pipeline.batches.requests import wants_analyses, wants_translations
    from ainews_cli.pipeline.candidates import candidate_ids
    from ainews_cli.pipeline.request import Request
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.ranking.order import order
    from ainews_cli.views.digest import digest_day
    from ainews_cli.views.windows import last_hours

    reader, store = session.reader, session.store
    window = last_hours(session.now, 24 * days)
    work = Work(session, Request(dry_run=not read))
    work.estimate(window)
    ids = candidate_ids(store, window, reader, limit=limit * session.config.digest.candidates)
    work.read_pages(ids)
    provider, model, price = session.model_provider(), session.model_name(), session.full_price()
    day = digest_day(None, now=session.now, zone=reader.timezone)
    shown = [place.row.id for place in order(store, reader, window, limit=limit, view="daily", day=day).places]
    analyses = wants_analyses(
        store,
        ids,
        language=reader.language,
        interests=reader.interests,
        provider=provider,
        model=model,
        price=price,
        now=session.now,
    )
    glossary = session.config.glossary
    translations = wants_translations(
        store,
        shown,
        language=reader.language,
        glossary=glossary,
        provider=provider,
        model=model,
        price=price,
        now=session.now,
    )
    return [*analyses, *translations]


def run_collect(session: Session, unknown: Sequence[str] = ()) -> None:
    """Collects; `unknown` names batches that the database has lost. Raises ModelUnavailable when nothing could be asked
    at all.
    """
    for name in unknown:
        _recover(session, name)
    if not session.store.has_open_batches():
        session.say(text(session.reader.language, "batch.none_open"))
        return
    session.warm_up()
    found = _collected(session, session.batch_server())
    say_collected(session, found)
    if found.notes and not (found.ended or found.analyses or found.blocks):
        raise ModelUnavailable(found.notes[0])


def _recover(session: Session, name: str) -> None:
    from ainews_cli.pipeline.batches.recover import Setting, recover

    session.warm_up()
    server, reader = session.batch_server(), session.reader
    setting = Setting(
        reader.language,
        reader.interests,
        session.config.glossary,
        session.model_provider(),
        session.model_name(),
        session.full_price(),
    )
    count = _asked(server, recover(session.store, server, name, setting, clock=session.clock))
    session.say(text(reader.language, "batch.recovered", n=count, id=name))


def run_status(session: Session, target: OutputTarget) -> None:
    """Prints how far the batches are."""
    from ainews_cli.pipeline.output import emit
    from ainews_cli.views.batches import status

    notes = _ask_about(session)
    emit(status(session.store, session.reader, now=session.now, notes=notes), target, session)


def _ask_about(session: Session) -> tuple[str, ...]:
    """Brings the counts of open batches up to date; gives what could not be asked. No network where none is open."""
    if not session.store.has_open_batches():
        return ()
    try:
        return _collected(session, session.batch_server(), read=False).notes
    except ModelError as error:  # without a key there is still what is stored
        return (str(error),)


def collect_quietly(session: Session) -> tuple[str, ...]:
    """What a view does before it buys anything: ended batches are collected, once a minute at most, and no fault stops
    the view.

    Gives lines for the page's footer.
    """
    try:
        found = _collected(session, session.batch_server(patient=False), patient=True)
    except ModelError as error:
        session.say(f"ainews: {error}")
        return ()
    for note in found.notes:
        session.say(f"ainews: {note}")
    return _collected_lines(session, found) if found.ended or found.analyses or found.blocks else ()


def run_cancel(session: Session, named: str) -> None:
    """`named`: by number or name. Raises UsageError for a batch that is not open, BatchUnknown where the server does
    not know it.
    """
    batch = next(
        (
            one
            for one in session.store.open_batches()
            if one.batch_id and named in (str(one.id), f"#{one.id}", one.batch_id)
        ),
        None,
    )
    if batch is None:
        raise UsageError(f"{named}: no open batch has this number or name; `ainews batch status` shows them")
    server = session.batch_server()
    _asked(server, server.cancel(batch.batch_id))
    session.say(text(session.reader.language, "batch.cancelling", id=batch.batch_id))


def say_collected(session: Session, found: Collected) -> None:
    """What was collected, on stderr."""
    for note in found.notes:
        session.say(f"ainews: {note}")
    for line in _collected_lines(session, found):
        session.say(line)


def _collected_lines(session: Session, found: Collected) -> tuple[str, ...]:
    language = session.reader.language
    lines = []
    if found.ended or found.analyses or found.blocks:
        cost = f"{found.dollars:.4f}"
        lines.append(
            text(language, "batch.collected", n=found.ended, analyses=found.analyses, blocks=found.blocks, cost=cost)
        )
    lines += [
        text(language, f"batch.{name}", n=n) for name in ("unusable", "superseded") if (n := getattr(found, name))
    ]
    lines += [text(language, "batch.waiting", n=found.open)] if found.open else []
    return tuple(lines)


def _collected(session: Session, server: BatchServer, *, patient: bool = False, read: bool = True) -> Collected:
    from ainews_cli.pipeline.batches.collect import collect

    return _asked(
        server,
        collect(
            session.store, server, glossary=session.config.glossary, clock=session.clock, patient=patient, read=read
        ),
    )


def _asked(server: BatchServer, work: Coroutine[Any, Any, T]) -> T:
    """The work's result; the server's connections are closed with it."""
    import asyncio

    async def run() -> T:
        try:
            return await work
        finally:
            await server.aclose()

    return asyncio.run(run())


def _say_submitted(session: Session, done: Submitted) -> None:
    language = session.reader.language
    if not done.sent and not done.deferred:  # another process was faster
        session.say(text(language, "batch.nothing"))
    if done.sent:
        session.say(
            text(language, "batch.submitted", id=done.batch_id, **_numbers(done.sent), cost=f"{done.dollars:.4f}")
        )
    if done.deferred:
        ids = list(dict.fromkeys(str(want.item_id) for want in done.deferred))
        named = ", ".join(ids[:MOST_IDS]) + (" …" if len(ids) > MOST_IDS else "")
        session.say(text(language, "batch.deferred", n=len(done.deferred), ids=named, reason=done.reason))


def _numbers(wants: Sequence[Want]) -> dict[str, int]:
    analyses = sum(want.purpose == "analysis" for want in wants)
    return {"analyses": analyses, "translations": len(wants) - analyses}
