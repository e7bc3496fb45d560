"""What doctor says of real broken files and of states that cannot be made here (a full disk, a wrong clock)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli import texts
from ainews_cli.doctor import Diagnosis, exit_code, machine, page, read
from ainews_cli.doctor.database import diagnoses, feed_diagnoses
from ainews_cli.doctor.diagnosis import WORST_FIRST
from ainews_cli.doctor.settings import diagnoses as config_diagnoses
from ainews_cli.errors import ExitCode
from ainews_cli.models.feed import Feed
from ainews_cli.models.page import Moment, TablePart
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from ainews_cli.store import Store
from ainews_cli.store.connection import SCHEMA_VERSION
from ainews_cli.store.health import Health, examine
from ainews_cli.store.records import FeedUpdate
from tests.support.store_samples import DAY, FEEDS, NOW, entry, opened, save, state

GOOD = '[[feeds]]\nname = "A"\nurl = "https://a.example/feed"\n'


def health(path: Path) -> Health:
    return examine(path, stale=NOW, met_since=NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with items; closed."""
    with opened(tmp_path / "news.db") as store:
        save(store, *(entry(f"g{n}", hours=n, summary="word " * 200) for n in range(1, 60)))
    return tmp_path / "news.db"


def one(rows: list[Diagnosis], level: str) -> Diagnosis:
    (found,) = (row for row in rows if row.level == level)
    return found


# The config


def config(tmp_path: Path, text: str | bytes) -> Path:
    found = tmp_path / "ainews.toml"
    found.write_bytes(text if isinstance(text, bytes) else text.encode())
    return found


ZEROS = "[scoring]\ndepth=0\nrelevance=0\npracticality=0\nnovelty=0\n"


def test_every_fault_of_a_config_is_named_and_the_rest_is_used(tmp_path: Path) -> None:
    bad = (
        'language = "en"\ncolour = "red"\ntimezone = "Asia/Tokio"\n'
        "[model]\nconcurrency = 0\nengine = 'offline'\nanalyse = 'x'\n[digest]\nlimit = 7\n"
        f"{GOOD}{GOOD}[[feeds]]\nname = 'B'\nurl = 'https://b.example/feed'\nweigth = 2\n[[feeds]]\nname = 'C'\nurl = 'https://c.example/feed'\n"
    )
    found = read(config(tmp_path, bad))
    for words in (
        "colour: unknown key",
        "did you mean Asia/Tokyo",
        "model.concurrency = 0",
        "model.analyse: unknown key",
        "feeds[2].name",
        "weigth",
    ):
        assert sum(words in line for line in found.problems) == 1, words
    assert len(found.problems) == 6
    assert "feeds[3].weigth" in str(found.problems), "feeds are counted as in the file"
    assert (found.config.language, found.config.model.engine, found.config.digest.limit) == ("en", "offline", 7)
    assert [feed.name for feed in found.config.feeds] == ["A", "C"]
    rows = config_diagnoses(found, "en")
    assert {row.code for row in rows if row.level == "problem"} == {ExitCode.CONFIG}


@pytest.mark.parametrize("text", ["[model\n", b"\xff\xfe\x00", "feeds = 3\n", "model = 3\n", ZEROS])
def test_a_config_that_cannot_be_used_is_one_finding(tmp_path: Path, text: str | bytes) -> None:
    found = read(config(tmp_path, text))
    assert len(found.problems) == 1
    assert exit_code(config_diagnoses(found, "ja")) is ExitCode.CONFIG


def test_a_config_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    assert "no such config file" in read(tmp_path / "none.toml").problems[0]
    assert "(Is a directory); name another with --config" in read(tmp_path).problems[0]


def test_a_good_config_has_no_problem(tmp_path: Path) -> None:
    found = read(config(tmp_path, GOOD))
    assert [row.level for row in config_diagnoses(found, "en")] == ["ok"]
    none = read(config(tmp_path, f"[budget]\nusd_per_day = 0\n{GOOD}"))
    assert [row.level for row in config_diagnoses(none, "en")] == ["ok", "warning"]


