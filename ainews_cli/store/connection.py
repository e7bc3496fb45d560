"""The open file, and the one place where SQLite's errors become a StoreError."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ainews_cli.errors import StoreError
from ainews_cli.store import schema
from ainews_cli.store.faults import explain, primary_code

SCHEMA_VERSION = 14
"""Number of `schema.SCRIPTS`; kept in `PRAGMA user_version`, so that checking it needs no sqlite_utils."""
APPLICATION_ID = 0x61694E57
"""`PRAGMA application_id` of our files ("aiNW"): another program's database is never touched."""

Row = tuple[Any, ...]


class Connection:
    """One connection, in autocommit outside `transaction()`. Calls from several threads wait for each other."""

    def __init__(self, path: Path, raw: sqlite3.Connection, *, read_only: bool) -> None:
        self.path = path
        self.raw = raw
        self.read_only = read_only
        self.left_out: set[int] = set()
        """Items that are not read in this run: a step failed with them (`isolation.without_culprits`)."""
        self._lock = threading.RLock()

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Turn SQLite's errors into a StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def read(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """Return all rows of one query."""
        with self._lock, self.faults():
            return self.raw.execute(sql, parameters).fetchall()

    def each(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Iterator[Row]:
        """Yield rows as SQLite finds them: the reader may stop early."""
        with self._lock, self.faults():
            cursor = self.raw.execute(sql, parameters)
            try:
                yield from cursor
            finally:
                cursor.close()

    @contextmanager
    def durable(self) -> Iterator[None]:
        """Let the transactions inside, and all before, survive a power cut. (Otherwise a crash of the machine, not of
        the program, may lose the last ones.)
        """
        with self._lock, self.faults():
            self.raw.execute("PRAGMA synchronous=FULL")
            try:
                yield
            finally:
                self.raw.execute("PRAGMA synchronous=NORMAL")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open a write transaction that takes the write lock at once (so what it reads stays true); roll it back on any
        exception.
        """
        with self._lock, self.faults():
            self.raw.execute("BEGIN IMMEDIATE")
            try:
                yield self.raw
                self.raw.execute("COMMIT")
            except BaseException:
                if self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, self.faults():
            self.raw.close()


def connect(path: Path, *, read_only: bool, busy_seconds: float) -> Connection:
    """Open the file, creating or migrating it where needed. Raise StoreError."""
    if not read_only:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"the folder of the database {path} cannot be created ({error.strerror}): name another place with --db"
            ) from error
    elif not path.exists():
        raise StoreError(f"there is no database at {path}: run `ainews fetch` first, or name another with --db")
    try:
        raw = _raw(path, read_only, busy_seconds)
        try:
            _prepare(raw, path, read_only, busy_seconds)
        except BaseException:
            raw.close()
            raise
    except sqlite3.Error as error:
        raise explain(error, path) from error
    return Connection(path, raw, read_only=read_only)


def _raw(path: Path, read_only: bool, busy_seconds: float) -> sqlite3.Connection:
    # Without a log nobody is writing, and SQLite need not make one to read.
    unwritten = read_only and not path.with_name(f"{path.name}-wal").exists()
    access = "mode=ro&immutable=1" if unwritten else "mode=ro"
    target = f"{path.absolute().as_uri()}?{access}" if read_only else str(path)
    return sqlite3.connect(target, uri=read_only, timeout=busy_seconds, isolation_level=None, check_same_thread=False)


def _prepare(raw: sqlite3.Connection, path: Path, read_only: bool, busy_seconds: float) -> None:
    # Only reads until the file is known to be ours.
    version = _checked_version(raw, path)
    raw.execute("PRAGMA synchronous=NORMAL")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA cache_size=-16000")
    # A fetch's commit need not wait for the copy from the log into the file: closing does that.
    raw.execute("PRAGMA wal_autocheckpoint=10000")
    if version == SCHEMA_VERSION:
        return
    if read_only:
        raise StoreError(f"the database {path} is from an older ainews: run `ainews fetch` once to bring it up to date")
    # Bodies of some KB fit pages of 8 KB better; without effect on a file that is there already.
    raw.execute("PRAGMA page_size=8192")
    _enable_wal(raw, busy_seconds)
    _migrate(raw, path)


def _checked_version(raw: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of one of our files, 0 for an empty one. Raise StoreError for any other file."""
    version: int = raw.execute("PRAGMA user_version").fetchone()[0]
    owner: int = raw.execute("PRAGMA application_id").fetchone()[0]
    if owner == APPLICATION_ID:
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"the database {path} is from a newer ainews: upgrade ainews (`pip install -U ainews`) or name "
                f"another with --db"
            )
        return version
    if owner == 0 and version == 0:
        if raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            return 0
        if (
            raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        ):  # another process made it between these reads
            return _checked_version(raw, path)
    raise StoreError(f"{path} is another program's database: name another with --db")


def _enable_wal(raw: sqlite3.Connection, busy_seconds: float) -> None:
    # SQLite does not call the busy handler for this switch, so two processes that create the file at once would fail
    # here.
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            raw.execute("PRAGMA journal_mode=WAL").fetchone()
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _migrate(raw: sqlite3.Connection, path: Path) -> None:
    raw.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited for the lock.
        version = _checked_version(raw, path)
        if version < SCHEMA_VERSION:
            _upgrade(raw, version)
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def _upgrade(raw: sqlite3.Connection, version: int) -> None:
    """To SCHEMA_VERSION, inside the open transaction."""
    if version == 0:
        schema.create(raw)
    else:
        from ainews_cli.store.migrations import apply  # border: sqlite_utils takes ten times as long as a start

        apply(raw)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    raw.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
