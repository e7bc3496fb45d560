"""The registry: the word of a command is the name of its file."""

from __future__ import annotations

import re

import pytest

from ainews_cli.cli.registry import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_the_word_of_a_command_is_the_name_of_its_file(name: str) -> None:
    assert re.fullmatch(rf"ainews_cli\.cli\.{name}:(?:{name}_?|app)", COMMANDS[name].place)
    assert callable(COMMANDS[name].load())
