"""`daily` and `latest`: lists of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import EntryPart, Footer, Page, Part, Section, TextPart
from ainews_cli.texts import text
from ainews_cli.views.entries import entry
from ainews_cli.views.windows import Window, calendar_days, last_hours

if TYPE_CHECKING:
    from datetime import date, datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.store import Store
    from ainews_cli.views.reader import Reader, Run


def daily_window(day: date | None, *, now: datetime, zone: str) -> Window:
    """A calendar day of the zone, or the last 24 hours."""
    return last_hours(now, 24) if day is None else calendar_days(day, 1, zone)


def daily(store: Store, reader: Reader, window: Window, *, day: date | None, limit: int, now: datetime, run: Run) -> Page:
    """AI日報: the window's items, best first."""
    rows = store.ranked(window.start, window.end, language=reader.language, weights=reader.weight_values, limit=limit)
    considered = store.count(window.start, window.end)
    title = text(reader.language, "view.daily")
    if day:
        title = f"{title} {day.isoformat()}"
    return _list_page("daily", title, store, rows, reader, run, now=now, window=window, considered=considered, ranked=True)


def latest(store: Store, reader: Reader, *, limit: int, now: datetime, run: Run) -> Page:
    """最新ニュース: the newest items of all feeds."""
    rows = store.latest(language=reader.language, limit=limit)
    title = text(reader.language, "view.latest")
    return _list_page("latest", title, store, rows, reader, run, now=now, window=None, considered=len(rows), ranked=False)


def _list_page(
    view: str,
    title: str,
    store: Store,
    rows: list[ItemRow],
    reader: Reader,
    run: Run,
    *,
    now: datetime,
    window: Window | None,
    considered: int,
    ranked: bool,
) -> Page:
    entries: tuple[EntryPart, ...] = tuple(entry(row, reader, position if ranked else 0) for position, row in enumerate(rows, 1))
    parts: tuple[Part, ...] = entries or (
        TextPart(text(reader.language, "list.empty_database" if not rows and store.empty() else "list.empty"), "note"),
    )
    return Page(
        view=view,
        title=title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        window=(window.start, window.end) if window else None,
        sections=(Section("entries", "", parts),),
        footer=footer(entries, run, considered=considered),
    )


def footer(entries: tuple[EntryPart, ...], run: Run, *, considered: int) -> Footer:
    """What the page rests on and what is missing."""
    return Footer(
        engine=run.engine,
        model=run.model,
        considered=considered,
        analysed=sum(one.score is not None and not one.estimate for one in entries),
        deferred=run.deferred,
        feeds_failed=run.feeds_failed,
        without_text=sum(not one.reading_minutes for one in entries),
        spent_usd=run.spent,
        lines=run.notes,
    )
