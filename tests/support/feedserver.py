"""A loopback HTTP server that answers as told, faults included: for tests of `net` and `fetch`, and for
`bench/fetch.py`.

>>> with FeedServer({"/feed": Reply(body=b"<rss/>", etag='"1"'), "/gone": Reply(410)}) as server:
...     server.url("/feed")

Each path has a `Reply`; what was asked is in `server.requests`. It speaks raw sockets (asyncio, in its own thread),
because a fault is mostly something that an HTTP library would not let a server do.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import ssl
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from types import TracebackType
from typing import Literal, Self

Fault = Literal["", "hang", "trickle", "slow headers", "cut", "reset", "no length", "chunked", "rubbish", "close idle"]

_TLS_HELLO = b"\x16"
"""The first byte of one who takes this for a server of https."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a path."""

    status: int = 200
    body: bytes = b""
    type: str = "application/rss+xml"
    etag: str = ""
    last_modified: str = ""
    coding: Literal["", "gzip", "deflate", "bare deflate"] = ""
    """Applied to the body, and named in Content-Encoding."""
    headers: tuple[tuple[str, str], ...] = ()
    fault: Fault = ""
    seconds: float = 0.0
    """Latency; of "trickle" and "slow headers" the time between two bytes."""
    cookie: str = ""
    """Only for requests that carry this cookie ("name=value"); the others get `otherwise`."""
    otherwise: Reply | None = None
    auth: str = ""
    """Only for requests with this user and password ("user:pass", RFC 7617); the others get 401."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    connection: int = 0
    """Number of the connection it came on, from 1."""


class FeedServer:
    """A context manager; `replies` may be changed while it runs."""

    def __init__(
        self,
        replies: Mapping[str, Reply] | None = None,
        *,
        hosts: tuple[str, ...] = ("127.0.0.1",),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.replies: dict[str, Reply] = dict(replies or {})
        self.requests: list[Asked] = []
        self.connections = 0
        self.open = 0
        """Requests being answered right now."""
        self.most_open = 0
        self.hosts = hosts
        self.port = 0
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def url(self, path: str, host: str = "") -> str:
        """Return the address of a path."""
        return f"{'https' if self._tls else 'http'}://{host or self.hosts[0]}:{self.port}{path}"

    def asked(self, path: str) -> list[Asked]:
        """Return the requests for one path, oldest first."""
        return [request for request in self.requests if request.path == path]

    def _serve(self) -> None:
        loop = self._loop
        asyncio.set_event_loop(loop)
        servers = []
        for host in self.hosts:
            servers.append(
                loop.run_until_complete(
                    asyncio.start_server(self._connection, host, self.port, backlog=1024, ssl=self._tls)
                )
            )
            self.port = servers[0].sockets[0].getsockname()[1]
        self._ready.set()
        loop.run_forever()
        for server in servers:
            server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        try:
            while True:
                first = await reader.readexactly(1)
                if first == _TLS_HELLO and not self._tls:
                    break
                head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                fields = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in head[1:])}
                asked = Asked(head[0].split(" ")[1], fields, number)
                self.requests.append(asked)
                reply = self.replies.get(asked.path, Reply(404, type="text/plain"))
                if reply.otherwise and reply.cookie not in fields.get("cookie", "").split("; "):
                    reply = reply.otherwise
                if reply.auth and not _has_credentials(fields, reply.auth):
                    reply = Reply(401, headers=(("WWW-Authenticate", 'Basic realm="feeds"'),))
                self.open += 1
                self.most_open = max(self.most_open, self.open)
                try:
                    keep = await _answer(reply, asked, writer)
                finally:
                    self.open -= 1
                if not keep or fields.get("connection", "").lower() == "close":
                    break
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client went away, or the server is stopped
        finally:
            writer.close()


def _has_credentials(fields: Mapping[str, str], auth: str) -> bool:
    return fields.get("authorization", "") == f"Basic {base64.b64encode(auth.encode()).decode()}"


async def _answer(reply: Reply, asked: Asked, writer: asyncio.StreamWriter) -> bool:
    """Send the reply and tell whether the connection stays."""
    if reply.fault not in ("trickle", "slow headers") and reply.seconds:
        await asyncio.sleep(reply.seconds)
    if reply.fault == "hang":
        await asyncio.sleep(3600)
    if reply.fault == "reset":
        writer.transport.abort()
        return False
    if reply.fault == "rubbish":
        writer.write(b"\x00\x01SSH-2.0-OpenSSH\r\n\r\n")
        return False
    status, body = _judge(reply, asked)
    head = _head(reply, status, body)
    if reply.fault in ("trickle", "slow headers"):
        await _drip(writer, head, body, reply)
        return False
    if reply.fault == "cut":
        writer.write(head + body[: len(body) // 2])
    elif reply.fault == "chunked":
        writer.write(head + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in _parts(body, 1000)) + b"0\r\n\r\n")
    else:
        writer.write(head + body)
    await writer.drain()
    return reply.fault in ("", "chunked")


def _judge(reply: Reply, asked: Asked) -> tuple[int, bytes]:
    """Return status and encoded body; 304 when a validator matches.

    RFC 9110, section 13.2.2: If-None-Match comes first.
    """
    wanted, since = asked.headers.get("if-none-match", ""), asked.headers.get("if-modified-since", "")
    same = wanted == reply.etag if wanted else bool(since) and since == reply.last_modified
    if reply.status == 200 and same and (reply.etag or reply.last_modified):
        return 304, b""
    return reply.status, encode(reply.body, reply.coding)


def _head(reply: Reply, status: int, body: bytes) -> bytes:
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{key}: {value}" for key, value in reply.headers)]
    if status != 304 and reply.fault == "chunked":
        lines.append("Transfer-Encoding: chunked")
    elif status != 304 and reply.fault != "no length":
        lines.append(f"Content-Length: {len(body)}")
    if status == 200:
        lines.append(f"Content-Type: {reply.type}")
        lines += [f"Content-Encoding: {reply.coding.split()[-1]}"] if reply.coding else []
    lines += [f"ETag: {reply.etag}"] if reply.etag else []
    lines += [f"Last-Modified: {reply.last_modified}"] if reply.last_modified else []
    if reply.fault not in ("", "chunked", "close idle"):
        lines.append("Connection: close")
    return "\r\n".join([*lines, "", ""]).encode("utf-8")


async def _drip(writer: asyncio.StreamWriter, head: bytes, body: bytes, reply: Reply) -> None:
    """Send byte for byte; the head as well for "slow headers"."""
    if reply.fault == "trickle":
        writer.write(head)
        head = b""
    for byte in head + body:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(reply.seconds)


def _parts(body: bytes, size: int) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


@lru_cache(maxsize=4096)
def encode(body: bytes, coding: str) -> bytes:
    """Return the body in a content coding."""
    if coding == "gzip":
        return gzip.compress(body, mtime=0)
    if coding == "deflate":
        return zlib.compress(body)
    if coding == "bare deflate":
        packer = zlib.compressobj(wbits=-15)
        return packer.compress(body) + packer.flush()
    return body


def rss(title: str, guids: list[str]) -> bytes:
    """Return a small RSS 2.0 feed."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{title} {guid}</title><link>https://news.example/{guid}</link>"
        f"<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>About {guid}</description></item>"
        for guid in guids
    )
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>{title}</title><link>https://news.example/</link>{items}</channel></rss>".encode()
