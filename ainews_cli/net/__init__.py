"""The only part of ainews that talks HTTP for feeds and pages.

- `net.address`: addresses, origins, and which IP addresses count as public (pure)
- `net.connect`: name lookup, the address guard, TCP and TLS; one deadline over everything
- `net.cookies`: cookies that redirects set, for the length of one transfer
- `net.decode`: gzip and deflate with a cap on what comes out
- `net.client`: `Client.get`: conditional GET, redirects, limits
- `net.robots`, `net.pages`: robots.txt and politeness, for article pages
- `net.worker_pool`: a bounded number of threads, at most so many per host

Threads and httpcore2 (the transport layer of httpx2) instead of `httpx2.AsyncClient`: with 100 feeds that saves the
import of asyncio (0.09 s) and 1 to 2 ms a request, and a blocking socket needs one deadline instead of four timeouts.

Proxies from the environment (`HTTP_PROXY`, …) are not used: a proxy looks the name up itself, so the guard could no
longer promise that the connection goes to the address it checked.

Importing this package loads no HTTP library.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Mapping
from typing import NamedTuple

from ainews_cli import __version__
from ainews_cli.net.address import Origin, origin_of

__all__ = ["USER_AGENT", "Limits", "Origin", "Response", "origin_of"]

USER_AGENT = f"ainews/{__version__} (+https://pypi.org/project/ainews/)"


class Limits(NamedTuple):
    """Bounds of one transfer, and of all together."""

    timeout: float = 20.0
    """Seconds for the whole transfer: name lookup, redirects and body included."""
    connect_timeout: float = 10.0
    """Seconds for name lookup, TCP and TLS of one hop."""
    max_bytes: int = 10_000_000
    """Bytes of a body, counted after decompression."""
    concurrency: int = 32
    """Transfers at the same time."""
    per_host: int = 2
    """Transfers from one host at the same time."""
    max_redirects: int = 10


class Response(NamedTuple):
    """An answer of any status. Only bodies of status 200 to 299 are read."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case; values of repeated fields joined by ", ", of Set-Cookie by line feeds."""
    body: bytes
    """Decompressed."""
    url: str
    """The address that answered, after all redirects; without credentials."""
    permanent: str
    """New address after moves for good (301, 308 from the start of the chain), without credentials; "" for none."""
