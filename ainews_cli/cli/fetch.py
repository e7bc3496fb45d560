"""`ainews fetch`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
import json
from typing import Annotated

import typer

from ainews_cli.cli.options import among, known, with_options
from ainews_cli.errors import UsageError
from ainews_cli.pipeline import suggestions
from ainews_cli.pipeline.fetching import check_fetched, run_fetch
from ainews_cli.pipeline.output import write_out
from ainews_cli.pipeline.session import Session

FORMATS = ("text", "json")
FeedNames = Annotated[
    list[str] | None,
    typer.Argument(
        help="Names of feeds. Default: all that are enabled.",
        metavar="[FEED]...",
        autocompletion=known(suggestions.subscribed_feeds),
    ),
]
OutcomeFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        help="text or json (one outcome per feed, on stdout).",
        metavar="FORMAT",
        autocompletion=among(FORMATS),
    ),
]
Batch = Annotated[
    bool, typer.Option("--batch", help="Afterwards, submit what is to be analysed as a batch, at half price.")
]


@with_options
def fetch(
    session: Session,
    feeds: FeedNames = None,
    *,
    format: OutcomeFormat = "text",  # noqa: A002  the option's name
    batch: Batch = False,
) -> None:
    """Pull the feeds into the database.

    \b
    Examples:
      ainews fetch            all feeds
      ainews fetch "Hacker News" -f json
      ainews fetch --batch    in a cron job at night: `daily` collects in the morning
    """
    if format not in FORMATS:
        raise UsageError(f"--format {format}: must be text or json")
    if batch:
        session.warm_up()
    outcomes = run_fetch(session, feeds or (), checked=True)
    if format == "json":
        write_out(json.dumps([outcome._asdict() for outcome in outcomes], ensure_ascii=False, indent=2) + "\n")
    check_fetched(session, outcomes)
    if batch:
        from ainews_cli.pipeline.batching import run_submit  # border: the tasks and the checks of translations

        run_submit(session)
