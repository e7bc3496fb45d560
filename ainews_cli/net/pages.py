"""Article pages, read politely: robots.txt is obeyed, and requests to one host keep a distance."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from ainews_cli.base import charsets
from ainews_cli.errors import NetError
from ainews_cli.net import Origin, Response, robots
from ainews_cli.net.address import parse, shown
from ainews_cli.net.client import PAGE_ACCEPT, Client
from ainews_cli.net.worker_pool import WorkerPool

AGENT = "ainews"
"""Our product token in robots.txt files."""


class PageClient:
    """A reader of pages. Their addresses come out of feeds, so the address guard holds for each of them."""

    def __init__(self, client: Client, *, delay: float = 0.5) -> None:
        """`delay`: seconds between the starts of two requests to one host."""
        self._client = client
        self._delay = delay
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._robots: dict[Origin, robots.Robots] = {}
        self._asking: dict[Origin, threading.Lock] = {}

    def get(self, url: str, *, trusted: bool = False) -> Response:
        """Return one page, whatever its status. Raise NetError, also where robots.txt closes the page."""
        target = parse(url)
        if not self._rules(target.origin, trusted).allows(target.path):
            raise NetError(f"robots.txt of {target.origin.host} does not allow it")
        self._wait(target.origin.host)
        return self._client.get(url, trusted=trusted, accept=PAGE_ACCEPT)

    def get_all(self, urls: Sequence[str]) -> Iterator[tuple[str, Response | NetError]]:
        """Yield many pages as they arrive; each address comes back exactly once, with its answer or its fault."""
        limits = self._client.limits
        # robots.txt, the waiting and the page each have their own timeout
        pool = WorkerPool(
            [(_host(url), url) for url in urls],
            self._outcome,
            workers=limits.concurrency,
            per_host=limits.per_host,
            patience=3 * limits.timeout,
        )
        try:
            while pool.left:
                outcome = pool.next(timeout=1.0)
                if outcome is not None:
                    yield outcome
        finally:
            pool.stop()

    def _outcome(self, url: str) -> Response | NetError:
        try:
            return self.get(url)
        except NetError as error:
            return error
        except Exception as error:  # noqa: BLE001 - one page's surprise must not end a worker thread and the run with it
            return NetError(f"{type(error).__name__}: {shown(str(error))}")

    def _wait(self, host: str) -> None:
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + self._delay
        time.sleep(start - now)

    def _rules(self, origin: Origin, trusted: bool) -> robots.Robots:
        """Return the origin's rules, asked for once."""
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            if origin not in self._robots:
                self._robots[origin] = self._ask(origin, trusted)
            return self._robots[origin]

    def _ask(self, origin: Origin, trusted: bool) -> robots.Robots:
        host = f"[{origin.host}]" if ":" in origin.host else origin.host
        answer = self._client.get(
            f"{origin.scheme}://{host}:{origin.port}/robots.txt", trusted=trusted, accept="text/plain, */*;q=0.5"
        )
        if answer.status >= 500 or answer.status == 429:
            return robots.NOTHING
        if answer.status != 200:
            return robots.Robots()
        content_type = answer.headers.get("content-type", "")
        return robots.parse(charsets.decode(answer.body[: robots.MAX_BYTES], content_type).text, AGENT)


def _host(url: str) -> str:
    try:
        return parse(url).origin.host
    except NetError:
        return ""
