"""Hacker日報: the stories of Hacker News by points, and what their discussions say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import Page, Section, TextPart
from ainews_cli.models.selection import Only
from ainews_cli.sources.kinds import KINDS
from ainews_cli.texts import text
from ainews_cli.views.briefing import cite_comment, claims_parts, discussion_matters, shown_briefs
from ainews_cli.views.digest import footer
from ainews_cli.views.entries import entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from ainews_cli.models.discussion import Discussion
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Part
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.models.window import Window
    from ainews_cli.store import Store
    from ainews_cli.views.briefing import Shown

STORY_KINDS = tuple(kind.name for kind in KINDS.values() if kind.has_discussion)
"""Kinds of feeds whose items are stories."""
LEAST_ESTIMATED, LEAST_JUDGED = 2.0, 3.0
"""With `ai_only`: the least relevance, 1.0 to 5.0, by the offline estimate (what it gives a text with one keyword,
topic of AI or known name),
and by a model, whose 3 is "about AI in general, or near an interest"."""


def story_ids(store: Store, window: Window, reader: Reader, *, limit: int, ai_only: bool = False) -> list[int]:
    """The window's stories, most points first. `ai_only` goes by the offline estimate alone here: the same before and
    after an analysis.
    """
    least = LEAST_ESTIMATED if ai_only else 0.0
    return store.most_points(
        window.start, window.end, kinds=STORY_KINDS, language=reader.language, limit=limit, least_relevance=least
    )


def stories(store: Store, ids: Sequence[int], reader: Reader, *, limit: int, ai_only: bool = False) -> list[ItemRow]:
    """Those of the candidates that the page shows; `ai_only` leaves out what a model has judged to be about something
    else.
    """
    rows = store.rows(ids, language=reader.language)
    return [row for row in rows if not ai_only or _near(row)][:limit]


def _near(row: ItemRow) -> bool:
    analysis = row.analysis
    if analysis is None or analysis.estimate:
        return True  # the estimate was asked already
    return next(mark.value for mark in analysis.marks if mark.name == "relevance") >= LEAST_JUDGED


def hacker(
    store: Store,
    reader: Reader,
    window: Window,
    rows: Sequence[ItemRow],
    *,
    day: date | None,
    model: str,
    tokens: int,
    now: datetime,
    run: RunReport,
    ai_only: bool = False,
) -> Page:
    """The page of these stories, with what is stored of their discussions: by `model` and of so many `tokens` first."""
    language = reader.language
    matters = discussion_matters(store, rows, reader, model=model, tokens=tokens)
    briefs = shown_briefs(store, rows, matters, reader)
    read = {item_id: len(matter.task.documents) for item_id, matter in matters.items()}
    talks = store.discussions([row.id for row in rows])
    entries = tuple(entry(row, reader, position) for position, row in enumerate(rows, 1))
    parts: list[Part] = []
    for one in entries:
        parts += (one, *_says(talks.get(one.id), briefs.get(one.id), read.get(one.id, 0), reader))
    if not parts:
        parts.append(TextPart(text(language, "list.empty_database" if store.empty() else "list.empty"), "note"))
    title = text(language, "view.hacker")
    return Page(
        view="hacker",
        title=f"{title} {day.isoformat()}" if day else title,
        language=language,
        timezone=reader.timezone,
        generated=now,
        window=(window.start, window.end),
        sections=(Section("entries", "", tuple(parts)),),
        footer=footer(
            entries,
            run._replace(notes=(*run.notes, *_notes(rows, briefs, read, run, language, ai_only=ai_only))),
            considered=store.count_only(window.start, window.end, language=language, only=Only(kinds=STORY_KINDS)),
        ),
    )


def _notes(
    rows: Sequence[ItemRow],
    briefs: Mapping[int, Shown],
    read: Mapping[int, int],
    run: RunReport,
    language: str,
    *,
    ai_only: bool,
) -> tuple[str, ...]:
    """What is missing, and what was left out, for the footer."""
    lines = (
        [text(language, "brief.offline")] if run.estimates and any(item_id not in briefs for item_id in read) else []
    )
    if dropped := sum(len(briefs[row.id].brief.findings) for row in rows if row.id in briefs):
        lines.append(text(language, "brief.dropped", n=dropped))
    return (*lines, text(language, "hacker.ai_only")) if ai_only else tuple(lines)


def _says(talk: Discussion | None, shown: Shown | None, read: int, reader: Reader) -> tuple[Part, ...]:
    """What the discussion says, or why that is not known."""
    language = reader.language
    if shown and shown.brief.claims:
        head = (
            text(language, "brief.older", time=_time(shown.brief.created, reader))
            if shown.older
            else text(language, "brief.from", n=read)
        )
        return (TextPart(head, "note"), *claims_parts(shown.brief, language, lambda one: cite_comment(one, language)))
    if talk is None:
        return ()
    if not talk.comments:
        return (
            TextPart(
                text(language, "discussion.failed", reason=talk.note)
                if talk.note
                else text(language, "discussion.empty"),
                "note",
            ),
        )
    return (TextPart(text(language, "brief.nothing" if shown else "brief.unsummed", n=len(talk.comments)), "note"),)


def _time(moment: datetime, reader: Reader) -> str:
    from zoneinfo import ZoneInfo

    return f"{moment.astimezone(ZoneInfo(reader.timezone)):%Y-%m-%d %H:%M}"
