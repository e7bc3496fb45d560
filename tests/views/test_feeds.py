"""The pages of `feeds list` and `feeds check`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ainews_cli.models.feed import Feed
from tests.support.views.feeds_pages import GOLDEN, made

MADE = made()
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", MADE)
def test_golden(name: str) -> None:
    assert MADE[name] == (GOLDEN / name).read_bytes().decode(), (
        "python -m tests.support.views.feeds_pages, then look at the difference"
    )


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(MADE)


def documented(page: str, command: str) -> set[str]:
    """Return the fields in the first column of a command's table."""
    table = page.split(f"### ainews {command}\n", 1)[1].split("\n|", 1)[1].split("\n\n", 1)[0]
    return {span for row in table.splitlines()[2:] for span in re.findall(r"`([^`]+)`", row.split(" | ")[0])}


@pytest.mark.parametrize("name", ["docs/reference/json.md", "docs/ja/reference/json.md"])
def test_every_field_of_the_records_is_documented(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    records = {
        name: json.loads(MADE[f"{name}.json"])["sections"][0]["parts"][0]["records"][0] for name in ("list", "check")
    }
    assert set(records["list"]) == documented(page, "feeds list") | set(Feed._fields)
    assert set(records["check"]) == documented(page, "feeds check")
