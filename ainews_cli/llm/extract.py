"""The JSON object in a reply. Servers that do not know structured output wrap it in prose or a code fence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

MOST_STARTS = 200
"""Opening braces that are tried before giving up."""
MOST_CHARACTERS = 200_000


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def json_object(text: str) -> Mapping[str, Any] | None:
    """Return the largest JSON object in `text` by length, or None. NaN and Infinity are no JSON."""
    text = text[:MOST_CHARACTERS]
    best: Mapping[str, Any] | None = None
    size = 0
    start = text.find("{")
    for _ in range(MOST_STARTS):
        if start < 0:
            break
        data, end = _decode(text, start)
        if data is not None and end - start > size:
            best, size = data, end - start
        start = text.find("{", max(end, start + 1))
    return best


def _decode(text: str, start: int) -> tuple[Mapping[str, Any] | None, int]:
    try:
        value, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):  # no JSON here, or nested past the interpreter's depth
        return None, start + 1
    return (value if isinstance(value, dict) and value else None), end
