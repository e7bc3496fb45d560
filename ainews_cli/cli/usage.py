"""`ainews usage`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Output
from ainews_cli.cli.wishes import Target

if TYPE_CHECKING:
    from ainews_cli.cli.desk import Desk


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
    from ainews_cli.cli.output import emit
    from ainews_cli.views.usage import usage_page

    desk: Desk = ctx.obj
    desk.store.settle_abandoned(desk.now)
    page = usage_page(desk.store, desk.reader, days=days, usd_per_day=desk.config.budget.usd_per_day, now=desk.now)
    emit(page, Target(format, output), desk)
