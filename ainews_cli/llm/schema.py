"""The form of a reply as JSON Schema: what structured output is asked for, and what the checks of each task expect.

Only keywords that the API's structured output knows (platform documentation, "Structured outputs": no lengths, no
numeric bounds, every property required, additionalProperties false). The bounds are enforced by
`tasks.analysis.checking`.
"""

from __future__ import annotations

from typing import Any

from ainews_cli.models.analysis import CATEGORIES, MARK_NAMES
from ainews_cli.models.brief import GROUPS, BriefKind


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT: dict[str, Any] = {"type": "string"}
BLOCKS: dict[str, Any] = _list({"type": "integer"})


def analysis_schema() -> dict[str, Any]:
    """Return a new copy of the schema of one analysis."""
    mark = _object({"value": {"enum": [1, 2, 3, 4, 5]}, "reason": TEXT, "blocks": BLOCKS, "quote": TEXT})
    return _object(
        {
            "title": TEXT,
            "tldr": _object({"text": TEXT, "blocks": BLOCKS, "quote": TEXT}),
            "category": {"enum": list(CATEGORIES)},
            "tags": _list(TEXT),
            "companies": _list(TEXT),
            "products": _list(TEXT),
            "key_points": _list(_object({"heading": TEXT, "detail": TEXT, "blocks": BLOCKS, "quote": TEXT})),
            "impact": TEXT,
            "comment": TEXT,
            "marks": _object(dict.fromkeys(MARK_NAMES, mark)),
        }
    )


def translation_schema() -> dict[str, Any]:
    """Return a new copy of the schema of some translated blocks."""
    return _object({"blocks": _list(_object({"id": {"type": "integer"}, "text": TEXT}))})


def brief_schema(kind: BriefKind) -> dict[str, Any]:
    """Return a new copy of the schema of a brief."""
    claim = _object(
        {"group": {"enum": list(GROUPS[kind])}, "text": TEXT, "cites": _list({"type": "integer"}), "quote": TEXT}
    )
    return _object({"claims": _list(claim)})
