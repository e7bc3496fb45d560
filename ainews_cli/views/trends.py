"""トレンド: tags, companies, products and terms of a window against the one before."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.errors import UsageError
from ainews_cli.models.page import Cell, Footer, LinkPart, Links, Page, Section, Spark, TablePart, TextPart
from ainews_cli.models.window import Window
from ainews_cli.ranking import company_names, scoring
from ainews_cli.ranking import trends as statistics
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ainews_cli.models.names import Named
    from ainews_cli.models.page import Part
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.ranking.trends import Move
    from ainews_cli.views.material import Material
    from ainews_cli.views.reading_store import ReadingStore

NAME_KINDS = ("tags", "companies", "products", "terms")
EXAMPLES = 3
"""Items shown behind a name, the newest."""


class Tally(NamedTuple):
    """What was counted of one kind in both windows. Days are counted from the start of the earlier one."""

    now: Counter[str]
    before: Counter[str]
    days: Mapping[str, Sequence[int]]
    """Per name the day of each item."""
    ids: Mapping[str, Sequence[int]]
    """Per name the items of the later window, the newest last."""


class Counts(NamedTuple):
    """Two windows, counted."""

    window: Window
    before: Window
    length: int
    """Days of each."""
    items: int
    items_before: int
    estimates: int
    """Items of the window whose names are the offline engine's."""
    tallies: Mapping[str, Tally]
    """By kind."""
    scores: Mapping[int, float]
    """Of every item of the window."""


def count(
    store: ReadingStore,
    reader: Reader,
    window: Window,
    *,
    kinds: Iterable[str] = NAME_KINDS,
    aliases: company_names.Extra = (),
) -> Counts:
    """Count the names of a window and of the one of the same length before it."""
    length = max(1, round((window.end - window.start).total_seconds() / 86_400))
    before = Window(window.start - (window.end - window.start), window.start)
    tallies = {kind: Tally(Counter(), Counter(), defaultdict(list), defaultdict(list)) for kind in kinds}
    items = earlier = estimates = 0
    shares = scoring.normalised(reader.weights)
    scores: dict[int, float] = {}
    for item in store.named(before.start, before.end, language=reader.language):
        earlier += 1
        _add(tallies, item, aliases, current=False, offset=0)
    for item in store.named(window.start, window.end, language=reader.language):
        items += 1
        estimates += item.estimate
        scores[item.id] = sum(share * value for share, value in zip(shares, item.marks, strict=True))
        _add(tallies, item, aliases, current=True, offset=length)
    return Counts(window, before, length, items, earlier, estimates, tallies, scores)


def _add(
    tallies: Mapping[str, Tally], item: Named, aliases: company_names.Extra, *, current: bool, offset: int
) -> None:
    companies = company_names.several(item.companies, aliases)
    for kind, tally in tallies.items():
        if kind == "terms":
            names = statistics.terms_of(item.title, known=(*item.tags, *companies, *item.products))
        else:
            names = {"tags": item.tags, "companies": companies, "products": item.products}[kind]
        for name in names:
            (tally.now if current else tally.before)[name] += 1
            tally.days[name].append(offset + item.day)  # type: ignore[attr-defined]  # lists, while they are filled
            if current:
                tally.ids[name].append(item.id)  # type: ignore[attr-defined]  # as above


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
        ("rising", [pair for pair in moves if pair[1].z > 0]),
        ("falling", [pair for pair in moves if pair[1].z < 0]),
    ):
        if part:
            sections.append(
                Section(key, text(reader.language, f"section.{key}"), (_table(part[:limit], counts, reader, newest),))
            )
    if not sections:
        key = (
            "trends.no_before"
            if counts.items and not counts.items_before
            else "trends.none"
            if counts.items
            else "list.empty"
        )
        sections.append(Section("rising", "", (TextPart(text(reader.language, key), "note"),)))
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


def footer(counts: Counts, reader: Reader, run: RunReport) -> Footer:
    """Say how many items were counted, and how many of them a model has read."""
    line = text(reader.language, "trends.about", n=counts.items, before=counts.items_before)
    return Footer(
        run.engine,
        run.model,
        counts.items,
        counts.items - counts.estimates,
        lines=(line, *run.notes),
        estimates=run.estimates,
    )


def _newest(
    store: ReadingStore, reader: Reader, counts: Counts, moves: Sequence[tuple[str, Move]]
) -> dict[int, LinkPart]:
    """Return links to the newest items behind the names, each labelled with its id."""
    ids = [item_id for kind, move in moves for item_id in counts.tallies[kind].ids.get(move.name, ())[-EXAMPLES:]]
    rows = store.rows(list(dict.fromkeys(ids)), language=reader.language)
    return {
        row.id: LinkPart(str(row.id), row.url, row.id, row.analysis.title if row.analysis else row.title)
        for row in rows
    }


def _table(moves: Sequence[tuple[str, Move]], counts: Counts, reader: Reader, links: Mapping[int, LinkPart]) -> Part:
    columns = ("topic", "kind", "items", "before", "change", "days", "latest")
    rows: list[tuple[Cell, ...]] = []
    for kind, move in moves:
        tally = counts.tallies[kind]
        newest = tuple(
            links.get(item_id, LinkPart(str(item_id), ""))
            for item_id in tally.ids.get(move.name, ())[: -EXAMPLES - 1 : -1]
        )
        line = Spark(statistics.line(tally.days[move.name], 2 * counts.length))
        rows.append(
            (
                move.name,
                text(reader.language, f"trends.{kind}"),
                str(move.now),
                str(move.before),
                change(move),
                line,
                Links(newest),
            )
        )
    return TablePart(tuple(text(reader.language, f"column.{name}") for name in columns), tuple(rows), right=(2, 3, 4))


def change(move: Move) -> str:
    """Write the difference in items: "+8", "-3", "±0"."""
    difference = move.now - move.before
    return f"{difference:+d}" if difference else "±0"
