"""`why` on the sample feeds: for every item the parts add up to the value that ranks it."""

from __future__ import annotations

import pytest

from tests.support.cli import Cli


def parts(cli: Cli, item: int) -> list[float]:
    """The points of the sum's table, the total last."""
    page = cli("why", str(item), "-f", "json").data
    table = next(section for section in page["sections"] if section["key"] == "sum")["parts"][0]
    return [float(row[1]) for row in table["rows"]]


def test_the_parts_add_up_for_every_item(filled: Cli) -> None:
    shown = filled("daily", "-n", "100", "-f", "json").data["entries"]
    assert len(shown) > 15
    values = []
    for entry in shown:
        *found, total = parts(filled, entry["id"])
        assert sum(found) == pytest.approx(total, abs=0.03)  # six rounded figures
        assert found[0] == pytest.approx(entry["score"], abs=0.06)
        values.append(total)
    assert values[0] == max(values)


def test_a_story_names_the_item_it_stands_under(filled: Cli) -> None:
    page = filled("daily", "-n", "100", "-f", "json").data
    entry = next(one for one in page["entries"] if one["coverage"])
    other = entry["coverage"][0]["id"]
    said = filled("why", str(other)).out
    assert f"ID {entry['id']}" in said or "件中" in said


def test_unknown_ids_are_one_line(filled: Cli) -> None:
    done = filled("why", "999999")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_no_stories_shows_every_item(filled: Cli) -> None:
    together = filled("daily", "-n", "100", "-f", "json").data["entries"]
    apart = filled("daily", "-n", "100", "-f", "json", "--no-stories").data["entries"]
    assert len(apart) > len(together)
    assert all(not one["coverage"] for one in apart)
