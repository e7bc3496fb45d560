"""What discussions say, and the lead of a page: from the store, or bought by the run's engine."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from ainews_cli.errors import ModelError
from ainews_cli.models.brief import BriefOutcome
from ainews_cli.pipeline import downloads
from ainews_cli.tasks.brief import matters as brief_matters
from ainews_cli.texts import text
from ainews_cli.views.claims import with_lead
from ainews_cli.views.material import DiscussionBrief
from ainews_cli.views.plan import Planned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from ainews_cli.llm.engine import BriefTask, Engine
    from ainews_cli.models.brief import Brief
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import EntryPart, Page
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.pipeline.preparation import Preparation
    from ainews_cli.store import Store
    from ainews_cli.tasks.brief.matters import Matter
    from ainews_cli.views.material import Material

SECOND_TRIES = 2
"""Factor on a dry run's price: every brief may be asked for once more."""
FEWEST_ITEMS = 3
"""Items that a page must have for a lead to be worth reading."""


def read_discussions(preparation: Preparation, rows: Sequence[ItemRow]) -> None:
    """Read the discussions of these items, where they may be asked for."""
    session = preparation.session
    if not preparation.request.analyse or preparation.request.dry_run:
        return
    due = downloads.due_discussions(session.store, rows, now=session.now)
    if due and not preparation.provider.estimates:
        session.warm_up()
    downloads.read_discussions(session.store, due, session.config.feeds, limits=session.limits(), now=session.now)


def brief_discussions(preparation: Preparation, rows: Sequence[ItemRow], run: RunReport) -> RunReport:
    """Buy the briefs that are missing; return the run with what that cost and what is still missing."""
    session = preparation.session
    if preparation.provider.estimates:
        return run
    tokens = session.config.digest.discussion_tokens
    matters = discussion_matters(session.store, rows, session.reader, model=session.model_name(), tokens=tokens)
    outcomes = _buy(preparation, list(matters.values()), run)
    return _after(run, outcomes, _counts(outcomes, session.reader.language))


def introduce(preparation: Preparation, page: Page, run: RunReport) -> Page:
    """Return the page with its lead, where there is one or one can be had."""
    session = preparation.session
    matter = week_matter(page.entries, session.reader, model=session.model_name())
    if matter is None:
        return page
    if not preparation.provider.estimates:
        outcomes = _buy(preparation, [matter], run)
        keys = {"failed": "brief.no_lead", "deferred": "brief.lead_deferred"}
        key = keys.get(outcomes[0].status) if outcomes else None
        after = _after(run, outcomes, (text(session.reader.language, key),) if key else ())
        page = page._replace(footer=page.footer._replace(spent_usd=after.spent, lines=after.notes))
    return with_stored_lead(session.store, page, matter)


def with_stored_lead(store: Store, page: Page, matter: Matter | None) -> Page:
    """Return the page with the lead that is stored for what it shows, as it is where there is none."""
    lead = stored_lead(store, matter) if matter else None
    return with_lead(page, lead) if lead else page


def plan_discussions(preparation: Preparation, rows: Sequence[ItemRow]) -> None:
    """Add the discussions to the plan of a dry run; those yet to be read are priced as long as they may be."""
    session, tokens = preparation.session, preparation.session.config.digest.discussion_tokens
    if preparation.provider.estimates:
        return
    store, model, reader = session.store, session.model_name(), session.reader
    due = downloads.due_discussions(store, rows, now=session.now)
    read = [row for row in rows if row not in due]
    matters = discussion_matters(store, read, reader, model=model, tokens=tokens)
    wanted = [
        *missing(store, list(matters.values()), reader),
        *(
            brief_matters.unread_matter(row.id, row.title, language=reader.language, model=model, tokens=tokens)
            for row in due
        ),
    ]
    if not wanted:
        return
    planned = [
        Planned(matter.key.item_id, matter.task.title, "discussion", price([matter], session.most_cost))
        for matter in wanted
    ]
    preparation.planned += planned
    cost = f"{sum(task.most for task in planned):.4f}"
    session.say(text(reader.language, "brief.plan", n=len(planned), cost=cost, model=model))


def plan_lead(preparation: Preparation, page: Page) -> None:
    """Add the lead of a page to the plan of a dry run."""
    session = preparation.session
    if preparation.provider.estimates:
        return
    matter = week_matter(page.entries, session.reader, model=session.model_name())
    if matter and missing(session.store, [matter], session.reader):
        planned = Planned(0, page.title, "week", price([matter], session.most_cost))
        preparation.planned.append(planned)
        cost = f"{planned.most:.4f}"
        session.say(text(session.reader.language, "brief.lead_plan", cost=cost, model=session.model_name()))


def discussion_matters(
    store: Store, rows: Sequence[ItemRow], reader: Reader, *, model: str, tokens: int
) -> dict[int, Matter]:
    """Return by item what would be sent of its discussion, of those that were read and have comments."""
    discussions = store.discussions([row.id for row in rows])
    matters = {
        row.id: brief_matters.discussion_matter(
            row.id,
            row.title,
            row.discussion_url,
            discussions[row.id].comments,
            language=reader.language,
            model=model,
            tokens=tokens,
        )
        for row in rows
        if row.id in discussions
    }
    return {item_id: matter for item_id, matter in matters.items() if matter}


