"""The step between a list and its page: what discussions say, the lead of a week; from the store or by the run's
engine.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from ainews_cli.errors import ModelError
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from ainews_cli.models.brief import BriefOutcome
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Page
    from ainews_cli.models.reader import RunReport
    from ainews_cli.pipeline.stages import Work
    from ainews_cli.tasks.brief.matters import Matter


def read_discussions(work: Work, rows: Sequence[ItemRow]) -> None:
    """The discussions of these items, where they may be asked for."""
    from ainews_cli.pipeline.downloads import due_discussions, read_discussions

    session = work.session
    if not work.request.analyse or work.request.dry_run:
        return
    due = due_discussions(session.store, rows, now=session.now)
    if due and not work.provider.estimates:
        session.warm_up()
    read_discussions(session.store, due, session.config.feeds, limits=session.limits(), now=session.now)


def discussed(work: Work, rows: Sequence[ItemRow], run: RunReport) -> RunReport:
    """Makes the briefs that are missing; the run with what that cost and what is still missing."""
    from ainews_cli.views.briefing import discussion_matters

    session = work.session
    if work.provider.estimates:
        return run
    matters = discussion_matters(
        session.store, rows, session.reader, model=session.model_name(), tokens=session.config.digest.discussion_tokens
    )
    outcomes = _bought(work, list(matters.values()), run)
    return _after(run, outcomes, _counted(outcomes, session.reader.language))


def introduced(work: Work, page: Page, run: RunReport) -> Page:
    """The week's page with its lead, where there is one or one can be had."""
    from ainews_cli.views.briefing import stored_lead, week_matter
    from ainews_cli.views.weekly import with_lead

    session = work.session
    matter = week_matter(page.entries, session.reader, model=session.model_name())
    if matter is None:
        return page
    if not work.provider.estimates:
        outcomes = _bought(work, [matter], run)
        key = (
            {"failed": "brief.no_lead", "deferred": "brief.lead_deferred"}.get(outcomes[0].status) if outcomes else None
        )
        after = _after(run, outcomes, (text(session.reader.language, key),) if key else ())
        page = page._replace(footer=page.footer._replace(spent_usd=after.spent, lines=after.notes))
    lead = stored_lead(session.store, matter)
    return with_lead(page, lead) if lead else page


def plan_discussions(work: Work, rows: Sequence[ItemRow]) -> None:
    """The dry run of the discussions, into `work.planned`: those that are to be read first are priced as long as they
    may be.
    """
    from ainews_cli.pipeline.downloads import due_discussions
    from ainews_cli.views.briefing import discussion_matters, missing, price, unread
    from ainews_cli.views.plan import Planned

    session, tokens = work.session, work.session.config.digest.discussion_tokens
    if work.provider.estimates:
        return
    model, reader = session.model_name(), session.reader
    due = due_discussions(session.store, rows, now=session.now)
    read = [row for row in rows if row not in due]
    known = missing(
        session.store,
        list(discussion_matters(session.store, read, reader, model=model, tokens=tokens).values()),
        reader,
    )
    wanted = [*known, *unread(due, reader, model=model, tokens=tokens)]
    if not wanted:
        return
    planned = [
        Planned(one.key.item_id, one.task.title, "discussion", price([one], session.most_cost)) for one in wanted
    ]
    work.planned += planned
    session.say(
        text(reader.language, "brief.plan", n=len(planned), cost=f"{sum(one.most for one in planned):.4f}", model=model)
    )


def plan_lead(work: Work, page: Page) -> None:
    """The dry run of a week's lead, into `work.planned`."""
    from ainews_cli.views.briefing import missing, price, week_matter
    from ainews_cli.views.plan import Planned

    session = work.session
    matter = (
        week_matter(page.entries, session.reader, model=session.model_name()) if not work.provider.estimates else None
    )
    if matter and missing(session.store, [matter], session.reader):
        planned = Planned(0, page.title, "week", price([matter], session.most_cost))
        work.planned.append(planned)
        session.say(
            text(session.reader.language, "brief.lead_plan", cost=f"{planned.most:.4f}", model=session.model_name())
        )


def _bought(work: Work, matters: Sequence[Matter], run: RunReport) -> list[BriefOutcome]:
    """What became of those that are not stored. Says on stderr why some failed, unless the analysis (`run`) failed for
    the same reason.
    """
    from ainews_cli.models.brief import BriefOutcome
    from ainews_cli.views.briefing import make_briefs, missing

    session = work.session
    wanted = missing(session.store, matters, session.reader)
    if not wanted:
        return []
    known = {one.reason for one in run.outcomes}
    try:
        engine = work.engine()
    except ModelError as error:  # without a key there is still a page to show
        outcomes = [BriefOutcome(one.key, "failed", str(error)) for one in wanted]
        if run.notes and not run.outcomes:  # the analysis has said so
            known.add(str(error))
    else:
        with _progress(work, len(wanted)) as tick:
            outcomes = make_briefs(session.store, wanted, engine, clock=session.clock, on_outcome=tick)
    for reason in dict.fromkeys(one.reason for one in outcomes if one.status == "failed" and one.reason not in known):
        session.say(f"ainews: {reason}")
    return outcomes


def _after(run: RunReport, outcomes: Sequence[BriefOutcome], notes: Sequence[str]) -> RunReport:
    return run._replace(spent=run.spent + sum(one.cost for one in outcomes), notes=(*run.notes, *notes))


def _counted(outcomes: Sequence[BriefOutcome], language: str) -> list[str]:
    counts = {status: sum(one.status == status for one in outcomes) for status in ("failed", "deferred")}
    return [text(language, f"brief.{status}", n=count) for status, count in counts.items() if count]


def _progress(work: Work, total: int) -> AbstractContextManager[Callable[[BriefOutcome], None] | None]:
    if not work.session.shows_progress:
        return nullcontext(None)
    from ainews_cli.pipeline.progress import brief_progress

    return brief_progress(total)
