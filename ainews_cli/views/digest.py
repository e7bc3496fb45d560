"""`daily` and `latest`: lists of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import Coverage, EntryPart, Footer, Page, Part, Section, TextPart
from ainews_cli.models.window import Window
from ainews_cli.texts import text
from ainews_cli.views.entries import entry
from ainews_cli.views.windows import calendar_days, last_hours

if TYPE_CHECKING:
    from datetime import date, datetime

    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.ranking.order import Place
    from ainews_cli.store import Store


def daily_window(day: date | None, *, now: datetime, zone: str) -> Window:
    """A calendar day of the zone, or the last 24 hours."""
    return last_hours(now, 24) if day is None else calendar_days(day, 1, zone)


def daily(
    store: Store,
    reader: Reader,
    window: Window,
    *,
    day: date | None,
    limit: int,
    now: datetime,
    run: RunReport,
    stories: bool = True,
) -> Page:
    """AI日報: the window's items, best first; every story once, and nothing that an earlier day's digest showed."""
    from ainews_cli.ranking.order import order

    found = order(
        store,
        reader,
        window,
        limit=limit,
        view="daily",
        day=digest_day(day, now=now, zone=reader.timezone),
        stories=stories,
    )
    entries = tuple(placed(place, reader, position) for position, place in enumerate(found.places, 1))
    considered = store.count(window.start, window.end)
    analysed = store.count_analysed(window.start, window.end, language=reader.language)
    title = text(reader.language, "view.daily")
    if day:
        title = f"{title} {day.isoformat()}"
    return _list_page(
        "daily", title, store, entries, reader, run, now=now, window=window, considered=considered, analysed=analysed
    )


def digest_day(day: date | None, *, now: datetime, zone: str) -> str:
    """The calendar day that a digest belongs to, ISO 8601: the day asked for, or the reader's today."""
    from zoneinfo import ZoneInfo

    return (day or now.astimezone(ZoneInfo(zone)).date()).isoformat()


def placed(place: Place, reader: Reader, position: int) -> EntryPart:
    """The entry of a place, with the other reports of its story, and what is new against those that were shown."""
    coverage = tuple(Coverage(one.id, one.title, one.url, one.source) for one in place.others)
    note = ""
    if place.earlier:
        from ainews_cli.ranking.story_assignment import follow_up

        note = follow_up(place, reader.language)
    return entry(place.row, reader, position)._replace(coverage=coverage, story_note=note)


def latest(store: Store, reader: Reader, *, limit: int, now: datetime, run: RunReport) -> Page:
    """最新ニュース: the newest items of all feeds."""
    rows = store.latest(language=reader.language, limit=limit)
    title = text(reader.language, "view.latest")
    entries = tuple(entry(row, reader, 0) for row in rows)
    return _list_page("latest", title, store, entries, reader, run, now=now, window=None, considered=len(rows))


def _list_page(
    view: str,
    title: str,
    store: Store,
    entries: tuple[EntryPart, ...],
    reader: Reader,
    run: RunReport,
    *,
    now: datetime,
    window: Window | None,
    considered: int,
    analysed: int | None = None,
) -> Page:
    parts: tuple[Part, ...] = entries or (
        TextPart(text(reader.language, "list.empty_database" if store.empty() else "list.empty"), "note"),
    )
    return Page(
        view=view,
        title=title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        window=(window.start, window.end) if window else None,
        sections=(Section("entries", "", parts),),
        footer=footer(entries, run, considered=considered, analysed=analysed),
    )


def footer(entries: tuple[EntryPart, ...], run: RunReport, *, considered: int, analysed: int | None = None) -> Footer:
    """What the page rests on and what is missing. `analysed`: of the items considered; None where these are the
    entries.
    """
    return Footer(
        engine=run.engine,
        estimates=run.estimates,
        model=run.model,
        considered=considered,
        analysed=sum(one.score is not None and not one.estimate for one in entries) if analysed is None else analysed,
        deferred=run.deferred,
        deferred_items=run.deferred_items,
        feeds_failed=run.feeds_failed,
        without_text=sum(not one.reading_minutes for one in entries),
        spent_usd=run.spent,
        lines=run.notes,
    )
