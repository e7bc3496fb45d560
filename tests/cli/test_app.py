"""Help and shell completion of every command and subcommand."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
import typer

from ainews_cli.cli.app import app
from ainews_cli.cli.registry import COMMANDS, CommandRow
from tests.support.cli import Cli

ENTRIES = {**COMMANDS, "demo": CommandRow("ainews_cli.demo.command:demo", "")}


def pages() -> dict[str, str]:
    """Command line -> its help."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ainews_cli.cli.registry.COMMANDS", ENTRIES)
        group: Any = typer.main.get_command(app)
        found: dict[str, str] = {}
        with group.make_context("ainews", ["--help"], resilient_parsing=True) as above:
            for name in ENTRIES:
                command = group.get_command(above, name)
                subcommands = getattr(command, "commands", {})
                for line, one in {
                    name: command,
                    **{f"{name} {sub}": built for sub, built in subcommands.items()},
                }.items():
                    with one.make_context(f"ainews {line}", [], resilient_parsing=True) as context:
                        found[line] = one.get_help(context)
        return found


PAGES = pages()


@pytest.mark.parametrize("line", PAGES)
def test_every_command_shows_examples_of_itself(line: str) -> None:
    examples = re.search(r"^ +Examples:\n((?: +\S.*\n)+)", PAGES[line], re.MULTILINE)
    assert examples, f"ainews {line} --help"
    command = re.compile(rf"\bainews (?:--\w+ \S+ |-\w )*{re.escape(line)}\b")
    assert any(command.search(one) for one in examples.group(1).splitlines()), examples.group(1)


def test_subcommands_are_walked_too() -> None:
    assert {"feeds add", "feeds import", "batch submit", "demo"} <= set(PAGES)


def complete(cli: Cli, *words: str) -> list[str]:
    """What bash is offered for the last of these words."""
    env = cli.env | {
        "_AINEWS_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(["ainews", *words]),
        "COMP_CWORD": str(len(words)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "ainews_cli"],
        capture_output=True,
        text=True,
        env=env,
        cwd=cli.folder,
        timeout=60,
        check=False,
    )
    return done.stdout.split()


def test_commands_subcommands_and_options_are_completed(empty: Cli) -> None:
    assert {"fetch", "feeds"} <= set(complete(empty, "fe"))
    assert complete(empty, "feeds", "exp") == ["export"]
    assert "--category" in complete(empty, "feeds", "add", "--cat")


def test_names_of_feeds_are_completed(empty: Cli) -> None:
    assert complete(empty, "--config", str(empty.config), "feeds", "remove", "Pell") == ["Pelluvane"]
    assert complete(empty, "feeds", "check", "Mistral") == ["Mistral\\", "AI"], (
        "escaped for bash; of the list that comes with the program where there is no config"
    )


@pytest.mark.parametrize(
    ("shell", "words"),
    [("bash", "complete -o default -F"), ("zsh", "#compdef ainews"), ("fish", "complete --command ainews")],
)
def test_the_script_for_each_shell(empty: Cli, shell: str, words: str) -> None:
    env = empty.env | {"_AINEWS_COMPLETE": f"source_{shell}"}
    done = subprocess.run(
        [sys.executable, "-m", "ainews_cli"], capture_output=True, text=True, env=env, timeout=60, check=False
    )
    assert words in done.stdout
    assert done.stderr == ""
