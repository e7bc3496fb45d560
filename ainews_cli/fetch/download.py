"""One feed's transfer, on a worker thread: everything that can be done without the store and the parser."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from ainews_cli.base.hashing import digest
from ainews_cli.base.secrets import MASK, SHORTEST
from ainews_cli.errors import AddressRefused, NetError, TimedOut, Unreachable
from ainews_cli.models.feed import Feed, FeedState
from ainews_cli.net import Response
from ainews_cli.net.address import parse, shown
from ainews_cli.net.variables import expand, hidden, variables

if TYPE_CHECKING:
    from ainews_cli.net.client import Client


class FetchJob(NamedTuple):
    """One feed to ask."""

    position: int
    """In the caller's list."""
    feed: Feed
    state: FeedState
    url: str
    """The address to ask."""
    host: str
    """The host of that address, "" when it is none."""


class Download(NamedTuple):
    """The result of a transfer: an answer, a fault, or nothing because the host was given up in this run."""

    seconds: float = 0.0
    response: Response | None = None
    fault: NetError | None = None
    body_hash: str = ""

    @property
    def lost(self) -> bool:
        """Nobody is there, or nobody we may ask."""
        return isinstance(self.fault, (Unreachable, AddressRefused))

    @property
    def unanswered(self) -> bool:
        """No server said anything."""
        return isinstance(self.fault, (Unreachable, TimedOut))


def host_of(url: str) -> str:
    """Return the host of an address, "" when it is none."""
    try:
        return parse(url).origin.host
    except NetError:
        return ""


class Downloader:
    """The work of `net.worker_pool`.

    A host that timed out is not asked again in this run: its other feeds would only wait as long once more.
    """

    def __init__(self, client: Client, accept: str, environ: Mapping[str, str]) -> None:
        self._client = client
        self._environ = environ
        self._accept = accept
        self.silent: set[str] = set()
        """Hosts that timed out."""

    def __call__(self, job: FetchJob) -> Download:
        """Never raises."""
        if job.host in self.silent:
            return Download()
        start = time.monotonic()
        try:
            own = job.url != job.state.moved_to
            response = self._client.get(
                expand(job.url, self._environ) if own else job.url,
                trusted=own,
                headers=tuple((name, expand(value, self._environ)) for name, value in job.feed.headers) if own else (),
                etag=job.state.etag,
                last_modified=job.state.last_modified,
                accept=self._accept,
            )
            response = self._without_secrets(job.feed, response)
            return Download(
                time.monotonic() - start, response, body_hash=digest(response.body) if response.body else ""
            )
        except NetError as error:
            if isinstance(error, TimedOut):
                self.silent.add(job.host)
            return Download(time.monotonic() - start, fault=error)
        except Exception as error:  # noqa: BLE001 - one feed's surprise must not end a worker thread and the run with it
            return Download(time.monotonic() - start, fault=NetError(f"{type(error).__name__}: {shown(str(error))}"))

    def _without_secrets(self, feed: Feed, response: Response) -> Response:
        """Mask the values of the feed's variables where the answer repeats them: none is stored with its entries."""
        names = [name for text in (feed.url, *(value for _, value in feed.headers)) for name in variables(text)]
        values = [value for name in names if len(value := self._environ.get(name, "")) >= SHORTEST]
        if not values:
            return response
        body = response.body
        for value in values:
            for form in {value, quote(value, safe="")}:
                body = body.replace(form.encode(), MASK.encode())
        return response._replace(body=body, url=hidden(response.url, values), permanent="")
