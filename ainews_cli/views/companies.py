"""企業: how often companies are in the news, and one company's news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.errors import UsageError
from ainews_cli.models.page import Cell, LinkPart, Links, Page, Section, Spark, TablePart, TextPart
from ainews_cli.ranking import company_names, trends
from ainews_cli.texts import text
from ainews_cli.views import trends as counting
from ainews_cli.views.entries import entry
from ainews_cli.views.name_counts import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Part
    from ainews_cli.views.material import Material
    from ainews_cli.views.name_counts import Counts

RISING, FALLING, LEVEL = "▲", "▼", "–"


def companies(material: Material) -> Page:
    """Make the table of the companies named most, or the page of one company. Raise UsageError for an unknown one."""
    counts = _counted(material)
    if material.choices.company:
        return _one(material, _named(material.choices.company, counts, counts.aliases), counts)
    reader = material.reader
    listed = _listed(counts)[: material.choices.limit]
    rows = _rows_of(material, [_best(name, counts) for name in listed])
    part: Part = TextPart(text(reader.language, "companies.none" if counts.items else "list.empty"), "note")
    if listed:
        columns = ("company", "items", "before", "direction", "score", "days", "best")
        heads = tuple(text(reader.language, f"column.{name}") for name in columns)
        part = TablePart(heads, tuple(_line(name, counts, rows) for name in listed), right=(1, 2, 4))
    title = text(reader.language, "companies.title", n=counts.length)
    return _page(material, title, (Section("companies", "", (part,)),), counts)


def each(material: Material, *, most: int) -> Iterator[Page]:
    """Make the pages of the `most` companies that the window names most often, counted once for all."""
    counts = _counted(material)
    for name in _listed(counts)[:most]:
        yield _one(material, name, counts)


def _counted(material: Material) -> Counts:
    return count(
        material.store,
        material.reader,
        material.window,
        kinds=("companies",),
        aliases=material.aliases,
        every_feed=True,
    )


def _one(material: Material, name: str, counts: Counts) -> Page:
    """Make the page of a company by its counted name: its time line, and its news, the newest first."""
    reader, tally = material.reader, counts.tallies["companies"]
    ids = list(tally.ids.get(name, ()))[::-1][: material.choices.limit]
    rows = _rows_of(material, ids)
    entries: tuple[Part, ...] = tuple(entry(rows[item_id], reader, 0) for item_id in ids if item_id in rows)
    heads = tuple(text(reader.language, f"column.{key}") for key in ("items", "before", "direction", "days"))
    line = Spark(trends.line(tally.days[name], 2 * counts.length))
    row = (str(tally.now[name]), str(tally.before[name]), direction(name, counts), line)
    timeline = TablePart(heads, (row,), right=(0, 1))
    sections = [Section("timeline", text(reader.language, "companies.timeline", n=2 * counts.length), (timeline,))]
    if entries:
        sections.append(Section("entries", text(reader.language, "section.entries"), entries))
    return _page(material, name, tuple(sections), counts)


def _listed(counts: Counts) -> list[str]:
    """Return the companies of the window, those named most first."""
    tally = counts.tallies["companies"]
    return sorted(tally.now, key=lambda name: (-tally.now[name], name))


def _named(name: str, counts: Counts, aliases: company_names.Extra) -> str:
    """Return the company that is meant. Raise UsageError with those of similar names."""
    from difflib import get_close_matches  # border: only a wrong name needs it

    tally = counts.tallies["companies"]
    known = {company_names.fold(company): company for company in {**tally.now, **tally.before}}
    wanted = company_names.fold(company_names.canonical(name, aliases))
    if wanted in known:
        return known[wanted]
    near = [known[match] for match in get_close_matches(wanted, known, n=3, cutoff=0.5)]
    hint = (
        f"did you mean {', '.join(map(repr, near))}?"
        if near
        else "`ainews companies` lists those that are, --days looks further back"
    )
    raise UsageError(f"{name!r} is in no item of these {counts.length} days and the {counts.length} before; {hint}")


def _rows_of(material: Material, ids: Sequence[int]) -> dict[int, ItemRow]:
    rows = material.store.rows(list(dict.fromkeys(ids)), language=material.reader.language)
    return {row.id: row for row in rows}


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
    """Return the company's item of the highest score, the newest of equals."""
    return max(counts.tallies["companies"].ids[name], key=lambda item_id: (counts.scores[item_id], item_id))


def direction(name: str, counts: Counts, kind: str = "companies") -> str:
    """Return "▲ +5" for a rise that is more than chance, "– +1" for one that may be, "–" without anything before; in
    the feeds that can be compared.
    """
    counts = counts.fair or counts
    if not counts.items_before:
        return LEVEL
    tally = counts.tallies[kind]
    now, before = tally.now[name], tally.before[name]
    z = trends.z_score(now, before, counts.items, counts.items_before) if counts.items else 0.0
    move = trends.Move(name, now, before, z)
    certain = abs(z) >= trends.SIGNIFICANT and max(now, before) >= trends.LEAST
    sign = {1: RISING, -1: FALLING}.get(trends.way(move), LEVEL) if certain else LEVEL
    return f"{sign} {counting.change(move)}"


def _page(material: Material, title: str, sections: tuple[Section, ...], counts: Counts) -> Page:
    reader, window = material.reader, counts.window
    return Page(
        view=material.view.name,
        title=title,
        language=reader.language,
        timezone=reader.timezone,
        generated=material.now,
        window=(window.start, window.end),
        sections=sections,
        footer=counting.footer(counts, reader, material.run),
    )
