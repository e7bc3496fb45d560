"""Commands, options, formats, exit codes and environment variables are documented, and what is documented exists."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from ainews_cli import render
from ainews_cli.cli import options
from ainews_cli.errors import ExitCode
from ainews_cli.llm.engines import ENGINES
from tests.support.docs.commands import Command, switches_of
from tests.support.docs.pages import EVERY, EXAMPLE, PAIRS, code_blocks, headings, prose, read, section, spans, tables

PAGE = "docs/reference/commands.md"
ENGLISH = read(PAGE)
both = pytest.mark.parametrize("text", [ENGLISH, read(PAIRS[PAGE])], ids=["en", "ja"])
VALUED = ("--config", "--db", "--from", "--to", "--subject")
"""Global options that take a value."""
HELP = {"-h", "--help"}
ANYWHERE = {"-q", "--quiet", "-v", "--verbose"}
"""Global options that may stand behind the command."""


def test_the_program_has_what_these_tests_look_for(commands: dict[str, Command]) -> None:
    assert {"", "fetch", "daily", "show", "demo"} <= set(commands)
    assert {"--db", "-q", "--install-completion"} <= commands[""].switches
    assert {"-n", "--limit", "--keep", "--help"} <= commands["demo"].switches
    assert commands["feeds"].subcommands


def test_the_summaries_are_the_first_lines_of_the_docstrings(commands: dict[str, Command]) -> None:
    for name, command in commands.items():
        if name:
            assert command.summary == command.described.splitlines()[0]


@both
def test_every_command_has_its_section(text: str, commands: dict[str, Command]) -> None:
    names = [heading.removeprefix("## ") for heading in headings(text)]
    assert [name for name in names if name in commands] == [name for name in commands if name]


@both
def test_every_subcommand_has_its_section(text: str, commands: dict[str, Command]) -> None:
    there = [heading for heading in headings(text) if heading.startswith("### ")]
    made = [f"### {name} {sub}" for name, command in commands.items() for sub in command.subcommands]
    assert there == made


@both
def test_every_option_is_named_in_the_section_of_its_command(text: str, commands: dict[str, Command]) -> None:
    for name, command in commands.items():
        if not name:
            continue
        parts = {f"## {name}": switches_of(command.built)} | {
            f"### {name} {sub}": switches_of(built) for sub, built in command.subcommands.items()
        }
        for heading, switches in parts.items():
            named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", section(text, ENGLISH, heading)))
            assert switches - HELP <= named, heading
            assert named <= switches | commands[""].switches | command.switches, heading


@both
def test_the_global_options_are_those_there_are(text: str, commands: dict[str, Command]) -> None:
    rows = tables(section(text, ENGLISH, "## Global options"))[0]
    assert {span.split()[0] for row in rows for span in spans(row[0])} == commands[""].switches


@both
def test_every_exit_code_has_its_row(text: str) -> None:
    assert [int(row[0]) for row in tables(section(text, ENGLISH, "## Exit codes"))[0]] == list(ExitCode)


@both
def test_every_environment_variable_is_named(text: str, commands: dict[str, Command]) -> None:
    named = set(spans(section(text, ENGLISH, "## Environment variables")))
    assert {param.envvar for param in commands[""].built.params if param.envvar} <= named
    assert {
        *chain.from_iterable(row.key_names for row in ENGINES.values()),
        "ANTHROPIC_BASE_URL",
        "NO_COLOR",
        "FORCE_COLOR",
        "PAGER",
    } <= named


@both
def test_the_formats_are_those_there_are(text: str) -> None:
    shared = section(text, ENGLISH, "## Options of commands that show items")
    row = next(row for row in tables(shared)[0] if "--format" in row[0])
    assert spans(row[1])[: len(render.FORMATS)] == list(render.FORMATS)
    assert {suffix for row in render.FORMATS.values() for suffix in row.suffixes} <= set(spans(shared))


def test_the_help_of_format_names_every_format() -> None:
    shown = options.Format.__metadata__[0].help  # type: ignore[attr-defined]  # an Annotated alias, which mypy takes for a type
    assert set(re.findall("[a-z]+", shown.split(".")[0])) - {"or"} == set(render.FORMATS)


def command_lines(text: str) -> list[str]:
    """Return what follows `ainews` in inline code and in code blocks."""
    code = [line for language, lines in code_blocks(text) if language for line in lines] + spans(prose(text))
    return [line for piece in code for line in re.findall(r"(?:^|[\s/])ainews( (?:[^|;'.#]|\.(?=\w))*)", piece)]


@pytest.mark.parametrize("name", [*EVERY, "config.example.toml"])
def test_every_command_line_can_be_run(name: str, commands: dict[str, Command]) -> None:
    """It names a command that exists, with options that it has."""
    text = EXAMPLE if name == "config.example.toml" else read(name)
    for line in command_lines(text):
        words = iter(line.split())
        before, command = [], ""
        for word in words:
            if not word.startswith("-"):
                command = word
                break
            before.append(word)
            if word in VALUED:
                next(words)
        assert set(before) <= commands[""].switches, f"ainews{line}"
        assert command in commands or command == "COMMAND", f"ainews{line}"
        after = [word for word in words if word.startswith("-")]
        given = after[: after.index("--") if "--" in after else None]
        allowed = (commands[command].switches if command in commands else HELP) | ANYWHERE
        assert {part for word in given for part in word.split("/")} <= allowed, f"ainews{line}"


def test_there_are_command_lines() -> None:
    assert sum(len(command_lines(read(name))) for name in EVERY) > 100


@pytest.mark.parametrize("name", sorted({*PAIRS, *PAIRS.values()}))
def test_every_option_that_is_named_exists(name: str, commands: dict[str, Command]) -> None:
    """In inline code that begins with a switch."""
    switches = {switch for command in commands.values() for switch in command.switches}
    named = [span for span in spans(prose(read(name))) if re.match("--?[a-z]", span)]
    assert {part for span in named for part in span.split()[0].split("/")} <= switches
