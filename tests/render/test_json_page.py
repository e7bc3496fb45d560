from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.page import Section, TablePart
from ainews_cli.render.json_page import render
from tests.support.records import replace
from tests.support.render.entries import ENTRY
from tests.support.render.sample import PAGE, options

DOCS = Path(__file__).parent.parent.parent / "docs"
MARKS = ("depth", "relevance", "practicality", "novelty")


def fields(value: Any, path: str = "") -> Iterator[str]:
    """Every field as the table writes it: entries[].marks.*.value."""
    if isinstance(value, list):
        for one in value:
            yield from fields(one, f"{path}[]") if isinstance(one, dict) else ()
    elif isinstance(value, dict):
        for name, one in value.items():
            if name in MARKS:
                yield from fields(one, f"{path}.*")
            else:
                here = f"{path}.{name}".lstrip(".")
                yield here
                yield from fields(one, here)


def documented(page: Path) -> set[str]:
    table = page.read_text(encoding="utf-8").split("\n## ", 2)[1]
    return set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE))


@pytest.mark.parametrize("name", ["reference/json.md", "ja/reference/json.md"])
def test_every_field_is_documented_and_every_documented_field_exists(name: str) -> None:
    assert set(fields(json.loads(render(PAGE, options())))) == documented(DOCS / name)


def test_the_contract() -> None:
    made = json.loads(render(PAGE, options()))
    assert made["window"] == {"from": "2026-06-04T06:44:00Z", "to": "2026-06-05T06:44:00Z"}
    assert [entry["id"] for entry in made["entries"]] == [12, 7, 99, 100]
    assert made["entries"][0]["marks"]["practicality"] == {
        "value": 3.0,
        "reason": "手順は公開されているが、道具は未公開。",
        "blocks": [4],
        "quote": "道具は公開しない",
        "confirmed": False,
    }
    assert made["entries"][0]["analysed_at"] == "2026-06-05T05:00:00Z"
    assert made["entries"][3]["score"] is None
    assert json.loads(render(replace(PAGE, window=None), options()))["window"] is None


def test_japanese_is_readable_and_the_text_ends_in_a_line_break() -> None:
    made = render(PAGE, options())
    assert "コトノハ研究所" in made
    assert made.endswith("}\n")


@given(st.text())
def test_any_text_can_be_encoded_and_holds_no_escape_codes(title: str) -> None:
    made = render(replace(PAGE, title=title, sections=()), options())
    made.encode()
    assert not re.search("[\x1b\x9b\u202e]", json.loads(made)["title"])


def test_it_does_not_depend_on_the_clock_or_the_terminal() -> None:
    assert render(PAGE, options(40, color=True)) == render(PAGE, replace(options(), now=ENTRY.published))


def test_the_records_of_a_table_keep_their_types_and_are_cleaned() -> None:
    record = (
        ("name", "朝凪\x1b[31m"),
        ("failures", 3),
        ("enabled", False),
        ("last_success", ENTRY.published),
        ("newest", None),
        ("notes", ("a", "b")),
    )
    page = replace(PAGE, sections=(Section("feeds", "", (TablePart(("x",), (("朝凪",),), records=(record,)),)),))
    made = json.loads(render(page, options()))["sections"][0]["parts"][0]["records"]
    when = ENTRY.published.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert made == [
        {"name": "朝凪[31m", "failures": 3, "enabled": False, "last_success": when, "newest": None, "notes": ["a", "b"]}
    ]
