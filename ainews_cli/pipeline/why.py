"""The steps of `ainews why`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.pipeline.output import emit
from ainews_cli.pipeline.request import Request
from ainews_cli.pipeline.stages import Work
from ainews_cli.views.digest import daily_window
from ainews_cli.views.why import why, window_of

if TYPE_CHECKING:
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session


def run_why(session: Session, item: int, *, target: OutputTarget) -> None:
    """Print the sum behind the item's rank in the digest of its day. Raise UsageError for an unknown id."""
    reader, now = session.reader, session.now
    row = session.store.row(item, language=reader.language)
    day = window_of(row, now=now, zone=reader.timezone)
    Work(session, Request(analyse=False)).estimate(daily_window(day, now=now, zone=reader.timezone))
    emit(why(session.store, reader, item, limit=session.config.digest.limit, now=now), target, session)
