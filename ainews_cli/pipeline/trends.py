"""The steps of `ainews trends` and `ainews companies`. No network, no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.reader import RunReport
from ainews_cli.pipeline.output import emit
from ainews_cli.pipeline.request import Request
from ainews_cli.pipeline.stages import Work
from ainews_cli.views.companies import companies, company
from ainews_cli.views.trends import KINDS, trends_page
from ainews_cli.views.windows import last_hours

if TYPE_CHECKING:
    from ainews_cli.models.window import Window
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session

NOTHING_ASKED = RunReport("", "")


def run_trends(session: Session, *, days: int, kind: str, limit: int | None, target: OutputTarget) -> None:
    """Print what rises and falls. `kind`: one of views.trends.KINDS or "all". Raise UsageError for another."""
    if kind not in (*KINDS, "all"):
        raise UsageError(f"--kind {kind}: must be one of {', '.join(KINDS)} or all")
    config = session.config
    page = trends_page(
        session.store,
        session.reader,
        _estimated_window(session, days),
        kinds=KINDS if kind == "all" else (kind,),
        aliases=config.aliases,
        limit=limit or config.digest.limit,
        now=session.now,
        run=NOTHING_ASKED,
    )
    emit(page, target, session)


def run_companies(session: Session, name: str, *, days: int, limit: int | None, target: OutputTarget) -> None:
    """Print the companies in the news; with a `name` that company's news."""
    store, reader, now, aliases = session.store, session.reader, session.now, session.config.aliases
    window, count = _estimated_window(session, days), limit or session.config.digest.limit
    if name:
        page = company(store, reader, name, window, aliases=aliases, limit=count, now=now, run=NOTHING_ASKED)
    else:
        page = companies(store, reader, window, aliases=aliases, limit=count, now=now, run=NOTHING_ASKED)
    emit(page, target, session)


def _estimated_window(session: Session, days: int) -> Window:
    """Return the last days, after estimates for all that is in them and in as many before."""
    Work(session, Request(analyse=False)).estimate(last_hours(session.now, 48 * days))
    return last_hours(session.now, 24 * days)
