"""`ainews init` on a real terminal: it asks, judges each answer at once, and writes what was answered."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli import config
from ainews_cli.errors import UsageError
from ainews_cli.models.analysis import Interests
from ainews_cli.subscriptions import starting
from tests.support.cli import Cli

EXAMPLE = config.example_text()
FOUND = starting.categories(EXAMPLE)


def dialogue(cli: Cli, path: Path, *answers: str, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    """(exit code, stdout, stderr) of `init` whose standard input is a terminal that these lines are typed into."""
    master, slave = pty.openpty()
    try:
        command = [sys.executable, "-m", "ainews_cli", "--config", str(path), "init"]
        process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=cli.env | {"TZ": "Europe/Berlin"} | (env or {}),
        )
        os.write(master, "".join(f"{answer}\n" for answer in answers).encode(errors="surrogateescape"))
        out, err = process.communicate(timeout=60)
    finally:
        os.close(master)
        os.close(slave)
    return process.returncode, out, err


def test_the_answers_are_in_the_config(empty: Cli, tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    code, out, err = dialogue(
        empty, path, "en", "", "AI in medicine", "radiology、 open source, radiology,", "videos, 1"
    )
    assert (code, out.strip()) == (0, ""), err  # the prompt writes a blank
    made = config.load(path)
    assert (made.language, made.timezone, made.interests.text) == ("en", "Europe/Berlin", "AI in medicine")
    assert made.interests.keywords == ("radiology", "open source")
    assert {feed.category for feed in made.feeds} == {"labs", "videos"}
    assert len(made.feeds) == FOUND["labs"] + FOUND["videos"]
    text = path.read_text(encoding="utf-8")
    assert "# Weights of the four marks" in text
    assert "# ---- Labs" in text
    assert "# ---- Japan" not in text
    assert f"({len(made.feeds)} feeds)" in err


def test_a_wrong_answer_is_asked_again_with_the_reason(empty: Cli, tmp_path: Path) -> None:
    path = tmp_path / "config2.toml"
    code, _, err = dialogue(empty, path, "Japanese!", "ja", "Asia/Tokio", "Asia/Tokyo", "", "", "9, labs", "none")
    assert code == 0
    assert "'Japanese!': must be a language tag" in err
    assert "Asia/Tokyo のことですか" in err
    assert "関心のあること" in err, "in the language that was just chosen"
    assert "重視する語" in err
    assert "'9': all、none、1-8、labs" in err
    made = config.load(path)
    assert (made.timezone, made.feeds) == ("Asia/Tokyo", ())
    assert made.interests == Interests(), "Return chooses nothing, nor does the example for the reader"
    assert "ainews feeds add URL" in err
    assert "# ----" not in path.read_text(encoding="utf-8")


def test_return_at_every_question_gives_the_example(empty: Cli, tmp_path: Path) -> None:
    path = tmp_path / "config3.toml"
    assert dialogue(empty, path, "", "", "", "", "", env={"TZ": "UTC", "LANG": "ja_JP.UTF-8"})[0] == 0
    assert path.read_text(encoding="utf-8") == EXAMPLE


def test_an_existing_config_stays_unless_the_reader_says_so(empty: Cli, tmp_path: Path) -> None:
    path = tmp_path / "config4.toml"
    path.write_text('language = "en"', encoding="utf-8")
    assert dialogue(empty, path, "n")[0] == 2
    assert path.read_text(encoding="utf-8") == 'language = "en"'
    assert dialogue(empty, path, "y", "", "", "", "", "")[0] == 0
    assert len(config.load(path).feeds) == 72


def test_nobody_s_keywords_steer_a_ranking(empty: Cli, tmp_path: Path) -> None:
    """Neither those of a config that was made without questions, nor those of the packaged one."""
    path = tmp_path / "config5.toml"
    assert empty("init", "--yes", config=path).code == 0
    assert config.load(path).interests == config.parse(EXAMPLE, None).interests == Interests()


def test_what_a_terminal_slips_into_an_answer_is_not_written(empty: Cli, tmp_path: Path) -> None:
    path = tmp_path / "config6.toml"
    escaped = "\x1b[200~agents\x1b[201~"
    assert dialogue(empty, path, "en", "", escaped, f"{escaped}, \udcff", "none")[0] == 0
    made = config.load(path).interests
    assert "\x1b" not in made.text + "".join(made.keywords)
    assert "agents" in made.text
    assert "agents" in made.keywords[0]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", []),
        (" , 、", []),
        ("LLM", ["LLM"]),
        ("open source, 推論、日本語，LLM,LLM", ["open source", "推論", "日本語", "LLM"]),
        ('"quoted" \\ [x]', ['"quoted" \\ [x]']),
    ],
)
def test_keywords_of_an_answer(answer: str, words: list[str]) -> None:
    assert starting.keywords(answer) == words


@given(st.sets(st.sampled_from(sorted(FOUND))))
def test_any_choice_of_categories(keep: set[str]) -> None:
    made = config.parse(starting.narrowed(EXAMPLE, keep), None)
    before = config.parse(EXAMPLE, None)
    assert made == before._replace(feeds=tuple(feed for feed in before.feeds if feed.category in keep))
    headings = [line for line in starting.narrowed(EXAMPLE, keep).splitlines() if line.startswith("# ----")]
    assert len(headings) == len(keep)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("", ("a", "b", "c")),
        ("ALL", ("a", "b", "c")),
        ("none", ()),
        ("0", ()),
        ("3 1", ("a", "c")),
        ("B、1,1", ("a", "b")),
    ],
)
def test_what_an_answer_means(answer: str, kept: tuple[str, ...]) -> None:
    assert starting.chosen(answer, ("a", "b", "c")) == kept


@pytest.mark.parametrize("answer", ["4", "d", "all, d", "-1"])
def test_what_is_no_answer(answer: str) -> None:
    with pytest.raises(UsageError, match="1-3"):
        starting.chosen(answer, ("a", "b", "c"))
