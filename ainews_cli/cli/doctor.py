"""`ainews doctor`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import with_options
from ainews_cli.pipeline.doctor import run_doctor
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.session import Session

Offline = Annotated[bool, typer.Option("--offline", help="Ask no server.")]


@with_options
def doctor(session: Session, *, offline: Offline = False, target: OutputTarget) -> None:
    """Check config, database, feeds, model and machine (診断).

    The exit code is that of the worst problem.

    \b
    Examples:
      ainews doctor
      ainews doctor --offline -f json
    """
    raise typer.Exit(run_doctor(session, offline=offline, target=target))
