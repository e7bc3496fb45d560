"""Where pages leave the program: formats, files, colours, pagers."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import Cli

SGR = re.compile("\x1b\\[")


def on_a_terminal(cli: Cli, *arguments: str, **env: str) -> str:
    """What the program writes to a terminal of 24 lines."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ainews_cli", "--config", str(cli.config), *arguments]
    with subprocess.Popen(command, stdout=theirs, stdin=theirs, stderr=subprocess.DEVNULL, env=cli.env | env):
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so that nobody writes any more
                break
            if not piece:
                break
            written += piece
    os.close(ours)
    return written.decode()


@pytest.mark.parametrize(
    ("pager", "env", "coloured"),
    [
        ("less-like", {"TERM": "xterm"}, True),
        ("less-like", {"TERM": "dumb"}, False),
        ("less-like", {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("more", {"TERM": "xterm"}, False),
    ],
)
def test_codes_go_only_where_they_are_understood(
    filled: Cli, tmp_path: Path, pager: str, env: dict[str, str], coloured: bool
) -> None:
    program = tmp_path / pager
    program.write_text("#!/bin/sh\necho paged; cat\n", encoding="utf-8")
    program.chmod(0o755)
    screen = on_a_terminal(filled, "latest", "-n", "40", "--no-analyse", PAGER=str(program), **env)
    assert screen.startswith("paged") or env["TERM"] == "dumb"
    assert "最新ニュース" in screen
    assert bool(SGR.search(screen)) == coloured
