"""The schema as numbered migrations: append, never edit one that was released.

Imported only when an older file is to be brought up to date (sqlite_utils is slow to import); the SQL is in `schema`
and `additions`, and
`schema.create` makes new files.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from ainews_cli.store import schema

migrations = Migrations(schema.MIGRATIONS)


def apply(raw: sqlite3.Connection) -> None:
    """Apply what is pending, inside the transaction that the caller began."""
    migrations.apply(Database(raw, execute_plugins=False))


def _register(name: str, script: str) -> None:
    @migrations(name=name)
    def run(db: Database) -> None:
        db.executescript(script)


for _name, _script in schema.SCRIPTS:
    _register(_name, _script)
