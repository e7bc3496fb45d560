"""A new view is a module and a row: command, formats, memory of what was shown and site follow."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ainews_cli.demo import server
from tests.support.cli import Cli, Done, write_config

LONGREADS = '''
"""The longest texts of some days."""

from ainews_cli.models.page import Page, Section
from ainews_cli.views.digest import footer
from ainews_cli.views.entries import entry


def longreads(material):
    window, reader = material.window, material.reader
    rows = material.store.ranked(
        window.start,
        window.end,
        language=reader.language,
        weights=reader.weight_values,
        limit=500,
        only=material.view.only,
    )
    rows.sort(key=lambda row: -row.text_length)
    entries = tuple(entry(row, reader, rank) for rank, row in enumerate(rows[: material.choices.limit], 1))
    return Page(
        view=material.view.name,
        title=material.view.title(reader.language),
        language=reader.language,
        timezone=reader.timezone,
        generated=material.now,
        window=(window.start, window.end),
        sections=(Section("entries", "", entries),),
        footer=footer(entries, material.run, considered=len(rows)),
    )
'''
RUN = """
from ainews_cli.views.registry import VIEWS, View
from ainews_cli.views.windows import recent_days

VIEWS["longreads"] = View(
    "longreads",
    ("長い記事", "Long reads"),
    "The longest articles.",
    "longreads:longreads",
    takes=("day", "days", "limit"),
    window=recent_days,
    days=30,
    remembered=True,
    spans_site=True,
)
from ainews_cli.__main__ import main

main()
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cli]:
    """The program with the sample feeds fetched."""
    folder = tmp_path_factory.mktemp("filled")
    with server.serve(datetime.now(UTC)) as base:
        cli = Cli(folder, write_config(folder / "ainews.toml", base))
        assert cli("fetch").code == 0
        yield cli


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "longreads.py").write_text(LONGREADS, encoding="utf-8")
    return tmp_path


def run(cli: Cli, folder: Path, *arguments: str) -> Done:
    """Run the program with one view more."""
    command = [sys.executable, "-c", RUN, "--config", str(cli.config), *arguments]
    path = f"{folder}:{Path(__file__).parents[2]}"
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=cli.env | {"PYTHONPATH": path}, timeout=120
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_its_command_has_the_options_that_the_row_takes(filled: Cli, folder: Path) -> None:
    done = run(filled, folder, "longreads", "--help")
    assert done.code == 0, done.err
    assert "The longest articles." in done.out
    assert all(option in done.out for option in ("[DATE]", "--days", "--limit", "--format", "--fetch", "--budget"))
    assert "--stories" not in done.out
    assert run(filled, folder, "longread").code == 2, "a name that is no view stays a wrong usage"


def test_its_page_comes_in_every_format(filled: Cli, folder: Path) -> None:
    done = run(filled, folder, "longreads", "-n", "3", "-f", "json")
    assert done.code == 0, done.err
    page = json.loads(done.out)
    assert (page["view"], page["title"]) == ("longreads", "長い記事")
    entries = [entry for section in page["sections"] for entry in section.get("entries", section.get("parts", ()))]
    assert len(entries) == 3
    for form in ("terminal", "markdown", "html", "rss"):
        assert "長い記事" in run(filled, folder, "longreads", "-n", "3", "-f", form).out


def test_a_dry_run_and_a_bad_day_are_those_of_every_view(filled: Cli, folder: Path) -> None:
    assert run(filled, folder, "longreads", "--dry-run").code == 0
    assert run(filled, folder, "longreads", "someday").code == 2


def test_a_site_has_a_page_of_it(filled: Cli, folder: Path) -> None:
    done = run(filled, folder, "site", str(folder / "site"), "--days", "3")
    assert done.code == 0, done.err
    assert "長い記事" in (folder / "site" / "longreads.html").read_text(encoding="utf-8")
    assert 'href="longreads.html"' in (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert (folder / "site" / "longreads.xml").is_file()
