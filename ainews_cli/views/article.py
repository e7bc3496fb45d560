"""`show`: one article, its sections in the order of a reader's questions: what is it, is it worth it, what does it
say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.models.page import BlocksPart, Footer, KeyPointsPart, LinkPart, Page, Part, ScorePart, Section, TextPart
from ainews_cli.models.text import MINIMUM_CHARACTERS
from ainews_cli.ranking import scoring
from ainews_cli.sources.kinds import kind_named
from ainews_cli.texts import said, text
from ainews_cli.views.article_audit import audit_section
from ainews_cli.views.article_discussion import discussion_section
from ainews_cli.views.article_more import related_section, share_section
from ainews_cli.views.article_text import missing_line, text_sections, untranslated_note
from ainews_cli.views.entries import entry_alone, reading_minutes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.analysis import Analysis
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import EntryPart
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.models.text import Extract
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.views.reading_store import ReadingStore


class Wanted(NamedTuple):
    """What of an article is shown besides what always is."""

    original: bool = False
    """The original whole, also where there is a translation and the format cannot fold."""
    bilingual: bool = False
    """Original and translation side by side instead of the translation alone."""
    audit: bool = False
    """Every block with what the checks said, every quote with its place."""
    share: bool = False
    """A short text to paste elsewhere."""


PLAIN = Wanted()


def show(
    store: ReadingStore,
    reader: Reader,
    row: ItemRow,
    extract: Extract,
    *,
    now: datetime,
    run: RunReport,
    translation: TranslationOutcome | None = None,
    wanted: Wanted = PLAIN,
    alike: Sequence[ItemRow] | None = None,
) -> Page:
    """Make the page of one article. `extract`: its text; `translation`: None where none was asked for.

    `alike`: the related items, the most similar first; None to look for them among the newest.
    """
    head = _head(row, extract, reader)
    translated = text_sections(
        extract.blocks, translation, row.language, reader.language, bilingual=wanted.bilingual, numbered=wanted.audit
    )
    sections = [
        Section("item", "", (head,)),
        *_analysis_sections(row.analysis, reader),
        *translated,
        _original(row, extract, reader, translation, wanted, alone=not translated),
        *discussion_section(store, row, reader.language),
    ]
    if wanted.audit:
        sections.append(audit_section(row.analysis, translation, reader.language))
    sections += share_section(head, reader.language) if wanted.share else ()
    sections += related_section(store, row, reader, alike)
    return Page(
        view="show",
        title=head.title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=tuple(sections),
        footer=_footer(head, extract, run, translation, reader.language),
    )


def _head(row: ItemRow, extract: Extract, reader: Reader) -> EntryPart:
    """Return the entry, measured by the text that is shown below it, its TL;DR with what it rests on."""
    head, analysis = entry_alone(row, reader), row.analysis
    if extract.blocks:
        length = sum(len(block.text) for block in extract.blocks)
        unsummed = length < MINIMUM_CHARACTERS or (analysis and not analysis.estimate and not analysis.tldr)
        note = text(reader.language, "entry.too_short") if unsummed else ""
        head = head._replace(reading_minutes=reading_minutes(length, row.language), note=note)
    if analysis and not analysis.estimate:
        notes = [*(f"¶{block}" for block in analysis.tldr_blocks), *([head.tldr_note] if head.tldr_note else [])]
        head = head._replace(tldr_note=" ".join(notes))
    return head


def _footer(
    head: EntryPart, extract: Extract, run: RunReport, translation: TranslationOutcome | None, language: str
) -> Footer:
    return Footer(
        engine=run.engine,
        estimates=run.estimates,
        model=run.model,
        considered=1,
        analysed=int(head.score is not None and not head.estimate),
        deferred=run.deferred,
        deferred_items=run.deferred_items,
        feeds_failed=run.feeds_failed,
        without_text=int(not extract.blocks),
        spent_usd=run.spent + (translation.cost if translation else 0.0),
        lines=(*run.notes, *missing_line(translation, language)),
    )


def _analysis_sections(analysis: Analysis | None, reader: Reader) -> tuple[Section, ...]:
    """Return score, key points, impact and comment: those that there are."""
    if analysis is None:
        return ()
    score = scoring.overall(analysis.marks, reader.weights)
    stars = scoring.stars(score)
    bars = ScorePart(
        score=score,
        stars=stars,
        label=scoring.label(stars, reader.language),
        estimate=analysis.estimate,
        marks=analysis.marks,
        weights=scoring.normalised(reader.weights),
        analysed=analysis.created,
    )
    sections = [Section("score", text(reader.language, "section.score"), (bars,))]
    if analysis.key_points:
        sections.append(
            Section("key_points", text(reader.language, "section.key_points"), (KeyPointsPart(analysis.key_points),))
        )
    for name, notes in (("impact", ()), ("comment", (text(reader.language, "comment.opinion"),))):
        if said := getattr(analysis, name):
            doubt = (text(reader.language, "said.unconfirmed"),) if name in analysis.unconfirmed else ()
            parts = (TextPart(said), *(TextPart(note, "note") for note in (*notes, *doubt)))
            sections.append(Section(name, text(reader.language, f"section.{name}"), parts, folded=True))
    return tuple(sections)


def _original(
    row: ItemRow,
    extract: Extract,
    reader: Reader,
    translation: TranslationOutcome | None,
    wanted: Wanted,
    *,
    alone: bool,
) -> Section:
    """Return the article as stored, with a link to its source; folded where its translation stands above it."""
    parts: list[Part] = []
    language = reader.language
    if alone and (note := untranslated_note(translation, language)):
        parts.append(TextPart(note, "note"))
    parts += [TextPart(line, "note") for line in (_what(row, extract, language), said(language, extract.note)) if line]
    if extract.blocks and not (wanted.bilingual and not alone):
        cited = bool(row.analysis and not row.analysis.estimate)
        parts.append(BlocksPart(extract.blocks, row.language, numbered=cited or wanted.audit))
    if row.url:
        parts.append(LinkPart(text(reader.language, "link.original"), row.url))
    folded = not alone and not wanted.original
    hint = text(reader.language, "original.hint") if folded and not wanted.bilingual else ""
    return Section("original", text(reader.language, "section.original"), tuple(parts), folded=folded, hint=hint)


def _what(row: ItemRow, extract: Extract, language: str) -> str:
    """Say of a video whether its text is what is written below it or what is said in it."""
    if not kind_named(row.kind).has_transcript or not extract.blocks:
        return ""
    return text(language, "original.transcript" if extract.origin == "transcript" else "original.description")
