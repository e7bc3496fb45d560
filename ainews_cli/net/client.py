"""GET one address, with validators, redirects and limits; safe to call from many threads."""

from __future__ import annotations

import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

import httpcore2

from ainews_cli.errors import AddressRefused, NetError, TimedOut
from ainews_cli.net import USER_AGENT, Limits, Origin, Response
from ainews_cli.net.address import Target, parse, shown
from ainews_cli.net.answer import body_of, fields_of, protocol_reason
from ainews_cli.net.connect import Dial, Resolve, Wire, dial, open_wire, resolve, seconds_left
from ainews_cli.net.decode import ACCEPT_ENCODING

if TYPE_CHECKING:
    import ssl

    from ainews_cli.net.cookies import TransferCookies

FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml, */*;q=0.5"
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)


class Ask(NamedTuple):
    """Terms of one GET, the same on every hop but for the cookie."""

    deadline: float
    """time.monotonic() at which the whole transfer ends."""
    max_bytes: int
    accept: str
    etag: str = ""
    last_modified: str = ""
    first: Target | None = None
    """The address the reader wrote: its origin is free, and its credentials go nowhere else. None for an address out of
    untrusted text.
    """
    headers: tuple[tuple[str, str], ...] = ()
    """More fields, for the origin of `first` alone."""
    cookie: str = ""
    """What earlier hops of this transfer have set for the next one."""


class _Line(NamedTuple):
    """A connection to one origin."""

    http: httpcore2.HTTP11Connection
    wire: Wire


class Client:
    """A client that asks for addresses.

    Only `origins`, those that the reader configured, and addresses given as trusted may lead to private hosts.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        origins: frozenset[Origin] = frozenset(),
        agent: str = USER_AGENT,
        resolve: Resolve = resolve,
        dial: Dial = dial,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits if limits is not None else Limits()
        self._origins = origins
        self._agent = agent
        self._resolve = resolve
        self._dial = dial
        self._tls = tls
        self._lock = threading.Lock()
        self._slots: dict[str, threading.BoundedSemaphore] = {}
        self._idle: dict[tuple[Origin, bool], list[_Line]] = {}

    def get(
        self,
        url: str,
        *,
        trusted: bool = False,
        etag: str = "",
        last_modified: str = "",
        accept: str = PAGE_ACCEPT,
        max_bytes: int | None = None,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> Response:
        """Send one GET and follow redirects; any status is an answer.

        `headers`: more fields, for its own origin alone. `trusted`: the reader wrote this address, so it may lead
        anywhere; what it redirects to is guarded again. With validators the answer may be a 304. Raise AddressRefused,
        Unreachable, TimedOut, TooLarge or NetError.
        """
        target, limits = parse(url), self.limits
        ask = Ask(
            time.monotonic() + limits.timeout,
            max_bytes or limits.max_bytes,
            accept,
            etag,
            last_modified,
            target if trusted else None,
            headers,
        )
        try:
            return self._follow(target, ask)
        except TimedOut as error:
            connecting = "connecting" in str(error)
            raise TimedOut(
                f"{error} after {min(limits.connect_timeout, limits.timeout) if connecting else limits.timeout:g} s"
            ) from error

    def close(self) -> None:
        """Close idle connections."""
        with self._lock:
            lines = [line for idle in self._idle.values() for line in idle]
            self._idle.clear()
        for line in lines:
            line.http.close()

    def _follow(self, target: Target, ask: Ask) -> Response:
        permanent, still = "", True
        cookies: TransferCookies | None = None
        seen = {(target.url, "")}
        for _ in range(self.limits.max_redirects + 1):
            response = self._exchange(target, ask)
            location = response.headers.get("location", "")
            if response.status not in _REDIRECTS or not location:
                return response._replace(permanent=permanent)
            if "set-cookie" in response.headers:
                cookies = _with_cookies_of(response, target, cookies)
            target = _next_target(target, location)
            still = still and response.status in _PERMANENT
            permanent = target.url if still else permanent
            ask = ask._replace(cookie=cookies.field(target) if cookies else "")
            if (target.url, ask.cookie) in seen:
                raise NetError("redirect loop")
            seen.add((target.url, ask.cookie))
        raise NetError(f"more than {self.limits.max_redirects} redirects")

    def _exchange(self, target: Target, ask: Ask) -> Response:
        """Make one hop, inside one of its host's slots."""
        free = target.origin in self._origins or (ask.first is not None and target.origin == ask.first.origin)
        with self._slot(target.origin.host, ask.deadline):
            line = self._take(target.origin, free)
            if line is not None:
                try:
                    return self._answer(line, target, ask, free)
                except (httpcore2.ReadError, httpcore2.RemoteProtocolError, httpcore2.LocalProtocolError):
                    line.http.close()  # the server closed an idle connection: once more on a new one
            line = self._connect(target.origin, ask.deadline, free)
            try:
                return self._answer(line, target, ask, free)
            except httpcore2.ReadError as error:
                raise NetError("the connection was cut") from error
            except (httpcore2.RemoteProtocolError, httpcore2.LocalProtocolError) as error:
                raise NetError(protocol_reason(str(error))) from error

    def _answer(self, line: _Line, target: Target, ask: Ask, free: bool) -> Response:
        line.wire.deadline = ask.deadline
        url = httpcore2.URL(
            scheme=target.origin.scheme, host=target.origin.host, port=target.origin.port, target=target.path
        )
        raw: httpcore2.Response | None = None
        try:
            raw = line.http.handle_request(httpcore2.Request("GET", url, headers=self._fields(target, ask)))
            headers = fields_of(raw.headers)
            return Response(raw.status, headers, body_of(raw, headers, ask.max_bytes), target.url, "")
        finally:
            if raw is not None:
                raw.close()  # keeps the connection only when the answer was read to its end
            self._put(line, target.origin, free)

    def _fields(self, target: Target, ask: Ask) -> list[tuple[str, str]]:
        fields = [
            ("Host", target.authority),
            ("User-Agent", self._agent),
            ("Accept", ask.accept),
            ("Accept-Encoding", ACCEPT_ENCODING),
        ]
        if ask.etag:
            fields.append(("If-None-Match", ask.etag))
        if ask.last_modified:
            fields.append(("If-Modified-Since", ask.last_modified))
        own: dict[str, tuple[str, str]] = {}
        if ask.first is not None and target.origin == ask.first.origin:
            if ask.first.credentials:
                own["authorization"] = ("Authorization", f"Basic {b64encode(ask.first.credentials.encode()).decode()}")
            own |= {name.lower(): (name, value) for name, value in ask.headers}
        if ask.cookie:
            given = own.get("cookie", ("", ""))[1]
            own["cookie"] = ("Cookie", f"{given}; {ask.cookie}" if given else ask.cookie)
        return [*(field for field in fields if field[0].lower() not in own), *own.values()]

    def _connect(self, origin: Origin, deadline: float, free: bool) -> _Line:
        wire = open_wire(
            origin,
            free=free,
            deadline=deadline,
            connect_timeout=self.limits.connect_timeout,
            tls=self._context,
            resolve=self._resolve,
            dial=self._dial,
        )
        core = httpcore2.Origin(origin.scheme.encode(), origin.host.encode(), origin.port)
        return _Line(httpcore2.HTTP11Connection(core, wire), wire)

    def _context(self) -> ssl.SSLContext:
        """Return the TLS context with the system's trust store, made at the first https address.

        It costs 20 to 60 ms.
        """
        with self._lock:
            if self._tls is None:
                self._tls = httpcore2.default_ssl_context()
                self._tls.set_alpn_protocols(["http/1.1"])
            return self._tls

    def _take(self, origin: Origin, free: bool) -> _Line | None:
        """Return an idle connection to the origin that was made under the same rule."""
        while True:
            with self._lock:
                idle = self._idle.get((origin, free))
                line = idle.pop() if idle else None
            if line is None or not line.http.has_expired():
                return line
            line.http.close()

    def _put(self, line: _Line, origin: Origin, free: bool) -> None:
        if line.http.is_available():
            with self._lock:
                if sum(map(len, self._idle.values())) < self.limits.concurrency:
                    self._idle.setdefault((origin, free), []).append(line)
                    return
        line.http.close()

    @contextmanager
    def _slot(self, host: str, deadline: float) -> Iterator[None]:
        with self._lock:
            slot = self._slots.setdefault(host, threading.BoundedSemaphore(self.limits.per_host))
        if not slot.acquire(timeout=seconds_left(deadline)):
            raise TimedOut("timed out")
        try:
            yield
        finally:
            slot.release()


def _with_cookies_of(response: Response, target: Target, cookies: TransferCookies | None) -> TransferCookies:
    """Return the transfer's cookies with those that this answer sets."""
    from ainews_cli.net.cookies import TransferCookies  # border: http.cookiejar, for the few redirects that set one

    cookies = cookies or TransferCookies()
    cookies.keep(target, response.headers["set-cookie"].split("\n"))
    return cookies


def _next_target(target: Target, location: str) -> Target:
    """Return where a Location field leads from `target`. Raise AddressRefused."""
    try:
        return parse(urljoin(target.url, location))
    except ValueError:
        raise AddressRefused(f"redirects to an invalid address: {shown(location)}") from None
