"""Migrations after the first schema: append, never edit one that was released, and raise `connection.SCHEMA_VERSION`."""

from __future__ import annotations

ADDITIONS: tuple[tuple[str, str], ...] = ()
"""(name, SQL): ("m002_…", "CREATE TABLE …")."""
