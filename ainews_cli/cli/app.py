"""The Typer application: the global options."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from pathlib import Path
from typing import Annotated

import typer

from ainews_cli import __version__
from ainews_cli.cli.registry import CONTEXT, CommandGroup

app = typer.Typer(
    name="ainews",
    cls=CommandGroup,
    help="A personal digest of AI news: the feeds you chose, ranked for you, in your language.",
    epilog="Start with `ainews demo` (no key, no network), then `ainews init` and `ainews daily`.",
    invoke_without_command=True,
    # Rich help costs more than all the rest of --help together (docs/decisions.md).
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=CONTEXT,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"ainews {__version__}")
        raise typer.Exit


@app.callback()
def main(
    ctx: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="Config file to use.", envvar="AINEWS_CONFIG", metavar="PATH", readable=False)
    ] = None,
    db: Annotated[
        Path | None, typer.Option(help="Database file to use.", envvar="AINEWS_DB", metavar="PATH", readable=False)
    ] = None,
    mail_from: Annotated[
        str, typer.Option("--from", help="Sender of -f email, instead of [mail] sender.", metavar="ADDRESS")
    ] = "",
    mail_to: Annotated[
        str, typer.Option("--to", help="Recipients of -f email, instead of [mail] to.", metavar="ADDRESS")
    ] = "",
    mail_subject: Annotated[
        str, typer.Option("--subject", help="Subject of -f email, instead of the page's title.", metavar="TEXT")
    ] = "",
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show progress without a terminal, too, and tracebacks.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Data and errors only: no warnings, no summaries.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """A personal digest of AI news: the feeds you chose, ranked for you, in your language."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit
    from ainews_cli.pipeline.session import Session  # border: --help needs none

    ctx.obj = ctx.with_resource(
        Session(config, db, verbose=verbose, quiet=quiet, mail=(mail_from, mail_to, mail_subject))
    )
