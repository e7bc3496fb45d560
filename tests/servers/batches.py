"""The batches endpoints of the fake Messages server: create, retrieve, list, cancel, results as JSON lines in any order."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.servers.responses import GOOD, message

STAMP = "2026-06-05T00:00:00Z"
EXPIRES = "2026-06-06T00:00:00Z"


@dataclass
class Batches:
    """Batches that were created."""

    polls: int = 0
    """How often a batch is "in_progress" before it has ended."""
    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By custom_id, instead of the good reply."""
    created: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, method: str, path: str, body: Any, origin: str) -> tuple[int, bytes, str]:
        """Status, content and content type for a request."""
        parts = path.split("?")[0].strip("/").split("/")
        if parts[:3] != ["v1", "messages", "batches"]:
            return _json(404, {"type": "error", "error": {"type": "not_found_error", "message": path}})
        if method == "POST" and len(parts) == 3:
            return self._create(body)
        if len(parts) == 3:
            return _json(
                200, {"data": [self._shown(one, origin) for one in self.created.values()], "has_more": False, "first_id": None, "last_id": None}
            )
        batch = self.created.get(parts[3])
        if batch is None:
            return _json(404, {"type": "error", "error": {"type": "not_found_error", "message": f"no batch {parts[3]}"}})
        if parts[4:] == ["cancel"]:
            batch["canceled"] = True
            return _json(200, self._shown(batch, origin))
        if parts[4:] == ["results"]:
            return 200, self._lines(batch), "application/x-jsonl"
        batch["left"] -= 1
        return _json(200, self._shown(batch, origin))

    def _create(self, body: Any) -> tuple[int, bytes, str]:
        requests = body["requests"]
        names = [one["custom_id"] for one in requests]
        if len(set(names)) != len(names) or any(len(name) > 64 for name in names):
            return _json(
                400, {"type": "error", "error": {"type": "invalid_request_error", "message": "custom_id must be unique and at most 64 characters"}}
            )
        number = f"msgbatch_{len(self.created) + 1:04d}"
        self.created[number] = {"id": number, "requests": requests, "left": self.polls, "canceled": False}
        return _json(200, self._shown(self.created[number], ""))

    def _shown(self, batch: dict[str, Any], origin: str) -> dict[str, Any]:
        ended = batch["left"] < 0 or batch["canceled"]
        count = len(batch["requests"])
        return {
            "id": batch["id"],
            "type": "message_batch",
            "processing_status": "ended" if ended else "in_progress",
            "request_counts": {"processing": 0 if ended else count, "succeeded": count if ended else 0, "errored": 0, "canceled": 0, "expired": 0},
            "created_at": STAMP,
            "expires_at": EXPIRES,
            "ended_at": STAMP if ended else None,
            "cancel_initiated_at": STAMP if batch["canceled"] else None,
            "archived_at": None,
            "results_url": f"{origin}/v1/messages/batches/{batch['id']}/results" if ended else None,
        }

    def _lines(self, batch: dict[str, Any]) -> bytes:
        """Last request first: the order means nothing."""
        lines = [
            {"custom_id": one["custom_id"], "result": self.results.get(one["custom_id"]) or _succeeded(one["params"])} for one in batch["requests"]
        ]
        return "".join(json.dumps(line) + "\n" for line in reversed(lines)).encode()


def _succeeded(params: dict[str, Any]) -> dict[str, Any]:
    return {"type": "succeeded", "message": message(params, json.dumps(GOOD, ensure_ascii=False))}


def _json(status: int, content: dict[str, Any]) -> tuple[int, bytes, str]:
    return status, json.dumps(content).encode(), "application/json"
