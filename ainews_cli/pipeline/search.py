"""The steps of `ainews search`. No network, no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.reader import RunReport
from ainews_cli.pipeline.candidates import estimate_ids
from ainews_cli.pipeline.filters import item_filter, unknown_values
from ainews_cli.pipeline.output import emit
from ainews_cli.views.search import search

if TYPE_CHECKING:
    from ainews_cli.pipeline.request import Filters, OutputTarget
    from ainews_cli.pipeline.session import Session

LONG = 300
"""Items whose indexing a person would wait for."""


def run_search(
    session: Session, words: str, filters: Filters, *, subscribed: bool, limit: int | None, target: OutputTarget
) -> None:
    """Look the words up and print what was found; what has no score yet gets its estimate. Raise UsageError."""
    if not words.strip() and not filters.said:
        raise UsageError("give a WORD to look for, or a filter such as --tag, --company or --since")
    only = item_filter(session, filters)._replace(subscribed=subscribed)
    session.sync_feeds()  # after the arguments were read: a wrong one leaves the database as it is
    store, reader = session.store, session.reader
    if words.strip():
        _index(session)
    with session.working("search"):
        ids = store.search_ids(words, language=reader.language, limit=limit or session.config.digest.limit, only=only)
        found = store.search_count(words, language=reader.language, only=only) if ids else 0
    estimate_ids(store, ids, reader, now=session.now, working=session.working)
    unknown = () if ids else unknown_values(session, filters)
    page = session.without_culprits(
        lambda: search(
            store,
            reader,
            words,
            ids,
            found=found,
            conditions=filters.said,
            notes=unknown,
            now=session.now,
            run=RunReport("", ""),
        )
    )
    emit(page, target, session)


def _index(session: Session) -> None:
    """Bring the index up to date, with progress where it takes long: after a first fetch, after an upgrade."""
    total = session.store.unindexed() if session.shows_progress else 0
    if total < LONG:
        return
    with session.working("index", total) as tick:
        indexed = 0

        def ticked(done: int, _: int) -> None:
            nonlocal indexed
            tick("", done - indexed)
            indexed = done

        session.store.index_pending(ticked)
