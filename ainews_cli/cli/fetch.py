"""Commands about feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.pipeline.fetching import run_fetch

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session


def fetch(
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None, typer.Argument(help="Names of feeds; all enabled ones unless given.", metavar="[FEED]...")
    ] = None,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", "-f", help="text or json (one outcome per feed, on stdout).", metavar="FORMAT")
    ] = "text",
    batch: Annotated[
        bool, typer.Option("--batch", help="Submit what is to be analysed as a batch afterwards, at half price.")
    ] = False,
) -> None:
    """Pull the feeds into the database.

    \b
    Examples:
      ainews fetch            all feeds
      ainews fetch "Hacker News" -f json
      ainews fetch --batch    in a cron job at night: `daily` collects in the morning
    """
    from ainews_cli.errors import FetchError, UsageError
    from ainews_cli.fetch import nothing_fetched

    if format not in ("text", "json"):
        raise UsageError(f"--format {format}: must be text or json")
    session: Session = ctx.obj
    if batch:
        session.warm_up()
    outcomes = run_fetch(session, feeds or [])
    if format == "json":
        import json

        from ainews_cli.pipeline.output import write_out

        write_out(json.dumps([outcome._asdict() for outcome in outcomes], ensure_ascii=False, indent=2) + "\n")
    if nothing_fetched(outcomes):
        raise FetchError("no feed could be fetched; check the network, or see each reason with `ainews fetch -f json`")
    if batch:
        from ainews_cli.pipeline.batching import run_submit

        run_submit(session)
