"""Tab in real shells: what they offer, and that names of feeds are data there."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.cli.completion import SHELLS, Typed
from ainews_cli.config import load
from ainews_cli.pipeline.suggestions import MOST
from tests.support.cli import Cli
from tests.support.shells import completing_shell
from tests.support.starts import HEAVY

EVERY_SHELL = pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
HOSTILE = [
    "$(touch x)",
    "\\$(touch x)",
    "`touch x`",
    "a; touch x",
    '\\";touch x;"',
    "'; touch x; '",
    "& | < > touch x",
    "{a,b} * [c] ?",
    "!touch",
    "#touch",
    "~touch",
    "[bold]touch[/bold] %F{red}",
    "back\\slash",
]
KIND = ["Plain", "Hacker News: LLM", "日本 経済", "全角　空白", "Lil'Log", 'Say "hi"', "two  blanks"]
DROPPED = ["line\nbreak", "escape\x1b[31m", "tab\there", "\u202ereversed", "nul\x7f"]


def with_feeds(cli: Cli, *names: str) -> Cli:
    """The same database with a config of feeds of these names."""
    path = cli.folder / "names.toml"
    tables = (
        f'[[feeds]]\nname = {json.dumps(name)}\nurl = "https://example.org/{number}"\ncategory = "any"\n'
        for number, name in enumerate(names)
    )
    path.write_text("".join(tables), encoding="utf-8")
    return Cli(cli.folder, path)


@pytest.fixture(scope="module")
def stored(filled: Cli, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """A copy of the database in which analyses name companies."""
    folder = tmp_path_factory.mktemp("stored")
    shutil.copy(filled.folder / "news.db", folder)
    with closing(sqlite3.connect(folder / "news.db")) as raw, raw:
        raw.execute("""UPDATE analyses SET companies = '["Ferrous & Co.", "言葉 研究所"]' WHERE id = 1""")
        raw.executemany(
            "UPDATE items SET title = ? WHERE id = ?", [(title, number) for number, title in enumerate(HOSTILE, 1)]
        )
    return Cli(folder, filled.config)


@EVERY_SHELL
def test_values_of_each_kind(stored: Cli, tmp_path: Path, name: str) -> None:
    shell = completing_shell(name, stored, tmp_path / "home")
    for words, offered in (
        (["latest", "--feed", "Pel"], {"Pelluvane"}),
        (["search", "--category", ""], {"research", "video"}),
        (["latest", "--tag", ""], {"LLM", "オープンソース"}),
        (["companies", ""], {"Ferrous & Co.", "言葉 研究所"}),
        (["daily", "-f", ""], {"terminal", "markdown", "json", "html", "rss", "email"}),
        (["daily", ""], {"today", "yesterday", *days_of(stored)}),
        (["show", ""], {str(number) for number in range(1, len(HOSTILE) + 1)}),
    ):
        assert offered <= set(shell.offers("ainews", *words)), words
    assert not (shell.home / "x").exists()


def days_of(cli: Cli) -> set[str]:
    """The days of the items that are not older than a week, in the zone that a config without one has."""
    config = load(cli.config)
    now = datetime.now(UTC)
    with closing(sqlite3.connect(cli.folder / "news.db")) as raw:
        moments = [datetime.fromisoformat(row[0]) for row in raw.execute("SELECT published FROM items")]
    zone = ZoneInfo(config.timezone)
    return {str(moment.astimezone(zone).date()) for moment in moments if now - timedelta(7) < moment <= now}


@EVERY_SHELL
def test_names_arrive_as_they_are_and_run_nothing(empty: Cli, tmp_path: Path, name: str) -> None:
    shell = completing_shell(name, with_feeds(empty, *KIND, *HOSTILE, *DROPPED), tmp_path / "home")
    before = sorted(path.name for path in shell.home.iterdir())
    assert sorted(shell.offers("ainews", "latest", "--feed", "")) == sorted([*KIND, *HOSTILE])
    assert {path.name for path in shell.home.iterdir()} - {"offered", "finished"} <= {*before, ".cache", ".local"}
    assert not empty.folder.joinpath("news.db").exists()
    assert shell.offers("ainews", "latest", "--feed", '"Hacker N') == ["Hacker News: LLM"]


def test_a_startup_file_in_another_encoding_stays_as_it_is(empty: Cli, tmp_path: Path) -> None:
    startup = tmp_path / ".bashrc"
    startup.write_bytes(b"# caf\xe9\n")
    env = {"HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "LC_ALL": "C.UTF-8"}
    done = empty("--install-completion", "bash", env=env)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "your shell's startup file is not UTF-8; `ainews --show-completion`" in done.err
    assert startup.read_bytes() == b"# caf\xe9\n"


def ask(cli: Cli, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Ask as bash does for the last of these words."""
    asked = {
        "_AINEWS_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(["ainews", *words]),
        "COMP_CWORD": str(len(words)),
    }
    return subprocess.run(
        [sys.executable, "-m", "ainews_cli"],
        capture_output=True,
        encoding="utf-8",
        env=cli.env | {"AINEWS_CONFIG": str(cli.config)} | asked | env,
        cwd=cli.folder,
        timeout=60,
        check=False,
    )


