"""The documentation says what the program does: both READMEs, the changelog and the config's comments, held against the
code.
"""

from __future__ import annotations

import inspect
import re
import sqlite3
import sys
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from ainews_cli import __main__, __version__, config, render
from ainews_cli.cli import options, registry
from ainews_cli.cli.app import app
from ainews_cli.errors import ExitCode
from ainews_cli.models.feed import Feed
from ainews_cli.pipeline import output
from ainews_cli.ranking import scoring
from ainews_cli.render import json_page
from ainews_cli.store import Store

ROOT = Path(__file__).parent.parent
ENGLISH, JAPANESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md"))
EXAMPLE = (ROOT / config.EXAMPLE_NAME).read_text(encoding="utf-8")
both = pytest.mark.parametrize("text", [ENGLISH, JAPANESE], ids=["README.md", "README.ja.md"])


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Fenced code: its language, and its lines without the remarks at their ends."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(name, [re.sub(r"\s+# .*", "", line) for line in code.splitlines()]) for name, code in found]


def prose(text: str) -> str:
    """The text without its fenced code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def section(text: str, heading: str) -> str:
    """What stands below that heading of README.md, or the one in its place, up to the next of any level (a test
    compares the headings).
    """
    place = re.findall(r"^#+ (.*)$", prose(ENGLISH), re.MULTILINE).index(heading)
    return re.split(r"^#+ .*$", prose(text), flags=re.MULTILINE)[place + 1]


def tables(text: str) -> list[list[list[str]]]:
    """Tables as rows of cells, heads left out."""
    found = re.findall(r"(?:^\|.*\n)+", prose(text), re.MULTILINE)
    return [
        [[cell.strip() for cell in row.strip("|\n").split(" |")] for row in table.splitlines()[2:]] for table in found
    ]


def spans(text: str) -> list[str]:
    """Inline code."""
    return re.findall(r"`([^`\n]+)`", text)


def first_spans(text: str, heading: str) -> list[str]:
    """Inline code of the first column of a section's table."""
    return [span for row in tables(section(text, heading))[0] for span in spans(row[0])]


class Command(NamedTuple):
    """A command as typer builds it."""

    summary: str
    function: Any
    built: Any

    @property
    def described(self) -> str:
        """The docstring it is explained by: of an application that of its callback."""
        function = (
            self.function.registered_callback.callback if isinstance(self.function, typer.Typer) else self.function
        )
        return inspect.cleandoc(function.__doc__)

    @property
    def subcommands(self) -> dict[str, Any]:
        """As typer builds them; {} for a single command and for the program itself."""
        return dict(self.built.commands) if isinstance(self.function, typer.Typer) else {}

    @property
    def switches(self) -> set[str]:
        """Its options, and those of its subcommands: -n, --limit."""
        params = [*self.built.params, *(one for sub in self.subcommands.values() for one in sub.params)]
        return {name for one in params for name in (*one.opts, *one.secondary_opts) if name.startswith("-")} | {
            "-h",
            "--help",
        }


