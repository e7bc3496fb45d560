"""The batches endpoints of the fake Messages server: create, retrieve, list, cancel, results as JSON lines in any
order.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from tests.support.responses import GOOD, USAGE, message

Result = dict[str, Any]
KINDS = ("succeeded", "errored", "canceled", "expired")


class Answer(NamedTuple):
    """A response to send back."""

    status: int
    content: bytes
    kind: str = "application/json"
    headers: Mapping[str, str] = {}
    hold: threading.Event | None = None
    """What the answer waits for."""
    cut_at: int | None = None
    """After so many bytes of the content the connection is closed; 0: before anything is said."""


@dataclass
class Batches:
    """The batches that were created."""

    polls: int = 0
    """How often a batch is "in_progress" before it has ended."""
    results: dict[str, Result] = field(default_factory=dict)
    """By custom_id, instead of the good reply."""
    decide: Callable[[str, Any], Result | None] = lambda custom_id, params: None
    """The result of a request by its custom_id and params; None: the good reply."""
    failures: list[Answer] = field(default_factory=list)
    """What the next requests are answered with, whatever they ask for."""
    known: bool = True
    """False: a server that has no batches at all."""
    cut_create: bool = False
    """Accepts a batch and closes the connection instead of saying so."""
    cut_results: int | None = None
    """Closes the connection after so many whole lines of results and a half one; once."""
    hold_create: threading.Event | None = None
    """Has the batch, and answers only when this is set."""
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set when the first batch is there."""
    created_at: Callable[[], datetime] = lambda: datetime.now(UTC)
    results_host: str = ""
    """Origin of the results' address, instead of the server's own."""
    created: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Method and path of every request."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, method: str, path: str, body: Any, origin: str) -> Answer:
        """Return the response to a request."""
        with self._lock:
            address = urlsplit(path)
            parts = address.path.strip("/").split("/")
            if parts[:3] != ["v1", "messages", "batches"] or not self.known:
                return error(404, path, "not_found_error")
            self.asked.append(f"{method} {address.path}")
            if self.failures:
                return self.failures.pop(0)
            if len(parts) == 3:
                return self._create(body, origin) if method == "POST" else self._list(parse_qs(address.query), origin)
            return self._about(parts[3], parts[4:], origin)

    def _about(self, number: str, rest: list[str], origin: str) -> Answer:
        batch = self.created.get(number)
        if batch is None:
            return error(404, f"no batch {number}", "not_found_error")
        if rest == ["cancel"]:
            batch["canceled"] = True
        elif rest == ["results"]:
            return self._lines(batch)
        else:
            batch["left"] -= 1
        return _json(200, self._shown(batch, origin))

    def _create(self, body: Any, origin: str) -> Answer:
        requests = body["requests"]
        names = [request["custom_id"] for request in requests]
        if len(set(names)) != len(names) or any(len(name) > 64 for name in names):
            return error(400, "custom_id must be unique and at most 64 characters", "invalid_request_error")
        batch = self.add(requests)
        self.arrived.set()
        if self.cut_create:
            return Answer(200, b"", cut_at=0)
        return _json(200, self._shown(batch, origin))._replace(hold=self.hold_create)

    def add(self, requests: list[dict[str, Any]], at: datetime | None = None) -> dict[str, Any]:
        """Add a batch that is there, whoever sent it."""
        number = f"msgbatch_{len(self.created) + 1:04d}"
        moment = at or self.created_at()
        self.created[number] = {"id": number, "requests": requests, "left": self.polls, "canceled": False, "at": moment}
        return self.created[number]

    def _list(self, query: dict[str, list[str]], origin: str) -> Answer:
        """List batches, newest first, a page at a time."""
        limit, after = int(query.get("limit", ["20"])[0]), query.get("after_id", [""])[0]
        batches = list(reversed(self.created.values()))
        start = next((place + 1 for place, batch in enumerate(batches) if batch["id"] == after), 0)
        page = batches[start : start + limit]
        ends = {"first_id": page[0]["id"] if page else None, "last_id": page[-1]["id"] if page else None}
        return _json(
            200,
            {"data": [self._shown(batch, origin) for batch in page], "has_more": start + limit < len(batches), **ends},
        )

    def _shown(self, batch: dict[str, Any], origin: str) -> dict[str, Any]:
        ended = batch["left"] < 0 or batch["canceled"]
        kinds = [self._result(batch, request)["type"] for request in batch["requests"]]
        counts = {kind: kinds.count(kind) if ended else 0 for kind in KINDS}
        stamp = batch["at"].isoformat()
        return {
            "id": batch["id"],
            "type": "message_batch",
            "processing_status": "ended" if ended else "in_progress",
            "request_counts": {"processing": 0 if ended else len(kinds), **counts},
            "created_at": stamp,
            "expires_at": (batch["at"] + timedelta(hours=24)).isoformat(),
            "ended_at": stamp if ended else None,
            "cancel_initiated_at": stamp if batch["canceled"] else None,
            "archived_at": None,
            "results_url": f"{self.results_host or origin}/v1/messages/batches/{batch['id']}/results"
            if ended
            else None,
        }

    def _result(self, batch: dict[str, Any], request: dict[str, Any]) -> Result:
        if batch["canceled"] and batch["left"] >= 0:
            return {"type": "canceled"}
        return (
            self.results.get(request["custom_id"])
            or self.decide(request["custom_id"], request["params"])
            or succeeded(request["params"])
        )

    def _lines(self, batch: dict[str, Any]) -> Answer:
        """Return the results, last request first: the order means nothing."""
        lines = [
            json.dumps({"custom_id": request["custom_id"], "result": self._result(batch, request)}) + "\n"
            for request in reversed(batch["requests"])
        ]
        content = "".join(lines).encode()
        cut, self.cut_results = self.cut_results, None
        at = None if cut is None else len("".join(lines[:cut]).encode()) + len(lines[cut]) // 2
        return Answer(200, content, "application/x-jsonl", cut_at=at)


def succeeded(
    params: Any, data: Any = None, *, stop_reason: str = "end_turn", usage: Mapping[str, int] | None = None
) -> Result:
    """Return a reply: data as JSON text, or a text as it is."""
    text = data if isinstance(data, str) else json.dumps(GOOD if data is None else data, ensure_ascii=False)
    return {"type": "succeeded", "message": message(params, text, stop_reason, USAGE if usage is None else usage)}


def errored(words: str = "overloaded") -> Result:
    """Return the result of a request that the server could not answer."""
    return {
        "type": "errored",
        "error": {"type": "error", "error": {"type": "api_error", "message": words}, "request_id": "req_1"},
    }


def error(status: int, words: str = "no", kind: str = "api_error", headers: Mapping[str, str] | None = None) -> Answer:
    """Return an error response in Anthropic's form."""
    return Answer(
        status, json.dumps({"type": "error", "error": {"type": kind, "message": words}}).encode(), headers=headers or {}
    )


def _json(status: int, content: dict[str, Any]) -> Answer:
    return Answer(status, json.dumps(content).encode())
