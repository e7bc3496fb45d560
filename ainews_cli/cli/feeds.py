"""`ainews feeds`: the subscriptions in the config, and what they answer."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from pathlib import Path
from typing import Annotated

import typer

from ainews_cli.cli.options import Quiet, Verbose, among, known, session_of, with_options
from ainews_cli.cli.registry import CONTEXT
from ainews_cli.models.feed import Feed
from ainews_cli.pipeline import suggestions
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.session import Session
from ainews_cli.pipeline.subscribing import run_add, run_check, run_export, run_import, run_list, run_remove
from ainews_cli.sources.kinds import KINDS

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    context_settings=CONTEXT,
)


_FEEDS = known(suggestions.subscribed_feeds)
Names = Annotated[
    list[str] | None,
    typer.Argument(
        help="Names or addresses of feeds. Default: all that are enabled.", metavar="[NAME]...", autocompletion=_FEEDS
    ),
]

FeedCategory = Annotated[
    str,
    typer.Option(
        "--category", help="Its category, any word.", metavar="NAME", autocompletion=known(suggestions.categories)
    ),
]
FeedKind = Annotated[
    str,
    typer.Option(
        "--kind",
        help=f"One of {', '.join(KINDS)}. Default: detected from the URL.",
        metavar="KIND",
        autocompletion=among(KINDS),
    ),
]
FeedLanguage = Annotated[
    str,
    typer.Option(
        "--language",
        help="Language of its items, such as ja or en.",
        metavar="TAG",
        autocompletion=known(suggestions.languages),
    ),
]


@app.callback()
def main(ctx: typer.Context, verbose: Verbose = False, quiet: Quiet = False) -> None:
    """Subscriptions: list, add, remove, import, export, check.

    \b
    Examples:
      ainews feeds                                  lists them
      ainews feeds add https://example.org/blog
      ainews feeds check                            asks each of them now
    """
    session = session_of(ctx, verbose=verbose, quiet=quiet)
    if ctx.invoked_subcommand is None:
        run_list(session, OutputTarget(None, None))


@app.command("list", context_settings=CONTEXT)
@with_options
def list_(
    session: Session,
    *,
    target: OutputTarget,
) -> None:
    """List all subscriptions, with what is stored of them.

    \b
    Examples:
      ainews feeds list
      ainews feeds list -f json | jq -r '.sections[].parts[].records[] | select(.failures > 0) | .url'
    """
    run_list(session, target)


@app.command(context_settings=CONTEXT)
@with_options
def add(
    session: Session,
    url: Annotated[
        str,
        typer.Argument(help="A feed, or a page that has one: a site, a channel, a repository.", metavar="URL"),
    ],
    name: Annotated[str, typer.Option("--name", help="Its name. Default: the feed's own title.", metavar="NAME")] = "",
    category: FeedCategory = "news",
    kind: FeedKind = "",
    weight: Annotated[
        float, typer.Option("--weight", help="Multiplies the score of its items, 0.01 to 10.", metavar="N")
    ] = 1.0,
    language: FeedLanguage = "",
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Read the articles' pages: the feed carries only extracts.")
    ] = False,
) -> None:
    """Subscribe to a feed, found from any address of its site.

    \b
    Examples:
      ainews feeds add https://example.org/blog
      ainews feeds add youtube.com/@example --category videos
      ainews feeds add github.com/vllm-project/vllm --category tools --weight 0.8
    """
    wanted = Feed(name, url, category=category, weight=weight, language=language, full_text=full_text)
    run_add(session, wanted, kind)


@app.command(context_settings=CONTEXT)
@with_options
def remove(
    session: Session,
    names: Annotated[
        list[str], typer.Argument(help="Names or addresses of feeds.", metavar="NAME...", autocompletion=_FEEDS)
    ],
) -> None:
    """Unsubscribe; stored items stay.

    \b
    Examples:
      ainews feeds remove "Hacker News"
      ainews feeds remove https://example.org/feed.xml
    """
    run_remove(session, names)


@app.command("import", context_settings=CONTEXT)
@with_options
def import_(
    session: Session,
    file: Annotated[str, typer.Argument(help="An OPML file, or - for standard input.", metavar="FILE")],
    with_secrets: Annotated[
        bool,
        typer.Option("--with-secrets", help="The list is yours: take addresses and headers that name variables, too."),
    ] = False,
) -> None:
    """Subscribe to the feeds of an OPML file.

    \b
    Examples:
      ainews feeds import subscriptions.opml
      curl -s https://example.org/ai.opml | ainews feeds import -
    """
    run_import(session, file, with_secrets=with_secrets)


@app.command(context_settings=CONTEXT)
@with_options
def export(
    session: Session,
    file: Annotated[
        Path | None, typer.Argument(help="Where to write. Default: standard output.", metavar="[FILE]", readable=False)
    ] = None,
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="Write passwords, tokens and headers, too.")
    ] = False,
) -> None:
    """Write all subscriptions as OPML 2.0.

    \b
    Examples:
      ainews feeds export > ai.opml
      ainews feeds export ai.opml
    """
    run_export(session, file, with_secrets=with_secrets)


@app.command(context_settings=CONTEXT)
@with_options
def check(
    session: Session,
    names: Names = None,
    *,
    target: OutputTarget,
) -> None:
    """Ask each feed now; show its state and what to do. Stores nothing.

    \b
    Examples:
      ainews feeds check
      ainews feeds check "Hacker News" -f json
    """
    run_check(session, names or [], target)