@pytest.fixture(scope="module")
def known() -> Iterator[dict[str, Command]]:
    """Every command, the demo's with them: it joins the table in `__main__`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "COMMANDS", dict(registry.COMMANDS))
        patch.setattr("ainews_cli.cli.run", lambda: 0)
        patch.setattr(__main__, "leave", lambda code: None)
        patch.setattr(sys, "argv", ["ainews"])
        __main__.main()
        group: Any = typer.main.get_command(app)
        found = {"": Command("", None, group)}
        for name, row in registry.COMMANDS.items():
            found[name] = Command(row.summary, row.load(), group.get_command(None, name))
        yield found


def test_the_program_has_what_these_tests_look_for(known: dict[str, Command]) -> None:
    assert {"", "fetch", "daily", "show", "demo"} <= set(known)
    assert {"--db", "-q", "--install-completion"} <= known[""].switches
    assert {"-n", "--limit", "--keep", "--help"} <= known["demo"].switches


def test_the_summaries_are_the_first_lines_of_the_docstrings(known: dict[str, Command]) -> None:
    for name, command in known.items():
        if name:
            assert command.summary == command.described.splitlines()[0]


def test_both_languages_have_the_same_headings() -> None:
    levels = [re.findall(r"^(#+) ", prose(text), re.MULTILINE) for text in (ENGLISH, JAPANESE)]
    assert levels[0] == levels[1]
    assert len(levels[0]) > 10


def test_both_languages_have_the_same_code() -> None:
    assert blocks(ENGLISH) == blocks(JAPANESE)
    assert [name for name, _ in blocks(ENGLISH)].count("console") >= 3


def test_both_languages_have_the_same_tables() -> None:
    """Row by row the same names in the first column, and the same figures: cells without words."""
    rows = [
        [
            [(spans(row[0]), [cell for cell in row if not re.search(r"[^\W\d]", cell)]) for row in table]
            for table in tables(text)
        ]
        for text in (ENGLISH, JAPANESE.replace("、", ", "))
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) >= 5


@both
def test_every_command_has_its_row(text: str, known: dict[str, Command]) -> None:
    named = [span.split()[1] for span in first_spans(text, "Commands")]
    assert [name for name, _ in groupby(named)] == [name for name in known if name]


@both
def test_every_subcommand_is_named_in_its_commands_rows(text: str, known: dict[str, Command]) -> None:
    assert known["feeds"].subcommands
    for name, command in known.items():
        words = {
            word
            for span in first_spans(text, "Commands")
            if span.split()[1] == name
            for word in re.findall(r"[a-z-]+", span)
        }
        assert set(command.subcommands) <= words


@both
def test_every_option_is_named(text: str, known: dict[str, Command]) -> None:
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
    for command in known.values():
        assert command.switches <= named
        assert {one.envvar for one in command.built.params if one.envvar} <= set(spans(text))


@both
def test_every_option_that_is_named_exists(text: str, known: dict[str, Command]) -> None:
    """In inline code that begins with a switch."""
    switches = {switch for command in known.values() for switch in command.switches}
    named = [part for span in spans(prose(text)) if re.match("--?[a-z]", span) for part in span.split()[0].split("/")]
    assert set(named) <= switches
    assert len(named) > 15


@pytest.mark.parametrize(
    "text",
    [ENGLISH, JAPANESE, EXAMPLE, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")],
    ids=["README.md", "README.ja.md", "config", "changelog"],
)
def test_every_command_line_can_be_run(text: str, known: dict[str, Command]) -> None:
    """`ainews …` in inline code and code blocks names a command that exists, with options that it has."""
    code = [line for _, lines in blocks(text) for line in lines] + spans(prose(text))
    lines = [found for one in code for found in re.findall(r"(?:^|[\s/])ainews( (?:[^|;'.#]|\.(?=\w))*)", one)]
    assert lines
    for line in lines:
        words = iter(line.split())
        before, name = [], ""
        for word in words:
            if not word.startswith("-"):
                name = word
                break
            before.append(word)
            if word in ("--config", "--db", "--from", "--to", "--subject"):
                next(words)
        assert set(before) <= known[""].switches
        assert name in known, f"ainews{line}"
        after = [word for word in words if word.startswith("-")]
        assert {
            part for word in after[: after.index("--") if "--" in after else None] for part in word.split("/")
        } <= known[name].switches


@both
def test_every_extra_is_named(text: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(re.findall(r"'\.\[(\w+)\]'", text)) == set(project["optional-dependencies"]) - {"dev"}


@both
def test_the_labels_are_those_of_the_ranking(text: str) -> None:
    for label in scoring.LABELS["ja"]:
        assert label in text


@both
def test_every_exit_code_has_its_row(text: str) -> None:
    assert [int(row[0]) for row in tables(section(text, "Exit codes"))[0]] == [int(code) for code in ExitCode]


@both
def test_the_formats_are_those_there_are(text: str) -> None:
    found = re.search(r"`-f/--format`\s?[((]([^))]*)[))]", section(text, "Commands"))
    assert found
    assert spans(found.group(1)) == list(render.FORMATS)
    assert set(output.SUFFIXES.values()) <= set(render.FORMATS)


def test_the_help_of_format_names_every_format() -> None:
    shown = options.Format.__metadata__[0].help  # type: ignore[attr-defined]  # an Annotated alias, which mypy takes for a type
    assert set(re.findall("[a-z]+", shown.split(".")[0])) - {"or"} == set(render.FORMATS)


def keys() -> dict[str, Any]:
    """Every key of the config with its default, None for none: `model.engine`, `feeds.url`."""
    found: dict[str, Any] = {}
    for name in config.Config._fields:
        if name in config.SECTIONS or name == "feeds":
            cls = config.SECTIONS.get(name, Feed)
            found |= {f"{name}.{key}": cls._field_defaults.get(key) for key in cls._fields}
        elif name != "path":
            found[name] = config.Config._field_defaults[name] or None
    return found


@both
def test_every_config_key_is_there_with_its_default(text: str) -> None:
    documented: dict[str, Any] = {}
    for row in tables(section(text, "Configure"))[0]:
        names, defaults = spans(row[0]), spans(row[2])
        table = names.pop(0).strip("[]") if names[0].startswith("[") else ""
        values = [tomllib.loads(f"x = {one}")["x"] for one in defaults] or [None] * len(names)
        documented |= {f"{table}.{name}".lstrip("."): value for name, value in zip(names, values, strict=True)}
        if not names:
            documented[table] = None
    assert {key: tuple(value) if isinstance(value, list) else value for key, value in documented.items()} == keys()


@both
def test_the_number_of_feeds_is_right(text: str) -> None:
    counts = re.findall(r"(\d+)(?: feeds|件のフィード)", text)
    assert counts == [str(len(tomllib.loads(EXAMPLE)["feeds"]))] * 2


def test_the_config_names_every_key() -> None:
    for key in keys():
        assert re.search(rf"^(?:# +)?\[*{key.rpartition('.')[2]}\b", EXAMPLE, re.MULTILINE), key


@both
def test_every_table_of_the_database_has_its_row(text: str, tmp_path: Path) -> None:
    Store.open(tmp_path / "news.db").close()
    with sqlite3.connect(tmp_path / "news.db") as database:
        made = database.execute(
            "SELECT name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master WHERE type IN ('table', 'view')"
        ).fetchall()
    shadows = tuple(
        f"{name}_{part}"
        for name, virtual in made
        if virtual
        for part in ("config", "content", "data", "docsize", "idx")
    )
    assert {name for name, _ in made if not name.startswith("sqlite_") and name not in shadows} == set(
        first_spans(text, "The database")
    )


def test_the_table_of_json_fields_is_the_docstrings() -> None:
    rows = re.findall(r"^\|.*$", section(ENGLISH, "JSON"), re.MULTILINE)
    assert rows == re.findall(r"^\|.*$", json_page.__doc__ or "", re.MULTILINE)
    assert len(rows) > 100


def test_links_between_files_lead_somewhere() -> None:
    for text in (ENGLISH, JAPANESE):
        targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
        assert targets
        assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_the_changelog_knows_this_version_or_a_coming_one() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[(?:{re.escape(__version__)}|Unreleased)\]", changes, re.MULTILINE)
