"""The steps of `ainews hacker`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.pipeline.briefs import discussed, plan_discussions, read_discussions
from ainews_cli.pipeline.dry_run import emit_plan
from ainews_cli.pipeline.output import emit
from ainews_cli.pipeline.stages import Work
from ainews_cli.views import hacker as view
from ainews_cli.views.digest import daily_window
from ainews_cli.views.windows import parse_day

if TYPE_CHECKING:
    from ainews_cli.models.page import Page
    from ainews_cli.pipeline.request import OutputTarget, Request
    from ainews_cli.pipeline.session import Session

NO_FEED = (
    'there is no feed of Hacker News: add [[feeds]] with name, url = "https://news.ycombinator.com/" and kind = '
    '"hackernews" to the config'
)


def run_hacker(
    session: Session, request: Request, *, day: str | None, limit: int | None, target: OutputTarget, ai_only: bool
) -> None:
    """Print Hacker News by points. Raise UsageError without a feed."""
    page = hacker_page(session, request, day=day, limit=limit, target=target, ai_only=ai_only)
    if page:
        emit(page, target, session)


def hacker_page(
    session: Session,
    request: Request,
    *,
    day: str | None,
    limit: int | None,
    target: OutputTarget,
    ai_only: bool = False,
) -> Page | None:
    """Read and buy what the page needs, and return it; after a dry run print the plan to `target` and return None.

    Raise UsageError without a feed.
    """
    reader, digest, store = session.reader, session.config.digest, session.store
    count = limit or digest.limit
    date = parse_day(day, now=session.now, zone=reader.timezone) if day else None
    window = daily_window(date, now=session.now, zone=reader.timezone)
    if not any(feed.enabled and feed.kind in view.STORY_KINDS for feed in session.config.feeds) and not view.story_ids(
        store, window, reader, limit=1
    ):
        raise UsageError(NO_FEED)
    work = Work(session, request)
    work.fill()
    work.estimate(window)
    ids = view.story_ids(store, window, reader, limit=count * (digest.candidates if ai_only else 1), ai_only=ai_only)
    work.read_pages(ids)
    run = work.analyse(ids)
    rows = view.stories(store, ids, reader, limit=count, ai_only=ai_only)
    if run is None:
        plan_discussions(work, rows)
        emit_plan(work, target)
        return None
    read_discussions(work, rows)
    run = discussed(work, rows, run)
    model, tokens = session.model_name(), digest.discussion_tokens
    return view.hacker(
        store, reader, window, rows, day=date, model=model, tokens=tokens, now=session.now, run=run, ai_only=ai_only
    )
