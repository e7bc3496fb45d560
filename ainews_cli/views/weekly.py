"""週報: the week ranked, grouped by topic, with its numbers against the week before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.models.page import Page, Section, TablePart, TextPart
from ainews_cli.models.window import Window
from ainews_cli.texts import text
from ainews_cli.views.companies import direction
from ainews_cli.views.digest import footer, more_of_feeds, placed_entries
from ainews_cli.views.name_counts import count
from ainews_cli.views.nothing import nothing
from ainews_cli.views.trends import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.page import EntryPart
    from ainews_cli.models.reader import Reader
    from ainews_cli.views.material import Material
    from ainews_cli.views.name_counts import Counts
    from ainews_cli.views.reading_store import ReadingStore

TOP = 5
"""Companies and tags in the week's numbers."""
SMALLEST = 2
"""Entries that make a group of their own."""


def weekly(material: Material) -> Page:
    """Make the page of a week, yet without a lead."""
    store, reader, window = material.store, material.reader, material.window
    entries = placed_entries(material)
    counts = count(store, reader, window, kinds=("companies", "tags"), aliases=material.aliases, every_feed=True)
    title = material.view.title(reader.language)
    sections = [Section("numbers", text(reader.language, "weekly.numbers"), _numbers(store, reader, window, counts))]
    sections += [Section("topic", heading, group) for heading, group in grouped(entries, reader.language)]
    if not entries:
        sections.append(Section("entries", "", (nothing(material),)))
    return Page(
        view=material.view.name,
        title=f"{title} {week_name(window, reader)}" if material.choices.day else title,
        language=reader.language,
        timezone=reader.timezone,
        generated=material.now,
        window=(window.start, window.end),
        sections=tuple(sections),
        footer=footer(
            entries,
            material.run,
            considered=store.count(window.start, window.end),
            analysed=store.count_analysed(window.start, window.end, language=reader.language),
            more=more_of_feeds(material, entries),
        ),
    )


def week_name(window: Window, reader: Reader) -> str:
    """Return ISO 8601's name of the week: "2026-W47"."""
    year, week, _ = window.start.astimezone(ZoneInfo(reader.timezone)).isocalendar()
    return f"{year}-W{week:02}"


def grouped(entries: Sequence[EntryPart], language: str) -> list[tuple[str, tuple[EntryPart, ...]]]:
    """Return (heading, entries) by topic, the topic of the best entry first; what stands alone comes last.

    Topics are tags: the one that most of the entries not placed yet share, until none is shared by SMALLEST. A tag of
    more than half of all
    entries says nothing and is passed over. Entries keep their order.
    """
    waiting = list(entries)
    groups: list[tuple[str, tuple[EntryPart, ...]]] = []
    while True:
        shared = Counter(tag for entry in waiting for tag in dict.fromkeys(entry.tags))
        useful = [
            (count, tag)
            for tag, count in shared.items()
            if count >= SMALLEST and 2 * count <= max(len(entries), 2 * SMALLEST)
        ]
        if not useful:
            break
        _, topic = max(
            useful, key=lambda pair: (pair[0], -next(at for at, entry in enumerate(waiting) if pair[1] in entry.tags))
        )
        groups.append((topic, tuple(entry for entry in waiting if topic in entry.tags)))
        waiting = [entry for entry in waiting if topic not in entry.tags]
    groups.sort(key=lambda group: group[1][0].rank)
    if waiting:
        groups.append((text(language, "weekly.other") if groups else "", tuple(waiting)))
    return groups


def _numbers(store: ReadingStore, reader: Reader, window: Window, counts: Counts) -> tuple[TablePart | TextPart, ...]:
    """Count items and sources, then the companies and tags named most, each against the week before."""
    language = reader.language
    before = counts.before
    rows = [
        (text(language, "weekly.items"), store.count(window.start, window.end), store.count(before.start, before.end)),
        (
            text(language, "weekly.sources"),
            store.sources(window.start, window.end),
            store.sources(before.start, before.end),
        ),
    ]
    heads = tuple(text(language, f"column.{name}") for name in ("measure", "this_week", "week_before"))
    tables = [TablePart(heads, tuple((name, f"{now:,}", f"{then:,}") for name, now, then in rows), right=(1, 2))]
    for kind, column in (("companies", "company"), ("tags", "topic")):
        tally = counts.tallies[kind]
        top = sorted(tally.now, key=lambda name: (-tally.now[name], name))[:TOP]
        if top:
            heads = tuple(
                text(language, f"column.{name}") for name in (column, "this_week", "week_before", "direction")
            )
            lines = tuple(
                (name, str(tally.now[name]), str(tally.before[name]), direction(name, counts, kind)) for name in top
            )
            tables.append(TablePart(heads, lines, right=(1, 2)))
    notes = [TextPart(compared(counts, language), "note")] if counts.too_new and len(tables) > 1 else []
    return (*tables, *notes)
