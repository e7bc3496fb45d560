"""`ainews trends` and `ainews companies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Format, Limit, Output
from ainews_cli.pipeline.request import OutputTarget, Request

if TYPE_CHECKING:
    from ainews_cli.pipeline.session import Session
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
    from ainews_cli.errors import UsageError
    from ainews_cli.pipeline.output import emit
    from ainews_cli.views.trends import KINDS, trends_page

    if kind not in (*KINDS, "all"):
        raise UsageError(f"--kind {kind}: must be one of {', '.join(KINDS)} or all")
    session: Session = ctx.obj
    window, run = _window(session, days)
    kinds = KINDS if kind == "all" else (kind,)
    count = limit or session.config.digest.limit
    page = trends_page(
        session.store,
        session.reader,
        window,
        kinds=kinds,
        aliases=session.config.aliases,
        limit=count,
        now=session.now,
        run=run,
    )
    emit(page, OutputTarget(format, output), session)


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
    from ainews_cli.pipeline.output import emit
    from ainews_cli.views import companies as made

    session: Session = ctx.obj
    window, run = _window(session, days)
    count, aliases = limit or session.config.digest.limit, session.config.aliases
    if name:
        page = made.company(
            session.store, session.reader, name, window, aliases=aliases, limit=count, now=session.now, run=run
        )
    else:
        page = made.companies(
            session.store, session.reader, window, aliases=aliases, limit=count, now=session.now, run=run
        )
    emit(page, OutputTarget(format, output), session)


def _window(session: Session, days: int) -> tuple[Window, Run]:
    """The last days, everything in them and in as many before with at least an estimate. No network, no model."""
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.views.reader import Run
    from ainews_cli.views.windows import last_hours

    Work(session, Request(analyse=False)).estimate(last_hours(session.now, 48 * days))
    return last_hours(session.now, 24 * days), Run("", "")
