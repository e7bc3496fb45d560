"""A start stays light: what the common commands may not import."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.cli import Cli
from tests.support.starts import HEAVY, imported


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["daily", "--help"],
        ["latest"],
        ["daily"],
        ["show", "2"],
        ["daily", "-f", "json"],
        ["hacker", "--no-analyse"],
        ["weekly"],
        ["daily", "-f", "terminal"],
        ["feeds", "list"],
    ],
    ids=" ".join,
)
def test_a_start_imports_nothing_heavy(filled: Cli, arguments: list[str]) -> None:
    modules = imported(filled, *arguments)
    assert not HEAVY & modules
    if "terminal" not in arguments:
        assert "rich" not in modules


def test_a_digest_without_new_items_neither_compares_nor_learns(filled: Cli) -> None:
    for module in ("ainews_cli.ranking.stories", "ainews_cli.ranking.preferences", "ainews_cli.ranking.taste.training"):
        assert module not in imported(filled, "daily")


def test_an_article_is_shown_without_the_checks_of_a_translation(filled: Cli) -> None:
    assert not [name for name in imported(filled, "show", "2") if name.startswith("ainews_cli.verify.")]


def test_help_imports_neither_store_nor_config(filled: Cli) -> None:
    modules = imported(filled, "--help")
    assert not {"sqlite3", "tomllib", "ainews_cli.store", "ainews_cli.config", "ainews_cli.views"} & modules


def test_a_second_fetch_needs_no_parser(filled: Cli) -> None:
    feeds = "Pelluvane"
    modules = imported(filled, "-q", "fetch", feeds)
    assert not {"ainews_cli.sources.feed", "pyexpat", "feedparser", "lxml", "anthropic"} & modules
    assert not [name for name in modules if name.startswith(("ainews_cli.verify", "ainews_cli.tasks"))]


def test_a_library_on_its_way_in_does_not_hold_up_the_end() -> None:
    """What is loaded in the background while the interpreter ends can crash it; here it would keep it waiting."""
    code = (
        "import threading, time\n"
        "from ainews_cli.__main__ import leave\n"
        "threading.Thread(target=time.sleep, args=(600,)).start()\n"
        "print('shown')\n"
        "leave(4)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (4, "shown\n", "")
