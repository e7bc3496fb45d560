"""`ainews eval`."""

# Annotations are not postponed here: Typer would evaluate each of them anew at every start.
from typing import Annotated

import typer

from ainews_cli.cli.options import Budget, with_options
from ainews_cli.pipeline.evaluation import run_eval
from ainews_cli.pipeline.request import OutputTarget
from ainews_cli.pipeline.session import Session

Models = Annotated[
    list[str] | None, typer.Option("--model", help="A model to measure, instead of [model] analysis; repeatable.")
]
CaseLimit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Only the first N cases.", metavar="N")]
Runs = Annotated[
    int,
    typer.Option("--runs", min=1, max=10, help="Analyses of each case; two show how far they agree.", metavar="N"),
]
Details = Annotated[bool, typer.Option("--details", help="List what was not met, and what the model wrote.")]
EvalDryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be asked and the most it can cost; spend nothing.")
]


@with_options
def eval_(
    session: Session,
    *,
    model: Models = None,
    limit: CaseLimit = None,
    runs: Runs = 2,
    details: Details = False,
    dry_run: EvalDryRun = False,
    budget: Budget = None,
    target: OutputTarget,
) -> None:
    """Compare models on a small bundled set of articles.

    \b
    Examples:
      ainews eval --dry-run
      ainews eval --model claude-haiku-5-5 --model claude-sonnet-5-5
      ainews eval --limit 3 --runs 1 --details
    """
    run_eval(
        session,
        models=model or (),
        limit=limit,
        runs=runs,
        details=details,
        dry_run=dry_run,
        budget=budget,
        target=target,
    )
