"""The steps of `ainews why`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.isolation import Isolated, Step
from ainews_cli.pipeline.ordering import ordered, taste_of
from ainews_cli.pipeline.output import emit
from ainews_cli.pipeline.preparation import Preparation
from ainews_cli.pipeline.request import Request
from ainews_cli.views.registry import VIEWS
from ainews_cli.views.unshowable import unshowable
from ainews_cli.views.why import day_of, why
from ainews_cli.views.windows import day_window, digest_day

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.models.page import Page
    from ainews_cli.models.reader import Reader
    from ainews_cli.pipeline.request import OutputTarget
    from ainews_cli.pipeline.session import Session
    from ainews_cli.store import Store

DIGEST = VIEWS["daily"]
"""The view whose order is explained."""


def run_why(session: Session, item: int, *, target: OutputTarget) -> None:
    """Print the sum behind the item's rank in the digest of its day. Raise UsageError for an unknown id."""
    session.sync_feeds()
    reader, now = session.reader, session.now
    row = session.store.row(item, language=reader.language)
    store, digest = session.store, session.config.digest
    with Isolated(Step.VIEW, item, row.title) as making:
        day = day_of(row, now=now, zone=reader.timezone)
        Preparation(session, Request(analyse=False)).estimate(day_window(day, 1, now, reader.timezone))
        page = session.without_culprits(
            lambda: why_page(store, reader, item, limit=digest.limit, per_feed=digest.per_feed, now=now), keep=item
        )
    if making.failed:
        page = unshowable(row, reader, now=now, view="why")
    emit(page, target, session)


def why_page(store: Store, reader: Reader, item: int, *, limit: int, per_feed: int = 0, now: datetime) -> Page:
    """Make the page. `limit`: places of the digest, `per_feed` for one feed. Raise UsageError for an unknown id."""
    row = store.row(item, language=reader.language)
    day = day_of(row, now=now, zone=reader.timezone)
    window = day_window(day, 1, now, reader.timezone)
    competing = max(limit, store.count(window.start, window.end))  # every item of the window
    belongs = digest_day(day, now=now, zone=reader.timezone)
    order = ordered(store, reader, window, limit=competing, view=DIGEST.name, day=belongs, per_feed=per_feed)
    return why(
        store, reader, row, order, window, taste=taste_of(store, reader), limit=limit, per_feed=per_feed, now=now
    )
