"""Blocks as JSON: by name and with a version, the same in every table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ainews_cli.errors import StoreError
from ainews_cli.models.text import Block

VERSION = 1
"""Of every record that holds blocks; raised with a migration that rewrites the older ones."""


def to_records(blocks: Iterable[Block]) -> list[dict[str, object]]:
    """Return one object per block: kind and text, and what else is not at its default."""
    return [
        {"kind": block.kind, "text": block.text, **{name: value for name, value in _details(block) if value}}
        for block in blocks
    ]


def _details(block: Block) -> tuple[tuple[str, object], ...]:
    return (("level", block.level), ("ordered", block.ordered), ("info", block.info))


def from_records(records: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Return the blocks, with the ids 1, 2, 3 …"""
    return tuple(Block(number, **record) for number, record in enumerate(records, 1))


def blocks_to_json(blocks: Iterable[Block]) -> str:
    """Return `{"version": …, "blocks": […]}`."""
    return to_json("blocks", to_records(blocks))


def blocks_from_json(text: str) -> tuple[Block, ...]:
    """Return the blocks of such a text; () for ""."""
    return from_records(from_json("blocks", text)) if text else ()


def to_json(name: str, records: list[dict[str, object]]) -> str:
    """Return the records under that name, with the version."""
    return json.dumps({"version": VERSION, name: records}, ensure_ascii=False)


def from_json(name: str, text: str) -> list[dict[str, Any]]:
    """Return the records under that name. Raise StoreError for a version that this program does not know."""
    stored = json.loads(text)
    if stored["version"] != VERSION:
        raise StoreError(f"the database holds {name} of version {stored['version']}, which this ainews does not know")
    records: list[dict[str, Any]] = stored[name]
    return records
