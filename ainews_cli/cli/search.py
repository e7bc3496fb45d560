"""`ainews search`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import Limit, with_options
from ainews_cli.pipeline.request import Filters, OutputTarget
from ainews_cli.pipeline.search import run_search
from ainews_cli.pipeline.session import Session

Words = Annotated[
    list[str] | None,
    typer.Argument(
        help='All of them must occur; "…" is a phrase, a trailing * matches beginnings.',
        metavar="WORD...",
        show_default=False,
    ),
]

Subscribed = Annotated[bool, typer.Option("--subscribed", help="Only items of feeds that the config still has.")]


@with_options
def search(
    session: Session,
    words: Words = None,
    *,
    filters: Filters,
    subscribed: Subscribed = False,
    limit: Limit = None,
    target: OutputTarget,
) -> None:
    """Full text over originals and translations.

    \b
    Examples:
      ainews search 強化学習
      ainews search "open weights" --since -30 --min-score 3.5
      ainews search --tag LLM --feed "Hacker News"
    """
    run_search(session, " ".join(words or ()), filters, subscribed=subscribed, limit=limit, target=target)
