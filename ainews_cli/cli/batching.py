"""Batches from the command line's side: what is sent, what is collected, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ainews_cli.errors import ModelError, ModelUnavailable, UsageError
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from ainews_cli.batches import Collected, Submitted, Want
    from ainews_cli.cli.desk import Desk
    from ainews_cli.cli.wishes import Target
    from ainews_cli.llm.batch import BatchServer

T = TypeVar("T")
MOST_IDS = 20
"""Ids of deferred items that are named."""


def run_submit(
    desk: Desk, *, days: int = 1, limit: int | None = None, plan: Target | None = None, budget: float | None = None
) -> None:
    """Sends the best candidates of the last days and the translations of what a digest would show, within the budget.

    `plan`: sends nothing and prints there what it would send. What has ended is collected first. Raises ModelError when
    the server takes
    no batch.
    """
    from ainews_cli.batches import submit

    server = desk.batch_server()
    if plan is None:
        desk.warm_up()
        say_collected(desk, _collected(desk, server))
    wants = _wants(desk, days, limit or desk.config.digest.limit, read=plan is None)
    if plan is not None:
        _print_plan(desk, wants, plan, budget)
        return
    if not wants:
        desk.say(text(desk.reader.language, "batch.nothing"))
        return
    price, ledger = desk.full_price(), desk.ledger(budget)
    done = _asked(
        server, submit(desk.store, server, ledger, wants, model=desk.model_name(), price=price, clock=desk.clock)
    )
    _say_submitted(desk, done)


def _print_plan(desk: Desk, wants: Sequence[Want], target: Target, budget: float | None) -> None:
    """The dry run: the same page that the views' dry runs print."""
    from ainews_cli.cli.plan import emit_plan
    from ainews_cli.cli.wishes import Wishes
    from ainews_cli.cli.work import Work
    from ainews_cli.views.plan import Planned

    titles = {
        row.id: row.title for row in desk.store.rows([want.item_id for want in wants], language=desk.reader.language)
    }
    work = Work(desk, Wishes(dry_run=True, budget=budget))
    work.planned = [Planned(want.item_id, titles.get(want.item_id, ""), want.purpose, want.estimate) for want in wants]
    dollars = sum(want.estimate for want in wants)
    desk.say(
        text(desk.reader.language, "batch.plan", **_numbers(wants), cost=f"{dollars:.4f}", model=desk.model_name())
    )
    emit_plan(work, target)


def _wants(desk: Desk, days: int, limit: int, *, read: bool) -> list[Want]:
    """What is to be asked for: analyses of the candidates that a digest would have, then translations of what it shows.

    `read`: article pages are read first, as a digest does, so that the text it finds is the one that was sent.
    """
    from ainews_cli.batches import wants_analyses, wants_translations
    from ainews_cli.cli.wishes import Wishes
    from ainews_cli.cli.work import Work
    from ainews_cli.views.digest import digest_day
    from ainews_cli.views.ordering import order
    from ainews_cli.views.prepare import candidate_ids
    from ainews_cli.views.windows import last_hours

    reader, store = desk.reader, desk.store
    window = last_hours(desk.now, 24 * days)
    work = Work(desk, Wishes(dry_run=not read))
    work.estimate(window)
    ids = candidate_ids(store, window, reader, limit=limit * desk.config.digest.candidates)
    work.read_pages(ids)
    model, price = desk.model_name(), desk.full_price()
    day = digest_day(None, now=desk.now, zone=reader.timezone)
    shown = [place.row.id for place in order(store, reader, window, limit=limit, view="daily", day=day).places]
    analyses = wants_analyses(
        store, ids, language=reader.language, interests=reader.interests, model=model, price=price, now=desk.now
    )
    glossary = desk.config.glossary
    translations = wants_translations(
        store, shown, language=reader.language, glossary=glossary, model=model, price=price, now=desk.now
    )
    return [*analyses, *translations]


