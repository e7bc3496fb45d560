"""Briefs: what a model said of a discussion or a week, after the checks; kept for good."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.brief import Brief, BriefClaim, BriefKey, BriefKind, Cited
from ainews_cli.store.base import Base
from ainews_cli.store.values import to_json, to_strings, to_text, to_time

_KEY = "kind, item_id, source_hash, language, prompt_version, model"
_FIND = f"SELECT claims, findings, created FROM briefs WHERE ({_KEY}) = (?, ?, ?, ?, ?, ?)"
_SAVE = f"INSERT OR REPLACE INTO briefs ({_KEY}, claims, findings, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_NEWEST = f"""
SELECT {_KEY}, claims, findings, created FROM json_each(?) j
CROSS JOIN briefs b ON b.kind = ? AND b.item_id = j.value AND b.language = ?
ORDER BY b.created, b.rowid
"""


class Briefs(Base):
    """Queries on `briefs`."""

    def find_brief(self, key: BriefKey) -> Brief | None:
        """Return a finished brief of these very texts: it is never bought again."""
        rows = self._db.read(_FIND, tuple(key))
        return _brief(*rows[0]) if rows else None

    def save_brief(self, key: BriefKey, brief: Brief) -> None:
        """Commit one brief; replace one under the same key."""
        claims = to_json(
            {**claim._asdict(), "cites": [cited._asdict() for cited in claim.cites]} for claim in brief.claims
        )
        with self._db.transaction() as raw:
            raw.execute(_SAVE, (*key, claims, to_json(brief.findings), to_text(brief.created)))

    def briefs(
        self, kind: BriefKind, item_ids: Sequence[int], *, language: str
    ) -> dict[int, list[tuple[BriefKey, Brief]]]:
        """Return all briefs of these items in that language, oldest first, by item; items without one are left out."""
        by_item: dict[int, list[tuple[BriefKey, Brief]]] = {}
        for *key, claims, findings, created in self._db.read(_NEWEST, (json.dumps(list(item_ids)), kind, language)):
            with Isolated(Step.ROW, key[1]):
                by_item.setdefault(key[1], []).append((BriefKey(*key), _brief(claims, findings, created)))
        return by_item


def _brief(claims: str, findings: str, created: str) -> Brief:
    return Brief(tuple(map(_claim, json.loads(claims))), to_strings(findings), to_time(created))


def _claim(stored: dict[str, Any]) -> BriefClaim:
    return BriefClaim(**{**stored, "cites": tuple(Cited(**cited) for cited in stored["cites"])})
