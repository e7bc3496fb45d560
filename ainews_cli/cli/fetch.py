"""Commands about feeds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.pipeline.session import Session

if TYPE_CHECKING:
    from ainews_cli.models.feed import Feed, FeedOutcome


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


def run_fetch(session: Session, names: list[str]) -> list[FeedOutcome]:
    """Fetches the named feeds, or all; shows progress and the closing line on stderr."""
    from ainews_cli.fetch import fetch_feeds, summary

    chosen = choose(session.config.feeds, names)
    with _progress(session, len(chosen)) as tick:
        outcomes = fetch_feeds(
            chosen,
            session.store,
            now=session.clock,
            limits=session.limits(),
            named=bool(names),
            progress=tick,
        )
    session.say(summary(outcomes))
    return outcomes


def choose(feeds: tuple[Feed, ...], names: list[str]) -> tuple[Feed, ...]:
    """The feeds of these names (or addresses), in the config's order; all enabled ones for no names. Raises UsageError.
    Pure.
    """
    from ainews_cli.errors import UsageError

    if not feeds:
        raise UsageError("the config has no [[feeds]]; `ainews init` writes a config with a good list")
    if not names:
        return tuple(feed for feed in feeds if feed.enabled)
    known = {feed.name.casefold(): feed for feed in feeds} | {feed.url: feed for feed in feeds}
    for name in names:
        if name.casefold() not in known and name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name.casefold(), known, n=3, cutoff=0.4)
            hint = (
                f"; did you mean {', '.join(repr(known[one].name) for one in near)}?"
                if near
                else f"; known: {', '.join(feed.name for feed in feeds)}"
            )
            raise UsageError(f"{name!r}: no such feed{hint}")
    wanted = {known.get(name.casefold(), known.get(name)) for name in names}
    return tuple(feed for feed in feeds if feed in wanted)


def _progress(session: Session, total: int) -> AbstractContextManager[Callable[[FeedOutcome], None] | None]:
    """A live line on stderr for a person (or with -v), nothing otherwise."""
    if not session.shows_progress or not total:
        return nullcontext(None)
    from ainews_cli.pipeline.progress import feeds_progress

    return feeds_progress(total)
