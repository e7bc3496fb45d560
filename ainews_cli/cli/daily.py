"""`ainews daily`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Day, Limit, PerFeed, Stories, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import Filters, OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session


@with_options
def daily(
    session: Session,
    *,
    day: Day = None,
    filters: Filters,
    limit: Limit = None,
    per_feed: PerFeed = None,
    target: OutputTarget,
    request: Request,
    stories: Stories = True,
) -> None:
    """The ranked digest of a day (AI日報).

    \b
    Examples:
      ainews daily                  the last 24 hours
      ainews daily yesterday -n 10
      ainews daily | mail -s AI日報 me@example.org
    """
    options = ViewOptions(day=day, limit=limit, per_feed=per_feed, stories=stories, filters=filters)
    run_view(session, request, "daily", target, options)
