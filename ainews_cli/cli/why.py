"""`ainews why`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Output
from ainews_cli.cli.wishes import Target, Wishes

if TYPE_CHECKING:
    from ainews_cli.cli.desk import Desk


def why(
    ctx: typer.Context,
    item: Annotated[int, typer.Argument(help="The number a digest shows beside the item.", metavar="ID", min=1)],
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """Why an item ranks where it does: the whole sum.

    \b
    Examples:
      ainews why 12
    """
    from ainews_cli.cli.output import emit
    from ainews_cli.cli.work import Work
    from ainews_cli.views.digest import daily_window
    from ainews_cli.views.why import why as made
    from ainews_cli.views.why import window_of

    desk: Desk = ctx.obj
    zone = desk.reader.timezone
    row = desk.store.row(item, language=desk.reader.language)
    Work(desk, Wishes(analyse=False)).estimate(
        daily_window(window_of(row, now=desk.now, zone=zone), now=desk.now, zone=zone)
    )
    emit(
        made(desk.store, desk.reader, item, limit=desk.config.digest.limit, now=desk.now), Target(format, output), desk
    )
