"""`ainews open`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import Item, with_options
from ainews_cli.pipeline.flags import run_open
from ainews_cli.pipeline.session import Session

Discussion = Annotated[bool, typer.Option("--discussion", help="Its discussion instead of the original.")]


@with_options
def open_(session: Session, item: Item, *, discussion: Discussion = False) -> None:
    """The original in the browser; it counts as read.

    \b
    Examples:
      ainews open 12
      ainews open 12 --discussion
    """
    run_open(session, item, discussion=discussion)