def offers(cli: Cli, *words: str, **env: str) -> list[str]:
    done = ask(cli, *words, **env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["Hacker\\ N"], "Hacker\\ News:\\ LLM"),
        (["Hacker\\ News", ":"], "\\ LLM"),
        (["Hacker\\ News", ":", "\\ L"], "\\ LLM"),
        (["=", "Hacker"], "Hacker\\ News:\\ LLM"),
        (["=", '"Hacker News: L'], "Hacker News: LLM"),
        (["'Lil"], "Lil'\\''Log"),
        (['"Say'], 'Say \\"hi\\"'),
    ],
)
def test_bash_replaces_only_what_it_calls_a_word(empty: Cli, typed: list[str], offered: str) -> None:
    assert offers(with_feeds(empty, *KIND), "latest", "--feed", *typed) == [offered]


def test_an_option_and_its_value_in_one_word(empty: Cli, tmp_path: Path) -> None:
    for name, offered in (("zsh", "Lil'Log"), ("fish", "--feed=Lil'Log")):
        shell = completing_shell(name, with_feeds(empty, *KIND), tmp_path / name)
        assert shell.offers("ainews", "latest", "--feed=Lil") == [offered]


def test_the_config_and_the_database_named_before(stored: Cli, tmp_path: Path) -> None:
    config = with_feeds(Cli(tmp_path, tmp_path / "none"), "Named").config
    assert offers(stored, "--config", str(config), "fetch", "") == ["Named"]
    assert offers(stored, "--config", "$HERE/names.toml", "fetch", "", HERE=str(tmp_path)) == ["Named"]
    elsewhere = {"AINEWS_DB": str(tmp_path / "none.db")}
    assert offers(stored, "show", "1", **elsewhere) == [""]
    assert "1" in offers(stored, "--db", str(stored.folder / "news.db"), "show", "1", **elsewhere)
    assert list(tmp_path.iterdir()) == [config]


@pytest.mark.parametrize("broken", ["config", "database", "older", "locked", "folder"])
def test_what_cannot_be_read_offers_nothing_and_stays_as_it_is(stored: Cli, tmp_path: Path, broken: str) -> None:
    cli = with_feeds(Cli(tmp_path, tmp_path / "none"), "Named")
    database = tmp_path / "news.db"
    shutil.copy(stored.folder / "news.db", database)
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("PRAGMA journal_mode=DELETE")
    if broken == "config":
        cli.config.write_text("[[feeds", encoding="utf-8")
    elif broken == "older":
        holder.execute("PRAGMA user_version=13")
    elif broken == "locked":
        holder.execute("BEGIN EXCLUSIVE")
    if broken == "folder":
        database.unlink()
        database.mkdir()
    elif broken == "database":
        database.write_bytes(b"no database" * 1000)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    if broken != "locked":  # it may be read all the same, where no log is kept
        assert offers(cli, "latest", "--tag", "") == [""]
    assert offers(cli, "fetch", "") == ([""] if broken == "config" else ["Named"])
    assert offers(cli, "latest", "--feed", "N") == ([""] if broken == "config" else ["Named"])
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    holder.close()


def test_so_many_values_and_no_more(empty: Cli) -> None:
    cli = with_feeds(empty, *(f"Feed {number:03}" for number in range(300)))
    assert offers(cli, "fetch", "") == [f"Feed\\ {number:03}" for number in range(MOST)]
    assert offers(cli, "fetch", "Feed\\ 29") == [f"Feed\\ 29{digit}" for digit in range(10)]


def test_nothing_heavy_is_imported_for_it(stored: Cli) -> None:
    for words in (["fe"], ["latest", "--tag", ""], ["show", ""]):
        done = ask(stored, *words, PYTHONPROFILEIMPORTTIME="1")
        imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert "ainews_cli.cli.completion" in imported
        assert not imported & {*HEAVY, "rich"}
        assert ("sqlite3" in imported) == (words != ["fe"])


@pytest.mark.parametrize("name", SHELLS)
@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["C"]), min_size=1), st.text()), min_size=1, max_size=3)
)
def test_no_value_ends_a_line_or_a_quotation(name: str, suggestions: list[tuple[str, str]]) -> None:
    """What a shell is given has a line per value; for zsh, which evaluates it, there is nothing but quoted words."""
    harmless = [(value, " ".join(about.split())) for value, about in suggestions]
    answer = SHELLS[name].answer(harmless, Typed(["latest", "--feed"], ""))
    if name == "zsh":
        words = re.findall(r"\$'((?:[^'\\]|\\x[0-9a-f]{2})*)'", answer)
        assert answer.count("'") == 2 * len(words) == 2 * len(suggestions)
        assert not re.search(r"[`$;&|<>() ]", "".join(words))
    else:
        assert answer.count("\n") <= len(suggestions) - 1
