"""`ainews usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Output
from ainews_cli.pipeline.request import OutputTarget

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session


def usage(
    ctx: typer.Context,
    days: Annotated[
        int,
        typer.Option("--days", help="Calendar days in your time zone, today included.", min=1, max=3660, metavar="N"),
    ] = 30,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """What the model calls cost, by day, model and purpose (利用状況).

    \b
    Examples:
      ainews usage
      ainews usage --days 1
      ainews usage -o usage.html
    """
    from ainews_cli.pipeline.output import emit
    from ainews_cli.views.usage import usage_page

    session: Session = ctx.obj
    session.store.settle_abandoned(session.now)
    page = usage_page(
        session.store, session.reader, days=days, usd_per_day=session.config.budget.usd_per_day, now=session.now
    )
    emit(page, OutputTarget(format, output), session)
