"""`ainews tools`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Day, Days, Limit, PerFeed, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session


@with_options
def tools(
    session: Session,
    *,
    day: Day = None,
    days: Days = 7,
    limit: Limit = None,
    per_feed: PerFeed = None,
    target: OutputTarget,
    request: Request,
) -> None:
    """Tools and releases, ranked (AIツール).

    \b
    Examples:
      ainews tools
      ainews tools yesterday --days 1
    """
    run_view(session, request, "tools", target, ViewOptions(day=day, days=days, limit=limit, per_feed=per_feed))
