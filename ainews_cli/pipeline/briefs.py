"""What discussions say, and the lead of a page: from the store, or bought by the run's engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.errors import ModelError
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.brief import BriefKind, BriefOutcome
from ainews_cli.models.tries import FailedTry
from ainews_cli.pipeline import downloads
from ainews_cli.pipeline.tries import notes_on_tries, say_reasons
from ainews_cli.tasks.brief import requests as brief_requests
from ainews_cli.texts import text
from ainews_cli.views.claims import with_lead
from ainews_cli.views.material import DiscussionBrief
from ainews_cli.views.plan import Planned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ainews_cli.llm.engine import BriefTask, Engine
    from ainews_cli.models.brief import Brief
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import EntryPart, Page
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.pipeline.preparation import Preparation
    from ainews_cli.store import Store
    from ainews_cli.tasks.brief.requests import BriefRequest
    from ainews_cli.tasks.tries import Tries
    from ainews_cli.views.material import Material

SECOND_TRIES = 2
"""Factor on a dry run's price: every brief may be asked for once more."""
NOTES: Mapping[BriefKind, Mapping[str, str]] = {
    "discussion": {"failed": "brief.failed", "deferred": "brief.deferred"},
    "week": {"failed": "brief.no_lead", "deferred": "brief.lead_deferred"},
}
"""What the footer says of a brief that could not be had: by status, the key of the text."""
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
    with session.working("discussions"):
        downloads.read_discussions(session.store, due, session.config.feeds, limits=session.limits(), now=session.now)


def brief_discussions(preparation: Preparation, rows: Sequence[ItemRow], run: RunReport) -> RunReport:
    """Buy the briefs that are missing; return the run with what that cost and what is still missing."""
    session = preparation.session
    if preparation.provider.estimates:
        return run
    tokens = session.config.digest.discussion_tokens
    requests = discussion_requests(session.store, rows, session.reader, model=session.model_name(), tokens=tokens)
    bought = _buy(preparation, "discussion", list(requests.values()), run)
    return _after(run, bought.outcomes, _notes(preparation, "discussion", bought))


def introduce(preparation: Preparation, page: Page, run: RunReport) -> Page:
    """Return the page with its lead, where there is one or one can be had."""
    session = preparation.session
    request = week_request(page.entries, session.reader, model=session.model_name())
    if request is None:
        return page
    if not preparation.provider.estimates:
        bought = _buy(preparation, "week", [request], run)
        after = _after(run, bought.outcomes, _notes(preparation, "week", bought))
        page = page._replace(footer=page.footer._replace(spent_usd=after.spent, lines=after.notes))
    return with_stored_lead(session.store, page, request)


def with_stored_lead(store: Store, page: Page, request: BriefRequest | None) -> Page:
    """Return the page with the lead that is stored for what it shows, as it is where there is none."""
    lead = stored_lead(store, request) if request else None
    return with_lead(page, lead) if lead else page


def plan_discussions(preparation: Preparation, rows: Sequence[ItemRow]) -> None:
    """Add the discussions to the plan of a dry run; those yet to be read are priced as long as they may be."""
    session, tokens = preparation.session, preparation.session.config.digest.discussion_tokens
    if preparation.provider.estimates:
        return
    store, model, reader = session.store, session.model_name(), session.reader
    due = downloads.due_discussions(store, rows, now=session.now)
    read = [row for row in rows if row not in due]
    requests = discussion_requests(store, read, reader, model=model, tokens=tokens)
    wanted = [
        *_untried(preparation.tries, "discussion", missing(store, list(requests.values()), reader))[0],
        *(
            brief_requests.unread_request(row.id, row.title, language=reader.language, model=model, tokens=tokens)
            for row in due
        ),
    ]
    if not wanted:
        return
    planned = [
        Planned(request.key.item_id, request.task.title, "discussion", price([request], session.most_cost))
        for request in wanted
    ]
    preparation.planned += planned
    cost = f"{sum(task.most for task in planned):.4f}"
    session.say(text(reader.language, "brief.plan", n=len(planned), cost=cost, model=model))


