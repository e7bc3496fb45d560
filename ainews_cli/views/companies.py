"""企業: how often companies are in the news, and one company's news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.page import Cell, LinkPart, Links, Page, Section, Spark, TablePart, TextPart
from ainews_cli.ranking import company_names, trends
from ainews_cli.texts import text
from ainews_cli.views import trends as counting
from ainews_cli.views.entries import entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Part
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.models.window import Window
    from ainews_cli.store import Store
    from ainews_cli.views.trends import Counts

RISING, FALLING, LEVEL = "▲", "▼", "–"


def companies(
    store: Store,
    reader: Reader,
    window: Window,
    *,
    aliases: company_names.Extra,
    limit: int,
    now: datetime,
    run: RunReport,
) -> Page:
    """The companies named most, with their direction against the window before."""
    counts = counting.count(store, reader, window, kinds=("companies",), aliases=aliases)
    listed = _listed(counts)[:limit]
    rows = _rows_of(store, reader, [_best(name, counts) for name in listed])
    part: Part = TextPart(text(reader.language, "companies.none" if counts.items else "list.empty"), "note")
    if listed:
        columns = ("company", "items", "before", "direction", "score", "days", "best")
        heads = tuple(text(reader.language, f"column.{name}") for name in columns)
        part = TablePart(heads, tuple(_line(name, counts, rows) for name in listed), right=(1, 2, 4))
    return _page(
        reader,
        text(reader.language, "companies.title", n=counts.length),
        window,
        (Section("companies", "", (part,)),),
        counts,
        now,
        run,
    )


def company(
    store: Store,
    reader: Reader,
    name: str,
    window: Window,
    *,
    aliases: company_names.Extra,
    limit: int,
    now: datetime,
    run: RunReport,
) -> Page:
    """One company's news, the newest first, and its time line. Raises UsageError for a name that nothing in the window
    carries.
    """
    counts = counting.count(store, reader, window, kinds=("companies",), aliases=aliases)
    return _one(store, reader, _named(name, counts, aliases), counts, limit, now, run)


def each(
    store: Store,
    reader: Reader,
    window: Window,
    *,
    aliases: company_names.Extra,
    most: int,
    limit: int,
    now: datetime,
    run: RunReport,
) -> Iterator[Page]:
    """The pages of the `most` companies that the window names most often, with `limit` items each: counted once for
    all.
    """
    counts = counting.count(store, reader, window, kinds=("companies",), aliases=aliases)
    for name in _listed(counts)[:most]:
        yield _one(store, reader, name, counts, limit, now, run)


def _one(store: Store, reader: Reader, found: str, counts: Counts, limit: int, now: datetime, run: RunReport) -> Page:
    """The page of a company by its counted name."""
    tally = counts.tallies["companies"]
    ids = list(tally.ids.get(found, ()))[::-1][:limit]
    rows = _rows_of(store, reader, ids)
    entries: tuple[Part, ...] = tuple(entry(rows[item_id], reader, 0) for item_id in ids if item_id in rows)
    heads = tuple(text(reader.language, f"column.{key}") for key in ("items", "before", "direction", "days"))
    move = direction(found, counts)
    line = Spark(trends.line(tally.days[found], 2 * counts.length))
    timeline = TablePart(heads, ((str(tally.now[found]), str(tally.before[found]), move, line),), right=(0, 1))
    sections = [Section("timeline", text(reader.language, "companies.timeline", n=2 * counts.length), (timeline,))]
    if entries:
        sections.append(Section("entries", text(reader.language, "section.entries"), entries))
    return _page(reader, found, counts.window, tuple(sections), counts, now, run)


def _listed(counts: Counts) -> list[str]:
    """The companies of the window, those named most first."""
    tally = counts.tallies["companies"]
    return sorted(tally.now, key=lambda name: (-tally.now[name], name))


def _named(name: str, counts: Counts, aliases: company_names.Extra) -> str:
    """The company that is meant. Raises UsageError with the near ones."""
    from difflib import get_close_matches

    tally = counts.tallies["companies"]
    known = {company_names.fold(one): one for one in {**tally.now, **tally.before}}
    wanted = company_names.fold(company_names.canonical(name, aliases))
    if wanted in known:
        return known[wanted]
    near = [known[one] for one in get_close_matches(wanted, known, n=3, cutoff=0.5)]
    hint = (
        f"did you mean {', '.join(map(repr, near))}?"
        if near
        else "`ainews companies` lists those that are, --days looks further back"
    )
    raise UsageError(f"{name!r} is in no item of these {counts.length} days and the {counts.length} before; {hint}")


def _rows_of(store: Store, reader: Reader, ids: Sequence[int]) -> dict[int, ItemRow]:
    return {row.id: row for row in store.rows(list(dict.fromkeys(ids)), language=reader.language)}


def _line(name: str, counts: Counts, rows: Mapping[int, ItemRow]) -> tuple[Cell, ...]:
    tally = counts.tallies["companies"]
    mean = sum(counts.scores[item_id] for item_id in tally.ids[name]) / len(tally.ids[name])
    best = rows.get(_best(name, counts))
    link = Links(
        (LinkPart(f"{best.id}: {best.analysis.title if best.analysis else best.title}", best.url, best.id),)
        if best
        else ()
    )
    line = Spark(trends.line(tally.days[name], 2 * counts.length))
    return (name, str(tally.now[name]), str(tally.before[name]), direction(name, counts), f"{mean:.1f}", line, link)


def _best(name: str, counts: Counts) -> int:
    """The company's item of the highest score, the newest of equals."""
    return max(counts.tallies["companies"].ids[name], key=lambda item_id: (counts.scores[item_id], item_id))


def direction(name: str, counts: Counts, kind: str = "companies") -> str:
    """ "▲ +5" for a rise that is more than chance, "– +1" for one that may be, "–" where there was nothing before to
    compare with.
    """
    if not counts.items_before:
        return LEVEL
    tally = counts.tallies[kind]
    now, before = tally.now[name], tally.before[name]
    z = trends.z_score(now, before, counts.items, counts.items_before) if counts.items else 0.0
    certain = abs(z) >= trends.SIGNIFICANT and max(now, before) >= trends.LEAST
    sign = LEVEL if not certain else RISING if z > 0 else FALLING
    return f"{sign} {counting.change(trends.Move(name, now, before, z))}"


def _page(
    reader: Reader,
    title: str,
    window: Window,
    sections: tuple[Section, ...],
    counts: Counts,
    now: datetime,
    run: RunReport,
) -> Page:
    return Page(
        view="companies",
        title=title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        window=(window.start, window.end),
        sections=sections,
        footer=counting.footer(counts, reader, run),
    )
