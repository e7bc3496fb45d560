"""`show`: one article, its sections in the order of a reader's questions: what is it, is it worth it, what does it say."""

from __future__ import annotations


from ainews_cli import fulltext, rank
from ainews_cli.models.page import BlocksPart, Footer, KeyPointsPart, LinkPart, Page, Part, ScorePart, Section, TextPart
from ainews_cli.texts import text
from ainews_cli.views.entries import entry
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.views.reader import Reader, Run
    from ainews_cli.store import Store
    from ainews_cli.models.text import Extract
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.analysis import Analysis
    from datetime import datetime


def show(store: Store, reader: Reader, item_id: int, *, now: datetime, run: Run) -> Page:
    """One article. Raises UsageError for an unknown id."""
    row = store.row(item_id, language=reader.language)
    extract = fulltext.from_item(store.item(item_id))
    head = entry(row, reader, 0)
    sections = (
        Section("item", "", (head,)),
        *_analysis_sections(row.analysis, reader),
        _original(row, extract, reader),
    )
    return Page(
        view="show",
        title=head.title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=sections,
        footer=Footer(
            engine=run.engine,
            model=run.model,
            considered=1,
            analysed=int(head.score is not None and not head.estimate),
            deferred=run.deferred,
            feeds_failed=run.feeds_failed,
            without_text=int(not extract.blocks),
            spent_usd=run.spent,
            lines=run.notes,
        ),
    )


def _analysis_sections(analysis: Analysis | None, reader: Reader) -> tuple[Section, ...]:
    """Score, key points, impact and comment: those that there are."""
    if analysis is None:
        return ()
    score = rank.overall(analysis.marks, reader.weights)
    stars = rank.stars(score)
    bars = ScorePart(
        score=score,
        stars=stars,
        label=rank.label(stars, reader.language),
        estimate=analysis.estimate,
        marks=analysis.marks,
        weights=rank.normalised(reader.weights),
        analysed=analysis.created,
    )
    found = [Section("score", text(reader.language, "section.score"), (bars,))]
    if analysis.key_points:
        found.append(Section("key_points", text(reader.language, "section.key_points"), (KeyPointsPart(analysis.key_points),)))
    for key, value in (("impact", analysis.impact), ("comment", analysis.comment)):
        if value:
            found.append(Section(key, text(reader.language, f"section.{key}"), (TextPart(value),), folded=True))
    return tuple(found)


def _original(row: ItemRow, extract: Extract, reader: Reader) -> Section:
    """The article as it stands in the store, with a link to where it came from."""
    parts: list[Part] = []
    if extract.note:
        parts.append(TextPart(extract.note, "note"))
    if extract.blocks:
        parts.append(BlocksPart(extract.blocks, row.language))
    if row.url:
        parts.append(LinkPart(text(reader.language, "link.original"), row.url))
    return Section("original", text(reader.language, "section.original"), tuple(parts))
