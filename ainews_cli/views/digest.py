"""`daily` and `latest`: lists of items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import Coverage, EntryPart, FeedMore, Footer, Page, Part, Section, TextPart
from ainews_cli.models.selection import ALL
from ainews_cli.ranking.spread import POOL, spread
from ainews_cli.render.times import full_day
from ainews_cli.texts import text
from ainews_cli.views.entries import entry
from ainews_cli.views.follow_up import follow_up
from ainews_cli.views.nothing import nothing
from ainews_cli.views.releases import left_out, with_releases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.ranking.order import Place
    from ainews_cli.views.material import Material


def daily(material: Material) -> Page:
    """Make the digest of a day: best first, every story once, nothing that an earlier day's digest showed."""
    store, reader, window = material.store, material.reader, material.window
    entries = placed_entries(material)
    title, day = material.view.title(reader.language), material.choices.day
    return _list_page(
        material,
        f"{title} {full_day(reader.language, day)}" if day else title,
        entries,
        footer(
            entries,
            _said_of_filter(material),
            considered=_counted(material),
            analysed=store.count_analysed(window.start, window.end, language=reader.language, only=material.only),
            more=more_of_feeds(material, entries),
        ),
    )


def _counted(material: Material) -> int:
    """Count the items that the page is about."""
    store, window, only = material.store, material.window, material.only
    if only == ALL:
        return store.count(window.start, window.end)
    return store.count_only(window.start, window.end, language=material.reader.language, only=only)


def _said_of_filter(material: Material) -> RunReport:
    """Return what happened before the page was made, with a line about what the reader's filter left out."""
    run, window, language = material.run, material.window, material.reader.language
    left_out = (
        material.store.count(window.start, window.end) - _counted(material) if material.choices.filters.said else 0
    )
    if left_out <= 0:
        return run
    line = text(language, "footer.left_out", n=left_out, conditions=material.choices.filters.said)
    return run._replace(notes=(*run.notes, line))


def latest(material: Material) -> Page:
    """Make the list of the newest items of all feeds."""
    reader = material.reader
    limit = material.choices.limit
    newest = material.store.latest(language=reader.language, limit=POOL * limit, only=material.choices.filters.items)
    rows = spread(newest, reader.timezone, limit=limit).rows
    entries = tuple(entry(row, reader, 0) for row in rows)
    entries = with_releases(entries, rows, material.store, reader, None)
    page = _list_page(
        material, material.view.title(reader.language), entries, footer(entries, material.run, considered=len(rows))
    )
    return page._replace(window=None)


def placed_entries(material: Material) -> tuple[EntryPart, ...]:
    """Return the entries of the order's places."""
    order, reader = material.order, material.reader
    if order is None:
        return ()
    entries = (_placed(place, reader, rank) for rank, place in enumerate(order.places, 1))
    return with_releases(entries, [place.row for place in order.places], material.store, reader, material.window)


def more_of_feeds(material: Material, entries: Sequence[EntryPart]) -> tuple[FeedMore, ...]:
    """Return what the order's limit per feed left out."""
    order = material.order
    if order is None:
        return ()
    return left_out(order.full, entries, material.store, material.reader, material.window, gone=order.earlier)


def _placed(place: Place, reader: Reader, rank: int) -> EntryPart:
    """Return the entry with the other reports of its story, and what is new against those that were shown."""
    coverage = tuple(Coverage(member.id, member.title, member.url, member.source) for member in place.others)
    note = follow_up(place, reader.language) if place.earlier else ""
    return entry(place.row, reader, rank)._replace(coverage=coverage, story_note=note)


def _list_page(material: Material, title: str, entries: tuple[EntryPart, ...], footer: Footer) -> Page:
    reader, window = material.reader, material.window
    parts: tuple[Part, ...] = entries or _nothing(material)
    return Page(
        view=material.view.name,
        title=title,
        language=reader.language,
        timezone=reader.timezone,
        generated=material.now,
        window=(window.start, window.end),
        sections=(Section("entries", "", parts),),
        footer=footer,
    )


def _nothing(material: Material) -> tuple[TextPart, ...]:
    """Say why the list is empty: because of its filters, where there are items that they could leave out."""
    language, filters = material.reader.language, material.choices.filters
    if not filters.said or (material.store.empty() and not material.run.feeds_failed):
        return (nothing(material),)
    lines = (text(language, "search.nothing_of_all", conditions=filters.said), *filters.doubts)
    return tuple(TextPart(line, "note") for line in lines)


def footer(
    entries: tuple[EntryPart, ...],
    run: RunReport,
    *,
    considered: int,
    analysed: int | None = None,
    more: tuple[FeedMore, ...] = (),
) -> Footer:
    """Say what the page rests on and what is missing.

    `analysed`: of the items considered; None where these are the entries.
    """
    return Footer(
        engine=run.engine,
        estimates=run.estimates,
        model=run.model,
        considered=considered,
        analysed=sum(part.score is not None and not part.estimate for part in entries)
        if analysed is None
        else analysed,
        deferred=run.deferred,
        deferred_items=run.deferred_items,
        feeds_failed=run.feeds_failed,
        without_text=sum(not part.reading_minutes for part in entries),
        spent_usd=run.spent,
        lines=run.notes,
        more=more,
    )
