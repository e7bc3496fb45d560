"""The steps of `ainews show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.articles.text_cache import text_of
from ainews_cli.isolation import Isolated, Step
from ainews_cli.pipeline.dry_run import emit_plan
from ainews_cli.pipeline.output import emit, emit_text
from ainews_cli.pipeline.preparation import Preparation
from ainews_cli.pipeline.translation import plan_translation, translated
from ainews_cli.views.article import show
from ainews_cli.views.article_more import share_text
from ainews_cli.views.entries import entry
from ainews_cli.views.unshowable import unshowable

if TYPE_CHECKING:
    from ainews_cli.pipeline.request import OutputTarget, Request
    from ainews_cli.pipeline.session import Session
    from ainews_cli.views.article import Wanted


def run_show(session: Session, request: Request, *, item: int, wanted: Wanted, target: OutputTarget) -> None:
    """Print one article, the only candidate, and its translation.

    Raise UsageError for an unknown id before anything is spent.
    """
    session.sync_feeds()
    store, reader = session.store, session.reader
    row = store.row(item, language=reader.language)
    preparation = Preparation(session, request, waits=False)
    preparation.estimate_items([item])
    preparation.read_pages([item], every=True)
    preparation.read_discussion(item)
    run = preparation.analyse([item])
    if run is None:
        plan_translation(preparation, item)
        emit_plan(preparation, target)
        return
    if wanted.share:
        row = store.row(item, language=reader.language)
        emit_text(share_text(entry(row, reader, 0)), target, session)
        return
    translation = None
    with Isolated(Step.TRANSLATION, item, row.title):
        translation = translated(preparation, item, run)
    with Isolated(Step.VIEW, item, row.title) as making:
        row, extract = store.row(item, language=reader.language), text_of(store.item(item), store)
        page = session.without_culprits(
            lambda: show(store, reader, row, extract, now=session.now, run=run, translation=translation, wanted=wanted),
            keep=item,
        )
    if making.failed:
        page = unshowable(row, reader, now=session.now)
    emit(page, target, session)
