"""The line that says what is being done: on a terminal, on a dumb one, in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.support.cli import Cli

SLOW = """
import sys, time
import ainews_cli.pipeline.pages as pages
from ainews_cli.cli import run

def slow(*arguments, **options):
    session = options["session"] if "session" in options else arguments[0]
    with session.working("estimate", 2) as tick:
        for part in ("one", "two"):
            time.sleep(0.8)
            tick(part)
    return view_page(*arguments, **options)

view_page, pages.view_page = pages.view_page, slow
sys.exit(run(sys.argv[1:]))
"""
"""The program with a step that takes a while."""


def watched(cli: Cli, *arguments: str, **env: str) -> tuple[str, str]:
    """What a terminal that is stderr shows, and what comes to stdout."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", SLOW, "--config", str(cli.config), *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=follower,
        env=cli.env | {"TERM": "xterm-256color"} | env,
        cwd=cli.folder,
    )
    os.close(follower)
    shown: list[bytes] = []

    def read() -> None:
        try:
            while data := os.read(leader, 4096):
                shown.append(data)
        except OSError:  # Linux says so when the other end is closed
            pass

    reader = threading.Thread(target=read)
    reader.start()
    out, _ = process.communicate(timeout=60)
    reader.join()
    os.close(leader)
    assert process.returncode == 0
    return b"".join(shown).decode(), out.decode()


def test_a_long_step_says_what_it_does_and_how_far_it_is(filled: Cli) -> None:
    shown, out = watched(filled, "daily", "--no-analyse")
    assert "スコアを推定中 … 0/2" in shown
    assert "スコアを推定中 … 1/2 one" in shown
    assert shown.endswith("\r\x1b[K"), "the line is gone when the page comes"
    assert out.startswith("# ")
    assert "スコアを推定中" not in out


def test_a_dumb_terminal_gets_plain_lines(filled: Cli) -> None:
    shown, _ = watched(filled, "daily", "--no-analyse", TERM="dumb")
    assert "スコアを推定中 … 0/2\r\n" in shown
    assert "\x1b" not in shown


def test_quiet_is_silent(filled: Cli) -> None:
    assert watched(filled, "-q", "daily", "--no-analyse")[0] == ""


@pytest.mark.parametrize("more", [(), ("-v",)])
def test_a_pipe_gets_nothing_unless_asked_for(filled: Cli, more: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", SLOW, "--config", str(filled.config), *more, "daily", "--no-analyse"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=filled.env, check=True)
    assert ("スコアを推定中 … 0/2\n" in done.stderr) == bool(more)
    assert "\x1b" not in done.stderr


def test_the_opening_of_a_database_is_shown(filled: Cli, tmp_path: Path) -> None:
    program = """
import sys, time
from ainews_cli.cli import run
from ainews_cli.store import Store
opened = Store.open
def slow(path, **options):
    time.sleep(0.8)
    return opened(path, **options)
Store.open = slow
sys.exit(run(sys.argv[1:]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, "--config", str(filled.config), "-v", "latest", "--no-analyse"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=filled.env | {"AINEWS_DB": str(tmp_path / "new.db")},
        check=True,
    )
    assert "データベースを開いています …" in done.stderr
