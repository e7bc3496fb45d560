"""`ainews trends` and `ainews companies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Limit, Output
from ainews_cli.cli.wishes import Target, Wishes

if TYPE_CHECKING:
    from ainews_cli.cli.desk import Desk
    from ainews_cli.views.reader import Run
    from ainews_cli.views.windows import Window

Days = Annotated[
    int,
    typer.Option(
        "--days", help="Length of the window, which is compared with the one before.", min=1, max=366, metavar="N"
    ),
]


def trends(
    ctx: typer.Context,
    days: Days = 7,
    kind: Annotated[
        str, typer.Option("--kind", help="tags, companies, products, terms or all.", metavar="KIND")
    ] = "all",
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """What rises and falls (トレンド).

    \b
    Examples:
      ainews trends
      ainews trends --days 30 --kind products
    """
    from ainews_cli.cli.output import emit
    from ainews_cli.errors import UsageError
    from ainews_cli.views.trends import KINDS, trends_page

    if kind not in (*KINDS, "all"):
        raise UsageError(f"--kind {kind}: must be one of {', '.join(KINDS)} or all")
    desk: Desk = ctx.obj
    window, run = _window(desk, days)
    kinds = KINDS if kind == "all" else (kind,)
    count = limit or desk.config.digest.limit
    page = trends_page(
        desk.store, desk.reader, window, kinds=kinds, aliases=desk.config.aliases, limit=count, now=desk.now, run=run
    )
    emit(page, Target(format, output), desk)


def companies(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(help="One company: its news and its time line. Default: a table of all.", metavar="[NAME]")
    ] = "",
    days: Days = 30,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
) -> None:
    """Companies in the news (企業), or one company's news.

    \b
    Examples:
      ainews companies
      ainews companies "Google DeepMind" --days 90
    """
    from ainews_cli.cli.output import emit
    from ainews_cli.views import companies as made

    desk: Desk = ctx.obj
    window, run = _window(desk, days)
    count, aliases = limit or desk.config.digest.limit, desk.config.aliases
    if name:
        page = made.company(desk.store, desk.reader, name, window, aliases=aliases, limit=count, now=desk.now, run=run)
    else:
        page = made.companies(desk.store, desk.reader, window, aliases=aliases, limit=count, now=desk.now, run=run)
    emit(page, Target(format, output), desk)


def _window(desk: Desk, days: int) -> tuple[Window, Run]:
    """The last days, everything in them and in as many before with at least an estimate. No network, no model."""
    from ainews_cli.cli.work import Work
    from ainews_cli.views.reader import Run
    from ainews_cli.views.windows import last_hours

    Work(desk, Wishes(analyse=False)).estimate(last_hours(desk.now, 48 * days))
    return last_hours(desk.now, 24 * days), Run("", "")
