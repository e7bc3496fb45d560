"""The weekly review and the views of one kind, on the sample feeds."""

from __future__ import annotations

import pytest

from tests.support.cli import Cli


def test_videos_are_videos_and_say_what_their_summary_rests_on(filled: Cli) -> None:
    page = filled("videos", "-f", "json", "-n", "50").data
    assert page["entries"]
    assert all(one["kind"] == "youtube" or one["category"] == "video" for one in page["entries"])
    assert {detail["label"] for one in page["entries"] for detail in one["details"]} == {"要約のもと"}
    assert page["footer"]["considered"] == len(page["entries"])
    assert filled("videos", "-f", "json", "-n", "1").data["footer"]["considered"] == len(page["entries"])


def test_tools_quote_the_source_on_licence_and_price(filled: Cli) -> None:
    page = filled("tools", "-f", "json", "-n", "50").data
    assert page["entries"]
    details = [detail for one in page["entries"] for detail in one["details"]]
    assert {detail["label"] for detail in details} <= {"対象", "ライセンス", "料金"}
    assert all(detail["value"].startswith("「") for detail in details)


def test_papers_and_their_window(filled: Cli) -> None:
    page = filled("papers", "-f", "json", "--days", "30", "-n", "50").data
    assert page["entries"]
    old = filled("papers", "2020-01-31", "--days", "1", "-f", "json").data
    assert old["window"] == {"from": "2020-01-30T15:00:00Z", "to": "2020-01-31T15:00:00Z"}
    assert old["entries"] == []


def test_the_week_has_its_numbers_and_its_topics(filled: Cli) -> None:
    page = filled("weekly", "-f", "json").data
    numbers = next(one for one in page["sections"] if one["key"] == "numbers")
    assert numbers["parts"][0]["rows"][0][0] == "記事"
    assert int(numbers["parts"][0]["rows"][0][1]) == page["footer"]["considered"]
    topics = [one for one in page["sections"] if one["key"] == "topic"]
    assert topics
    assert sorted(part["id"] for one in topics for part in one["parts"]) == sorted(one["id"] for one in page["entries"])
    assert filled("weekly", "2020-01-31").out.startswith("# 週報 2020-W05")


@pytest.mark.parametrize("command", ["weekly", "videos", "tools", "papers", "trends", "companies"])
def test_the_same_window_gives_the_same_page(filled: Cli, command: str) -> None:
    first, second = (filled(command, "-f", "json").data for _ in range(2))
    assert [one["id"] for one in first["entries"]] == [one["id"] for one in second["entries"]]
    assert [one["key"] for one in first["sections"]] == [one["key"] for one in second["sections"]]


@pytest.mark.parametrize(
    "arguments",
    [("trends", "--kind", "people"), ("videos", "--days", "0"), ("companies", "Nobody at all"), ("weekly", "soon")],
)
def test_wrong_usage_is_one_line(filled: Cli, arguments: tuple[str, ...]) -> None:
    done = filled(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_without_a_name_in_the_news_companies_says_how_they_are_found(filled: Cli) -> None:
    """The sample firms are invented, and nothing but an estimate is stored: there are items, and no company."""
    done = filled("companies", "-f", "json").data
    assert done["footer"]["considered"] > 20
    assert [part["text"] for part in done["sections"][0]["parts"]] == [
        "この期間の記事からは企業名を読み取れていません。モデルが分析した記事と、既知の企業だけが数えられます。"
    ]


@pytest.mark.parametrize("command", ["weekly", "tools", "daily"])
def test_what_is_counted_does_not_hang_on_what_is_shown(filled: Cli, command: str) -> None:
    one, all_ = (filled(command, "-n", number, "-f", "json").data["footer"] for number in ("1", "100"))
    assert (one["considered"], one["analysed"]) == (all_["considered"], all_["analysed"])
