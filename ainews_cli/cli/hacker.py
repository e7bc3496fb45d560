"""`ainews hacker`: its options and its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ainews_cli.cli.options import Budget, Day, DryRun, Fetch, Format, Limit, NoAnalyse, Output
from ainews_cli.pipeline.output import emit
from ainews_cli.pipeline.request import OutputTarget, Request

if TYPE_CHECKING:
    from ainews_cli.models.page import Page
    from ainews_cli.pipeline.session import Session

NO_FEED = (
    'there is no feed of Hacker News: add [[feeds]] with name, url = "https://news.ycombinator.com/" and kind = '
    '"hackernews" to the config'
)
AiOnly = Annotated[bool, typer.Option("--ai-only", help="Only stories about AI or near your interests.")]


def hacker(
    ctx: typer.Context,
    day: Day = None,
    limit: Limit = None,
    format: Format = None,  # noqa: A002  the option's name
    output: Output = None,
    ai_only: AiOnly = False,
    fetch: Fetch = False,
    no_analyse: NoAnalyse = False,
    dry_run: DryRun = False,
    budget: Budget = None,
) -> None:
    """Hacker News by points, and what the discussions say (Hacker日報).

    \b
    Examples:
      ainews hacker                     the last 24 hours
      ainews hacker yesterday -n 10
      ainews hacker --ai-only --fetch
    """
    target = OutputTarget(format, output)
    page = hacker_page(
        ctx.obj, Request(fetch, not no_analyse, dry_run, budget), day=day, limit=limit, target=target, ai_only=ai_only
    )
    if page:
        emit(page, target, ctx.obj)


def hacker_page(
    session: Session,
    request: Request,
    *,
    day: str | None,
    limit: int | None,
    target: OutputTarget,
    ai_only: bool = False,
) -> Page | None:
    """The page, after everything for it was read and bought; None after a dry run, whose plan goes to `target`. Raises
    UsageError without a feed.
    """
    from ainews_cli.errors import UsageError
    from ainews_cli.pipeline.briefs import discussed, plan_discussions, read_discussions
    from ainews_cli.pipeline.dry_run import emit_plan
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.views import hacker as view
    from ainews_cli.views.digest import daily_window
    from ainews_cli.views.windows import parse_day

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