def plan_lead(preparation: Preparation, page: Page) -> None:
    """Add the lead of a page to the plan of a dry run."""
    session = preparation.session
    if preparation.provider.estimates:
        return
    request = week_request(page.entries, session.reader, model=session.model_name())
    if request and _untried(preparation.tries, "week", missing(session.store, [request], session.reader))[0]:
        planned = Planned(0, page.title, "week", price([request], session.most_cost))
        preparation.planned.append(planned)
        cost = f"{planned.most:.4f}"
        session.say(text(session.reader.language, "brief.lead_plan", cost=cost, model=session.model_name()))


def discussion_requests(
    store: Store, rows: Sequence[ItemRow], reader: Reader, *, model: str, tokens: int
) -> dict[int, BriefRequest]:
    """Return by item what would be sent of its discussion, of those that were read and have comments."""
    discussions = store.discussions([row.id for row in rows])
    requests = {}
    for row in rows:
        request = None
        with Isolated(Step.BRIEF, row.id, row.title):
            if row.id in discussions:
                request = brief_requests.discussion_request(
                    row.id,
                    row.title,
                    row.discussion_url,
                    discussions[row.id].comments,
                    language=reader.language,
                    model=model,
                    tokens=tokens,
                )
        if request:
            requests[row.id] = request
    return requests


def with_briefs(store: Store, material: Material, *, model: str, tokens: int) -> Material:
    """Return the material of a view that discusses, with what is stored of its items' discussions."""
    requests = discussion_requests(store, material.rows, material.reader, model=model, tokens=tokens)
    read = {item_id: len(request.task.documents) for item_id, request in requests.items()}
    briefs = discussion_briefs(store, material.rows, requests, material.reader)
    return material._replace(briefs=briefs, comments_read=read)


def week_request(entries: Sequence[EntryPart], reader: Reader, *, model: str) -> BriefRequest | None:
    """Return what would be sent of a page; None where it has too little for a lead."""
    request = brief_requests.week_request(entries, language=reader.language, model=model)
    return request if request and len(request.task.documents) >= FEWEST_ITEMS else None


def discussion_briefs(
    store: Store, rows: Sequence[ItemRow], requests: Mapping[int, BriefRequest], reader: Reader
) -> dict[int, DiscussionBrief]:
    """Return by item the brief to show: of this model and these comments, else of these comments, else the newest."""
    shown: dict[int, DiscussionBrief] = {}
    for item_id, stored in store.briefs("discussion", [row.id for row in rows], language=reader.language).items():
        request = requests.get(item_id)
        current = [(key, brief) for key, brief in stored if request and key.source_hash == request.key.source_hash]
        exact = [brief for key, brief in current if request and key == request.key]
        best = exact or [brief for _, brief in current] or [brief for _, brief in stored]
        shown[item_id] = DiscussionBrief(best[-1], older=not current)
    return shown


def stored_lead(store: Store, request: BriefRequest) -> Brief | None:
    """Return the lead of these very items: by this model, else by the one that wrote it last."""
    stored = store.briefs("week", [0], language=request.key.language).get(0, [])
    current = [(key, brief) for key, brief in stored if key.source_hash == request.key.source_hash]
    best = [brief for key, brief in current if key == request.key] or [brief for _, brief in current]
    return best[-1] if best else None


def missing(store: Store, requests: Sequence[BriefRequest], reader: Reader) -> list[BriefRequest]:
    """Return those that are not stored, in order. Most runs find none."""
    if not requests:
        return []
    ids = [request.key.item_id for request in requests]
    stored = store.briefs(requests[0].key.kind, ids, language=reader.language)
    known = {key for briefs in stored.values() for key, _ in briefs}
    return [request for request in requests if request.key not in known]


def price(requests: Sequence[BriefRequest], cost: Callable[[BriefTask], float]) -> float:
    """Return the most that these can cost, in US dollars."""
    return SECOND_TRIES * sum(cost(request.task) for request in requests)


