"""The page as JSON, for scripts: docs/reference/json.md lists its fields, which keep their names and meanings."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, assert_never

from ainews_cli.models.page import (
    RELATED,
    Bar,
    BilingualPart,
    BlocksPart,
    ClaimsPart,
    EntryPart,
    KeyPointsPart,
    LinkPart,
    Links,
    Moment,
    ScorePart,
    Spark,
    TablePart,
    TextPart,
)
from ainews_cli.render.clean import cleaned
from ainews_cli.render.times import iso

if TYPE_CHECKING:
    from ainews_cli.models.analysis import Mark
    from ainews_cli.models.page import Cell, Footer, Page, Part, Section
    from ainews_cli.render.options import Options

Object = dict[str, Any]


def render(page: Page, options: Options) -> str:  # noqa: ARG001  # every format takes the options  # every format takes the options
    """The page as JSON text, indented by two."""
    return json.dumps(document(cleaned(page)), ensure_ascii=False, indent=2) + "\n"


def document(page: Page) -> Object:
    """Return the page as plain data, with the fields of docs/reference/json.md."""
    return {
        "view": page.view,
        "title": page.title,
        "language": page.language,
        "timezone": page.timezone,
        "window": {"from": iso(page.window[0]), "to": iso(page.window[1])} if page.window else None,
        "generated_at": iso(page.generated),
        "lead": page.lead,
        "entries": [_entry(entry) for entry in page.entries],
        "sections": [_section(section) for section in page.sections],
        "footer": _footer(page.footer),
    }


def _time(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None


def _entry(entry: EntryPart) -> Object:
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
        "coverage": [one._asdict() for one in entry.coverage],
        "story_note": entry.story_note,
    }


def _mark(mark: Mark) -> Object:
    return {
        "value": mark.value,
        "reason": mark.reason,
        "blocks": list(mark.blocks),
        "quote": mark.quote,
        "confirmed": mark.confirmed,
    }


def _section(section: Section) -> Object:
    return {
        "key": section.key,
        "heading": section.heading,
        "folded": section.folded,
        "hint": section.hint,
        "parts": [_part(part, section.key) for part in section.parts],
    }


def _part(part: Part, key: str) -> Object:
    match part:
        case EntryPart():
            return _related(part) if key == RELATED else {"type": "entry", "id": part.id}
        case TextPart():
            return {"type": "text", "text": part.text, "style": part.style}
        case ScorePart():
            return _score(part)
        case KeyPointsPart():
            points = [
                {"heading": one.heading, "detail": one.detail, "blocks": list(one.blocks), "quote": one.quote}
                for one in part.points
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
                {name: _time(value) if isinstance(value, datetime) else value for name, value in one}
                for one in part.records
            ]
            return {"type": "table", "columns": list(part.columns), "rows": rows, "records": records}
        case LinkPart():
            return {"type": "link", "label": part.label, "url": part.url}
    assert_never(part)


def _claims(part: ClaimsPart) -> Object:
    claims = [
        {"text": one.text, "quote": one.quote, "cites": [_link(cited) for cited in one.cites]} for one in part.claims
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
            return [_link(one) for one in cell.links]
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
    """An entry that is none of `entries`: the short form."""
    whole = _entry(entry)
    names = ("id", "title", "original_title", "url", "source", "published", "score", "stars", "estimate", "tldr")
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


def _footer(footer: Footer) -> Object:
    return {
        "engine": footer.engine,
        "model": footer.model,
        "considered": footer.considered,
        "analysed": footer.analysed,
        "deferred": footer.deferred,
        "deferred_items": [one._asdict() for one in footer.deferred_items],
        "feeds_failed": list(footer.feeds_failed),
        "without_text": footer.without_text,
        "spent_usd": footer.spent_usd,
        "lines": list(footer.lines),
    }
