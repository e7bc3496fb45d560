"""トレンド: tags, companies, products and terms of a window against the one before."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ainews_cli.errors import UsageError
from ainews_cli.models.page import Cell, Claim, ClaimsPart, Footer, LinkPart, Page, Section, Spark, TablePart, TextPart
from ainews_cli.models.window import Window
from ainews_cli.ranking import company_names, scoring
from ainews_cli.ranking import trends as statistics
from ainews_cli.ranking.company_spellings import spellings
from ainews_cli.render.times import full_day
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ainews_cli.models.names import Named
    from ainews_cli.models.page import Part, Record
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.ranking.trends import Move
    from ainews_cli.views.material import Material
    from ainews_cli.views.reading_store import ReadingStore

Sites = frozenset[str]
"""Names of feeds and sites, case-folded."""
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
    spelled: dict[str, str]
    """Case-folded name -> the name as it was met first."""


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
    aliases: company_names.Extra
    """The reader's, and the spellings that the items themselves give."""


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
    tallies = {kind: Tally(Counter(), Counter(), defaultdict(list), defaultdict(list), {}) for kind in kinds}
    items = earlier = estimates = 0
    shares = scoring.normalised(reader.weights)
    scores: dict[int, float] = {}
    both = list(store.named(before.start, window.end, language=reader.language))
    aliases = (*spellings(both, aliases), *aliases)
    sites = _sites(both) if "terms" in tallies else frozenset()
    for item in store.named(before.start, before.end, language=reader.language):
        earlier += 1
        _add(tallies, item, aliases, sites, current=False, offset=0)
    for item in store.named(window.start, window.end, language=reader.language):
        items += 1
        estimates += item.estimate
        scores[item.id] = sum(share * value for share, value in zip(shares, item.marks, strict=True))
        _add(tallies, item, aliases, sites, current=True, offset=length)
    return Counts(window, before, length, items, earlier, estimates, tallies, scores, aliases)


def _add(
    tallies: Mapping[str, Tally], item: Named, aliases: company_names.Extra, sites: Sites, *, current: bool, offset: int
) -> None:
    companies = company_names.several(item.companies, aliases)
    for kind, tally in tallies.items():
        if kind == "terms":
            known = (*item.tags, *companies, *item.products, *_own_names(item))
            names = statistics.terms_of(item.title, known=known, sites=sites)
        else:
            names = {"tags": item.tags, "companies": companies, "products": item.products}[kind]
        for name in {tally.spelled.setdefault(name.casefold(), name): None for name in names}:
            (tally.now if current else tally.before)[name] += 1
            tally.days[name].append(offset + item.day)  # type: ignore[attr-defined]  # lists, while they are filled
            if current:
                tally.ids[name].append(item.id)  # type: ignore[attr-defined]  # as above


def _sites(items: Iterable[Named]) -> Sites:
    """Return the names of feeds and sites, case-folded: what feeds are called, and what titles end with."""
    titles: list[str] = []
    names: set[str] = set()
    for item in items:
        titles.append(item.title)
        names.update(item.sources)
    called = {name.casefold().strip() for name in names}
    return frozenset(name for name in called | statistics.site_names(titles) if len(name) > 2)


def _own_names(item: Named) -> set[str]:
    """Return the words that name where the item is from: of its feed and of its host."""
    host = item.url.split("/")[2] if item.url.count("/") > 1 else ""
    return {word for source in (*item.sources, host.replace(".", " ")) for word in source.split() if len(word) > 2}


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
    """Say which windows and how many items are compared, and how many of them a model has read."""
    spans = {"now": _span(counts.window, reader), "earlier": _span(counts.before, reader)}
    line = text(reader.language, "trends.about", n=counts.items, before=counts.items_before, **spans)
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
        ids = tuple(tally.ids.get(move.name, ()))[::-1]
        records.append(
            (("name", move.name), ("kind", kind), ("items", move.now), ("before", move.before), ("ids", ids))
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
            )
        )
    heads = tuple(text(reader.language, f"column.{name}") for name in columns)
    return TablePart(heads, tuple(rows), right=(2, 3, 4), records=tuple(records))


def change(move: Move) -> str:
    """Write the difference in items: "+8", "-3", "±0"."""
    difference = move.now - move.before
    return f"{difference:+d}" if difference else "±0"
