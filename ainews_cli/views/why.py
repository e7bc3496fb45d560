"""Why an item ranks where it does: the whole sum, and what else decided its place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.models.page import Cell, Footer, LinkPart, Links, Page, ScorePart, Section, TablePart, TextPart
from ainews_cli.ranking import scoring
from ainews_cli.ranking.order import LEAST_POOL
from ainews_cli.texts import text
from ainews_cli.views.entries import entry_alone
from ainews_cli.views.windows import day_window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ainews_cli.models.analysis import Analysis
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Part
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.window import Window
    from ainews_cli.ranking.order import Order, Standing
    from ainews_cli.ranking.taste import Taste
    from ainews_cli.views.reading_store import ReadingStore

MARKS = 2
"""Of the reader's own marks that are named behind the taste."""


def day_of(row: ItemRow, *, now: datetime, zone: str) -> date | None:
    """Return the day whose digest the item belongs to; None for the last 24 hours."""
    window = day_window(None, 1, now, zone)
    return None if window.start <= row.published < window.end else row.published.astimezone(ZoneInfo(zone)).date()


def why(
    store: ReadingStore,
    reader: Reader,
    row: ItemRow,
    order: Order,
    window: Window,
    *,
    taste: Taste | None,
    limit: int,
    per_feed: int = 0,
    now: datetime,
) -> Page:
    """Make the page of an item. `order`: the order of all items of its window; `limit`: places of the digest, of which
    `per_feed` for one feed.
    """
    item_id = row.id
    language = reader.language
    sections = [Section("item", "", (entry_alone(row, reader),))]
    if row.analysis:
        parts = (_score_part(row.analysis, reader), *_quotes(row, language))
        sections.append(Section("score", text(language, "section.score"), parts))
    standing = order.standings.get(item_id)
    if standing:
        sections.append(
            Section("sum", text(language, "why.sum"), (sum_table(standing, row, order, store, reader, taste),))
        )
    sections.append(
        Section(
            "place",
            text(language, "why.place"),
            tuple(TextPart(line) for line in _place(order, row, limit, per_feed, language)),
        )
    )
    return Page(
        view="why",
        title=text(language, "view.why"),
        language=language,
        timezone=reader.timezone,
        generated=now,
        window=(window.start, window.end),
        sections=tuple(sections),
        footer=Footer("", "", considered=store.count(window.start, window.end), analysed=_judged(order)),
    )


def _score_part(analysis: Analysis, reader: Reader) -> ScorePart:
    score = scoring.overall(analysis.marks, reader.weights)
    stars = scoring.stars(score)
    label = scoring.label(stars, reader.language)
    return ScorePart(score, stars, label, analysis.estimate, analysis.marks, scoring.normalised(reader.weights))


def _judged(order: Order) -> int:
    return sum(bool(place.row.analysis and not place.row.analysis.estimate) for place in order.places)


def _quotes(row: ItemRow, language: str) -> tuple[Part, ...]:
    """Quote the words of the source that each mark rests on."""
    marks = row.analysis.marks if row.analysis else ()
    lines = [
        text(language, "why.quote", mark=text(language, f"mark.{mark.name}"), quote=mark.quote)
        for mark in marks
        if mark.quote
    ]
    return tuple(TextPart(line, "note") for line in lines)


def sum_table(
    standing: Standing, row: ItemRow, order: Order, store: ReadingStore, reader: Reader, taste: Taste | None
) -> TablePart:
    """Return the parts of the rank value and their sum."""
    language = reader.language
    feeds = order.reports.get(row.id, ())
    names = text(language, "list.comma").join(feeds)
    lines: list[tuple[str, float, Cell]] = [
        ("score", standing.score, _score_cell(row, reader)),
        ("source", standing.source, text(language, "why.source.reason", weight=f"{row.feed_weight:g}", feed=row.feed)),
        ("freshness", standing.freshness, text(language, "why.freshness.reason")),
        (
            "coverage",
            standing.coverage,
            text(language, "why.coverage.reason", names=names) if feeds else text(language, "why.coverage.none"),
        ),
        ("taste", standing.taste, _taste_cell(standing, row, store, reader, taste)),
        ("exploration", standing.exploration, text(language, "why.exploration.reason")),
    ]
    cells: list[tuple[Cell, ...]] = [
        (text(language, f"why.{name}"), f"{value:+.2f}", reason) for name, value, reason in lines
    ]
    cells.append((text(language, "why.total"), f"{standing.value:.2f}", ""))
    return TablePart(
        tuple(text(language, f"column.{name}") for name in ("part", "points", "reason")), tuple(cells), right=(1,)
    )


