"""SQLite's errors in words: one line that names the file and the way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ainews_cli.errors import StoreError, UsageError

# Primary result codes: https://www.sqlite.org/rescode.html (extended codes carry them in the low byte).
_WORDS: dict[int, str] = {
    sqlite3.SQLITE_FULL: (
        "no space left for the database {path}: free some disk space and run again (what was saved before is safe)"
    ),
    sqlite3.SQLITE_READONLY: (
        "the database {path} cannot be written: check the permissions of the file and its folder, or name another "
        "with --db"
    ),
    sqlite3.SQLITE_PERM: (
        "no permission for the database {path}: check the permissions of the file and its folder, or name another "
        "with --db"
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the database {path} cannot be opened: check that its folder exists and may be written to, or name another "
        "with --db"
    ),
    sqlite3.SQLITE_NOTADB: "{path} is not an SQLite database: move it out of the way or name another with --db",
    sqlite3.SQLITE_CORRUPT: (
        "the database {path} is damaged: restore a copy, or rescue it with `sqlite3 {path} .recover`"
    ),
    sqlite3.SQLITE_BUSY: "the database {path} is locked by another program: close that program or try again later",
    sqlite3.SQLITE_LOCKED: "the database {path} is locked by another program: close that program or try again later",
    sqlite3.SQLITE_IOERR: (
        "reading or writing the database {path} failed ({error}): check the disk and its free space, then run again"
    ),
    sqlite3.SQLITE_NOMEM: "not enough memory for the database {path}: close other programs and run again",
}


def unknown_items(ids: Sequence[int]) -> UsageError:
    """Return the error to raise for ids that no item has."""
    return UsageError(f"there is no item {', '.join(map(str, ids))}: `ainews latest` shows the numbers")


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 where Python raised the error itself."""
    code: int = getattr(error, "sqlite_errorcode", 0) or 0
    return code & 0xFF


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the StoreError to raise for it."""
    words = _WORDS.get(primary_code(error), "the database {path} gave an error ({error}): run `ainews doctor`")
    return StoreError(words.format(path=path, error=" ".join(str(error).split())))
