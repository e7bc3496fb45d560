"""Videos, tools, papers and the week: which items, in which groups, with which facts of their texts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.page import EntryPart
from ainews_cli.views.tool_facts import MOST, facts
from ainews_cli.views.weekly import grouped
from ainews_cli.views.windows import week_window
from tests.support.records import replace
from tests.support.render.entries import ENTRY


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "Mizuna is a linter. It is released under the MIT license.",
            {"licence": "It is released under the MIT license."},
        ),
        (
            "It is not open source. There is no free tier.",
            {"licence": "It is not open source.", "price": "There is no free tier."},
        ),
        ("We open-sourced it. The code is Apache 2.0.", {"licence": "The code is Apache 2.0."}),
        ("Kiln costs $12.50 per seat. Ask us.", {"price": "Kiln costs $12.50 per seat."}),
        ("開発者向けの道具です。月額1,200円から。", {"users": "開発者向けの道具です。", "price": "月額1,200円から。"}),
        ("Built for small teams of researchers.", {"users": "Built for small teams of researchers."}),
        ("自由に使える。", {}),
        ("", {}),
    ],
)
def test_facts_are_sentences_of_the_source(source: str, expected: dict[str, str]) -> None:
    assert facts(source) == expected


@given(
    st.text(max_size=400),
    st.sampled_from(["MIT license", "$5", "無料", "for developers", "オープンソース"]),
    st.text(max_size=400),
)
def test_a_fact_is_always_verbatim(before: str, telling: str, after: str) -> None:
    source = f"{before} {telling} {after}"
    for said in facts(source).values():
        bare = said.removeprefix("… ").removesuffix(" …")
        assert bare in " ".join(source.split())
        assert len(said) <= MOST + 4


def made(rank: int, *tags: str) -> EntryPart:
    return replace(ENTRY, rank=rank, id=rank, tags=tags)


def test_groups_by_the_tag_shared_most_and_the_rest_last() -> None:
    entries = [
        made(1, "a"),
        made(2, "b", "all"),
        made(3, "a", "all"),
        made(4, "b", "all"),
        made(5, "b", "all"),
        made(6, "all"),
        made(7, "x", "all"),
    ]
    groups = grouped(entries, "ja")
    assert [(name, [one.rank for one in group]) for name, group in groups] == [
        ("b", [2, 4, 5]),
        ("all", [3, 6, 7]),
        ("そのほか", [1]),
    ]
    crowd = [made(rank, "all") for rank in range(1, 9)]
    assert [(name, len(group)) for name, group in grouped([*crowd, made(9, "a"), made(10, "a")], "ja")] == [
        ("a", 2),
        ("そのほか", 8),
    ]


def test_one_topic_alone_needs_no_heading_for_the_rest() -> None:
    assert [name for name, _ in grouped([made(1, "a"), made(2, "b")], "ja")] == [""]
    assert grouped([], "ja") == []


@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=3), max_size=15))
def test_every_entry_stands_in_one_group_in_its_order(tags: list[list[str]]) -> None:
    entries = [made(rank, *found) for rank, found in enumerate(tags, 1)]
    groups = grouped(entries, "en")
    assert sorted(one.rank for _, group in groups for one in group) == [one.rank for one in entries]
    for _, group in groups:
        assert [one.rank for one in group] == sorted(one.rank for one in group)


def test_a_week_is_monday_to_sunday_in_the_readers_zone() -> None:
    window = week_window(date(2026, 11, 22), 7, datetime(2026, 11, 23, tzinfo=UTC), "Asia/Tokyo")
    assert window.start == datetime(2026, 11, 15, 15, tzinfo=UTC)
    assert window.end == datetime(2026, 11, 22, 15, tzinfo=UTC)
