"""`ainews latest`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from ainews_cli.cli.options import Limit, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import Filters, OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session


@with_options
def latest(session: Session, *, filters: Filters, limit: Limit = None, target: OutputTarget, request: Request) -> None:
    """The newest items (最新ニュース).

    \b
    Examples:
      ainews latest -n 50
      ainews latest --tag LLM --since yesterday
    """
    run_view(session, request, "latest", target, ViewOptions(limit=limit, filters=filters))
