"""From a host name to a connected socket: name lookup, the address guard, TCP and TLS, under one deadline.

The name is looked up once, the answer is checked, and the connection goes to that very answer: a name that changes
its address between check and connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import select
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from typing import Any

import httpcore2

from ainews_cli.errors import AddressRefused, NetError, TimedOut, Unreachable
from ainews_cli.net.address import Origin, is_public

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to IP addresses, best first; raises OSError. Replaced in tests."""
Dial = Callable[[str, int, float], socket.socket]
"""IP address, port and seconds to a connected socket; raises OSError. Replaced in tests."""

_TRIES = 4
"""Addresses of one name that are tried."""
_SLACK = 0.1
"""Seconds by which a read may pass the deadline."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of a host.

    Numeric hosts in any notation (decimal, octal) come back as plain IP addresses.
    """
    # as bytes, because a str goes through a codec whose tables are slow to import; `net.address` made the host ASCII
    answers = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in answers))


def dial(address: str, port: int, timeout: float) -> socket.socket:
    """Open a TCP connection to an IP address."""
    host: Any = address.encode("ascii")  # as in `resolve`
    sock = socket.create_connection((host, port), timeout)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def checked(host: str, addresses: Sequence[str], *, free: bool) -> list[str]:
    """Return the addresses that may be connected to: all when `free`, else the public ones.

    Raise AddressRefused when none is left.
    """
    allowed = [address for address in addresses if free or is_public(address)]
    if not allowed:
        raise AddressRefused(
            f"{host} is not on the public Internet ({', '.join(addresses[:2]) or 'no address'}): only addresses "
            f"in your config may lead there"
        )
    return allowed[:_TRIES]


class Wire(httpcore2.NetworkStream):
    """A connected socket whose reads and writes end at `deadline` (time.monotonic), however slow the bytes are."""

    def __init__(self, sock: socket.socket, deadline: float, address: str) -> None:
        self._sock = sock
        self._armed = float("inf")
        self.deadline = deadline
        self.address = address

    def _arm(self) -> None:
        left = seconds_left(self.deadline)
        if not 0 <= self._armed - left < _SLACK:  # each settimeout is a system call
            self._armed = left
            self._sock.settimeout(left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline stands above it
        """Return up to `max_bytes`, b"" at the end."""
        try:
            self._arm()
            return self._sock.recv(max_bytes)
        except TimeoutError:
            raise TimedOut("timed out") from None
        except OSError as error:
            raise httpcore2.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the deadline stands above it
        """Send all of `buffer`."""
        if not buffer:
            return
        try:
            self._arm()
            self._sock.sendall(buffer)
        except TimeoutError:
            raise TimedOut("timed out") from None
        except OSError as error:
            # httpcore2 goes on to read after a WriteError: some servers answer before they have read everything
            raise httpcore2.WriteError(str(error)) from error

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def get_extra_info(self, info: str) -> Any:
        """Answer "is_readable" (an idle connection that is readable was closed by the server) and "socket"."""
        if info == "is_readable":
            return _readable(self._sock)
        return self._sock if info == "socket" else None


def _readable(sock: socket.socket) -> bool:
    if not hasattr(select, "poll"):  # Windows, where select() has no limit on descriptor numbers
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))


def seconds_left(deadline: float) -> float:
    """Return the seconds until `deadline` (time.monotonic). Raise TimedOut when it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimedOut("timed out")
    return left


def open_wire(
    origin: Origin,
    *,
    free: bool,
    deadline: float,
    connect_timeout: float,
    tls: Callable[[], ssl.SSLContext],
    resolve: Resolve,
    dial: Dial,
) -> Wire:
    """Connect to an origin; the address is guarded unless `free`.

    Raise AddressRefused, TimedOut, Unreachable (no such host, refused, no route) or NetError (TLS).
    """
    until = min(deadline, time.monotonic() + connect_timeout)
    try:
        addresses = resolve(origin.host, origin.port)
    except (OSError, UnicodeError) as error:
        raise Unreachable(_lookup_reason(origin.host, error)) from error
    sock, address = _first_that_answers(checked(origin.host, addresses, free=free), origin.port, until, dial)
    try:
        if origin.scheme == "https":
            sock.settimeout(seconds_left(until))
            sock = tls().wrap_socket(sock, server_hostname=origin.host)
    except BaseException as error:
        sock.close()
        raise _tls_error(error) from error
    return Wire(sock, deadline, address)


def _first_that_answers(addresses: list[str], port: int, until: float, dial: Dial) -> tuple[socket.socket, str]:
    """Try one address after the other, each with an equal share of the time left. Raise TimedOut or Unreachable."""
    last: OSError = OSError("no address")
    for number, address in enumerate(addresses):
        try:
            return dial(address, port, seconds_left(until) / (len(addresses) - number)), address
        except OSError as error:
            last = error
    if isinstance(last, TimeoutError):
        raise TimedOut("timed out while connecting") from last
    raise Unreachable(_reason(last)) from last


def _lookup_reason(host: str, error: Exception) -> str:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return f"the name server does not answer for {host} (offline?)"
    return f"no such host: {host}"


def _reason(error: OSError) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return (error.strerror or str(error) or "no connection").lower()


def _tls_error(error: BaseException) -> BaseException:
    """Say what a failed handshake means, in a reader's words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return NetError(f"certificate not accepted: {error.verify_message}")
    if isinstance(error, TimeoutError):
        return TimedOut("timed out while connecting")
    if isinstance(error, ssl.SSLError):
        return NetError(f"TLS failed: {error.reason or error}")
    if isinstance(error, OSError):
        return Unreachable(_reason(error))
    return error
