"""`ainews star`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Items, Undo, with_options
from ainews_cli.pipeline.flags import run_flag
from ainews_cli.pipeline.session import Session


@with_options
def star(session: Session, items: Items, *, undo: Undo = False) -> None:
    """Star items: more like these.

    \b
    Examples:
      ainews star 12 15
      ainews star 12 --undo
    """
    run_flag(session, "starred", items, undo=undo)
