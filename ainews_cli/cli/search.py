"""`ainews search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Limit, Output
from ainews_cli.pipeline.request import OutputTarget

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session
    from ainews_cli.store.search import Filter


def search(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help='All of them must occur; "…" is a phrase, a trailing * asks for beginnings.', metavar="WORD..."
        ),
    ],
    feed: Annotated[str, typer.Option("--feed", help="Only items that this feed carries.", metavar="NAME")] = "",
    category: Annotated[
        str, typer.Option("--category", help="Only this category, of the feed or of the analysis.", metavar="NAME")
    ] = "",
    since: Annotated[str, typer.Option("--since", help="Published on this day or later.", metavar="DATE")] = "",
    until: Annotated[str, typer.Option("--until", help="Published on this day or earlier.", metavar="DATE")] = "",
    min_score: Annotated[
        float, typer.Option("--min-score", help="Only with this score or more.", min=0, max=5, metavar="SCORE")
    ] = 0.0,
    tag: Annotated[str, typer.Option("--tag", help="Only with this tag.", metavar="TAG")] = "",
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """Full text over originals and translations.

    \b
    Examples:
      ainews search 強化学習
      ainews search "open weights" --since -30 --min-score 3.5
      ainews search 推論 --feed "Hacker News" --tag LLM
    """
    session: Session = ctx.obj
    only = _filter(session, feed=feed, category=category, since=since, until=until, min_score=min_score, tag=tag)
    run_search(session, " ".join(words), only, limit=limit, target=OutputTarget(format, output))


def run_search(session: Session, words: str, only: Filter, *, limit: int | None, target: OutputTarget) -> None:
    """Looks the words up and prints what was found. No network, no model: what has no score yet gets its estimate."""
    from ainews_cli.pipeline.candidates import estimate_ids
    from ainews_cli.pipeline.output import emit
    from ainews_cli.views.reader import Run
    from ainews_cli.views.search import search as made

    ids = session.store.search_ids(
        words, language=session.reader.language, limit=limit or session.config.digest.limit, only=only
    )
    estimate_ids(session.store, ids, session.reader, now=session.now)
    emit(
        made(session.store, session.reader, words, ids, filtered=only.asks, now=session.now, run=Run("", "")),
        target,
        session,
    )


def _filter(
    session: Session, *, feed: str, category: str, since: str, until: str, min_score: float, tag: str
) -> Filter:
    """From options to a filter: names of feeds and categories are checked, days become times. Raises UsageError."""
    from ainews_cli.store.search import Filter
    from ainews_cli.views.windows import calendar_days, parse_day

    zone = session.reader.timezone
    first = calendar_days(parse_day(since, now=session.now, zone=zone), 1, zone).start if since else None
    last = calendar_days(parse_day(until, now=session.now, zone=zone), 1, zone).end if until else None
    if feed:
        from ainews_cli.pipeline.fetching import choose

        feed = choose(session.config.feeds, [feed])[0].name
    if category:
        from ainews_cli.errors import UsageError
        from ainews_cli.models.analysis import CATEGORIES

        known = dict.fromkeys((*CATEGORIES, *session.store.categories()))
        if category not in known:
            raise UsageError(f"no category is named {category!r}: use one of {', '.join(known)}")
    return Filter(feed, category, tag.lstrip("#"), first, last, min_score, session.reader.weight_values)