def _score_cell(row: ItemRow, reader: Reader) -> str:
    """Write the marks times their weights: "4 × 40% + 3 × 30% …"."""
    if row.analysis is None:
        return text(reader.language, "why.score.none")
    shares = scoring.normalised(reader.weights)
    return " + ".join(f"{mark.value:g} × {share:.0%}" for mark, share in zip(row.analysis.marks, shares, strict=True))


def _taste_cell(standing: Standing, row: ItemRow, store: ReadingStore, reader: Reader, taste: Taste | None) -> Cell:
    """Return the reader's own flags that pulled the item, as links."""
    if taste is None:
        return text(reader.language, "why.taste.none")
    if not standing.taste:
        return text(reader.language, "why.taste.neutral")
    from ainews_cli.ranking.preferences import FLAGGED, vector_of  # border: taste computation
    from ainews_cli.ranking.taste import pulls, signal_of

    flags = store.flagged_items(FLAGGED)
    rows = {other.id: other for other in store.rows(list(flags), language=reader.language) if other.id != row.id}
    marked = [
        (number, vector_of(rows[number]), signal.liked)
        for number, names in flags.items()
        if number in rows and (signal := signal_of(names))
    ]
    pulling = pulls(
        taste, vector_of(row), [flagged for flagged in marked if flagged[2] == (standing.taste > 0)], limit=MARKS
    )
    if not pulling:
        return text(reader.language, "why.taste.unlike")
    return Links(
        tuple(
            LinkPart(_flag_label(rows[number], flags[number], reader.language), rows[number].url)
            for number, _ in pulling
        )
    )


def _flag_label(row: ItemRow, flags: frozenset[str], language: str) -> str:
    flag = next(name for name in ("hidden", "starred", "read") if name in flags)
    title = row.analysis.title if row.analysis else row.title
    return text(language, f"why.flag.{flag}", id=row.id, title=title)


def _place(order: Order, row: ItemRow, limit: int, per_feed: int, language: str) -> Sequence[str]:
    """Say the item's place on the page, and what besides the sum decided it."""
    if row.id in order.earlier:
        return (text(language, "why.shown", day=order.earlier[row.id]),)
    if row.id in order.under:
        key = "why.release" if row.release and _key(order, order.under[row.id]) == row.release.key else "why.under"
        return (text(language, key, id=order.under[row.id], title=_title(order, order.under[row.id])),)
    position = next((at for at, place in enumerate(order.places, 1) if place.row.id == row.id), None)
    if position is None:
        if row.id not in order.standings and not row.subscribed:
            return (text(language, "why.unsubscribed", feed=row.feed),)
        if row.id in order.standings and row.feed in order.full:
            return (text(language, "why.full", feed=row.feed, n=per_feed),)
        return (text(language, "why.hidden" if row.id not in order.standings else "why.outside", n=LEAST_POOL),)
    place = order.places[position - 1]
    lines = [text(language, "why.position", n=position, all=len(order.places), limit=limit)]
    if place.like is not None:
        lines.append(
            text(language, "why.likeness", loss=f"{place.loss:.2f}", id=place.like, title=_title(order, place.like))
        )
    if place.repeat:
        lines.append(text(language, "why.repeat", loss=f"{place.repeat:.2f}"))
    return lines


def _key(order: Order, item_id: int) -> str:
    """Return the product whose release an item with a place is, "" for none."""
    row = next((place.row for place in order.places if place.row.id == item_id), None)
    return row.release.key if row and row.release else ""


def _title(order: Order, item_id: int) -> str:
    """Return the title of an item that has a place, as its analysis has it."""
    row = next((place.row for place in order.places if place.row.id == item_id), None)
    if row is None:
        return ""
    return row.analysis.title if row.analysis else row.title
