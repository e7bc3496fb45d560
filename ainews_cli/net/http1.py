"""HTTP/1.1 on one wire, by h11, the protocol library under httpx2 and httpcore2.

httpcore2 itself would be the same state machine with pools, proxies, HTTP/2 and two event loops around it: its import takes a
fifth of the time, and a tenth of the memory, of a fetch that finds nothing new.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import h11

from ainews_cli.net.connect import Broken, Wire

_MAX_HEAD = 100 * 1024
"""Bytes of status line and header fields."""
_READ = 64 * 1024


class Line:
    """A connection to one origin, used by one thread at a time. Raises h11.ProtocolError, Broken and what `Wire` raises."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEAD)

    def get(self, target: str, fields: Sequence[tuple[str, str]]) -> h11.Response:
        """Sends a GET and reads the head of the answer."""
        request = self._http.send(h11.Request(method="GET", target=target, headers=list(fields))) or b""
        end = self._http.send(h11.EndOfMessage()) or b""
        with suppress(Broken):  # some servers answer before they have read everything
            self.wire.write(request + end)
        while True:
            event = self._next()
            if isinstance(event, h11.Response):
                return event

    def body(self) -> Iterator[bytes]:
        """The answer's body as it was sent, in pieces."""
        while isinstance(event := self._next(), h11.Data):
            yield bytes(event.data)

    def reusable(self) -> bool:
        """Whether the answer was read to its end and another may follow; readies the line for it."""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        return True

    def _next(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            data = self.wire.read(_READ)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise h11.RemoteProtocolError("disconnected")
            self._http.receive_data(data)
        return event
