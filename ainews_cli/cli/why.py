"""`ainews why`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Item, with_options
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.session import Session
from ainews_cli.pipeline.why import run_why


@with_options
def why(session: Session, item: Item, *, target: OutputTarget) -> None:
    """Why an item ranks where it does: the whole sum.

    \b
    Examples:
      ainews why 12
    """
    run_why(session, item, target=target)
