"""What cannot be done leaves the database as it is: it is neither made nor upgraded for a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from ainews_cli.cli import run

MISTAKES = [
    ["daily", "2026-13-45"],
    ["weekly", "nope"],
    ["videos", "nope"],
    ["search", "--since", "nope", "words"],
    ["fetch", "no such feed"],
    ["trends", "--kind", "nope"],
]


def program(folder: Path, config: str, arguments: list[str]) -> int:
    """Run the command on a database that is not there, and return its exit code."""
    path = folder / "config.toml"
    path.write_text(config, encoding="utf-8")
    return run(["--config", str(path), "--db", str(folder / "a.db"), *arguments])


@pytest.mark.parametrize("arguments", MISTAKES, ids=" ".join)
def test_a_wrong_argument_makes_no_database(arguments: list[str], tmp_path: Path) -> None:
    feed = '[[feeds]]\nname = "Nebel"\nurl = "https://nebel.example/feed"\n'
    assert program(tmp_path, feed, arguments) == 2
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize(
    "command", ["daily", "latest", "weekly", "hacker", "trends", "fetch", "usage", "why 1", "show 1"]
)
def test_a_broken_config_makes_no_database(command: str, tmp_path: Path) -> None:
    assert program(tmp_path, '[model]\nengine = "foo"\n', command.split()) == 3
    assert not (tmp_path / "a.db").exists()
