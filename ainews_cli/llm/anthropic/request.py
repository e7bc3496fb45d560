"""The body of a Messages request. Pure: the same for a call now and for one in a batch."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from typing import Any

from ainews_cli.base.hashing import text_digest
from ainews_cli.llm.prompt import Prompt

THINKING: Mapping[str, Mapping[str, str] | None] = {
    "claude-haiku-5-5": {"type": "disabled"},
    "claude-sonnet-5-5": {"type": "between_tools"},
    "claude-opus-5-5": None,
}
"""By model: how to ask for as little thinking as the model allows. Haiku 5.5 thinks unless told not to; Sonnet 5.5
refuses "disabled" and
takes "between_tools"; Opus 5.5 always thinks, and its thinking counts as output."""
_DEFAULT_THINKING = {"type": "disabled"}
THINKING_ROOM = 3
"""Factor on max_tokens for models that always think."""


def request_hash(host: str, body: Mapping[str, Any]) -> str:
    """Return a name for what a server is asked: the first 128 bits of a SHA-256, in hexadecimal."""
    return text_digest(json.dumps([host, body], sort_keys=True))


def thinking_of(model: str) -> Mapping[str, str] | None:
    """Return the `thinking` parameter for a model (dated ids included); None: leave it out."""
    for name, value in THINKING.items():
        if model == name or model.startswith(f"{name}-"):
            return value
    return _DEFAULT_THINKING


def reply_cap(model: str, max_tokens: int, room: int = 1) -> int:
    """Return max_tokens of a request: the cap, more where thinking counts, more on a second try."""
    return max_tokens * room * (THINKING_ROOM if thinking_of(model) is None else 1)


def request_body(
    prompt: Prompt, *, model: str, max_tokens: int, schema: Mapping[str, Any], room: int = 1
) -> dict[str, Any]:
    """Return keyword arguments for `messages.create`, or the `params` of a batch request. Each part of the system
    prompt ends a cached prefix.
    """
    body: dict[str, Any] = {
        "model": model,
        "max_tokens": reply_cap(model, max_tokens, room),
        "system": [{"type": "text", "text": text, "cache_control": {"type": "ephemeral"}} for text in prompt.system],
        "messages": [{"role": role, "content": text} for role, text in prompt.messages],
        "output_config": {"effort": "low", "format": {"type": "json_schema", "schema": schema}},
    }
    if (thinking := thinking_of(model)) is not None:
        body["thinking"] = dict(thinking)
    return body


def without(body: Mapping[str, Any], parameters: Iterable[str]) -> dict[str, Any]:
    """Return the body without parameters that a server refuses: "thinking", "effort", "output_config" (the schema),
    "cache_control".
    """
    left = copy.deepcopy(dict(body))
    for name in parameters:
        if name == "effort":
            left.get("output_config", {}).pop("effort", None)
        elif name == "output_config":
            left.get("output_config", {}).pop("format", None)
        elif name == "cache_control":
            for part in left.get("system", ()):
                part.pop("cache_control", None)
        else:
            left.pop(name, None)
    if not left.get("output_config", True):
        del left["output_config"]
    return left
