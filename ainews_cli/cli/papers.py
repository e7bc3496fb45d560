"""`ainews papers`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Day, Days, Limit, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session


@with_options
def papers(
    session: Session, *, day: Day = None, days: Days = 7, limit: Limit = None, target: OutputTarget, request: Request
) -> None:
    """Papers and research, ranked (論文).

    \b
    Examples:
      ainews papers --days 3
    """
    run_view(session, request, "papers", target, ViewOptions(day=day, days=days, limit=limit))
