"""Commands that show items."""

from __future__ import annotations

from typing import Annotated

import typer

from ainews_cli.cli.desk import Desk
from ainews_cli.cli.options import Budget, Day, DryRun, Fetch, Format, Limit, NoAnalyse, Output


def latest(
    ctx: typer.Context,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    fetch: Fetch = False,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
) -> None:
    """The newest items (最新ニュース).

    \b
    Examples:
      ainews latest -n 50
    """
    from ainews_cli.cli.output import emit
    from ainews_cli.cli.work import Work
    from ainews_cli.views.digest import latest as view

    desk: Desk = ctx.obj
    count = limit or desk.config.digest.limit
    work = Work(desk, fetch=fetch, analyse=not no_analyse, dry_run=dry_run, budget=budget)
    work.fill()
    run = work.analyse(desk.store.latest_ids(count))
    if run:
        emit(view(desk.store, desk.reader, limit=count, now=desk.now, run=run), format, output, desk)


def daily(
    ctx: typer.Context,
    day: Day = None,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    fetch: Fetch = False,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
) -> None:
    """The ranked digest of a day (AI日報).

    \b
    Examples:
      ainews daily                  the last 24 hours
      ainews daily yesterday -n 10
      ainews daily | mail -s AI日報 me@example.org
    """
    from ainews_cli.cli.output import emit
    from ainews_cli.cli.work import Work
    from ainews_cli.views.digest import daily as view
    from ainews_cli.views.digest import daily_window
    from ainews_cli.views.prepare import candidate_ids
    from ainews_cli.views.windows import parse_day

    desk: Desk = ctx.obj
    reader = desk.reader
    count = limit or desk.config.digest.limit
    date = parse_day(day, now=desk.now, zone=reader.timezone) if day else None
    window = daily_window(date, now=desk.now, zone=reader.timezone)
    work = Work(desk, fetch=fetch, analyse=not no_analyse, dry_run=dry_run, budget=budget)
    work.fill()
    work.estimate(window)
    run = work.analyse(candidate_ids(desk.store, window, reader, limit=count * desk.config.digest.candidates))
    if run:
        emit(view(desk.store, reader, window, day=date, limit=count, now=desk.now, run=run), format, output, desk)


def show(
    ctx: typer.Context,
    item: Annotated[int, typer.Argument(help="The number a digest shows beside the item.", metavar="ID", min=1)],
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
) -> None:
    """One article: score, key points, text.

    \b
    Examples:
      ainews show 12
    """
    from ainews_cli.cli.output import emit
    from ainews_cli.cli.work import Work
    from ainews_cli.views.article import show as view

    desk: Desk = ctx.obj
    desk.store.row(item, language=desk.reader.language)
    work = Work(desk, fetch=False, analyse=not no_analyse, dry_run=dry_run, budget=budget)
    run = work.analyse([item])
    if run:
        emit(view(desk.store, desk.reader, item, now=desk.now, run=run), format, output, desk)
