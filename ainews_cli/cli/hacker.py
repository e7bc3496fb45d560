"""`ainews hacker`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import Day, Limit, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session

AiOnly = Annotated[bool, typer.Option("--ai-only", help="Only stories about AI or close to your interests.")]


@with_options
def hacker(
    session: Session,
    *,
    day: Day = None,
    limit: Limit = None,
    target: OutputTarget,
    ai_only: AiOnly = False,
    request: Request,
) -> None:
    """Hacker News by points, and what the discussions say (Hacker日報).

    \b
    Examples:
      ainews hacker                     the last 24 hours
      ainews hacker yesterday -n 10
      ainews hacker --ai-only --fetch
    """
    run_view(session, request, "hacker", target, ViewOptions(day=day, limit=limit, ai_only=ai_only))
