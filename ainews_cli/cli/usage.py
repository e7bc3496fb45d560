"""`ainews usage`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import with_options
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.session import Session
from ainews_cli.pipeline.usage import run_usage

UsageDays = Annotated[
    int,
    typer.Option("--days", help="Calendar days in your time zone, today included.", min=1, max=3660, metavar="N"),
]


@with_options
def usage(session: Session, *, days: UsageDays = 30, target: OutputTarget) -> None:
    """What the model calls cost, by day, model and purpose (利用状況).

    \b
    Examples:
      ainews usage
      ainews usage --days 1
      ainews usage -o usage.html
    """
    run_usage(session, days=days, target=target)
