"""The parts of a page as JSON: entries, tables, texts. What the fields mean: docs/reference/json.md."""

from __future__ import annotations

from datetime import datetime
from typing import Any, assert_never

from ainews_cli.models.analysis import Mark
from ainews_cli.models.page import (
    RELATED,
    Bar,
    BilingualPart,
    BlocksPart,
    Cell,
    ClaimsPart,
    EntryPart,
    KeyPointsPart,
    LinkPart,
    Links,
    Moment,
    Part,
    ScorePart,
    Spark,
    TablePart,
    TextPart,
)
from ainews_cli.render.times import iso

Object = dict[str, Any]


def _time(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None


def entry_record(entry: EntryPart) -> Object:
    """Return an entry of `entries`."""
    return {
        "id": entry.id,
        "rank": entry.rank,
        "title": entry.title,
        "original_title": entry.original_title,
        "url": entry.url,
        "source": entry.source,
        "sources": list(entry.sources),
        "author": entry.author,
        "language": entry.language,
        "published": iso(entry.published),
        "date_note": entry.date_note,
        "kind": entry.kind,
        "score": entry.score,
        "stars": entry.stars,
        "label": entry.label,
        "estimate": entry.estimate,
        "marks": {mark.name: _mark(mark) for mark in entry.marks},
        "category": entry.category,
        "tags": list(entry.tags),
        "companies": list(entry.companies),
        "products": list(entry.products),
        "tldr": entry.tldr,
        "unconfirmed": list(entry.unconfirmed),
        "reading_minutes": entry.reading_minutes,
        "analysed_at": _time(entry.analysed),
        "stale": entry.stale,
        "points": entry.points,
        "comments": entry.comments,
        "discussion_url": entry.discussion_url,
        "thumbnail": entry.thumbnail,
        "duration": entry.duration,
        "views": entry.views,
        "note": entry.note,
        "details": [{"label": label, "value": value} for label, value in entry.details],
        "coverage": [report._asdict() for report in entry.coverage],
        "story_note": entry.story_note,
        "releases": [release._asdict() for release in entry.releases],
        "unsubscribed": entry.unsubscribed,
    }


def _mark(mark: Mark) -> Object:
    return {
        "value": mark.value,
        "reason": mark.reason,
        "blocks": list(mark.blocks),
        "quote": mark.quote,
        "confirmed": mark.confirmed,
    }


def part_record(part: Part, key: str) -> Object:
    """Return a part of the section with that key."""
    match part:
        case EntryPart():
            return _related(part) if key == RELATED else {"type": "entry", "id": part.id}
        case TextPart():
            return {"type": "text", "text": part.text, "style": part.style}
        case ScorePart():
            return _score(part)
        case KeyPointsPart():
            points = [
                {"heading": point.heading, "detail": point.detail, "blocks": list(point.blocks), "quote": point.quote}
                for point in part.points
            ]
            return {"type": "key_points", "points": points}
        case ClaimsPart():
            return _claims(part)
        case BlocksPart():
            return _blocks(part)
        case BilingualPart():
            return _bilingual(part)
        case TablePart():
            rows = [[_cell(cell) for cell in row] for row in part.rows]
            records = [
                {name: _time(value) if isinstance(value, datetime) else value for name, value in record}
                for record in part.records
            ]
            return {"type": "table", "columns": list(part.columns), "rows": rows, "records": records}
        case LinkPart():
            return {"type": "link", "label": part.label, "url": part.url}
    assert_never(part)


def _claims(part: ClaimsPart) -> Object:
    claims = [
        {"text": claim.text, "quote": claim.quote, "cites": [_link(cited) for cited in claim.cites]}
        for claim in part.claims
    ]
    return {"type": "claims", "heading": part.heading, "claims": claims}


def _link(part: LinkPart) -> Object:
    return {"label": part.label, "url": part.url}


def _cell(cell: Cell) -> object:
    match cell:
        case Spark():
            return list(cell.values)
        case Bar():
            return {"value": cell.value, "label": cell.label}
        case Links():
            return [_link(link) for link in cell.links]
        case Moment():
            return _time(cell.time)
        case str():
            return cell
    assert_never(cell)


def _score(part: ScorePart) -> Object:
    marks = {mark.name: _mark(mark) | {"weight": weight} for mark, weight in zip(part.marks, part.weights, strict=True)}
    return {
        "type": "score",
        "score": part.score,
        "stars": part.stars,
        "label": part.label,
        "estimate": part.estimate,
        "analysed_at": _time(part.analysed),
        "marks": marks,
    }


def _related(entry: EntryPart) -> Object:
    """Return the short form, for an entry that is none of `entries`."""
    whole = entry_record(entry)
    names = (
        "id",
        "title",
        "original_title",
        "url",
        "source",
        "published",
        "score",
        "stars",
        "estimate",
        "tldr",
        "unconfirmed",
    )
    return {"type": "related", **{name: whole[name] for name in names}}


def _bilingual(part: BilingualPart) -> Object:
    notes = dict(part.marks)
    pairs = [
        {
            "id": original.id,
            "kind": original.kind,
            "original": original.text,
            "translation": translated.text if translated else None,
            "note": notes.get(original.id, ""),
        }
        for original, translated in part.pairs
    ]
    return {"type": "bilingual", "language": part.language, "original_language": part.original_language, "pairs": pairs}


def _blocks(part: BlocksPart) -> Object:
    notes = dict(part.marks)
    blocks = [
        {
            "id": block.id,
            "kind": block.kind,
            "text": block.text,
            "level": block.level,
            "ordered": block.ordered,
            "info": block.info,
            "note": notes.get(block.id, ""),
        }
        for block in part.blocks
    ]
    return {"type": "blocks", "language": part.language, "numbered": part.numbered, "blocks": blocks}
