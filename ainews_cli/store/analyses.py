"""Checked analyses: kept for good, and which one of them is shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from ainews_cli.errors import UsageError
from ainews_cli.models.analysis import MARK_NAMES, Analysis, KeyPoint, Mark
from ainews_cli.store.base import Base
from ainews_cli.store.values import to_json, to_numbers, to_strings, to_text, to_time

COLUMNS = (
    *("title", "tldr", "category", "tags", "companies", "products", "marks", *MARK_NAMES),
    *("language", "engine", "model", "estimate", "profile", "body_hash", "text_hash", "created"),
    *("key_points", "impact", "comment", "tldr_blocks", "tldr_quote", "unconfirmed", "findings"),
)
"""Columns of `analyses` that make an Analysis, in the order `analysis_of` takes them."""

_MARKS_VERSION = 1
_FIND = f"SELECT {', '.join(COLUMNS)} FROM analyses WHERE item_id=? AND text_hash=? AND profile=?"
_SAVE = f"""
INSERT INTO analyses (item_id, {", ".join(COLUMNS)}) VALUES (?, {", ".join("?" * len(COLUMNS))})
ON CONFLICT (item_id, text_hash, profile) DO UPDATE SET {", ".join(f"{name}=excluded.{name}" for name in COLUMNS)}
RETURNING id
"""
_POINT = """
INSERT INTO item_analyses
    (item_id, language, estimate, analysis_id, profile, stale, shown, depth, relevance, practicality, novelty)
SELECT a.item_id, a.language, a.estimate, a.id, a.profile, a.body_hash <> i.body_hash, 0,
    a.depth, a.relevance, a.practicality, a.novelty
FROM analyses a JOIN items i ON i.id = a.item_id WHERE a.id = ?
ON CONFLICT (item_id, language, estimate) DO UPDATE SET
    analysis_id=excluded.analysis_id, profile=excluded.profile, stale=excluded.stale,
    depth=excluded.depth, relevance=excluded.relevance, practicality=excluded.practicality, novelty=excluded.novelty
WHERE excluded.stale < stale OR excluded.stale = stale AND (
    excluded.profile <> profile OR excluded.analysis_id = analysis_id
    OR (SELECT created FROM analyses WHERE id = excluded.analysis_id)
        >= (SELECT created FROM analyses WHERE id = item_analyses.analysis_id)
)
"""
REFRESH_STALE = """
UPDATE item_analyses SET stale =
    (SELECT a.body_hash <> i.body_hash FROM analyses a JOIN items i ON i.id = a.item_id
        WHERE a.id = item_analyses.analysis_id)
WHERE item_id = ?
"""
"""After an item's text changed: which of its analyses are of another text."""
REFRESH_SHOWN = """
UPDATE item_analyses AS s SET shown = estimate <> EXISTS (
    SELECT 1 FROM item_analyses m
    WHERE m.item_id = s.item_id AND m.language = s.language AND NOT m.estimate AND (NOT m.stale OR NOT EXISTS (
        SELECT 1 FROM item_analyses e
        WHERE e.item_id = s.item_id AND e.language = s.language AND e.estimate AND NOT e.stale))
) WHERE item_id = ?
"""
"""A model's analysis is shown rather than an estimate, unless it is stale and the estimate is not."""


def analysis_of(row: Sequence[Any]) -> Analysis:
    """Return the analysis that these values of COLUMNS make."""
    title, tldr, category, tags, companies, products, marks, *rest = row
    values, rest = rest[:4], rest[4:]
    language, engine, model, estimate, profile, body_hash, text_hash, created, *rest = rest
    key_points, impact, comment, tldr_blocks, tldr_quote, unconfirmed, findings = rest
    return Analysis(
        title=title,
        tldr=tldr,
        category=category,
        tags=to_strings(tags),
        companies=to_strings(companies),
        products=to_strings(products),
        marks=_marks(values, marks),
        language=language,
        engine=engine,
        model=model,
        estimate=bool(estimate),
        profile=profile,
        body_hash=body_hash,
        text_hash=text_hash,
        created=to_time(created),
        key_points=tuple(KeyPoint(**{**point, "blocks": tuple(point["blocks"])}) for point in json.loads(key_points)),
        impact=impact,
        comment=comment,
        tldr_blocks=to_numbers(tldr_blocks),
        tldr_quote=tldr_quote,
        unconfirmed=to_strings(unconfirmed),
        findings=to_strings(findings),
    )


def _marks(values: Sequence[float], text: str) -> tuple[Mark, ...]:
    stored = json.loads(text)
    return tuple(
        Mark(name, value, **{**stored[name], "blocks": tuple(stored[name]["blocks"])})
        for name, value in zip(MARK_NAMES, values, strict=True)
    )


def _values(analysis: Analysis) -> tuple[object, ...]:
    """Return the values of COLUMNS."""
    marks = {mark.name: mark for mark in analysis.marks}
    stored: dict[str, object] = {"version": _MARKS_VERSION, **{name: _mark_record(marks[name]) for name in MARK_NAMES}}
    return (
        *(
            analysis.title,
            analysis.tldr,
            analysis.category,
            to_json(analysis.tags),
            to_json(analysis.companies),
            to_json(analysis.products),
            json.dumps(stored, ensure_ascii=False),
        ),
        *(float(marks[name].value) for name in MARK_NAMES),
        *(
            analysis.language,
            analysis.engine,
            analysis.model,
            int(analysis.estimate),
            analysis.profile,
            analysis.body_hash,
            analysis.text_hash,
            to_text(analysis.created),
        ),
        *(
            to_json(point._asdict() for point in analysis.key_points),
            analysis.impact,
            analysis.comment,
            to_json(analysis.tldr_blocks),
            analysis.tldr_quote,
        ),
        *(to_json(analysis.unconfirmed), to_json(analysis.findings)),
    )


def _mark_record(mark: Mark) -> dict[str, object]:
    return {"reason": mark.reason, "blocks": mark.blocks, "quote": mark.quote, "confirmed": mark.confirmed}


class Analyses(Base):
    """Queries on `analyses` and `item_analyses`."""

    def save_analysis(self, item_id: int, analysis: Analysis) -> None:
        """Commit one analysis and point the item at it (a model's is never replaced by an estimate unless it is
        stale).

        Raise UsageError for an unknown item.
        """
        self.save_analyses([(item_id, analysis)])

    def save_analyses(self, analyses: Iterable[tuple[int, Analysis]]) -> None:
        """Commit many at once, all or none: what estimates need, thousands at a time."""
        with self._db.transaction() as raw:
            for item_id, analysis in analyses:
                _save(raw, item_id, analysis)

    def find_analysis(self, item_id: int, *, text_hash: str, profile: str) -> Analysis | None:
        """Return a completed analysis of this very text by this profile: it is never bought again."""
        rows = self._db.read(_FIND, (item_id, text_hash, profile))
        return analysis_of(rows[0]) if rows else None


def _save(raw: sqlite3.Connection, item_id: int, analysis: Analysis) -> None:
    values = _values(analysis)
    if raw.execute("SELECT 1 FROM items WHERE id=?", (item_id,)).fetchone() is None:
        raise UsageError(f"there is no item {item_id}: `ainews latest` shows the numbers")
    analysis_id = raw.execute(_SAVE, (item_id, *values)).fetchone()[0]
    raw.execute(_POINT, (analysis_id,))
    raw.execute(REFRESH_SHOWN, (item_id,))
    if not analysis.estimate:
        # Estimates hold no text that is not the item's own.
        raw.execute("INSERT OR IGNORE INTO search_pending VALUES (?)", (item_id,))
