"""`ainews weekly`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Day, Limit, PerFeed, Stories, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session


@with_options
def weekly(
    session: Session,
    *,
    day: Day = None,
    limit: Limit = None,
    per_feed: PerFeed = None,
    target: OutputTarget,
    request: Request,
    stories: Stories = True,
) -> None:
    """The ranked week, by topic (週報).

    \b
    Examples:
      ainews weekly                 the last seven days
      ainews weekly 2026-06-05      the week from Monday to Sunday around that day
    """
    run_view(session, request, "weekly", target, ViewOptions(day=day, limit=limit, per_feed=per_feed, stories=stories))
