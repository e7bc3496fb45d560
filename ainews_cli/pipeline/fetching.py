"""Fetch the feeds that a command names, or all of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ainews_cli.errors import FetchError, UsageError
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.feed import Feed, FeedOutcome
    from ainews_cli.pipeline.session import Session


def run_fetch(session: Session, names: Sequence[str] = (), *, checked: bool = False) -> list[FeedOutcome]:
    """Fetch the named feeds, or all that are enabled; show progress and a closing line on stderr. Raises UsageError.

    `checked`: the caller asks `check_fetched`, whose error is the one line about a network that is not there.
    """
    from ainews_cli.fetch import fetch_feeds, summary, unreachable  # border: worker pool, HTTP and parsers

    chosen = choose(session.config.feeds, names)
    session.sync_feeds(fetching=True)
    with session.working("fetch", len(chosen)) as tick:
        outcomes = fetch_feeds(
            chosen,
            session.store,
            now=lambda: session.now,  # what has no date is as old as the command: the page it makes shows it
            limits=session.limits(),
            named=bool(names),
            progress=lambda outcome: tick(outcome.name),
            environ=os.environ,
        )
    if not (checked and unreachable(outcomes)):
        session.say(summary(outcomes, session.language))
    return outcomes


def check_fetched(session: Session, outcomes: Sequence[FeedOutcome]) -> None:
    """Raise FetchError where feeds were asked and none could be fetched."""
    from ainews_cli.fetch import nothing_fetched, summary, unreachable  # border: worker pool, HTTP and parsers

    if unreachable(outcomes):
        raise FetchError(text(session.language, "fetch.no_network", summary=summary(outcomes, session.language)))
    if nothing_fetched(outcomes):
        raise FetchError("no feed could be fetched; check the network, or see each reason with `ainews fetch -f json`")


def choose(feeds: tuple[Feed, ...], names: Sequence[str]) -> tuple[Feed, ...]:
    """Return the feeds of these names (or addresses) in the config's order, all enabled ones for no names.

    Raises UsageError for an unknown name.
    """
    if not feeds:
        raise UsageError("the config has no [[feeds]]; `ainews init` writes a config with a good list")
    if not names:
        return tuple(feed for feed in feeds if feed.enabled)
    known = {feed.name.casefold(): feed for feed in feeds} | {feed.url: feed for feed in feeds}
    for name in names:
        if name.casefold() not in known and name not in known:
            from difflib import get_close_matches  # border: only a wrong name needs it

            near = get_close_matches(name.casefold(), known, n=3, cutoff=0.4)
            hint = (
                f"; did you mean {', '.join(repr(known[name].name) for name in near)}?"
                if near
                else f"; known: {', '.join(feed.name for feed in feeds)}"
            )
            raise UsageError(f"{name!r}: no such feed{hint}")
    wanted = {known.get(name.casefold(), known.get(name)) for name in names}
    return tuple(feed for feed in feeds if feed in wanted)
