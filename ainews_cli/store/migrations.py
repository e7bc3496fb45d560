"""The schema as numbered migrations: append, never edit one that was released.

Imported only when a migration is pending (sqlite_utils is slow to import); the first one's SQL is in `schema`, which makes new files.
After appending one, raise `connection.SCHEMA_VERSION`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from ainews_cli.store import schema

if TYPE_CHECKING:
    import sqlite3

migrations = Migrations(schema.MIGRATIONS)


def apply(raw: sqlite3.Connection) -> None:
    """Applies what is pending, inside the transaction that the caller began."""
    migrations.apply(Database(raw, execute_plugins=False))


@migrations(name=schema.FIRST)
def m001_first_schema(db: Database) -> None:
    """Everything up to the first release."""
    db.executescript(schema.FIRST_SCHEMA)
