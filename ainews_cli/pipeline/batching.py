"""The steps of `ainews batch submit` and `collect`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import ModelUnavailable
from ainews_cli.pipeline.batches.recover import Setting, recover
from ainews_cli.pipeline.batches.requests import wants_analyses, wants_translations
from ainews_cli.pipeline.batches.submit import submit
from ainews_cli.pipeline.candidates import candidate_ids
from ainews_cli.pipeline.collecting import collected, run_with, say_collected
from ainews_cli.pipeline.dry_run import emit_plan
from ainews_cli.pipeline.ordering import ordered
from ainews_cli.pipeline.preparation import Preparation
from ainews_cli.pipeline.request import Request
from ainews_cli.texts import text
from ainews_cli.views.plan import Planned
from ainews_cli.views.registry import VIEWS
from ainews_cli.views.windows import digest_day, last_hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.pipeline.batches.requests import Want
    from ainews_cli.pipeline.batches.submit import Submitted
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session

MOST_IDS = 20
"""Ids of deferred items that are named."""


def run_submit(
    session: Session,
    *,
    days: int = 1,
    limit: int | None = None,
    plan: OutputTarget | None = None,
    budget: float | None = None,
    retry: bool = False,
) -> None:
    """Send the best candidates of the last days and the translations of what a digest would show, within the budget.

    What has ended is collected first. `plan`: where to print what would be sent, in place of sending it; `retry`: send
    also what was asked in vain. Raise ModelError when the server takes no batch.
    """
    session.sync_feeds()
    server = session.batch_server()
    if plan is None:
        session.warm_up()
        say_collected(session, collected(session, server))
    request, most = Request(dry_run=plan is not None, retry=retry), limit or session.config.digest.limit
    wants = session.without_culprits(lambda: _wants(session, days, most, request))
    if plan is not None:
        _print_plan(session, wants, plan, budget)
        return
    if not wants:
        session.say(text(session.reader.language, "batch.nothing"))
        return
    price, ledger = session.full_price(), session.ledger(budget)
    with session.working("batch"):
        done = run_with(
            server,
            submit(session.store, server, ledger, wants, model=session.model_name(), price=price, clock=session.clock),
        )
    _say_submitted(session, done)


def _print_plan(session: Session, wants: Sequence[Want], target: OutputTarget, budget: float | None) -> None:
    """Print the page that the dry run of a view prints."""
    titles = {
        row.id: row.title
        for row in session.store.rows([want.item_id for want in wants], language=session.reader.language)
    }
    preparation = Preparation(session, Request(dry_run=True, budget=budget))
    preparation.planned = [
        Planned(want.item_id, titles.get(want.item_id, ""), want.purpose, want.estimate) for want in wants
    ]
    dollars = sum(want.estimate for want in wants)
    session.say(
        text(
            session.reader.language, "batch.plan", **_numbers(wants), cost=f"{dollars:.4f}", model=session.model_name()
        )
    )
    emit_plan(preparation, target)


def _wants(session: Session, days: int, limit: int, request: Request) -> list[Want]:
    """Return the analyses of the candidates that a digest would have, then the translations of what it shows.

    Unless it is a dry run, read article pages first, as a digest does, so that the text it finds is the one that was
    sent.
    """
    reader, store = session.reader, session.store
    window = last_hours(session.now, 24 * days)
    preparation = Preparation(session, request)
    preparation.estimate(window)
    digest = session.config.digest
    most, per_feed = limit * digest.candidates, digest.per_feed * digest.candidates
    ids = candidate_ids(store, window, reader, limit=most, per_feed=per_feed)
    preparation.read_pages(ids)
    provider, model, price = session.model_provider(), session.model_name(), session.full_price()
    day = digest_day(None, now=session.now, zone=reader.timezone)
    order = ordered(store, reader, window, limit=limit, view=VIEWS["daily"].name, day=day)
    shown = [place.row.id for place in order.places]
    analyses = wants_analyses(
        store,
        ids,
        language=reader.language,
        interests=reader.interests,
        provider=provider,
        model=model,
        price=price,
        now=session.now,
        tries=preparation.tries,
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
        tries=preparation.tries,
    )
    return [*analyses, *translations]


def run_collect(session: Session, unknown: Sequence[str] = ()) -> None:
    """Collect the results of batches. `unknown`: names of batches that the database has lost.

    Raise ModelUnavailable when nothing could be asked at all.
    """
    for name in unknown:
        _recover(session, name)
    if not session.store.has_open_batches():
        session.say(text(session.reader.language, "batch.none_open"))
        return
    session.warm_up()
    result = collected(session, session.batch_server())
    say_collected(session, result)
    if result.notes and not (result.ended or result.analyses or result.blocks):
        raise ModelUnavailable(result.notes[0])


def _recover(session: Session, name: str) -> None:
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
    count = run_with(server, recover(session.store, server, name, setting, clock=session.clock))
    session.say(text(reader.language, "batch.recovered", n=count, id=name))


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
