"""A fake Messages server on loopback: real HTTP, scripted behaviour.

Each request to `/v1/messages` takes the next `Step` of the script; when the script is over, `default` is used. A step
gets the
handler and the request's JSON and writes whatever it likes to the socket, so it can also be rude. Batches live in
`batches.py`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.batches import Batches
from tests.support.responses import GOOD, Body, count_tokens, message, prompt_text

Step = Callable[["Handler", Body], None]


@dataclass
class Received:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: Any
    at: float


@dataclass
class FakeMessages:
    """The server, as a context manager. Threads: one per connection."""

    script: list[Step] = field(default_factory=list)
    default: Step | None = None
    requests: list[Received] = field(default_factory=list)
    most_at_once: int = 0
    extras: bool = True
    """Whether it has batches and counts tokens, which other servers that speak the Messages API may not."""
    _active: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> FakeMessages:
        self.batches = Batches()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.fake = self  # type: ignore[attr-defined]  # how http.server hands things to its handlers
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def bodies(self) -> list[Any]:
        """The bodies of all requests for messages, in order of arrival."""
        return [request.body for request in self.requests if request.path == "/v1/messages"]

    def step(self) -> Step:
        with self._lock:
            return self.script.pop(0) if self.script else (self.default or reply())

    def enter(self, received: Received) -> None:
        with self._lock:
            self.requests.append(received)
            self._active += 1
            self.most_at_once = max(self.most_at_once, self._active)

    def leave(self) -> None:
        with self._lock:
            self._active -= 1


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    more_headers: Mapping[str, str] = {}
    """Of all responses on this connection from now on."""

    @property
    def fake(self) -> FakeMessages:
        found: FakeMessages = self.server.fake  # type: ignore[attr-defined]  # see FakeMessages.__enter__
        return found

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        body = json.loads(raw or b"{}")
        self.fake.enter(Received(self.path, dict(self.headers), body, time.monotonic()))
        try:
            if self.path == "/v1/messages":
                self.fake.step()(self, body)
            else:
                self._other("POST", body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client has gone, as cancelled clients do
        finally:
            self.fake.leave()

    def do_GET(self) -> None:
        self.fake.enter(Received(self.path, dict(self.headers), None, time.monotonic()))
        try:
            self._other("GET", None)
        finally:
            self.fake.leave()

    def _other(self, method: str, body: Any) -> None:
        if not self.fake.extras:
            self.send(404, {"error": "File Not Found"})
            return
        if self.path == "/v1/messages/count_tokens":
            self.send(200, {"input_tokens": count_tokens(prompt_text(body))})
            return
        answer = self.fake.batches.answer(method, self.path, body, f"http://{self.headers['host']}")
        if answer.hold:
            answer.hold.wait(60)
        if answer.cut_at is not None:
            self.close_connection = True
            if not answer.cut_at:
                return
            self.send_response(answer.status)
            self.send_header("content-type", answer.kind)
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content[: answer.cut_at])
            return
        self.send(answer.status, answer.content, {"content-type": answer.kind, **answer.headers})

    def send(self, status: int, content: bytes | Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {
            "content-type": "application/json",
            "request-id": f"req_{len(self.fake.requests):04d}",
            **self.more_headers,
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def reply(data: Any = None, *, stop_reason: str = "end_turn", usage: Mapping[str, int] | None = None) -> Step:
    """Answer with data as JSON text, or with a text as it is; as SSE where the request asks for a stream."""
    text = data if isinstance(data, str) else json.dumps(GOOD if data is None else data, ensure_ascii=False)

    def step(handler: Handler, body: Body) -> None:
        whole = message(body, text, stop_reason, usage)
        if body.get("stream"):
            return handler.send(200, events(whole), {"content-type": "text/event-stream"})
        return handler.send(200, whole)

    return step


def counted(handler: Handler, body: Body) -> None:
    """Answer with the usage that a rule counts."""
    text = json.dumps(GOOD, ensure_ascii=False)
    reply(text, usage={"input_tokens": count_tokens(prompt_text(body)), "output_tokens": count_tokens(text)})(
        handler, body
    )


def streamed(data: Any = None, *, ended: bool = True) -> Step:
    """Answer with server-sent events, asked for or not; without the last ones unless `ended`."""

    def step(handler: Handler, body: Body) -> None:
        content = events(message(body, data if isinstance(data, str) else json.dumps(data or GOOD, ensure_ascii=False)))
        handler.send(
            200,
            content if ended else content[: len(content) // 2],
            {"content-type": "text/event-stream; charset=utf-8"},
        )

    return step


def events(whole: Mapping[str, Any]) -> bytes:
    """Return a response as server-sent events, its text in pieces of ten characters."""
    out: list[tuple[str, dict[str, Any]]] = [
        ("message_start", {"message": {**whole, "content": [], "stop_reason": None}})
    ]
    for index, block in enumerate(whole["content"]):
        field_name, delta = ("text", "text_delta") if block["type"] == "text" else ("thinking", "thinking_delta")
        out.append(("content_block_start", {"index": index, "content_block": {**block, field_name: ""}}))
        text = block[field_name]
        out += [
            ("content_block_delta", {"index": index, "delta": {"type": delta, field_name: text[at : at + 10]}})
            for at in range(0, len(text), 10)
        ]
        out.append(("content_block_stop", {"index": index}))
    out.append(
        (
            "message_delta",
            {"delta": {"stop_reason": whole["stop_reason"], "stop_sequence": None}, "usage": {"output_tokens": 700}},
        )
    )
    out.append(("message_stop", {}))
    return "".join(f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n" for name, data in out).encode()


def error(status: int, words: str = "no", headers: Mapping[str, str] | None = None, kind: str = "api_error") -> Step:
    """Answer with an error in Anthropic's form."""
    return lambda handler, body: handler.send(
        status, {"type": "error", "error": {"type": kind, "message": words}}, headers
    )


def raw(content: bytes, kind: str, status: int = 200) -> Step:
    """Answer with any bytes under any content type."""
    return lambda handler, body: handler.send(status, content, {"content-type": kind})


def slow(seconds: float, then: Step | None = None) -> Step:
    """Wait before answering."""

    def step(handler: Handler, body: Body) -> None:
        time.sleep(seconds)
        (then or reply())(handler, body)

    return step


def cut(handler: Handler, body: Body) -> None:
    """Close the connection instead of answering."""
    handler.close_connection = True


def cut_midway(handler: Handler, body: Body) -> None:
    """Promise a body and close the connection inside it."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "msg_0001", "type": "mess')
    handler.close_connection = True


def drip(handler: Handler, body: Body) -> None:
    """Send a byte now and then, so that no read ever times out."""
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "5000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)
