"""The tables that ship with the program: all in one format, each saying what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ainews_cli import data

FILES = sorted(file for file in Path(data.__file__).parent.iterdir() if file.is_file())


def test_all_are_toml() -> None:
    assert {file.suffix for file in FILES} <= {".toml", ".py"}
    assert len([file for file in FILES if file.suffix == ".toml"]) > 5


@pytest.mark.parametrize("file", [file for file in FILES if file.suffix == ".toml"], ids=lambda file: file.stem)
def test_each_says_what_it_is_and_can_be_read(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    comment = text[: text.index("\n\n")].splitlines()
    assert all(line.startswith("#") for line in comment)
    assert len(comment) > 1
    assert max(map(len, text.splitlines())) <= 120
    assert data.load(file.stem)


def test_a_table_is_read_once() -> None:
    assert data.load("companies") is data.load("companies")


def test_words_of_several_lists_are_one_set() -> None:
    common, others = (data.words("headline_words", key) for key in ("common", "common_others"))
    assert data.words("headline_words", "common", "common_others") == common | others
    assert "the" in common
    assert "und" in others


def test_a_missing_table_is_named_with_the_way_out() -> None:
    with pytest.raises(FileNotFoundError, match=r"no-such-list\.toml is missing; reinstall ainews"):
        data.load("no-such-list")
