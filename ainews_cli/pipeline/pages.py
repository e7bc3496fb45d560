"""The steps of a view: prepare, gather what its page is made of, make it, print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.reader import RunReport
from ainews_cli.pipeline.candidates import candidate_ids, story_ids, story_rows
from ainews_cli.pipeline.dry_run import emit_plan
from ainews_cli.pipeline.filters import item_filter, unknown_values
from ainews_cli.pipeline.ordering import ordered
from ainews_cli.pipeline.output import emit
from ainews_cli.pipeline.preparation import Preparation
from ainews_cli.pipeline.request import ViewOptions
from ainews_cli.views.material import Choices, Filtering, Material, wanted
from ainews_cli.views.registry import VIEWS, Candidates
from ainews_cli.views.windows import before, digest_day, parse_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Page
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.window import Window
    from ainews_cli.pipeline.request import OutputTarget, Request
    from ainews_cli.pipeline.session import Session
    from ainews_cli.ranking.company_names import Extra
    from ainews_cli.store import Store
    from ainews_cli.views.registry import View

DEFAULTS = ViewOptions()
NOTHING_ASKED = RunReport("", "")
NO_FEED = (
    'there is no feed of Hacker News: add [[feeds]] with name, url = "https://news.ycombinator.com/" and kind = '
    '"hackernews" to the config'
)


def run_view(
    session: Session,
    request: Request,
    name: str,
    target: OutputTarget,
    options: ViewOptions = DEFAULTS,
) -> None:
    """Print the page of a view, a name of `VIEWS`, or the plan of a dry run.

    Raise UsageError for an option that fits nothing.
    """
    page = view_page(session, request, name, target, options)
    if page is None:
        return
    emit(page, target, session)
    if VIEWS[name].remembered and not options.filters.said:  # a look at some items is no digest
        date = _choices(session, options).day
        belongs = digest_day(date, now=session.now, zone=session.reader.timezone)
        shown = [item for entry in page.entries for item in (entry.id, *(other.id for other in entry.releases))]
        session.store.save_shown(name, belongs, shown, session.now)


def view_page(
    session: Session,
    request: Request,
    name: str,
    target: OutputTarget,
    options: ViewOptions = DEFAULTS,
) -> Page | None:
    """Read and buy what the page needs, and return it; after a dry run print the plan to `target` and return None."""
    view, reader = VIEWS[name], session.reader
    choices = _choices(session, options)
    window = window_of(view, choices, now=session.now, zone=reader.timezone)
    session.sync_feeds()  # after the arguments were read: a wrong one leaves the database as it is
    if view.discusses:
        _require_discussions(session, view, window)
    preparation = Preparation(session, request)
    report, rows = _prepared(preparation, view, window, choices)
    page = session.without_culprits(lambda: _built(session, view, choices, report or NOTHING_ASKED, rows))
    if view.has_lead:
        from ainews_cli.pipeline.briefs import introduce, plan_lead  # border: few views have briefs

        if report is None:
            plan_lead(preparation, page)
        else:
            page = introduce(preparation, page, report)
    if report is None:
        emit_plan(preparation, target)
        return None
    return page


def _built(session: Session, view: View, choices: Choices, run: RunReport, rows: Sequence[ItemRow] | None) -> Page:
    """Gather what the page is made of, and make it. `rows`: of a view that discusses."""
    config, store = session.config, session.store
    material = gather(
        store,
        session.reader,
        view,
        choices,
        now=session.now,
        run=run,
        aliases=config.aliases,
        model=session.model_name(),
        tokens=config.digest.discussion_tokens,
        rows=None if rows is None else [row for row in rows if row.id not in store.left_out],
    )
    return view.build(material)


def stored_page(store: Store, material: Material, *, model: str = "") -> Page:
    """Make the page of what is stored, with the lead that is stored for it."""
    page = material.view.build(material)
    if not material.view.has_lead:
        return page
    from ainews_cli.pipeline.briefs import week_request, with_stored_lead  # border: few views have briefs

    return with_stored_lead(store, page, week_request(page.entries, material.reader, model=model))


def gather(
    store: Store,
    reader: Reader,
    view: View,
    choices: Choices,
    *,
    now: datetime,
    run: RunReport = NOTHING_ASKED,
    aliases: Extra = (),
    model: str = "",
    tokens: int = 2000,
    rows: Sequence[ItemRow] | None = None,
) -> Material:
    """Return what the page is made of, as far as it is stored. No network, no model.

    `model`: whose briefs come first; `tokens`: of a discussion that a brief rests on; `rows`: the items of a view that
    discusses, None to choose them.
    """
    window = window_of(view, choices, now=now, zone=reader.timezone)
    material = Material(view, store, reader, window, choices, now, run, aliases)
    if view.ordered:
        day = digest_day(choices.day, now=now, zone=reader.timezone) if view.remembered else ""
        limit, stories = choices.limit, choices.stories
        order = ordered(
            store,
            reader,
            window,
            limit=limit,
            view=view.name,
            day=day,
            stories=stories,
            per_feed=choices.per_feed if view.spreads else 0,
            only=wanted(view, choices),
            home=view.home,
        )
        material = material._replace(order=order)
    if view.discusses:
        from ainews_cli.pipeline.briefs import with_briefs  # border: few views have briefs

        if rows is None:
            ids = story_ids(store, view, window, reader, choices, most=choices.limit)
            rows = story_rows(store, ids, reader, choices)
        material = with_briefs(store, material._replace(rows=rows), model=model, tokens=tokens)
    return material


def window_of(view: View, choices: Choices, *, now: datetime, zone: str) -> Window:
    """Return the window that a view looks at."""
    return view.window(choices.day, choices.days or view.days, now, zone)


def _choices(session: Session, options: ViewOptions) -> Choices:
    """Return the options with a date for the day, and the config's limit for none. Raise UsageError for no date."""
    day = parse_day(options.day, now=session.now, zone=session.reader.timezone) if options.day else None
    digest = session.config.digest
    per_feed = digest.per_feed if options.per_feed is None else options.per_feed
    given = options._replace(limit=options.limit or digest.limit, per_feed=per_feed)._asdict()
    asked = options.filters
    filters = Filtering(item_filter(session, asked), asked.said, unknown_values(session, asked))
    return Choices(**given | {"day": day, "filters": filters})


