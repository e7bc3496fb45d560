"""Each view command's three steps: prepare, make the page, print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.window import Window
from ainews_cli.pipeline.dry_run import emit_plan
from ainews_cli.pipeline.output import emit
from ainews_cli.pipeline.stages import Work

if TYPE_CHECKING:
    from ainews_cli.models.page import Page
    from ainews_cli.models.reader import RunReport
    from ainews_cli.models.selection import Only
    from ainews_cli.pipeline.request import OutputTarget, Request
    from ainews_cli.pipeline.session import Session
    from ainews_cli.views.article import Wanted


def run_latest(session: Session, request: Request, *, limit: int | None, target: OutputTarget) -> None:
    """The newest items; they are the candidates themselves."""
    from ainews_cli.views.digest import latest

    count = limit or session.config.digest.limit
    work = Work(session, request)
    work.fill()
    ids = session.store.latest_ids(count)
    work.estimate_items(ids)
    ids = work.best_first(ids)
    work.read_pages(ids)
    run = work.analyse(ids)
    if run is None:
        emit_plan(work, target)
        return
    emit(latest(session.store, session.reader, limit=count, now=session.now, run=run), target, session)


def run_daily(
    session: Session,
    request: Request,
    *,
    day: str | None,
    limit: int | None,
    target: OutputTarget,
    stories: bool = True,
) -> None:
    """The ranked digest; the candidates are the best of the window by estimate."""
    from ainews_cli.views.digest import daily, daily_window, digest_day
    from ainews_cli.views.windows import parse_day

    reader = session.reader
    count = limit or session.config.digest.limit
    date = parse_day(day, now=session.now, zone=reader.timezone) if day else None
    window = daily_window(date, now=session.now, zone=reader.timezone)
    run = _prepared(Work(session, request), window, count, target)
    if run:
        page = daily(session.store, reader, window, day=date, limit=count, now=session.now, run=run, stories=stories)
        emit(page, target, session)
        session.store.save_shown(
            "daily",
            digest_day(date, now=session.now, zone=reader.timezone),
            [one.id for one in page.entries],
            session.now,
        )


def run_weekly(
    session: Session,
    request: Request,
    *,
    day: str | None,
    limit: int | None,
    target: OutputTarget,
    stories: bool = True,
) -> None:
    """The ranked week; candidates as for a day."""
    page = weekly_page(session, request, day=day, limit=limit, target=target, stories=stories)
    if page:
        emit(page, target, session)


def weekly_page(
    session: Session,
    request: Request,
    *,
    day: str | None,
    limit: int | None,
    target: OutputTarget,
    stories: bool = True,
) -> Page | None:
    """The week's page, with its lead; None after a dry run, whose plan goes to `target`."""
    from ainews_cli.models.reader import RunReport
    from ainews_cli.pipeline.briefs import introduced, plan_lead
    from ainews_cli.views.weekly import weekly, weekly_window
    from ainews_cli.views.windows import parse_day

    reader = session.reader
    count = limit or session.config.digest.limit
    date = parse_day(day, now=session.now, zone=reader.timezone) if day else None
    window = weekly_window(date, now=session.now, zone=reader.timezone)
    work = Work(session, request)
    run = _prepared(work, window, count)
    work.estimate(Window(window.start - (window.end - window.start), window.start))  # the week before is counted, too
    aliases, ran = session.config.aliases, run or RunReport("", "")
    page = weekly(
        session.store, reader, window, day=date, limit=count, aliases=aliases, now=session.now, run=ran, stories=stories
    )
    if run is None:
        plan_lead(work, page)
        emit_plan(work, target)
        return None
    return introduced(work, page, run)


def run_kind(
    session: Session,
    request: Request,
    name: str,
    *,
    day: str | None,
    days: int,
    limit: int | None,
    target: OutputTarget,
) -> None:
    """Videos, tools or papers of the last days, or of those up to a day."""
    from ainews_cli.views.kinds import KINDS, listed
    from ainews_cli.views.windows import parse_day, recent_days

    reader = session.reader
    count = limit or session.config.digest.limit
    window = recent_days(
        parse_day(day, now=session.now, zone=reader.timezone) if day else None,
        days,
        now=session.now,
        zone=reader.timezone,
    )
    run = _prepared(Work(session, request), window, count, target, KINDS[name].only)
    if run:
        emit(listed(session.store, reader, name, window, limit=count, now=session.now, run=run), target, session)


def _prepared(
    work: Work, window: Window, count: int, target: OutputTarget | None = None, only: Only | None = None
) -> RunReport | None:
    """Feeds fetched where wished, estimates made, the best candidates read and analysed; None after a dry run, whose
    plan goes to a `target`.
    """
    from ainews_cli.pipeline.candidates import candidate_ids

    session = work.session
    work.fill()
    work.estimate(window)
    most = count * session.config.digest.candidates if not work.provider.estimates else 0
    ids = candidate_ids(session.store, window, session.reader, limit=most, only=only) if most else []
    work.read_pages(ids)
    run = work.analyse(ids)
    if run is None and target:
        emit_plan(work, target)
    return run


def run_show(session: Session, request: Request, *, item: int, wanted: Wanted, target: OutputTarget) -> None:
    """One article, the only candidate, and its translation. Raises UsageError for an unknown id before anything is
    spent.
    """
    from ainews_cli.pipeline.translation import plan_translation, translated
    from ainews_cli.views.article import show

    session.store.row(item, language=session.reader.language)
    work = Work(session, request, waits=False)
    work.estimate_items([item])
    work.read_pages([item], every=True)
    work.read_discussion(item)
    run = work.analyse([item])
    if run is None:
        plan_translation(work, item)
        emit_plan(work, target)
        return
    outcome = translated(work, item, run)
    emit(
        show(session.store, session.reader, item, now=session.now, run=run, translation=outcome, wanted=wanted),
        target,
        session,
    )
