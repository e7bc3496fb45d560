"""Closed streams, full disks, readers who go away, and places that cannot be written: one line or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import Cli, write_config

FULL = Path("/dev/full")
PRINTING = [
    "latest -n 3 --no-analyse",
    "latest --no-analyse -f json",
    "feeds list -f json",
    "feeds export",
    "usage",
    "batch",
]
PRINTING += [
    "doctor --offline",
    "--help",
    "latest --help",
    "--version",
    "show 2 --no-analyse",
    "fetch -f json Pelluvane",
]
SCRIPT = '"$PYTHON" -m ainews_cli --config "$CONFIG" '


def shell(cli: Cli, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    names = {"PYTHON": sys.executable, "CONFIG": str(cli.config)}
    return subprocess.run(
        ["/bin/sh", "-c", script],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=cli.env | names | env,
        cwd=cli.folder,
        timeout=120,
    )


@pytest.mark.parametrize("command", PRINTING)
@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams(filled: Cli, command: str, closed: str) -> None:
    program = SCRIPT if command != "--version" else '"$PYTHON" -m ainews_cli '
    done = shell(filled, f"{program} {command} {closed}")
    assert (done.returncode, "Traceback" in done.stderr, "fault" in done.stderr) == (0, False, False)
    assert bool(done.stdout) == (">&- " not in f" {closed} " or closed == "2>&-")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", PRINTING)
def test_a_full_disk_behind_stdout(filled: Cli, command: str) -> None:
    program = SCRIPT if command != "--version" else '"$PYTHON" -m ainews_cli '
    done = shell(
        filled, f"{program} -q {command} >/dev/full" if command != "--version" else f"{program} {command} >/dev/full"
    )
    assert done.returncode == 1
    assert done.stderr == "ainews: standard output cannot be written: No space left on device\n"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stderr_loses_no_data(filled: Cli) -> None:
    done = shell(filled, f"{SCRIPT} fetch -f json Pelluvane 2>/dev/full")
    assert (done.returncode, '"name": "Pelluvane"' in done.stdout) == (0, True)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_device_in_place_of_a_file(filled: Cli) -> None:
    done = filled("latest", "--no-analyse", "-o", "/dev/full")
    assert (done.code, done.err.count("\n"), FULL.is_char_device()) == (2, 1, True)
    done = filled("latest", "--no-analyse", "-n", "1", "-o", "/dev/stdout")
    assert (done.code, done.out.startswith("# ")) == (0, True)


@pytest.mark.parametrize("command", PRINTING)
def test_a_reader_who_goes_away(filled: Cli, command: str) -> None:
    program = SCRIPT if command != "--version" else '"$PYTHON" -m ainews_cli '
    done = shell(filled, f"{program} {command} | head -c 20")
    assert (len(done.stdout) <= 20, "Traceback" in done.stderr, "Broken" in done.stderr) == (
        True,
        False,
        False,
    )


def blocked(cli: Cli) -> dict[str, str]:
    """A home in which nothing can be made, also by root: a file stands where the folder should be."""
    home = cli.folder / "home"
    home.write_text("no folder", encoding="utf-8")
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "AINEWS_DB": "",
    }


def plain(cli: Cli, *arguments: str, **env: str) -> tuple[int, str]:
    """Exit code and stderr of the program without --config, whose database is in its usual place."""
    kept = {name: value for name, value in (cli.env | env).items() if value}
    command = [sys.executable, "-m", "ainews_cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=kept, cwd=cli.folder, stdin=subprocess.DEVNULL)
    return done.returncode, done.stderr + (done.stdout if "doctor" in arguments else "")


def test_a_home_that_cannot_be_written(empty: Cli) -> None:
    home = blocked(empty)
    for arguments, code, words in (
        (["init"], 3, "--config"),
        (["--install-completion", "bash"], 1, "ainews --show-completion"),
        (["latest", "--no-analyse"], 6, "--db"),
        (["feeds", "remove", "OpenAI"], 3, "--config"),
    ):
        done, said = plain(empty, *arguments, **home)
        assert (done, said.count("\n"), "fault" in said) == (code, 1, False), said
        assert str(empty.folder / "home") in said
        assert words in said
    assert plain(empty, "--show-completion", **home) == (0, "")
    done, said = plain(empty, "doctor", "--offline", **home)
    assert (done, "Traceback" in said) == (6, False)
    assert str(empty.folder / "home") in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(empty: Cli) -> None:
    folder = empty.folder / "locked"
    folder.mkdir(mode=0o555)
    done = empty("--db", str(folder / "x.db"), "latest", "--no-analyse")
    assert (done.code, done.err.count("\n")) == (6, 1)
    assert empty("--db", str(folder / "x.db"), "doctor", "--offline").code == 6


def test_folders_where_files_are_expected(empty: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    for done, code in (
        (empty("latest", config=folder), 3),
        (empty("--db", str(folder), "latest", "--no-analyse"), 6),
        (empty("latest", "--no-analyse", "-o", str(folder)), 2),
        (empty("feeds", "export", str(folder)), 2),
        (empty("feeds", "import", str(folder)), 2),
        (empty("demo", "--keep", str(folder)), 2),
    ):
        assert (done.code, done.out, done.err.count("\n"), "fault" in done.err) == (code, "", 1, False), done.err
        assert str(folder) in done.err
    assert empty("--db", str(folder), "doctor", "--offline").code == 6
    assert list(folder.iterdir()) == []


def test_nothing_is_fetched_for_a_page_that_cannot_be_written(empty: Cli) -> None:
    for arguments in (["-f", "pdf"], ["-o", "no/such/folder/x.md"]):
        assert empty("daily", *arguments).code == 2
    assert not (empty.folder / "news.db").exists()


def test_the_demo_kept_twice_is_one_demo(empty: Cli) -> None:
    def items() -> int:
        return len(empty("--db", "kept.db", "latest", "-n", "200", "--no-analyse", "-f", "json").data["entries"])

    assert empty("demo", "--keep", "kept.db", "-q").code == 0
    once = items()
    assert empty("demo", "--keep", "kept.db", "-q").code == 0
    assert items() == once
    assert empty("demo", "--keep", str(empty.config)).code == 2
    assert empty.config.read_text(encoding="utf-8").count("[[feeds]]") > 1


def test_no_network_is_one_line_and_is_not_asked_for_again_at_once(empty: Cli, tmp_path: Path) -> None:
    dead = write_config(tmp_path / "dead.toml", "http://127.0.0.1:9", 'language = "en"\n[model]\nengine = "offline"\n')
    fetched = empty("fetch", config=dead)
    assert (fetched.code, fetched.err.count("\n"), "ainews fetch" in fetched.err) == (4, 1, False)
    assert "none could be reached" in fetched.err
    for command in ("daily", "latest"):
        later = empty(command, config=dead)
        assert (later.code, later.err.count("\n"), "brought nothing" in later.err) == (0, 1, True)
    asked = empty("daily", "--fetch", config=dead)
    assert (asked.code, "none could be reached" in asked.err, "ainews fetch" in asked.out) == (0, True, False)
