"""A new format is one file and a row: here one is added from outside, and runs through the command line."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ainews_cli.demo import server
from tests.support.cli import Cli, Done, write_config

MODULE = """
def render(page, options):
    return "".join(f"- {entry.original_title}\\n" for entry in page.entries)
"""
PROGRAM = """
from ainews_cli.render import FORMATS, FormatRow
FORMATS["lines"] = FormatRow("lines_format", "a line for each item", (".lines",))
from ainews_cli.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """Items are stored; the file of the format stands where Python finds it."""
    folder = tmp_path_factory.mktemp("format")
    (folder / "lines_format.py").write_text(MODULE, encoding="utf-8")
    with server.serve(datetime.now(UTC)) as base:
        cli = Cli(folder, write_config(folder / "ainews.toml", base))
        assert cli("fetch").code == 0
    return cli


def ainews(cli: Cli, *arguments: str, **env: str) -> Done:
    """Run the program with the row added before it starts."""
    command = [sys.executable, "-c", PROGRAM, "--config", str(cli.config), *arguments]
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env=cli.env | {"PYTHONPATH": f"{cli.folder}:{Path.cwd()}"} | env,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_it_prints_a_view(cli: Cli) -> None:
    titles = [entry["original_title"] for entry in cli("latest", "-n", "3", "-f", "json").data["entries"]]
    done = ainews(cli, "latest", "-n", "3", "-f", "lines")
    assert done.out.splitlines() == [f"- {title}" for title in titles]
    assert len(titles) == 3


def test_its_suffix_names_it(cli: Cli) -> None:
    file = cli.folder / "news.lines"
    assert ainews(cli, "latest", "-n", "2", "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8").startswith("- ")


def test_help_messages_and_completion_name_it(cli: Cli) -> None:
    assert "rss, email or lines." in " ".join(ainews(cli, "latest", "--help").out.split())
    unknown = ainews(cli, "latest", "-f", "docx")
    assert (unknown.code, unknown.err.rstrip().endswith("rss, email, lines")) == (2, True)
    completion = {"_AINEWS_COMPLETE": "complete_bash", "COMP_WORDS": "ainews\nlatest\n-f\nli", "COMP_CWORD": "3"}
    assert ainews(cli, **completion).out.split() == ["lines"]
