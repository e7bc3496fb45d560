"""週報: the week ranked, grouped by topic, with its numbers against the week before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ainews_cli.models.page import ClaimsPart, LinkPart, Page, Section, TablePart, TextPart
from ainews_cli.models.window import Window
from ainews_cli.ranking.order import order
from ainews_cli.texts import text
from ainews_cli.views import trends as counting
from ainews_cli.views.briefing import claim
from ainews_cli.views.companies import direction
from ainews_cli.views.digest import footer, placed
from ainews_cli.views.windows import calendar_days, last_hours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ainews_cli.models.brief import Brief, Cited
    from ainews_cli.models.page import EntryPart
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.ranking import company_names
    from ainews_cli.store import Store
    from ainews_cli.views.trends import Counts

TOP = 5
"""Companies and tags in the week's numbers."""
SMALLEST = 2
"""Entries that make a group of their own."""


def weekly_window(day: date | None, *, now: datetime, zone: str) -> Window:
    """Monday to Sunday around the day, or the last seven days."""
    from datetime import timedelta

    return last_hours(now, 7 * 24) if day is None else calendar_days(day - timedelta(days=day.weekday()), 7, zone)


def weekly(
    store: Store,
    reader: Reader,
    window: Window,
    *,
    day: date | None,
    limit: int,
    aliases: company_names.Extra,
    now: datetime,
    run: RunReport,
    stories: bool = True,
) -> Page:
    """The page, yet without a lead. `stories`: every event once, with its other reports."""
    found = order(store, reader, window, limit=limit, stories=stories)
    entries = tuple(placed(place, reader, position) for position, place in enumerate(found.places, 1))
    counts = counting.count(store, reader, window, kinds=("companies", "tags"), aliases=aliases)
    title = text(reader.language, "view.weekly")
    sections = [Section("numbers", text(reader.language, "weekly.numbers"), _numbers(store, reader, window, counts))]
    sections += [Section("topic", heading, group) for heading, group in grouped(entries, reader.language)]
    if not entries:
        sections.append(Section("entries", "", (TextPart(text(reader.language, "list.empty"), "note"),)))
    return Page(
        view="weekly",
        title=f"{title} {window_name(window, reader)}" if day else title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        window=(window.start, window.end),
        sections=tuple(sections),
        footer=footer(
            entries,
            run,
            considered=store.count(window.start, window.end),
            analysed=store.count_analysed(window.start, window.end, language=reader.language),
        ),
    )


def with_lead(page: Page, lead: Brief) -> Page:
    """The page with an introduction by a model: sentences that link to the items they rest on; as it was where none
    passed the checks.
    """
    urls = {one.id: one.url for one in page.entries}
    language = page.language

    def cite(cited: Cited) -> LinkPart:
        return LinkPart(text(language, "entry.id", id=cited.id), urls.get(cited.id, ""), cited.id)

    sentences = tuple(claim(one, cite, quoted=False) for one in lead.claims)
    footer = page.footer
    if lead.findings:
        footer = footer._replace(lines=(*footer.lines, text(language, "brief.dropped", n=len(lead.findings))))
    sections = (Section("lead", "", (ClaimsPart("", sentences),)), *page.sections) if sentences else page.sections
    return page._replace(sections=sections, footer=footer)


def window_name(window: Window, reader: Reader) -> str:
    """ISO 8601's name of the week: "2026-W47"."""
    from zoneinfo import ZoneInfo

    year, week, _ = window.start.astimezone(ZoneInfo(reader.timezone)).isocalendar()
    return f"{year}-W{week:02}"


def grouped(entries: Sequence[EntryPart], language: str) -> list[tuple[str, tuple[EntryPart, ...]]]:
    """(heading, entries) by topic, the topic of the best entry first; what stands alone comes last. Pure.

    Topics are tags: the one that most of the entries not placed yet share, until none is shared by SMALLEST. A tag of
    more than half of all
    entries says nothing and is passed over. Entries keep their order.
    """
    waiting = list(entries)
    groups: list[tuple[str, tuple[EntryPart, ...]]] = []
    while True:
        shared = Counter(tag for one in waiting for tag in dict.fromkeys(one.tags))
        useful = [
            (count, tag)
            for tag, count in shared.items()
            if count >= SMALLEST and 2 * count <= max(len(entries), 2 * SMALLEST)
        ]
        if not useful:
            break
        _, topic = max(
            useful, key=lambda one: (one[0], -next(at for at, part in enumerate(waiting) if one[1] in part.tags))
        )
        groups.append((topic, tuple(one for one in waiting if topic in one.tags)))
        waiting = [one for one in waiting if topic not in one.tags]
    groups.sort(key=lambda group: group[1][0].rank)
    if waiting:
        groups.append((text(language, "weekly.other") if groups else "", tuple(waiting)))
    return groups


def _numbers(store: Store, reader: Reader, window: Window, counts: Counts) -> tuple[TablePart, ...]:
    """Items and sources, then the companies and tags named most, each against the week before."""
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
    return tuple(tables)
