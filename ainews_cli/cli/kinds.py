"""`ainews weekly`, `videos`, `tools` and `papers`: their options, turned into request."""

from __future__ import annotations

from typing import Annotated

import typer

from ainews_cli.cli.options import Budget, Day, DryRun, Fetch, Format, Limit, NoAnalyse, Output, Stories
from ainews_cli.pipeline.pages import run_kind, run_weekly
from ainews_cli.pipeline.request import OutputTarget, Request

Days = Annotated[int, typer.Option("--days", help="How many days, up to DATE or now.", min=1, max=366, metavar="N")]


def weekly(
    ctx: typer.Context,
    day: Day = None,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    fetch: Fetch = False,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
    stories: Stories = True,
) -> None:
    """The ranked week, by topic (週報).

    \b
    Examples:
      ainews weekly                 the last seven days
      ainews weekly 2026-06-05      the week from Monday to Sunday around that day
    """
    run_weekly(
        ctx.obj,
        Request(fetch, not no_analyse, dry_run, budget),
        day=day,
        limit=limit,
        target=OutputTarget(format, output),
        stories=stories,
    )


def videos(
    ctx: typer.Context,
    day: Day = None,
    days: Days = 7,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    fetch: Fetch = False,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
) -> None:
    """Videos, ranked (動画).

    \b
    Examples:
      ainews videos
      ainews videos --days 30 -n 5
    """
    request = Request(fetch, not no_analyse, dry_run, budget)
    run_kind(ctx.obj, request, "videos", day=day, days=days, limit=limit, target=OutputTarget(format, output))


def tools(
    ctx: typer.Context,
    day: Day = None,
    days: Days = 7,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    fetch: Fetch = False,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
) -> None:
    """Tools and releases, ranked (AIツール).

    \b
    Examples:
      ainews tools
      ainews tools yesterday --days 1
    """
    request = Request(fetch, not no_analyse, dry_run, budget)
    run_kind(ctx.obj, request, "tools", day=day, days=days, limit=limit, target=OutputTarget(format, output))


def papers(
    ctx: typer.Context,
    day: Day = None,
    days: Days = 7,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    fetch: Fetch = False,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
) -> None:
    """Papers and research, ranked (論文).

    \b
    Examples:
      ainews papers --days 3
    """
    request = Request(fetch, not no_analyse, dry_run, budget)
    run_kind(ctx.obj, request, "papers", day=day, days=days, limit=limit, target=OutputTarget(format, output))
