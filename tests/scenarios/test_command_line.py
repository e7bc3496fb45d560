"""The contract of the command line: what goes where, in which format, with which exit code."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ainews_cli import __version__
from tests.support.cli import Cli, write_config


def test_version_and_help(empty: Cli) -> None:
    assert empty("--version").out == f"ainews {__version__}\n"
    overview = empty("--help").out
    assert empty().out == overview
    for command in ("init", "fetch", "latest", "daily", "show", "demo"):
        assert re.search(rf"^  {command} ", overview, re.MULTILINE)
        page = empty(command, "--help")
        assert page.code == 0
        assert "Examples:" in page.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nope"], ["nope", "--help"]),
        (["daily", "--nope"], ["--nope", "ainews daily --help"]),
        (["daily", "--db", "x.db"], ["--db goes before the command", "`ainews --db PATH daily`"]),
        (["show", "x"], ["ID 'x': must be a whole number"]),
        (["daily", "-n", "0"], ["--limit 0: must be a whole number from 1 to 10000"]),
        (["daily", "--budget", "much"], ["--budget 'much': must be a number, 0 or more"]),
        (["daily", "-3"], ["-3", "`ainews daily -- -3`"]),
        (["dayly"], ["'dayly'", "did you mean daily?"]),
        (["daily", "--no-storys"], ["did you mean --no-stories"]),
        (["show"], ["ID is missing", "`ainews show ID`"]),
        (["show", "1", "2"], ["2: one argument too many"]),
        (["daily", "-n"], ["-n needs a value", "ainews daily --help"]),
        (["daily", "--fetch=1"], ["--fetch takes no value"]),
        (["feeds", "import", "/no/such/list"], ["/no/such/list: cannot be read"]),
        (["demo", "-f", "pdf"], ["'pdf'"]),
        (["demo", "--keep", "no/such/folder/x.db"], ["no/such/folder"]),
        (["show", "999999"], ["no item 999999", "ainews latest"]),
        (["show", "99999999999999999999999"], ["99999999999999999999999"]),
        (["daily", "someday"], ["'someday'", "2026-06-05"]),
        (["daily", "-f", "pdf"], ["'pdf'", "terminal", "markdown", "json"]),
        (["fetch", "Pelluvan"], ["'Pelluvan'", "did you mean 'Pelluvane'?"]),
        (["fetch", "-f", "xml"], ["xml", "json"]),
        (["daily", "-o", "no/such/folder/x.md"], ["x.md", "cannot be written"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_is_one_line_and_exit_code_2(filled: Cli, arguments: list[str], words: list[str]) -> None:
    done = filled(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("ainews: ")
    assert done.err.count("\n") == 1
    for word in words:
        assert word in done.err


def test_a_broken_config_is_exit_code_3(empty: Cli, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("langage = 3", encoding="utf-8")
    done = empty("daily", config=broken)
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert "langage" in done.err
    assert empty("daily", config=tmp_path / "none.toml").code == 3


def test_nothing_fetched_is_exit_code_4_and_names_the_reason(empty: Cli, tmp_path: Path) -> None:
    dead = write_config(tmp_path / "dead.toml", "http://127.0.0.1:9")
    done = empty("fetch", config=dead)
    assert done.code == 4
    assert "connection refused" in done.err
    assert "Pelluvane" in done.err


def test_a_file_that_is_no_database_is_exit_code_6(empty: Cli, tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish.db"
    rubbish.write_text("not a database " * 100, encoding="utf-8")
    done = empty("--db", str(rubbish), "daily")
    assert (done.code, done.err.count("\n")) == (6, 1)
    assert str(rubbish) in done.err
    assert rubbish.read_text(encoding="utf-8").startswith("not a database")


def test_the_traceback_comes_with_verbose_alone(filled: Cli) -> None:
    wrong = filled("-v", "show", "999999")
    assert "Traceback" not in wrong.err, "the reader can mend it"
    (filled.folder / "rubbish.db").write_text("no database " * 100, encoding="utf-8")
    assert "Traceback" not in filled("--db", "rubbish.db", "show", "1").err
    assert "Traceback" in filled("--db", "rubbish.db", "show", "1", "-v").err


@pytest.mark.parametrize(
    "command", [["latest", "-n", "1"], ["feeds"], ["feeds", "list"], ["show", "2"], ["batch"]], ids=" ".join
)
def test_quiet_and_verbose_may_stand_behind_the_command_too(filled: Cli, command: list[str]) -> None:
    for option in ("-q", "--quiet", "-v", "--verbose"):
        before, behind = filled(option, *command), filled(*command, option)
        clock = re.compile(r"\d\d:\d\d")  # a minute may end between the two
        assert (behind.code, clock.sub("", behind.out)) == (0, clock.sub("", before.out))
    assert filled("fetch", "nothing", "-q").code == 2
    assert filled("-q", *command).err == filled(*command, "-q").err == ""


def test_mistakes_are_named_in_the_language_of_the_config(filled: Cli, tmp_path: Path) -> None:
    config = tmp_path / "ja.toml"
    config.write_text('language = "ja"\n', encoding="utf-8")
    assert "1から10000までの整数" in filled("daily", "-n", "0", config=config).err
    config.write_text('language = "en"\n', encoding="utf-8")
    assert "whole number" in filled("daily", "-n", "0", config=config, env={"LANG": "ja_JP.UTF-8"}).err
    assert "whole number" not in filled("daily", "-n", "0", config=tmp_path / "none", env={"LANG": "ja_JP.UTF-8"}).err


def test_fetch_says_one_line_and_twice_brings_nothing_new(empty: Cli) -> None:
    first = empty("fetch")
    assert (first.code, first.out) == (0, "")
    assert re.search(r"^\d+ feeds: \d+ with \d+ new items, 1 failed \(.+: .+\)$", first.err, re.MULTILINE)
    outcomes = empty("fetch", "-f", "json").data
    assert {outcome["status"] for outcome in outcomes} == {"unchanged", "skipped"}, "the failed one is backed off"
    assert sum(outcome["new"] for outcome in outcomes) == 0
    assert {outcome["http_status"] for outcome in outcomes if outcome["status"] == "unchanged"} == {304}


def test_only_the_named_feeds_are_fetched(empty: Cli) -> None:
    outcomes = empty("fetch", "pelluvane", "-f", "json").data
    assert [outcome["name"] for outcome in outcomes] == ["Pelluvane"]


def test_an_empty_database_fetches_by_itself_unless_told_not_to(empty: Cli) -> None:
    quiet = empty("daily", "--no-analyse")
    assert quiet.code == 0
    assert "feeds:" not in quiet.err
    full = empty("daily", "-f", "json")
    assert "new items" in full.err
    assert full.data["entries"]


@pytest.mark.parametrize("command", [["daily"], ["latest"], ["show", "2"]], ids=" ".join)
def test_every_view_in_every_format(filled: Cli, command: list[str]) -> None:
    markdown = filled(*command)
    assert markdown.code == 0
    assert markdown.out == filled(*command, "-f", "markdown").out, "a pipe gets Markdown"
    assert markdown.out.startswith("# ")
    data = filled(*command, "-f", "json").data
    assert {"view", "title", "window", "generated_at", "entries", "footer"} <= set(data)
    assert data["view"] == command[0]
    assert data["entries"]
    terminal = filled(*command, "-f", "terminal")
    assert "\x1b" not in terminal.out, "no colours in a pipe"
    assert data["entries"][0]["title"][:10] in terminal.out


def test_the_ranking_is_by_score_and_the_same_each_time(filled: Cli) -> None:
    one, two = (filled("daily", "yesterday", "-f", "json", "-n", "30").data for _ in range(2))
    assert [entry["id"] for entry in one["entries"]] == [entry["id"] for entry in two["entries"]]
    assert [entry["rank"] for entry in one["entries"]] == list(range(1, len(one["entries"]) + 1))
    assert all(entry["estimate"] for entry in one["entries"])


def test_limit_bounds_the_list(filled: Cli) -> None:
    assert len(filled("latest", "-n", "3", "-f", "json").data["entries"]) == 3
    assert len(filled("latest", "-f", "json").data["entries"]) == 20


def test_an_output_file_is_written_in_the_format_its_name_says(filled: Cli) -> None:
    done = filled("daily", "-o", "out.json")
    assert (done.code, done.out) == (0, "")
    assert (filled.folder / "out.json").read_text(encoding="utf-8").startswith("{")
    filled("daily", "-o", "out.md")
    assert (filled.folder / "out.md").read_text(encoding="utf-8").startswith("# ")


def test_quiet_leaves_data_alone(filled: Cli) -> None:
    done = filled("-q", "fetch")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_dry_run_prints_no_digest_and_spends_nothing(filled: Cli, tmp_path: Path, sample_server: str) -> None:
    config = write_config(tmp_path / "auto.toml", sample_server, extra='[model]\nengine = "auto"\n')
    done = filled("daily", "--dry-run", env={"ANTHROPIC_API_KEY": "sk-ant-nobody"}, config=config)
    assert done.code == 0
    assert done.out.startswith("# 実行計画")
    assert "$" in done.err
    with sqlite3.connect(filled.folder / "news.db") as db:
        assert db.execute("SELECT count(*) FROM llm_calls").fetchone() == (0,)


def test_a_closed_pipe_is_quiet(filled: Cli) -> None:
    command = [sys.executable, "-m", "ainews_cli", "--config", str(filled.config), "latest", "-n", "30"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=filled.env)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0


def test_init_writes_the_example_and_never_over_an_existing_config(empty: Cli, tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    command = [sys.executable, "-m", "ainews_cli", "--config", str(path), "init", "--yes"]
    assert subprocess.run(command, env=empty.env, capture_output=True, check=False).returncode == 0
    example = Path(__file__).parents[2] / "config.example.toml"
    assert path.read_text(encoding="utf-8") == example.read_text(encoding="utf-8")
    path.write_text("language = 'en'", encoding="utf-8")
    done = subprocess.run(command, env=empty.env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert path.read_text(encoding="utf-8") == "language = 'en'"
    assert subprocess.run([*command, "--force"], env=empty.env, capture_output=True, check=False).returncode == 0


def test_the_demo_needs_no_key_and_leaves_nothing_behind(empty: Cli) -> None:
    before = set(empty.folder.iterdir())
    done = empty("demo")
    assert done.code == 0
    assert done.out.startswith("# AI日報")
    assert "invented" in done.err
    assert "ainews init" in done.err
    assert set(empty.folder.iterdir()) == before


def test_nothing_from_a_feed_reaches_the_terminal_as_a_control_character(filled: Cli) -> None:
    for name in ("terminal", "markdown", "json"):
        text = filled("latest", "-n", "100", "-f", name).out
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
