"""トレンド: tags, companies, products and terms of a window against the one before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.errors import UsageError
from ainews_cli.models.page import Cell, Claim, ClaimsPart, Footer, LinkPart, Page, Section, Spark, TablePart, TextPart
from ainews_cli.ranking import trends as statistics
from ainews_cli.ranking.trends import Move
from ainews_cli.render.times import full_day
from ainews_cli.texts import text
from ainews_cli.views.name_counts import NAME_KINDS, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ainews_cli.models.page import Part, Record
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.models.window import Window
    from ainews_cli.views.material import Material
    from ainews_cli.views.name_counts import Counts
    from ainews_cli.views.reading_store import ReadingStore

EXAMPLES = 3
"""Items shown behind a name, the newest."""


def moved(counts: Counts, kind: str) -> list[Move]:
    """Return what rose and fell of one kind, the strongest first."""
    tally = counts.tallies[kind]
    return statistics.moves(tally.now, tally.before, counts.items, counts.items_before)


def name_kinds(chosen: str) -> tuple[str, ...]:
    """Return the kinds of names that `--kind` asks for. Raise UsageError for an unknown one."""
    if chosen not in (*NAME_KINDS, "all"):
        raise UsageError(f"--kind {chosen}: must be one of {', '.join(NAME_KINDS)} or all")
    return NAME_KINDS if chosen == "all" else (chosen,)


def trends(material: Material) -> Page:
    """Make two tables, rising and falling, with `limit` rows each. Raise UsageError for an unknown kind of names."""
    store, reader, limit = material.store, material.reader, material.choices.limit
    kinds = name_kinds(material.choices.kind)
    window = material.window
    counts = count(store, reader, window, kinds=kinds, aliases=material.aliases)
    moves = [(kind, move) for kind in kinds for move in moved(counts, kind)]
    moves.sort(key=lambda pair: (-abs(pair[1].z), pair[1].name))
    newest = _newest(store, reader, counts, [(kind, move) for kind, move in moves[: 4 * limit]])
    sections = []
    for key, part in (
        ("rising", [pair for pair in moves if statistics.way(pair[1]) > 0]),
        ("falling", [pair for pair in moves if statistics.way(pair[1]) < 0]),
    ):
        if part:
            parts = (_table(part[:limit], counts, reader), *_behind(part[:limit], counts, newest))
            sections.append(Section(key, text(reader.language, f"section.{key}"), parts))
    if not sections:
        key = (
            "trends.no_before"
            if (counts.items or counts.too_new) and not counts.items_before
            else "trends.none"
            if counts.items
            else "list.empty"
        )
        sections.append(Section("rising", "", (TextPart(text(reader.language, key), "note"),)))
        if not counts.items_before:
            every = count(store, reader, window, kinds=kinds, aliases=material.aliases, every_feed=True)
            sections += _frequent(store, reader, every, limit)
    return Page(
        view=material.view.name,
        title=text(reader.language, "trends.title", n=counts.length),
        language=reader.language,
        timezone=reader.timezone,
        generated=material.now,
        window=(window.start, window.end),
        sections=tuple(sections),
        footer=footer(counts, reader, material.run),
    )


def _frequent(store: ReadingStore, reader: Reader, counts: Counts, limit: int) -> Iterator[Section]:
    """Yield what is named most, for the first weeks, in which nothing can be compared."""
    found = [(kind, name, n) for kind, tally in counts.tallies.items() for name, n in tally.now.items() if n > 1]
    chosen = sorted(found, key=lambda each: (-each[2], each[1]))[:limit]
    if not chosen:
        return
    moves = [(kind, Move(name, n, 0, 0.0)) for kind, name, n in chosen]
    heads = tuple(text(reader.language, f"column.{name}") for name in ("topic", "kind", "items", "days"))
    rows = tuple(
        (
            name,
            text(reader.language, f"trends.{kind}"),
            str(n),
            Spark(statistics.line(counts.tallies[kind].days[name], 2 * counts.length)),
        )
        for kind, name, n in chosen
    )
    records = tuple(_record(kind, move, counts) for kind, move in moves)
    table = TablePart(heads, rows, right=(2,), records=records)
    behind = _behind(moves, counts, _newest(store, reader, counts, moves))
    yield Section("frequent", text(reader.language, "section.frequent"), (table, *behind))


def _record(kind: str, move: Move, counts: Counts) -> Record:
    """Return a row of the table for scripts; ids with the newest first."""
    ids = tuple(counts.tallies[kind].ids.get(move.name, ()))[::-1]
    return (("name", move.name), ("kind", kind), ("items", move.now), ("before", move.before), ("ids", ids))


def footer(counts: Counts, reader: Reader, run: RunReport) -> Footer:
    """Say which windows and how many items are compared, and how many of them a model has read."""
    spans = {"now": _span(counts.window, reader), "earlier": _span(counts.before, reader)}
    fair = counts.fair or counts
    line = text(reader.language, "trends.about", n=fair.items, before=fair.items_before, **spans)
    lines = (line, compared(counts, reader.language)) if fair.items_before else (compared(counts, reader.language),)
    return Footer(
        run.engine,
        run.model,
        counts.items,
        counts.items - counts.estimates,
        lines=(*lines, *run.notes),
        estimates=run.estimates,
    )


def compared(counts: Counts, language: str) -> str:
    """Say how many feeds are compared, and how many are too new for that."""
    line = text(language, "trends.feeds", n=counts.feeds)
    return text(language, "trends.feeds_new", line=line, n=counts.too_new) if counts.too_new else line


def _newest(
    store: ReadingStore, reader: Reader, counts: Counts, moves: Sequence[tuple[str, Move]]
) -> dict[int, LinkPart]:
    """Return links to the newest items behind the names, each with its id and title."""
    ids = [item_id for kind, move in moves for item_id in counts.tallies[kind].ids.get(move.name, ())[-EXAMPLES:]]
    rows = store.rows(list(dict.fromkeys(ids)), language=reader.language)
    return {
        row.id: LinkPart(
            text(reader.language, "entry.id", id=row.id),
            row.url,
            row.id,
            row.analysis.title if row.analysis else row.title,
        )
        for row in rows
    }


def _span(window: Window, reader: Reader) -> str:
    """Return the first and the last day of a window."""
    zone = ZoneInfo(reader.timezone)
    first, last = window.start.astimezone(zone).date(), (window.end - timedelta(seconds=2)).astimezone(zone).date()
    return text(
        reader.language, "time.range", start=full_day(reader.language, first), end=full_day(reader.language, last)
    )


def _behind(moves: Sequence[tuple[str, Move]], counts: Counts, links: Mapping[int, LinkPart]) -> Iterator[Part]:
    """Yield, for each name, the newest items behind it: their titles, each with its id."""
    for kind, move in moves:
        ids = counts.tallies[kind].ids.get(move.name, ())[: -EXAMPLES - 1 : -1]
        shown = [links[item_id] for item_id in ids if item_id in links]
        if shown:
            yield ClaimsPart(move.name, tuple(Claim(link.title, (link,)) for link in shown))


def _table(moves: Sequence[tuple[str, Move]], counts: Counts, reader: Reader) -> Part:
    columns = ("topic", "kind", "items", "before", "change", "days")
    rows: list[tuple[Cell, ...]] = []
    records: list[Record] = []
    for kind, move in moves:
        tally = counts.tallies[kind]
        records.append(_record(kind, move, counts))
        line = Spark(statistics.line(tally.days[move.name], 2 * counts.length))
        rows.append(
            (
                move.name,
                text(reader.language, f"trends.{kind}"),
                str(move.now),
                str(move.before),
                change(move),
                line,
            )
        )
    heads = tuple(text(reader.language, f"column.{name}") for name in columns)
    return TablePart(heads, tuple(rows), right=(2, 3, 4), records=tuple(records))


def change(move: Move) -> str:
    """Write the difference in items: "+8", "-3", "±0"."""
    difference = move.now - move.before
    return f"{difference:+d}" if difference else "±0"
