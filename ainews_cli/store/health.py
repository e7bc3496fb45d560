"""What state a database is in, read without opening it as ours: damaged, foreign and newer files are answers here, not
errors.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from ainews_cli.errors import StoreError
from ainews_cli.models.feed import FeedState
from ainews_cli.store.connection import APPLICATION_ID, SCHEMA_VERSION, Connection
from ainews_cli.store.faults import explain
from ainews_cli.store.feeds import Feeds
from ainews_cli.store.item_faults import ItemFaults, KeptFault
from ainews_cli.store.values import to_text, to_time_or_none

MOST_LINES = 5
"""Of what a check finds."""
_FACTS = """
SELECT (SELECT count(*) FROM items), (SELECT count(*) FROM item_analyses WHERE NOT estimate AND shown),
    (SELECT max(first_seen) FROM items), (SELECT max(started) FROM llm_calls), (SELECT max(last_fetch) FROM feeds)
"""
_IN_FLIGHT = "SELECT count(*) FROM llm_calls WHERE settled IS NULL AND batch IS NULL AND started < ?"
_OVERDUE = "SELECT count(*) FROM batches WHERE state IN ('submitting', 'open') AND expires < ?"

State = Literal["missing", "unreadable", "foreign", "empty", "older", "newer", "ours"]


class Health(NamedTuple):
    """Findings about a database file."""

    state: State
    fault: str = ""
    """Why it could not be read, one line with the way out."""
    bytes: int = 0
    wal_bytes: int = 0
    """Of the write-ahead log beside it."""
    version: int = 0
    """Of its schema."""
    damage: tuple[str, ...] = ()
    """What SQLite's own check says; () for a whole file."""
    dangling: tuple[str, ...] = ()
    """Tables with rows that point nowhere."""
    items: int = 0
    analysed: int = 0
    latest: datetime | None = None
    """The latest time in it: of a first sight, a call or a fetch."""
    in_flight: int = 0
    """Calls that were never settled, begun before the time asked for."""
    overdue: int = 0
    """Message batches whose results were due before that time, and were not collected."""
    faults: tuple[KeptFault, ...] = ()
    """Steps that failed unexpectedly for an item, met since the time asked for, the last one first."""
    feeds: Mapping[str, FeedState] = {}
    """By config address."""
    sqlite: str = sqlite3.sqlite_version
    """Version of the library."""

    @property
    def usable(self) -> bool:
        """Tell whether it can be written to by this version, and is whole."""
        return self.state == "ours" and not self.fault and not self.damage and not self.dangling


def examine(path: Path, *, stale: datetime, met_since: datetime) -> Health:
    """Return the state of the file, which is neither made nor changed. `stale`: calls in flight begun before it are
    counted; `met_since`: faults met since then are listed.
    """
    if not os.path.exists(path):  # noqa: PTH110  as Path.exists, but it never raises
        return Health("missing")
    log = path.with_name(f"{path.name}-wal")
    try:
        size, logged = path.stat().st_size, log.stat().st_size if log.exists() else 0
        # Without a log nobody is writing, and SQLite need not make one to read.
        health = _read(path, stale, met_since, immutable=not log.exists())
        if health.damage and not logged and log.exists():
            health = _read(path, stale, met_since, immutable=False)
    except sqlite3.Error as error:
        return Health("unreadable", str(explain(error, path)))
    except OSError as error:
        return Health(
            "unreadable",
            f"the database {path} cannot be read ({error.strerror}): check its permissions, or name another with --db",
        )
    return health._replace(bytes=size, wal_bytes=logged)


def _read(path: Path, stale: datetime, met_since: datetime, *, immutable: bool) -> Health:
    target = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    with closing(sqlite3.connect(target, uri=True, timeout=5.0, isolation_level=None)) as raw:
        version: int = raw.execute("PRAGMA user_version").fetchone()[0]
        owner: int = raw.execute("PRAGMA application_id").fetchone()[0]
        if owner != APPLICATION_ID:
            tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            return Health("foreign" if owner or version or tables else "empty")
        if version > SCHEMA_VERSION:
            return Health("newer", version=version)
        health = Health(
            "ours" if version == SCHEMA_VERSION else "older",
            version=version,
            damage=_damage(raw),
            dangling=_dangling(raw),
        )
        return health if health.damage else _facts(path, raw, health, stale, met_since)


def _damage(raw: sqlite3.Connection) -> tuple[str, ...]:
    try:
        lines = [str(row[0]) for row in raw.execute(f"PRAGMA quick_check({MOST_LINES})")]
    except sqlite3.DatabaseError as error:
        return (" ".join(str(error).split()),)
    return (
        ()
        if lines == ["ok"]
        else tuple(line for text in lines for line in text.splitlines() if line.strip())[:MOST_LINES]
    )


def _dangling(raw: sqlite3.Connection) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(str(row[0]) for row in raw.execute("PRAGMA foreign_key_check")))[:MOST_LINES]
    except sqlite3.DatabaseError:
        return ()  # a damaged file: the other check says so


def _facts(path: Path, raw: sqlite3.Connection, health: Health, stale: datetime, met_since: datetime) -> Health:
    """Add what its rows say. An older schema may lack some of them."""
    try:
        items, analysed, *times = raw.execute(_FACTS).fetchone()
        (in_flight,) = raw.execute(_IN_FLIGHT, (to_text(stale),)).fetchone()
        (overdue,) = raw.execute(_OVERDUE, (to_text(stale),)).fetchone()
        connection = Connection(path, raw, read_only=True)
        states = Feeds(connection).feed_states()
        faults = tuple(ItemFaults(connection).faults(met_since))
    except (sqlite3.DatabaseError, StoreError) as error:
        return health if health.state == "older" else health._replace(damage=(" ".join(str(error).split()),))
    latest = max((moment for moment in map(to_time_or_none, times) if moment), default=None)
    return health._replace(
        items=items, analysed=analysed, latest=latest, in_flight=in_flight, overdue=overdue, faults=faults, feeds=states
    )