def make_briefs(
    store: Store,
    requests: Sequence[BriefRequest],
    engine: Engine,
    *,
    clock: Callable[[], datetime],
    on_outcome: Callable[[BriefOutcome], None] | None,
    tries: Tries | None = None,
) -> list[BriefOutcome]:
    """Buy briefs within the budget; each is committed as it comes."""
    import asyncio  # border: asyncio costs 0.05 s

    from ainews_cli.tasks.brief.run import brief

    async def run() -> list[BriefOutcome]:
        try:
            return await brief(requests, engine, store, now=clock, on_outcome=on_outcome, tries=tries)
        finally:
            await engine.aclose()

    return asyncio.run(run())


class Bought(NamedTuple):
    """What came of buying briefs."""

    outcomes: list[BriefOutcome]
    tried: list[FailedTry]
    """What was asked in vain lately, and is not asked again."""


def _buy(preparation: Preparation, purpose: BriefKind, requests: Sequence[BriefRequest], run: RunReport) -> Bought:
    """Buy those that are not stored and were not asked for in vain lately; say why some failed, unless the analysis
    (`run`) failed for the same reason.
    """
    session, tries = preparation.session, preparation.tries
    wanted, tried = _untried(tries, purpose, missing(session.store, requests, session.reader))
    if not wanted:
        return Bought([], tried)
    if tries.stopped or tries.given_up(purpose, brief_requests.try_key(wanted[0]).profile):
        return Bought([BriefOutcome(request.key, "unasked") for request in wanted], tried)
    known = {outcome.reason for outcome in run.outcomes}
    try:
        engine = preparation.engine()
    except ModelError as error:  # without a key there is still a page to show
        outcomes = [BriefOutcome(request.key, "failed", str(error)) for request in wanted]
        if run.notes and not run.outcomes:  # the analysis has said so
            known.add(str(error))
    else:
        with session.working("brief", len(wanted)) as tick:
            outcomes = make_briefs(
                session.store,
                wanted,
                engine,
                clock=session.clock,
                on_outcome=lambda outcome: tick(f"#{outcome.key.item_id or ''} {outcome.status}"),
                tries=tries,
            )
    failures = [outcome.reason for outcome in outcomes if outcome.status == "failed"]
    say_reasons(session, tries, purpose, (reason for reason in failures if reason not in known))
    return Bought(outcomes, tried)


def _untried(
    tries: Tries, purpose: BriefKind, requests: Sequence[BriefRequest]
) -> tuple[list[BriefRequest], list[FailedTry]]:
    """Return those that were not asked for in vain lately, and the tries of the others."""
    keys = {}
    for request in requests:
        with Isolated(Step.BRIEF, request.key.item_id, request.task.title):
            keys[request.key] = brief_requests.try_key(request)
    requests = [request for request in requests if request.key in keys]
    profiles = {key.profile for key in keys.values()}
    ids = [request.key.item_id for request in requests]
    known = {key: failed for profile in profiles for key, failed in tries.known(purpose, ids, profile).items()}
    failed = [known[key] for key in keys.values() if key in known]
    return [request for request in requests if keys[request.key] not in known], failed


def _after(run: RunReport, outcomes: Sequence[BriefOutcome], notes: Sequence[str]) -> RunReport:
    spent = run.spent + sum(outcome.cost for outcome in outcomes)
    return run._replace(spent=spent, notes=(*run.notes, *notes))


def _notes(preparation: Preparation, purpose: BriefKind, bought: Bought) -> list[str]:
    """Return lines for the footer: what failed, what the budget left, what nobody asked about."""
    session, tries = preparation.session, preparation.tries
    counts = Counter(outcome.status for outcome in bought.outcomes)
    counts["failed"] -= sum(key.purpose == purpose for key in tries.failed)
    notes = notes_on_tries(session, tries, purpose, bought.tried, counts["unasked"])
    keys = NOTES[purpose]
    return [
        *notes,
        *(text(session.reader.language, keys[status], n=n) for status, n in counts.items() if n and status in keys),
    ]
