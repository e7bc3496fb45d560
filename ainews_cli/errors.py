"""Every fault that ainews knows by name, and the exit code each one ends the program with.

::

    AinewsError ─────────── 1  an unexpected fault
    ├── OutputError ─────── 1  standard output or a file of the machine cannot be written
    ├── UsageError ──────── 2  wrong usage, an unknown id or feed
    ├── ConfigError ─────── 3  the config file
    ├── FetchError ──────── 4  nothing could be fetched at all
    │   ├── NetError             one address could not be read (an outcome of its feed, rarely fatal)
    │   │   ├── AddressRefused   the address guard said no
    │   │   ├── VariableUnset    an address names a variable that the environment does not have
    │   │   ├── Unreachable      no connection at all: no such host, refused, no route
    │   │   ├── TooLarge         past the size cap, after decompression
    │   │   └── TimedOut         connect or whole transfer
    │   └── NotAFeed             the bytes are no feed (an HTML page, nothing, rubbish)
    ├── ModelError ──────── 5  the model could not be used and nothing could be shown
    │   ├── ModelRefused         401, 402, 403: the run stops at once
    │   ├── ModelUnavailable     retries used up: 429, 5xx, no connection
    │   │   └── MaybeSent        a batch was sent, and nobody knows whether it arrived
    │   ├── NoBatches            the server takes no message batches
    │   ├── BatchUnknown         the server does not know this batch (any more)
    │   ├── BadReply             off-schema, truncated or refused: an outcome of its item
    │   └── BudgetExceeded       the call would go past [budget]
    └── StoreError ──────── 6  the database

Each message is one line that names the thing and the way out.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The process exit codes; scripts rely on them (docs/reference/commands.md)."""

    OK = 0
    FAULT = 1
    USAGE = 2
    CONFIG = 3
    FETCH = 4
    MODEL = 5
    STORE = 6
    INTERRUPTED = 130


class AinewsError(Exception):
    """Base of all faults; `str(error)` is the one line a reader sees."""

    exit_code: ClassVar[ExitCode] = ExitCode.FAULT


class OutputError(AinewsError):
    """Standard output, or a file that nobody named, cannot be written."""


class UsageError(AinewsError):
    """Wrong usage, or an id or feed that does not exist."""

    exit_code = ExitCode.USAGE


class ConfigError(AinewsError):
    """The config file cannot be read or says something impossible."""

    exit_code = ExitCode.CONFIG


class FetchError(AinewsError):
    """Nothing could be fetched."""

    exit_code = ExitCode.FETCH


class NetError(FetchError):
    """One address could not be read."""


class AddressRefused(NetError):
    """An address that untrusted text named leads to a loopback, link-local or private host, or is not http(s)."""


class VariableUnset(NetError):
    """An address or a header of the config names a variable that the environment does not have."""


class Unreachable(NetError):
    """No connection could be made: no such host, connection refused, no route."""


class TooLarge(NetError):
    """A body went past the size cap (counted after decompression)."""


class TimedOut(NetError):
    """Connecting, or the transfer as a whole, took longer than allowed."""


class NotAFeed(FetchError):
    """The bytes are no feed. `alternates` holds the feed addresses an HTML page names, if it was one."""

    def __init__(self, message: str, alternates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.alternates = alternates


class ModelError(AinewsError):
    """The model could not be used."""

    exit_code = ExitCode.MODEL


class ModelRefused(ModelError):
    """The server refuses this key or account (401, 402, 403): no further call makes sense in this run."""


class ModelUnavailable(ModelError):
    """Retries are used up, or the server cannot be reached."""


class MaybeSent(ModelUnavailable):
    """A batch was sent and no answer came: it may be in the server's list or not."""


class NoBatches(ModelError):
    """The server takes no message batches."""


class BatchUnknown(ModelError):
    """The server does not know this batch: another key or workspace, or too long ago."""


class BadReply(ModelError):
    """A reply that cannot be used: off-schema, truncated, refused, or in the wrong language."""


class BudgetExceeded(ModelError):
    """The call would go past `[budget]`; the item is deferred."""


class StoreError(AinewsError):
    """The database cannot be opened, read or written."""

    exit_code = ExitCode.STORE
