"""Hacker日報: the stories of Hacker News by points, and what their discussions say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import Page, Section, TextPart
from ainews_cli.render.times import full_day, stamp
from ainews_cli.texts import text
from ainews_cli.views.article_discussion import comment_parts, excerpt, none_read
from ainews_cli.views.claims import claims_parts
from ainews_cli.views.digest import footer
from ainews_cli.views.entries import entry
from ainews_cli.views.nothing import nothing

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.models.discussion import Discussion
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Part
    from ainews_cli.models.reader import Reader
    from ainews_cli.views.material import DiscussionBrief, Material

TOP, EXCERPT = 3, 400
"""Comments shown where a discussion is not summed up, and characters of each."""


def hacker(material: Material) -> Page:
    """Make the page of the stories, with what is stored of their discussions."""
    store, reader, window, rows = material.store, material.reader, material.window, material.rows
    language, day = reader.language, material.choices.day
    discussions = store.discussions([row.id for row in rows])
    entries = tuple(entry(row, reader, rank) for rank, row in enumerate(rows, 1))
    parts: list[Part] = []
    for row, part in zip(rows, entries, strict=True):
        read = material.comments_read.get(part.id, 0)
        parts += (part, *_discussion_parts(row, discussions.get(part.id), material.briefs.get(part.id), read, reader))
    if not parts:
        parts.append(nothing(material))
    title = material.view.title(language)
    return Page(
        view=material.view.name,
        title=f"{title} {full_day(material.reader.language, day)}" if day else title,
        language=language,
        timezone=reader.timezone,
        generated=material.now,
        window=(window.start, window.end),
        sections=(Section("entries", "", tuple(parts)),),
        footer=footer(
            entries,
            material.run._replace(notes=(*material.run.notes, *_notes(material))),
            considered=store.count_only(window.start, window.end, language=language, only=material.view.only),
        ),
    )


def _notes(material: Material) -> tuple[str, ...]:
    """Say what is missing and what was left out, for the footer."""
    language, briefs = material.reader.language, material.briefs
    unsummed = any(item_id not in briefs for item_id in material.comments_read)
    lines = [text(language, "brief.offline")] if material.run.estimates and unsummed else []
    if dropped := sum(len(briefs[row.id].brief.findings) for row in material.rows if row.id in briefs):
        lines.append(text(language, "brief.dropped", n=dropped))
    return (*lines, text(language, "hacker.ai_only")) if material.choices.ai_only else tuple(lines)


def _discussion_parts(
    row: ItemRow, discussion: Discussion | None, said: DiscussionBrief | None, read: int, reader: Reader
) -> tuple[Part, ...]:
    """Return what the discussion says, its top comments where that is not summed up, or why there is nothing."""
    language = reader.language
    if said and said.brief.claims:
        head = (
            text(language, "brief.older", time=_time(said.brief.created, reader))
            if said.older
            else text(language, "brief.from", n=read)
        )
        return (TextPart(head, "note"), *claims_parts(said.brief, language))
    if discussion is None:
        return ()
    if not discussion.comments:
        failed = TextPart(text(language, "discussion.failed", reason=discussion.note), "note")
        return (failed if discussion.note else none_read(row, language),)
    key = "brief.nothing" if said else "brief.unsummed"
    parts: list[Part] = [TextPart(text(language, key, n=len(discussion.comments)), "note")]
    for comment in discussion.comments[:TOP]:
        parts += comment_parts(comment, excerpt(comment, EXCERPT), row.language, language)
    return tuple(parts)


def _time(moment: datetime, reader: Reader) -> str:
    return stamp(reader.language, moment, reader.timezone)
