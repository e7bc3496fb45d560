"""Commands that show items: their options, turned into request."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import (
    Audit,
    Bilingual,
    Budget,
    Day,
    DryRun,
    Fetch,
    Format,
    Limit,
    NoAnalyse,
    Original,
    Output,
    Share,
    Stories,
)
from ainews_cli.pipeline.pages import run_daily, run_latest, run_show
from ainews_cli.pipeline.request import OutputTarget, Request


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
    run_latest(
        ctx.obj, Request(fetch, not no_analyse, dry_run, budget), limit=limit, target=OutputTarget(format, output)
    )


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
    stories: Stories = True,
) -> None:
    """The ranked digest of a day (AI日報).

    \b
    Examples:
      ainews daily                  the last 24 hours
      ainews daily yesterday -n 10
      ainews daily | mail -s AI日報 me@example.org
    """
    run_daily(
        ctx.obj,
        Request(fetch, not no_analyse, dry_run, budget),
        day=day,
        limit=limit,
        target=OutputTarget(format, output),
        stories=stories,
    )


def show(
    ctx: typer.Context,
    item: Annotated[int, typer.Argument(help="The number a digest shows beside the item.", metavar="ID", min=1)],
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
    original: Original = False,
    bilingual: Bilingual = False,
    audit: Audit = False,
    share: Share = False,
) -> None:
    """One article: score, key points, translation, related articles.

    \b
    Examples:
      ainews show 12
      ainews show 12 --bilingual
      ainews show 12 --audit        what the checks said of every block
    """
    from ainews_cli.views.article import Wanted

    request = Request(analyse=not no_analyse, dry_run=dry_run, budget=budget)
    run_show(
        ctx.obj,
        request,
        item=item,
        wanted=Wanted(original, bilingual, audit, share),
        target=OutputTarget(format, output),
    )
