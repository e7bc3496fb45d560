"""`ainews trends`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import ComparedDays, Limit, among, with_options
from ainews_cli.pipeline.pages import run_view
from ainews_cli.pipeline.request import OutputTarget, Request, ViewOptions
from ainews_cli.pipeline.session import Session
from ainews_cli.views.name_counts import NAME_KINDS
from ainews_cli.views.trends import name_kinds

TrendKind = Annotated[
    str,
    typer.Option(
        "--kind",
        help="tags, companies, products, terms or all.",
        metavar="KIND",
        autocompletion=among((*NAME_KINDS, "all")),
    ),
]


@with_options
def trends(
    session: Session,
    *,
    days: ComparedDays = 7,
    kind: TrendKind = "all",
    limit: Limit = None,
    target: OutputTarget,
) -> None:
    """What rises and falls (トレンド).

    \b
    Examples:
      ainews trends
      ainews trends --days 30 --kind products
    """
    name_kinds(kind)  # a mistake is found before the database is opened
    run_view(session, Request(analyse=False), "trends", target, ViewOptions(days=days, kind=kind, limit=limit))
