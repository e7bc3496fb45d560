"""`ainews companies`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import ComparedDays, Limit, known, with_options
from ainews_cli.pipeline import suggestions
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session

Company = Annotated[
    str,
    typer.Argument(
        help="One company: its news and its time line. Default: a table of all.",
        metavar="[NAME]",
        autocompletion=known(suggestions.companies),
    ),
]


@with_options
def companies(
    session: Session, name: Company = "", *, days: ComparedDays = 30, limit: Limit = None, target: OutputTarget
) -> None:
    """Companies in the news (企業), or one company's news.

    \b
    Examples:
      ainews companies
      ainews companies "Google DeepMind" --days 90
    """
    run_view(session, Request(analyse=False), "companies", target, ViewOptions(company=name, days=days, limit=limit))
