"""The loopback server of the demo: feeds, article pages, discussions, robots.txt, and one feed that is out of order.

>>> with serve(now) as base:
...     subscriptions = samples.feeds(base)
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from ainews_cli.base.hashing import digest
from ainews_cli.demo import documents, samples

DISCUSSIONS = "/hn/api/v1/items/"
THUMBNAIL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="#345"/>'
    '<path d="M200 130v100l90-50z" fill="#fff"/></svg>'
)


@dataclass(frozen=True, slots=True)
class DemoResponse:
    """The answer to one GET."""

    status: HTTPStatus
    body: bytes
    type: str = "text/html; charset=utf-8"

    @property
    def etag(self) -> str:
        """A strong validator made from the body (RFC 9110, section 8.8.3)."""
        return f'"{digest(self.body, 20)}"'


def answer(target: str, base: str, now: datetime) -> DemoResponse:
    """Return the answer to a GET of `target` (path and query)."""
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return DemoResponse(HTTPStatus.OK, b"User-agent: *\nAllow: /\n", "text/plain; charset=utf-8")
    if parts.path.startswith(DISCUSSIONS):
        return _discussion_answer(parts.path.removeprefix(DISCUSSIONS), now)
    if parts.path.startswith("/thumbnails/"):
        return DemoResponse(HTTPStatus.OK, THUMBNAIL.encode(), "image/svg+xml")
    for sample in samples.sample_feeds():
        if _same_feed(target, sample.feed.url):
            return _feed_answer(sample, base, now)
    return _page_answer(target, base, now)


def _discussion_answer(number: str, now: datetime) -> DemoResponse:
    story = next((article for article in samples.articles() if article.number and str(article.number) == number), None)
    if story is None:
        return DemoResponse(
            HTTPStatus.NOT_FOUND, b'{"status":404,"error":"Not Found"}', "application/json; charset=utf-8"
        )
    return DemoResponse(HTTPStatus.OK, documents.discussion_document(story, now), "application/json; charset=utf-8")


def _same_feed(target: str, wanted: str) -> bool:
    asked, kept = urlsplit(target), urlsplit(wanted)
    if asked.path.startswith("/hn/api/v1/search"):
        return kept.path.startswith("/hn/api/v1/search")
    return asked.path == kept.path and parse_qs(asked.query).get("channel_id") == parse_qs(kept.query).get("channel_id")


def _feed_answer(sample: samples.SampleFeed, base: str, now: datetime) -> DemoResponse:
    if sample.form == "broken":
        return DemoResponse(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            b"<html><body><h1>Internal Server Error</h1><p>Database gone away.</p></body></html>",
        )
    return DemoResponse(HTTPStatus.OK, documents.feed_document(sample, base, now), documents.content_type(sample.form))


def _page_answer(target: str, base: str, now: datetime) -> DemoResponse:
    parts = urlsplit(target)
    wanted = f"/watch?v={parse_qs(parts.query).get('v', [''])[0]}" if parts.path == "/watch" else parts.path
    by_key = {sample.key: sample for sample in samples.sample_feeds()}
    for article in samples.articles():
        if article.path == wanted:
            return DemoResponse(HTTPStatus.OK, documents.page_document(article, by_key[article.feed], base, now))
    return DemoResponse(HTTPStatus.NOT_FOUND, b"<html><body><h1>Not Found</h1></body></html>")


def _handler(now: datetime) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GET and HEAD; conditional requests get 304."""

        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # head and body in one packet: apart, each answer waits 40 ms for a delayed ACK

        def do_GET(self) -> None:
            """Answer one request, without a body where the client has this ETag."""
            given = answer(self.path, f"http://127.0.0.1:{self.connection.getsockname()[1]}", now)
            if given.status == HTTPStatus.OK and self.headers.get("If-None-Match") == given.etag:
                given = replace(given, status=HTTPStatus.NOT_MODIFIED)
            self._send(given)

        do_HEAD = do_GET  # noqa: N815

        def _send(self, given: DemoResponse) -> None:
            body = b"" if given.status == HTTPStatus.NOT_MODIFIED else given.body
            self.send_response(given.status)
            self.send_header("ETag", given.etag)
            if given.status != HTTPStatus.NOT_MODIFIED:
                self.send_header("Content-Type", given.type)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
            """Say nothing: stderr is the program's."""

    return Handler


@contextmanager
def serve(now: datetime) -> Iterator[str]:
    """Serve the samples on a free loopback port, as if published before `now`; yield `http://127.0.0.1:PORT`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(now))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