def with_briefs(store: Store, material: Material, *, model: str, tokens: int) -> Material:
    """Return the material of a view that discusses, with what is stored of its items' discussions."""
    matters = discussion_matters(store, material.rows, material.reader, model=model, tokens=tokens)
    read = {item_id: len(matter.task.documents) for item_id, matter in matters.items()}
    briefs = discussion_briefs(store, material.rows, matters, material.reader)
    return material._replace(briefs=briefs, comments_read=read)


def week_matter(entries: Sequence[EntryPart], reader: Reader, *, model: str) -> Matter | None:
    """Return what would be sent of a page; None where it has too little for a lead."""
    matter = brief_matters.week_matter(entries, language=reader.language, model=model)
    return matter if matter and len(matter.task.documents) >= FEWEST_ITEMS else None


def discussion_briefs(
    store: Store, rows: Sequence[ItemRow], matters: Mapping[int, Matter], reader: Reader
) -> dict[int, DiscussionBrief]:
    """Return by item the brief to show: of this model and these comments, else of these comments, else the newest."""
    shown: dict[int, DiscussionBrief] = {}
    for item_id, stored in store.briefs("discussion", [row.id for row in rows], language=reader.language).items():
        matter = matters.get(item_id)
        current = [(key, brief) for key, brief in stored if matter and key.source_hash == matter.key.source_hash]
        exact = [brief for key, brief in current if matter and key == matter.key]
        best = exact or [brief for _, brief in current] or [brief for _, brief in stored]
        shown[item_id] = DiscussionBrief(best[-1], older=not current)
    return shown


def stored_lead(store: Store, matter: Matter) -> Brief | None:
    """Return the lead of these very items: by this model, else by the one that wrote it last."""
    stored = store.briefs("week", [0], language=matter.key.language).get(0, [])
    current = [(key, brief) for key, brief in stored if key.source_hash == matter.key.source_hash]
    best = [brief for key, brief in current if key == matter.key] or [brief for _, brief in current]
    return best[-1] if best else None


def missing(store: Store, matters: Sequence[Matter], reader: Reader) -> list[Matter]:
    """Return those that are not stored, in order. Most runs find none."""
    if not matters:
        return []
    ids = [matter.key.item_id for matter in matters]
    stored = store.briefs(matters[0].key.kind, ids, language=reader.language)
    known = {key for briefs in stored.values() for key, _ in briefs}
    return [matter for matter in matters if matter.key not in known]


def price(matters: Sequence[Matter], cost: Callable[[BriefTask], float]) -> float:
    """Return the most that these can cost, in US dollars."""
    return SECOND_TRIES * sum(cost(matter.task) for matter in matters)


def make_briefs(
    store: Store,
    matters: Sequence[Matter],
    engine: Engine,
    *,
    clock: Callable[[], datetime],
    on_outcome: Callable[[BriefOutcome], None] | None,
) -> list[BriefOutcome]:
    """Buy briefs within the budget; each is committed as it comes."""
    import asyncio  # border: asyncio costs 0.05 s

    from ainews_cli.tasks.brief.run import brief

    async def run() -> list[BriefOutcome]:
        try:
            return await brief(matters, engine, store, now=clock, on_outcome=on_outcome)
        finally:
            await engine.aclose()

    return asyncio.run(run())


def _buy(preparation: Preparation, matters: Sequence[Matter], run: RunReport) -> list[BriefOutcome]:
    """Buy those that are not stored; say why some failed, unless the analysis (`run`) failed for the same reason."""
    session = preparation.session
    wanted = missing(session.store, matters, session.reader)
    if not wanted:
        return []
    known = {outcome.reason for outcome in run.outcomes}
    try:
        engine = preparation.engine()
    except ModelError as error:  # without a key there is still a page to show
        outcomes = [BriefOutcome(matter.key, "failed", str(error)) for matter in wanted]
        if run.notes and not run.outcomes:  # the analysis has said so
            known.add(str(error))
    else:
        with _progress(preparation, len(wanted)) as tick:
            outcomes = make_briefs(session.store, wanted, engine, clock=session.clock, on_outcome=tick)
    failures = [outcome.reason for outcome in outcomes if outcome.status == "failed"]
    for reason in dict.fromkeys(failures):
        if reason not in known:
            session.say(f"ainews: {reason}")
    return outcomes


def _after(run: RunReport, outcomes: Sequence[BriefOutcome], notes: Sequence[str]) -> RunReport:
    spent = run.spent + sum(outcome.cost for outcome in outcomes)
    return run._replace(spent=spent, notes=(*run.notes, *notes))


def _counts(outcomes: Sequence[BriefOutcome], language: str) -> list[str]:
    counts = {status: sum(outcome.status == status for outcome in outcomes) for status in ("failed", "deferred")}
    return [text(language, f"brief.{status}", n=count) for status, count in counts.items() if count]


def _progress(preparation: Preparation, total: int) -> AbstractContextManager[Callable[[BriefOutcome], None] | None]:
    if not preparation.session.shows_progress:
        return nullcontext(None)
    from ainews_cli.pipeline.progress import brief_progress  # border: rich, for a person who watches

    return brief_progress(total)