@given(st.text(max_size=60))
def test_no_text_makes_it_raise(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    found = read(config(tmp_path_factory.mktemp("c"), text.encode("utf-8", "surrogatepass")))
    assert found.config.language


# The database


def test_a_whole_database(path: Path) -> None:
    before = sorted(path.parent.iterdir())
    found = health(path)
    assert (found.state, found.usable, found.items, found.version) == ("ours", True, 59, SCHEMA_VERSION)
    assert [row.level for row in diagnoses(found, path, "en")] == ["ok"]
    assert sorted(path.parent.iterdir()) == before, "reading it leaves nothing behind"


def test_what_a_killed_writer_left_in_its_log_is_read(path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from ainews_cli.store import Store; from datetime import "
        "datetime, UTC\n"
        "book = Store.open(Path(sys.argv[1])).ledger(usd_per_day=9, usd_per_run=9, now=datetime(2026, 11, 22, "
        "11, tzinfo=UTC))\n"
        "book.reserve(purpose='analysis', item_id=1, model='m', estimate=0.5); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, path], check=False, timeout=60)
    found = health(path)
    assert (found.in_flight, found.usable, found.wal_bytes > 0) == (1, True, True)
    assert "1 call was interrupted" in one(diagnoses(found, path, "en"), "warning").finding
    assert health(path).in_flight == 1, "it settles nothing itself"


def test_batches_that_nobody_collected(path: Path) -> None:
    insert = (
        "INSERT INTO batches (nonce, server, model, price, state, submitted, expires, pid) VALUES (?, 's', 'm', "
        "'{}', ?, '', ?, 0)"
    )
    with Store.open(path) as store:
        for number, (status, expires) in enumerate(
            (("open", "2026-11-21"), ("open", "2026-11-23"), ("closed", "2026-11-21"))
        ):
            store._db.raw.execute(insert, (str(number), status, f"{expires}T00:00:00Z"))
    found = one(diagnoses(health(path), path, "en"), "warning")
    assert ("1 batch has expired" in found.finding, found.todo) == (True, "ainews batch collect")


def test_a_damaged_page(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xa5" * (size // 3))
    found = health(path)
    assert found.damage
    problem = one(diagnoses(found, path, "en"), "problem")
    assert problem.code is ExitCode.STORE
    assert ".recover" in problem.todo


def test_a_row_that_points_nowhere(path: Path) -> None:
    with Store.open(path) as store:
        store._db.raw.execute("PRAGMA foreign_keys=OFF")
        store._db.raw.execute("INSERT INTO pages (item_id, html, note, fetched) VALUES (999, '', '', '')")
    problem = one(diagnoses(health(path), path, "en"), "problem")
    assert "pages" in problem.finding


def test_files_that_are_none_of_ours(tmp_path: Path, path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "theirs.db") as db:
        db.execute("CREATE TABLE t (x)")
    (tmp_path / "text.db").write_text("not a database at all, but longer than a header of one hundred bytes. " * 3)
    (tmp_path / "empty.db").touch()
    (tmp_path / "folder.db").mkdir()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    states = {
        name: health(tmp_path / name).state
        for name in ("theirs.db", "text.db", "empty.db", "folder.db", "none.db", "news.db")
    }
    assert states == {
        "theirs.db": "foreign",
        "text.db": "unreadable",
        "empty.db": "empty",
        "folder.db": "unreadable",
        "none.db": "missing",
        "news.db": "newer",
    }
    for name, found in states.items():
        code = exit_code(diagnoses(health(tmp_path / name), tmp_path / name, "ja"))
        assert code is (ExitCode.OK if found in ("empty", "missing") else ExitCode.STORE)
    assert not (tmp_path / "none.db").exists()
    assert (tmp_path / "empty.db").stat().st_size == 0


# Feeds


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "feeds.db") as found:
        yield found


def fetched(store: Store, index: int, **changes: object) -> None:
    found = state(store, index)._replace(**{"last_fetch": NOW, "last_success": NOW, **changes})
    store.save_fetch([FeedUpdate(found.feed_id, (), found)], NOW)


def seen(store: Store, feeds: tuple[Feed, ...] = FEEDS) -> list[Diagnosis]:
    return feed_diagnoses(feeds, Health("ours", feeds=store.feed_states()), "en")


def test_each_feed_with_its_last_success(store: Store) -> None:
    assert [row.level for row in seen(store)] == ["warning"], "nothing was ever fetched"
    fetched(store, 0)
    fetched(store, 1, failures=3, error="timed out", last_success=NOW - 4 * DAY)
    rows = seen(store)
    assert [(row.about, row.level) for row in rows] == [
        ("Hacker", "warning"),
        ("Kumo", "warning"),
        ("Nebel Labs", "ok"),
    ]
    assert rows[0].last == NOW - 4 * DAY
    assert "failed 3 times in a row: timed out" in rows[0].finding
    assert (rows[1].finding, rows[1].last) == ("never fetched", None)
    assert exit_code(rows) is ExitCode.OK, "some feeds may fail"


def test_gone_moved_and_disabled_feeds(store: Store) -> None:
    fetched(store, 0, gone=True)
    fetched(store, 1, moved_to="https://new.example/rss")
    rows = {row.about: row for row in seen(store)}
    assert "permanently gone" in rows["Nebel Labs"].finding
    assert (rows["Hacker"].level, "https://new.example/rss" in rows["Hacker"].finding) == ("ok", True)
    assert "Kumo" not in {row.about for row in seen(store, (*FEEDS[:2], FEEDS[2]._replace(enabled=False)))}


def test_no_feed_that_can_be_fetched_is_a_problem(store: Store) -> None:
    for index in range(3):
        fetched(store, index, failures=1, error="no connection")
    assert exit_code(seen(store)) is ExitCode.FETCH
    fetched(store, 2, failures=0, error="")
    assert exit_code(seen(store)) is ExitCode.OK
    assert exit_code(seen(store, ())) is ExitCode.FETCH


# The machine


def test_disk_clock_and_terminal(tmp_path: Path) -> None:
    levels = [
        [row.level for row in machine.disk(free, tmp_path / "a.db", "en")] for free in (None, 10**6, 10**8, 10**10)
    ]
    assert levels == [[], ["problem"], ["warning"], ["ok"]]
    assert machine.free_bytes(tmp_path / "not" / "there" / "a.db")
    assert [row.level for row in machine.clock(NOW, NOW - DAY, "UTC", "en")] == ["ok"]
    assert "the database has an entry from" in one(machine.clock(NOW, NOW + DAY, "UTC", "en"), "warning").finding
    assert "cannot be right" in one(machine.clock(NOW - timedelta(days=3000), None, "UTC", "en"), "warning").finding
    assert machine.terminal({"LANG": "ja_JP.UTF-8", "TERM": "xterm"}, "en") == []
    assert len(machine.terminal({"LANG": "C", "TERM": "dumb"}, "en")) == 2


# The whole


def test_the_worst_problem_gives_the_code() -> None:
    rows = [Diagnosis("x", "problem", "", "", code=code) for code in reversed(WORST_FIRST)]
    assert [exit_code(rows[: n + 1]) for n in range(4)] == list(reversed(WORST_FIRST))
    assert exit_code([Diagnosis("x", "warning", "", "", code=ExitCode.STORE)]) is ExitCode.OK


def test_the_page_in_every_format(path: Path) -> None:
    rows = [*diagnoses(health(path), path, "ja"), Diagnosis("feeds", "warning", "*A*", "<b>bad</b>", "look", last=NOW)]
    made = page(rows, language="ja", zone="Asia/Tokyo", now=NOW)
    for name in FORMATS:
        text = render(name, made, Options(now=NOW, width=80, mail=Mail("a@b.example", "a@b.example")))
        assert "<b>bad" not in text or name in ("terminal", "json", "markdown", "email", "rss")
    table = made.sections[-1].parts[0]
    assert isinstance(table, TablePart)
    assert Moment(NOW) in table.rows[0]


def test_every_topic_and_level_has_its_words() -> None:
    for key in (
        "topic.config",
        "topic.database",
        "topic.feeds",
        "topic.model",
        "topic.machine",
        "level.ok",
        "level.warning",
        "level.problem",
    ):
        assert texts.has(f"doctor.{key}")
