"""`ainews why`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Output
from ainews_cli.pipeline.request import OutputTarget, Request

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session


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
    from ainews_cli.pipeline.output import emit
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.views.digest import daily_window
    from ainews_cli.views.why import why as made
    from ainews_cli.views.why import window_of

    session: Session = ctx.obj
    zone = session.reader.timezone
    row = session.store.row(item, language=session.reader.language)
    Work(session, Request(analyse=False)).estimate(
        daily_window(window_of(row, now=session.now, zone=zone), now=session.now, zone=zone)
    )
    emit(
        made(session.store, session.reader, item, limit=session.config.digest.limit, now=session.now),
        OutputTarget(format, output),
        session,
    )
