"""`ainews search`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import Limit, with_options
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.search import run_search
from ainews_cli.pipeline.session import Session

Words = Annotated[
    list[str],
    typer.Argument(help='All of them must occur; "…" is a phrase, a trailing * matches beginnings.', metavar="WORD..."),
]
FeedName = Annotated[str, typer.Option("--feed", help="Only items that this feed carries.", metavar="NAME")]
Category = Annotated[
    str, typer.Option("--category", help="Only this category, of the feed or of the analysis.", metavar="NAME")
]
Since = Annotated[str, typer.Option("--since", help="Published on this day or later.", metavar="DATE")]
Until = Annotated[str, typer.Option("--until", help="Published on this day or earlier.", metavar="DATE")]
MinScore = Annotated[
    float, typer.Option("--min-score", help="Only with this score or more.", min=0, max=5, metavar="SCORE")
]
Tag = Annotated[str, typer.Option("--tag", help="Only with this tag.", metavar="TAG")]

Subscribed = Annotated[bool, typer.Option("--subscribed", help="Only items of feeds that the config still has.")]


@with_options
def search(
    session: Session,
    words: Words,
    *,
    feed: FeedName = "",
    category: Category = "",
    since: Since = "",
    until: Until = "",
    min_score: MinScore = 0.0,
    tag: Tag = "",
    subscribed: Subscribed = False,
    limit: Limit = None,
    target: OutputTarget,
) -> None:
    """Full text over originals and translations.

    \b
    Examples:
      ainews search 強化学習
      ainews search "open weights" --since -30 --min-score 3.5
      ainews search 推論 --feed "Hacker News" --tag LLM
    """
    run_search(
        session,
        " ".join(words),
        feed=feed,
        category=category,
        since=since,
        until=until,
        min_score=min_score,
        tag=tag,
        subscribed=subscribed,
        limit=limit,
        target=target,
    )