def run_collect(desk: Desk, unknown: Sequence[str] = ()) -> None:
    """Collects; `unknown` names batches that the database has lost. Raises ModelUnavailable when nothing could be asked
    at all.
    """
    for name in unknown:
        _recover(desk, name)
    if not desk.store.has_open_batches():
        desk.say(text(desk.reader.language, "batch.none_open"))
        return
    desk.warm_up()
    found = _collected(desk, desk.batch_server())
    say_collected(desk, found)
    if found.notes and not (found.ended or found.analyses or found.blocks):
        raise ModelUnavailable(found.notes[0])


def _recover(desk: Desk, name: str) -> None:
    from ainews_cli.batches import Setting, recover

    desk.warm_up()
    server, reader = desk.batch_server(), desk.reader
    setting = Setting(reader.language, reader.interests, desk.config.glossary, desk.model_name(), desk.full_price())
    count = _asked(server, recover(desk.store, server, name, setting, clock=desk.clock))
    desk.say(text(reader.language, "batch.recovered", n=count, id=name))


def run_status(desk: Desk, target: Target) -> None:
    """Prints how far the batches are."""
    from ainews_cli.cli.output import emit
    from ainews_cli.views.batches import status

    notes = _ask_about(desk)
    emit(status(desk.store, desk.reader, now=desk.now, notes=notes), target, desk)


def _ask_about(desk: Desk) -> tuple[str, ...]:
    """Brings the counts of open batches up to date; gives what could not be asked. No network where none is open."""
    if not desk.store.has_open_batches():
        return ()
    try:
        return _collected(desk, desk.batch_server(), read=False).notes
    except ModelError as error:  # without a key there is still what is stored
        return (str(error),)


def collect_quietly(desk: Desk) -> tuple[str, ...]:
    """What a view does before it buys anything: ended batches are collected, once a minute at most, and no fault stops
    the view.

    Gives lines for the page's footer.
    """
    try:
        found = _collected(desk, desk.batch_server(patient=False), patient=True)
    except ModelError as error:
        desk.say(f"ainews: {error}")
        return ()
    for note in found.notes:
        desk.say(f"ainews: {note}")
    return _collected_lines(desk, found) if found.ended or found.analyses or found.blocks else ()


def run_cancel(desk: Desk, named: str) -> None:
    """`named`: by number or name. Raises UsageError for a batch that is not open, BatchUnknown where the server does
    not know it.
    """
    batch = next(
        (
            one
            for one in desk.store.open_batches()
            if one.batch_id and named in (str(one.id), f"#{one.id}", one.batch_id)
        ),
        None,
    )
    if batch is None:
        raise UsageError(f"{named}: no open batch has this number or name; `ainews batch status` shows them")
    server = desk.batch_server()
    _asked(server, server.cancel(batch.batch_id))
    desk.say(text(desk.reader.language, "batch.cancelling", id=batch.batch_id))


def say_collected(desk: Desk, found: Collected) -> None:
    """What was collected, on stderr."""
    for note in found.notes:
        desk.say(f"ainews: {note}")
    for line in _collected_lines(desk, found):
        desk.say(line)


def _collected_lines(desk: Desk, found: Collected) -> tuple[str, ...]:
    language = desk.reader.language
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


def _collected(desk: Desk, server: BatchServer, *, patient: bool = False, read: bool = True) -> Collected:
    from ainews_cli.batches import collect

    return _asked(
        server, collect(desk.store, server, glossary=desk.config.glossary, clock=desk.clock, patient=patient, read=read)
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


def _say_submitted(desk: Desk, done: Submitted) -> None:
    language = desk.reader.language
    if not done.sent and not done.deferred:  # another process was faster
        desk.say(text(language, "batch.nothing"))
    if done.sent:
        desk.say(text(language, "batch.submitted", id=done.batch_id, **_numbers(done.sent), cost=f"{done.dollars:.4f}"))
    if done.deferred:
        ids = list(dict.fromkeys(str(want.item_id) for want in done.deferred))
        named = ", ".join(ids[:MOST_IDS]) + (" …" if len(ids) > MOST_IDS else "")
        desk.say(text(language, "batch.deferred", n=len(done.deferred), ids=named, reason=done.reason))


def _numbers(wants: Sequence[Want]) -> dict[str, int]:
    analyses = sum(want.purpose == "analysis" for want in wants)
    return {"analyses": analyses, "translations": len(wants) - analyses}
