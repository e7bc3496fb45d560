"""`ainews batch submit`, `status`, `collect`, `cancel` and `drop`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from types import ModuleType
from typing import Annotated

import typer

from ainews_cli.cli.options import Budget, Quiet, Retry, Verbose, known, session_of, with_options
from ainews_cli.cli.registry import CONTEXT
from ainews_cli.pipeline import suggestions
from ainews_cli.pipeline.batch_status import run_cancel, run_drop, run_status
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False, invoke_without_command=True, context_settings=CONTEXT)

OpenBatch = Annotated[
    str,
    typer.Argument(
        help="Its number or name, as `ainews batch status` shows them.",
        metavar="BATCH",
        autocompletion=known(suggestions.open_batches),
    ),
]


@app.callback()
def batch(ctx: typer.Context, verbose: Verbose = False, quiet: Quiet = False) -> None:
    """Scheduled work at half price.

    \b
    Examples:
      ainews batch            how far the batches are
      ainews batch submit     in a cron job at night
    """
    session = session_of(ctx, verbose=verbose, quiet=quiet)
    if ctx.invoked_subcommand is None:
        run_status(session, OutputTarget())


@app.command(context_settings=CONTEXT)
@with_options
def submit(
    session: Session,
    *,
    days: Annotated[
        int, typer.Option("--days", help="How many days of items to send.", min=1, max=31, metavar="N")
    ] = 1,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", help="As in `daily`.", min=1, max=10_000, metavar="N")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent and its price (with -f, -o); send nothing.")
    ] = False,
    budget: Budget = None,
    retry: Retry = False,
    target: OutputTarget,
) -> None:
    """Send what is to be analysed and translated as a message batch.

    \b
    Examples:
      ainews batch submit
      ainews batch submit --days 3 --budget 0.20
    """
    _batching().run_submit(
        session, days=days, limit=limit, plan=target if dry_run else None, budget=budget, retry=retry
    )


@app.command(context_settings=CONTEXT)
@with_options
def status(session: Session, *, target: OutputTarget) -> None:
    """Show how far the open batches are, and those of the last week.

    \b
    Examples:
      ainews batch status
      ainews batch status -f json
    """
    run_status(session, target)


@app.command(context_settings=CONTEXT)
@with_options
def collect(
    session: Session,
    batches: Annotated[
        list[str] | None,
        typer.Argument(
            help="Names of batches that the database does not know, to collect as well.", metavar="[NAME]..."
        ),
    ] = None,
) -> None:
    """Read, check and keep the results of batches that have ended.

    \b
    Examples:
      ainews batch collect
      ainews batch collect msgbatch_01HkcTjaV5uDC8jWR4ZsDV8d     of a database that was lost
    """
    _batching().run_collect(session, batches or [])


@app.command(context_settings=CONTEXT)
@with_options
def cancel(
    session: Session,
    batch: OpenBatch,
) -> None:
    """Ask the server to end a batch; what is done by then is charged.

    \b
    Examples:
      ainews batch cancel 3
    """
    run_cancel(session, batch)


@app.command(context_settings=CONTEXT)
@with_options
def drop(
    session: Session,
    batch: OpenBatch,
    *,
    force: Annotated[bool, typer.Option("--force", help="Drop it even if its results could still be had.")] = False,
) -> None:
    """Give up a batch whose results cannot be had; it counts as spent at its estimate.

    \b
    Examples:
      ainews batch drop 3
    """
    run_drop(session, batch, force=force)


def _batching() -> ModuleType:
    from ainews_cli.pipeline import batching  # border: the tasks and the checks of translations

    return batching
