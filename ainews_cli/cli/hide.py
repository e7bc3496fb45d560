"""`ainews hide`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Items, Undo, with_options
from ainews_cli.pipeline.flags import run_flag
from ainews_cli.pipeline.session import Session


@with_options
def hide(session: Session, items: Items, *, undo: Undo = False) -> None:
    """Hide items: they leave every list, and fewer like them come.

    \b
    Examples:
      ainews hide 12
      ainews hide 12 --undo
    """
    run_flag(session, "hidden", items, undo=undo)
