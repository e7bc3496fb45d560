"""From a stored row to what a page shows of it. Pure."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ainews_cli.models.item import DateNote
from ainews_cli.models.page import EntryPart
from ainews_cli.models.text import MINIMUM_CHARACTERS
from ainews_cli.ranking import scoring
from ainews_cli.texts import text

if TYPE_CHECKING:
    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.reader import Reader

# Silent reading of non-fiction: English 238 words a minute (Brysbaert 2019, "How many words do we read per minute?"),
# some
# 1,400 characters with spaces; Japanese 500 to 600 characters a minute (the rate Japanese news sites use for
# 約n分で読める).
CHARACTERS_PER_MINUTE = {"ja": 550, "zh": 550, "ko": 600}
OTHER_CHARACTERS_PER_MINUTE = 1400


def reading_minutes(characters: int, language: str) -> int:
    """Return whole minutes, rounded up, for that many characters of text in a language; 0 for no text."""
    return ceil(characters / CHARACTERS_PER_MINUTE.get(language.split("-")[0].lower(), OTHER_CHARACTERS_PER_MINUTE))


def entry_alone(row: ItemRow, reader: Reader) -> EntryPart:
    """Return the entry of an item that has a page of its own: what is doubtful about its date stands below it."""
    alone = entry(row, reader, 0)
    if not alone.date_note:
        return alone
    return alone._replace(details=((text(reader.language, "date.label"), alone.date_note),))


def entry(row: ItemRow, reader: Reader, position: int) -> EntryPart:
    """Return a digest entry; `position` is its rank, 0 in an unranked list."""
    analysis = row.analysis
    score = scoring.overall(analysis.marks, reader.weights) if analysis else None
    return EntryPart(
        rank=position,
        id=row.id,
        title=analysis.title if analysis else row.title,
        original_title=row.title,
        url=row.url,
        source=row.feed,
        sources=row.sources,
        published=row.published,
        kind=row.kind,
        category=analysis.category if analysis else row.category,
        tags=analysis.tags if analysis else (),
        tldr=analysis.tldr if analysis else "",
        score=score,
        stars=scoring.stars(score) if score is not None else 0,
        label=scoring.label(scoring.stars(score), reader.language) if score is not None else "",
        marks=analysis.marks if analysis else (),
        estimate=bool(analysis and analysis.estimate),
        reading_minutes=reading_minutes(row.text_length, row.language),
        analysed=analysis.created if analysis else None,
        stale=bool(analysis and analysis.body_hash != row.body_hash),
        author=row.author,
        language=row.language,
        companies=analysis.companies if analysis else (),
        products=analysis.products if analysis else (),
        points=row.points,
        comments=row.comments,
        discussion_url=row.discussion_url,
        thumbnail=row.thumbnail,
        duration=row.duration,
        views=row.views,
        note=_note(row, reader.language),
        unsubscribed=not row.subscribed,
        tldr_note=text(reader.language, "said.unconfirmed") if analysis and "tldr" in analysis.unconfirmed else "",
        unconfirmed=analysis.unconfirmed if analysis else (),
        date_note=_date_note(row, reader.language),
        date_guessed=row.date_guessed,
    )


def _date_note(row: ItemRow, language: str) -> str:
    """Say what is doubtful about the item's date, and what its feed has written."""
    for note in row.notes:
        doubt, written = DateNote.of(note)
        if doubt:
            return text(language, f"date.{doubt.name.lower()}", written=written)
    return text(language, "date.none") if row.date_guessed else ""


def _note(row: ItemRow, language: str) -> str:
    """Say what there is too little of.

    A model's analysis without a TL;DR had too short a text; with one it had the page's, or more than the feed's.
    """
    analysis = row.analysis
    judged = analysis is not None and not analysis.estimate
    if analysis and judged and analysis.tldr:
        return ""
    if not row.text_length:
        return text(language, "entry.title_only")
    return text(language, "entry.too_short") if judged or row.text_length < MINIMUM_CHARACTERS else ""
