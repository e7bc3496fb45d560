"""Each view command's three steps: prepare, make the page, print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.cli.output import emit
from ainews_cli.cli.plan import emit_plan
from ainews_cli.cli.work import Work
from ainews_cli.views.windows import Window

if TYPE_CHECKING:
    from ainews_cli.cli.desk import Desk
    from ainews_cli.cli.wishes import Target, Wishes
    from ainews_cli.models.page import Page
    from ainews_cli.store.ranking import Only
    from ainews_cli.views.article import Wanted
    from ainews_cli.views.reader import Run


def run_latest(desk: Desk, wishes: Wishes, *, limit: int | None, target: Target) -> None:
    """The newest items; they are the candidates themselves."""
    from ainews_cli.views.digest import latest

    count = limit or desk.config.digest.limit
    work = Work(desk, wishes)
    work.fill()
    ids = desk.store.latest_ids(count)
    work.estimate_items(ids)
    ids = work.best_first(ids)
    work.read_pages(ids)
    run = work.analyse(ids)
    if run is None:
        emit_plan(work, target)
        return
    emit(latest(desk.store, desk.reader, limit=count, now=desk.now, run=run), target, desk)


def run_daily(
    desk: Desk, wishes: Wishes, *, day: str | None, limit: int | None, target: Target, stories: bool = True
) -> None:
    """The ranked digest; the candidates are the best of the window by estimate."""
    from ainews_cli.views.digest import daily, daily_window, digest_day
    from ainews_cli.views.windows import parse_day

    reader = desk.reader
    count = limit or desk.config.digest.limit
    date = parse_day(day, now=desk.now, zone=reader.timezone) if day else None
    window = daily_window(date, now=desk.now, zone=reader.timezone)
    run = _prepared(Work(desk, wishes), window, count, target)
    if run:
        page = daily(desk.store, reader, window, day=date, limit=count, now=desk.now, run=run, stories=stories)
        emit(page, target, desk)
        desk.store.save_shown(
            "daily", digest_day(date, now=desk.now, zone=reader.timezone), [one.id for one in page.entries], desk.now
        )


def run_weekly(
    desk: Desk, wishes: Wishes, *, day: str | None, limit: int | None, target: Target, stories: bool = True
) -> None:
    """The ranked week; candidates as for a day."""
    page = weekly_page(desk, wishes, day=day, limit=limit, target=target, stories=stories)
    if page:
        emit(page, target, desk)


def weekly_page(
    desk: Desk, wishes: Wishes, *, day: str | None, limit: int | None, target: Target, stories: bool = True
) -> Page | None:
    """The week's page, with its lead; None after a dry run, whose plan goes to `target`."""
    from ainews_cli.cli.briefing import introduced, plan_lead
    from ainews_cli.views.reader import Run
    from ainews_cli.views.weekly import weekly, weekly_window
    from ainews_cli.views.windows import parse_day

    reader = desk.reader
    count = limit or desk.config.digest.limit
    date = parse_day(day, now=desk.now, zone=reader.timezone) if day else None
    window = weekly_window(date, now=desk.now, zone=reader.timezone)
    work = Work(desk, wishes)
    run = _prepared(work, window, count)
    work.estimate(Window(window.start - (window.end - window.start), window.start))  # the week before is counted, too
    aliases, ran = desk.config.aliases, run or Run("", "")
    page = weekly(
        desk.store, reader, window, day=date, limit=count, aliases=aliases, now=desk.now, run=ran, stories=stories
    )
    if run is None:
        plan_lead(work, page)
        emit_plan(work, target)
        return None
    return introduced(work, page, run)


def run_kind(
    desk: Desk, wishes: Wishes, name: str, *, day: str | None, days: int, limit: int | None, target: Target
) -> None:
    """Videos, tools or papers of the last days, or of those up to a day."""
    from ainews_cli.views.kinds import KINDS, listed
    from ainews_cli.views.windows import parse_day, recent_days

    reader = desk.reader
    count = limit or desk.config.digest.limit
    window = recent_days(
        parse_day(day, now=desk.now, zone=reader.timezone) if day else None, days, now=desk.now, zone=reader.timezone
    )
    run = _prepared(Work(desk, wishes), window, count, target, KINDS[name].only)
    if run:
        emit(listed(desk.store, reader, name, window, limit=count, now=desk.now, run=run), target, desk)


def _prepared(
    work: Work, window: Window, count: int, target: Target | None = None, only: Only | None = None
) -> Run | None:
    """Feeds fetched where wished, estimates made, the best candidates read and analysed; None after a dry run, whose
    plan goes to a `target`.
    """
    from ainews_cli.views.prepare import candidate_ids

    desk = work.desk
    work.fill()
    work.estimate(window)
    most = count * desk.config.digest.candidates if work.kind != "offline" else 0
    ids = candidate_ids(desk.store, window, desk.reader, limit=most, only=only) if most else []
    work.read_pages(ids)
    run = work.analyse(ids)
    if run is None and target:
        emit_plan(work, target)
    return run


def run_show(desk: Desk, wishes: Wishes, *, item: int, wanted: Wanted, target: Target) -> None:
    """One article, the only candidate, and its translation. Raises UsageError for an unknown id before anything is
    spent.
    """
    from ainews_cli.cli.translation import plan_translation, translated
    from ainews_cli.views.article import show

    desk.store.row(item, language=desk.reader.language)
    work = Work(desk, wishes, waits=False)
    work.estimate_items([item])
    work.read_pages([item], every=True)
    work.read_discussion(item)
    run = work.analyse([item])
    if run is None:
        plan_translation(work, item)
        emit_plan(work, target)
        return
    outcome = translated(work, item, run)
    emit(show(desk.store, desk.reader, item, now=desk.now, run=run, translation=outcome, wanted=wanted), target, desk)