def _require_discussions(session: Session, view: View, window: Window) -> None:
    """Raise UsageError where neither a feed nor the database has an item that the view could show."""
    if any(feed.enabled and feed.kind in view.only.kinds for feed in session.config.feeds):
        return
    if not story_ids(session.store, view, window, session.reader, Choices(), most=1):
        raise UsageError(NO_FEED)


def _prepared(
    preparation: Preparation, view: View, window: Window, choices: Choices
) -> tuple[RunReport | None, Sequence[ItemRow] | None]:
    """Fetch feeds where wished, make estimates, read and analyse the best candidates.

    Return what came of it, None after a dry run; and the items of a view that discusses.
    """
    session = preparation.session
    if view.candidates is Candidates.NONE:
        preparation.estimate(window, before(window))
        return NOTHING_ASKED, None
    preparation.fill()
    if view.candidates is not Candidates.NEWEST:
        preparation.estimate(window, *((before(window),) if view.compares else ()))
    ids = session.without_culprits(lambda: _candidates(preparation, view, window, choices))
    preparation.read_pages(ids)
    report = preparation.analyse(ids)
    if not view.discusses:
        return report, None
    from ainews_cli.pipeline.briefs import brief_discussions, plan_discussions, read_discussions  # border: as above

    rows = story_rows(session.store, ids, session.reader, choices)
    if report is None:
        plan_discussions(preparation, rows)
        return None, rows
    read_discussions(preparation, rows)
    return brief_discussions(preparation, rows, report), rows


def _candidates(preparation: Preparation, view: View, window: Window, choices: Choices) -> list[int]:
    """Return the items that a model may be asked about, in the order in which money is spent on them."""
    session, limit = preparation.session, choices.limit
    store, reader, factor = session.store, session.reader, session.config.digest.candidates
    match view.candidates:
        case Candidates.NEWEST:
            ids = store.latest_ids(limit, language=reader.language, only=choices.filters.items)
            preparation.estimate_items(ids)
            return preparation.best_first(ids)
        case Candidates.MOST_POINTS:
            most = limit * factor if choices.ai_only else limit
            return story_ids(store, view, window, reader, choices, most=most)
        case Candidates.BEST_ESTIMATES if not preparation.provider.estimates:
            per_feed = choices.per_feed * factor if view.spreads else 0
            only = wanted(view, choices)
            return candidate_ids(store, window, reader, limit=limit * factor, only=only, per_feed=per_feed)
    return []
