"""Blocks as JSON."""

from __future__ import annotations

import json

import pytest

from ainews_cli.errors import StoreError
from ainews_cli.models.text import Block
from ainews_cli.store.block_records import VERSION, blocks_from_json, blocks_to_json

BLOCKS = (
    Block(1, "heading", "見出し", level=2),
    Block(2, "list_item", "a **b**", level=1, ordered=3),
    Block(3, "code", 'x = "\\n"', info="python"),
    Block(4, "paragraph", "text"),
)


def test_blocks_are_kept_by_name_without_their_defaults() -> None:
    assert json.loads(blocks_to_json(BLOCKS)) == {
        "version": VERSION,
        "blocks": [
            {"kind": "heading", "text": "見出し", "level": 2},
            {"kind": "list_item", "text": "a **b**", "level": 1, "ordered": 3},
            {"kind": "code", "text": 'x = "\\n"', "info": "python"},
            {"kind": "paragraph", "text": "text"},
        ],
    }
    assert blocks_from_json(blocks_to_json(BLOCKS)) == BLOCKS
    assert blocks_from_json("") == ()


def test_another_version_is_refused() -> None:
    with pytest.raises(StoreError, match="blocks of version 2"):
        blocks_from_json(json.dumps({"version": VERSION + 1, "blocks": []}))
