"""The reader's database: one SQLite file. All SQL lives in this package; it takes and returns models."""

from ainews_cli.store.store import Store

__all__ = ["Store"]
