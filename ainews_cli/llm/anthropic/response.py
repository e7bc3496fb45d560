"""What a Messages response says, read with distrust: other servers leave fields out or send something else
altogether.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from ainews_cli.models.analysis import Usage

RECORD = 1
"""Version of a stored response."""
NORMAL = frozenset({"end_turn", "stop_sequence", "tool_use", ""})


@dataclass(frozen=True, slots=True)
class ModelResponse:
    """A response."""

    text: str
    """All text blocks joined; thinking and tool blocks left out. For "error:400" what the server said."""
    stop_reason: str
    usage: Usage
    cost: float = 0.0
    """US dollars."""
    request_id: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Of the response, for what they tell of rate limits."""
    mentions_cache: bool = False
    """Whether the server counts cached tokens at all, be there any or not."""
    call: int = 0
    """Its row in the ledger; 0 for none."""

    @property
    def outcome(self) -> str:
        """For the ledger: "ok", or the stop reason that is none."""
        return "ok" if self.stop_reason in NORMAL else self.stop_reason


def read_response(message: object) -> ModelResponse:
    """Read what the SDK returned: usually a `Message`, but a server may have sent no JSON (then it is a text) or half
    of one.
    """
    if isinstance(message, str):
        return ModelResponse(message, "", Usage())
    blocks = getattr(message, "content", None)
    texts = [_text(block) for block in blocks] if isinstance(blocks, list) else []
    usage = getattr(message, "usage", None)
    counted = Usage(
        input_tokens=_count(usage, "input_tokens"),
        output_tokens=_count(usage, "output_tokens"),
        cache_read=_count(usage, "cache_read_input_tokens"),
        cache_written=_count(usage, "cache_creation_input_tokens"),
    )
    stop = getattr(message, "stop_reason", None)
    request_id = getattr(message, "_request_id", None) or getattr(message, "id", None)
    text = "".join(texts)
    if stop == "refusal" and not text:
        text = _refusal(message)
    return ModelResponse(
        text,
        stop if isinstance(stop, str) else "",
        counted,
        request_id=request_id if isinstance(request_id, str) else "",
        mentions_cache=isinstance(getattr(usage, "cache_read_input_tokens", None), int),
    )


def record_of(response: ModelResponse) -> str:
    """Return the JSON that `response_of` reads, without the price: it is paid. ASCII: a reply may hold what is no
    Unicode (half a surrogate).
    """
    return json.dumps({"version": RECORD, "text": response.text, "stop_reason": response.stop_reason})


def response_of(record: str) -> ModelResponse:
    """Return the response of a stored record; databases up to schema 7 also hold [text, stop reason]."""
    stored = json.loads(record)
    if isinstance(stored, list):
        text, stop_reason = stored
        return ModelResponse(text, stop_reason, Usage())
    return ModelResponse(stored["text"], stored["stop_reason"], Usage())


def read_events(stream: str) -> ModelResponse:
    """Read server-sent events, for servers that stream without being asked to.

    Raise ValueError for a stream that says it failed or that ends before its end: what has come is then no reply.
    """
    texts: list[str] = []
    start: dict[str, Any] = {}
    usage: dict[str, Any] = {}
    stop, ended = None, False
    for event in _events(stream):
        kind, delta = event.get("type"), _table(event, "delta")
        if kind == "error":
            raise ValueError("the stream reports an error")
        if kind == "message_start":
            start = _table(event, "message")
            usage |= _table(start, "usage")
        elif kind == "content_block_delta" and delta.get("type") == "text_delta":
            texts.append(str(delta.get("text", "")))
        elif kind == "message_delta":
            usage |= _table(event, "usage")
            stop = delta.get("stop_reason", stop)
        ended = ended or kind == "message_stop"
    if not ended:
        raise ValueError("the stream was cut")
    block = SimpleNamespace(type="text", text="".join(texts))
    return read_response(
        SimpleNamespace(id=start.get("id"), content=[block], usage=SimpleNamespace(**usage), stop_reason=stop)
    )


def _events(stream: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of the events; an event's data may stand on several lines."""
    for part in stream.replace("\r\n", "\n").split("\n\n"):
        data = "\n".join(line[5:].removeprefix(" ") for line in part.split("\n") if line.startswith("data:"))
        try:
            event = json.loads(data)
        except (ValueError, RecursionError):  # a comment, a ping, "[DONE]"
            continue
        if isinstance(event, dict):
            yield event


def _table(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _text(block: object) -> str:
    text = getattr(block, "text", None)
    return text if getattr(block, "type", None) == "text" and isinstance(text, str) else ""


def _count(usage: object, name: str) -> int:
    value = getattr(usage, name, None)
    return value if isinstance(value, int) and value > 0 else 0


def _refusal(message: object) -> str:
    words = getattr(getattr(message, "stop_details", None), "explanation", None)
    return words if isinstance(words, str) else ""
