"""`ainews read`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Items, Undo, with_options
from ainews_cli.pipeline.flags import run_flag
from ainews_cli.pipeline.session import Session


@with_options
def read(session: Session, items: Items, *, undo: Undo = False) -> None:
    """Mark items as read: a little more like these.

    \b
    Examples:
      ainews read 12 15
      ainews read 12 --undo
    """
    run_flag(session, "read", items, undo=undo)
