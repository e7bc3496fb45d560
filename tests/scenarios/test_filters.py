"""One set of filters for `search`, `latest` and `daily`: the same names, the same meaning."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cli import Cli

COMMANDS = (("search",), ("latest", "--no-analyse"), ("daily", "--no-analyse", "--no-stories"))


def page(cli: Cli, *arguments: str) -> Any:
    return cli(*arguments, "-f", "json", "-n", "200").data


@pytest.fixture(scope="module")
def every(filled: Cli) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = page(filled, "latest", "--no-analyse")["entries"]
    return entries


@pytest.fixture(scope="module")
def tag(every: list[dict[str, Any]]) -> str:
    return next(tag for entry in every for tag in entry["tags"])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_tag_alone_finds_its_items(
    filled: Cli, every: list[dict[str, Any]], tag: str, command: tuple[str, ...]
) -> None:
    wanted = {entry["id"] for entry in every if tag in entry["tags"]}
    found = {entry["id"] for entry in page(filled, *command, "--tag", tag)["entries"]}
    assert found
    assert found <= wanted
    assert found == wanted or command[0] == "daily", "daily has a window of its own"
    for written in (tag.upper(), f"#{tag}"):
        assert {entry["id"] for entry in page(filled, *command, "--tag", written)["entries"]} == found


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--feed", "--category", "--min-score", "--since"])
def test_every_filter_narrows_every_list(
    filled: Cli, every: list[dict[str, Any]], command: tuple[str, ...], option: str
) -> None:
    value = {"--feed": every[0]["source"], "--category": "research", "--min-score": "3", "--since": "today"}[option]
    for entry in page(filled, *command, option, value)["entries"]:
        assert {
            "--feed": value in entry["sources"],
            "--category": True,
            "--min-score": entry["score"] >= 3,
            "--since": True,
        }[option]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_nothing_has_is_said_with_what_is_near(filled: Cli, tag: str, command: tuple[str, ...]) -> None:
    done = filled(*command, "--tag", f"{tag}z")
    assert done.code == 0
    assert f"タグ「{tag}z」の付いた記事はありません" in done.out
    assert tag in done.out.partition("近いタグ")[2]
    assert "企業「Zzqqxx」の記事はありません" in filled(*command, "--company", "Zzqqxx").out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_feed_or_category_that_is_none_is_wrong_usage(filled: Cli, command: tuple[str, ...]) -> None:
    assert filled(*command, "--feed", "Nobody").code == filled(*command, "--category", "nope").code == 2


def test_a_digest_says_what_its_filter_leaves_out(filled: Cli, tag: str) -> None:
    whole, part = page(filled, "daily", "--no-analyse"), page(filled, "daily", "--no-analyse", "--tag", tag)
    left_out = whole["footer"]["considered"] - part["footer"]["considered"]
    assert left_out > 0
    assert f"--tag {tag} に合わないため{left_out}件を除外" in part["footer"]["lines"]


def test_a_search_says_how_many_it_shows_of_how_many(filled: Cli) -> None:
    found = page(filled, "search", "the")
    assert found["footer"]["found"] == len(found["entries"]) > 2
    first = filled("search", "the", "-n", "2", "-f", "json").data
    assert (len(first["entries"]), first["footer"]["found"]) == (2, found["footer"]["found"])
    for name in ("terminal", "markdown", "html", "email"):
        done = filled("--to", "me@a.example", "search", "the", "-n", "2", "-f", name)
        assert f"{found['footer']['found']}件中2件を表示" in done.out or name == "email"


def test_hidden_items_stay_hidden_unless_asked_for(empty: Cli) -> None:
    assert empty("fetch").code == 0
    item = page(empty, "search", "the")["entries"][0]
    assert empty("hide", str(item["id"])).code == 0
    for command in (("search", "the"), ("search", "--since", "-300"), *COMMANDS[1:]):
        ids = [entry["id"] for entry in page(empty, *command)["entries"]]
        assert item["id"] not in ids
        shown = [entry["id"] for entry in page(empty, *command, "--hidden")["entries"]]
        assert set(ids) < set(shown) or command[0] == "daily"
        assert item["id"] in shown or command[0] == "daily"


def test_a_search_for_nothing_is_wrong_usage(filled: Cli) -> None:
    done = filled("search")
    assert done.code == 2
    assert "--tag" in done.err
    assert filled("search", "", "--hidden").code == 2


@pytest.mark.parametrize("words", ['"half', "!!!", "AND", "NEAR", "a OR", "*", "( )", "--", "title:", "^", "'"])
def test_no_query_is_an_error_of_the_database(filled: Cli, words: str) -> None:
    done = filled("search", "--", words)
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json", "rss", "email"])
def test_no_snippet_has_markup(filled: Cli, form: str) -> None:
    for word in ("agent", "code", "モデル"):
        hits = [part["value"] for entry in page(filled, "search", word)["entries"] for part in entry["details"]]
        assert any(hits)
        assert not [hit for hit in hits if any(sign in hit for sign in ("**", "](", "`", " | ", "## "))]
        assert filled("--to", "me@a.example", "search", word, "-f", form).code == 0
