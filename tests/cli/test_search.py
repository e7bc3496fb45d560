"""`search`, and what a reader does with an item, on the sample feeds."""

from __future__ import annotations

import sys

import pytest

from tests.support.cli import Cli


@pytest.fixture(scope="module", autouse=True)
def _scored(filled: Cli) -> None:
    """Every item has its score: searching estimates what it shows."""
    assert filled("search", "the", "-n", "1000").code == 0


def ids(cli: Cli, *arguments: str) -> list[int]:
    return [entry["id"] for entry in cli("search", *arguments, "-f", "json", "-n", "100").data["entries"]]


def test_search_finds_both_languages_and_marks_the_place(filled: Cli) -> None:
    done = filled("search", "agent", "-n", "3")
    assert (done.code, done.err) == (0, "")
    assert "該当箇所: " in done.out
    assert "【agent】" in done.out.casefold()
    assert ids(filled, "モデル")


def test_filters_narrow_and_never_widen(filled: Cli) -> None:
    every = ids(filled, "the")
    assert len(every) > 5
    page = filled("search", "the", "-f", "json", "-n", "100").data
    for arguments, keeps in [
        (("--min-score", "3"), lambda one: one["score"] >= 3),
        (("--feed", page["entries"][0]["source"]), lambda one: page["entries"][0]["source"] in one["sources"]),
        (("--category", page["entries"][0]["category"]), None),
        (("--since", "yesterday"), None),
        (("--until", "-1"), None),
        (("--tag", next(tag for one in page["entries"] for tag in one["tags"])), lambda one: one["tags"]),
    ]:
        found = ids(filled, "the", *arguments)
        assert set(found) <= set(every)
        if keeps:
            assert set(found) == {one["id"] for one in page["entries"] if keeps(one)} or arguments[0] == "--tag"
    assert sorted(ids(filled, "the", "--since", "today") + ids(filled, "the", "--until", "yesterday")) == sorted(every)


def test_nothing_found_is_no_fault(filled: Cli) -> None:
    done = filled("search", "zzqqxx")
    assert (done.code, done.err) == (0, "")
    assert "「zzqqxx」を含む記事はありません。" in done.out
    assert "「agent」を含み、条件にも合う記事はありません。" in filled("search", "agent", "--tag", "zzqqxx").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("search",), ["WORD"]),
        (("search", "a", "--feed", "Pelluvan"), ["Pelluvan", "did you mean"]),
        (("search", "a", "--category", "nope"), ["'nope'", "research"]),
        (("search", "a", "--since", "soon"), ["soon", "2026-06-05"]),
        (("star", "1", "999999"), ["999999", "ainews latest"]),
        (("open", "999999"), ["999999"]),
        (("hide", "x"), ["'x'"]),
    ],
)
def test_wrong_usage(filled: Cli, arguments: tuple[str, ...], words: list[str]) -> None:
    done = filled(*arguments)
    assert done.code == 2
    assert all(word in done.err for word in words)


def test_stars_hides_and_reads_and_taking_them_back(empty: Cli) -> None:
    assert empty("fetch").code == 0
    first, second = (entry["id"] for entry in empty("latest", "-f", "json", "-n", "2").data["entries"])
    assert empty("star", str(first), str(second)).err == f"スターを付けました: {first}, {second}\n"
    assert empty("hide", str(first)).code == 0
    assert first not in [entry["id"] for entry in empty("latest", "-f", "json", "-n", "9").data["entries"]]
    assert empty("hide", str(first), "--undo").code == 0
    assert first in [entry["id"] for entry in empty("latest", "-f", "json", "-n", "9").data["entries"]]
    assert empty("-q", "read", str(first)).err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the browser is a shell command here")
def test_open_hands_the_address_to_the_browser(empty: Cli) -> None:
    assert empty("fetch").code == 0
    entry = empty("latest", "-f", "json", "-n", "1").data["entries"][0]
    done = empty("open", str(entry["id"]), env={"BROWSER": "true"})
    assert (done.code, done.out) == (0, "")
    assert entry["url"] in done.err
    assert empty("open", str(entry["id"]), env={"BROWSER": "false"}).out == f"{entry['url']}\n"
