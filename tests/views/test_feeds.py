"""The pages of `feeds list` and `feeds check`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ainews_cli.models.feed import Feed
from tests.views.feeds_pages import GOLDEN, made

MADE = made()
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", MADE)
def test_golden(name: str) -> None:
    assert MADE[name] == (GOLDEN / name).read_bytes().decode(), (
        "python -m tests.views.feeds_pages, then look at the difference"
    )


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(MADE)


def documented(readme: str, start: str) -> set[str]:
    """The fields in the first column of the first table after some words."""
    table = readme[readme.index(start) :].split("\n\n|", 1)[1].split("\n\n", 1)[0]
    return {span for row in table.splitlines()[2:] for span in re.findall(r"`([^`]+)`", row.split(" | ")[0])}


@pytest.mark.parametrize(
    ("readme", "listed", "checked"),
    [("README.md", "Of `feeds list`", "Of `feeds check`"), ("README.ja.md", "`feeds list` では", "`feeds check` では")],
)
def test_every_field_of_the_records_is_documented(readme: str, listed: str, checked: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    text = text[text.index("`sections[].parts[].records[]`") :]
    records = {
        name: json.loads(MADE[f"{name}.json"])["sections"][0]["parts"][0]["records"][0] for name in ("list", "check")
    }
    assert set(records["list"]) == documented(text, listed) | set(Feed._fields)
    assert set(records["check"]) == documented(text, checked) | {"name", "url"}
