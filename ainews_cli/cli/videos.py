"""`ainews videos`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Day, Days, Limit, PerFeed, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session


@with_options
def videos(
    session: Session,
    *,
    day: Day = None,
    days: Days = 7,
    limit: Limit = None,
    per_feed: PerFeed = None,
    target: OutputTarget,
    request: Request,
) -> None:
    """Videos, ranked (動画).

    \b
    Examples:
      ainews videos
      ainews videos --days 30 -n 5
    """
    run_view(session, request, "videos", target, ViewOptions(day=day, days=days, limit=limit, per_feed=per_feed))
