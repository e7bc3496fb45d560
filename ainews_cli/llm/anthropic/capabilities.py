"""What a reply, or its absence, tells of the server that gave it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ainews_cli.models.analysis import Usage
from ainews_cli.models.capabilities import Capabilities

if TYPE_CHECKING:
    from ainews_cli.llm.anthropic.response import ModelResponse

PARAMETERS = ("effort", "thinking", "cache_control", "output_config")
"""What `request.without` can leave out, each with an ability of that name."""


def left_out(known: Capabilities) -> tuple[str, ...]:
    """Return the parameters that the server is known to refuse."""
    return tuple(name for name in PARAMETERS if getattr(known, name) is False)


def refused(known: Capabilities, parameter: str, now: datetime) -> Capabilities:
    """Return what is known after a request was refused because of a parameter."""
    structured = False if parameter == "output_config" else None
    return known.learned(now, **{parameter: False, "structured": structured})


def answered(known: Capabilities, body: Mapping[str, Any], answer: ModelResponse, now: datetime) -> Capabilities:
    """Return what is known after a response to `body`. What is no Messages response teaches nothing.

    JSON alone is taken for a schema that was honoured, until prose contradicts it: a model that follows the prompt
    looks the same.
    """
    if answer.usage == Usage():
        return known
    config, structured = body.get("output_config", {}), None
    if "format" in config and answer.outcome == "ok" and answer.text.strip():
        structured = False if not is_object(answer.text) else True if known.structured is None else None
    return known.learned(
        now,
        structured=structured,
        output_config=True if "format" in config else None,
        effort=True if "effort" in config else None,
        thinking=True if "thinking" in body else None,
        cache_control=True
        if any("cache_control" in part for part in body.get("system", ()) if isinstance(part, Mapping))
        else None,
        caching=_caching(known, answer),
    )


def _caching(known: Capabilities, answer: ModelResponse) -> bool | None:
    if answer.usage.cache_read or answer.usage.cache_written:
        return True
    return False if not answer.mentions_cache and known.caching is None else None


def is_object(text: str) -> bool:
    """Tell whether a text is a JSON object and nothing besides, as structured output is."""
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
