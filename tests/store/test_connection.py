"""The file: made, shared, killed, full, foreign. Nothing committed is lost, and nothing of another program is
touched.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ainews_cli.errors import StoreError
from ainews_cli.store.connection import APPLICATION_ID, SCHEMA_VERSION, _checked_version
from ainews_cli.store.migrations import apply, migrations
from ainews_cli.store.records import FeedUpdate
from ainews_cli.store.store import Store
from tests.support.store_samples import FEEDS, NOW, entry, opened, save, state

FORK = multiprocessing.get_context("fork")


def checked(path: Path) -> None:
    """Raises unless the file is whole: as SQLite sees it, and as we do."""
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        halves = """SELECT i.id FROM items i
            LEFT JOIN bodies b ON b.item_id = i.id LEFT JOIN item_feeds x ON x.item_id = i.id
            WHERE b.item_id IS NULL OR x.item_id IS NULL"""
        assert raw.execute(halves).fetchall() == []
        unsearchable = (
            "SELECT id FROM items WHERE id NOT IN (SELECT item_id FROM search_docs) AND id NOT IN (SELECT item_id "
            "FROM search_pending)"
        )
        assert raw.execute(unsearchable).fetchall() == []
    raw.close()


def one_line(error: pytest.ExceptionInfo[StoreError], path: Path, *words: str) -> None:
    text = str(error.value)
    assert "\n" not in text
    assert str(path) in text
    for word in words:
        assert word in text


def test_pragmas_and_versions(tmp_path: Path) -> None:
    with opened(tmp_path / "new" / "folder" / "a.db") as store:
        settings = [
            store._db.read(f"PRAGMA {name}")[0][0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
        assert settings == ["wal", 1, 1, 10_000]
        assert store._db.read("PRAGMA user_version") == [(SCHEMA_VERSION,)]
        applied = store._db.read("SELECT name FROM _sqlite_migrations WHERE migration_set = 'ainews' ORDER BY id")
        assert [name for (name,) in applied] == [one.name for one in migrations._migrations]
        assert len(applied) == SCHEMA_VERSION
        assert all(name.startswith(f"m{number:03}_") for number, (name,) in enumerate(applied, 1))


def test_a_new_file_is_what_the_migrations_make(tmp_path: Path) -> None:
    def content(raw: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
        schema = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()
        record = raw.execute("SELECT id, migration_set, name, length(applied_at) FROM _sqlite_migrations").fetchall()
        return [schema, record]

    with opened(tmp_path / "a.db") as store:
        made = content(store._db.raw)
    migrated = sqlite3.connect(":memory:", isolation_level=None)
    migrated.execute("BEGIN")
    apply(migrated)
    assert made == content(migrated)
    apply(migrated)  # nothing is pending on either
    migrated.close()
    with sqlite3.connect(tmp_path / "a.db", isolation_level=None) as raw:
        apply(raw)
        assert content(raw) == made
    raw.close()


def test_making_a_database_imports_no_heavy_library(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ainews_cli.store import Store\n"
        "Store.open(Path(sys.argv[1])).close(); print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.db"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"


def test_opening_an_existing_database_imports_no_heavy_library(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
    code = (
        "import sys; from pathlib import Path; from ainews_cli.store import Store\n"
        "store = Store.open(Path(sys.argv[1])); store.latest(language='ja', limit=3); store.close()\n"
        "print([name for name in ('sqlite_utils', 'asyncio', 'hashlib', 'unicodedata', 'html', 'pydantic') if "
        "name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.db"], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_a_sync_with_an_unchanged_config_is_one_read(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        seen: list[str] = []
        store._db.raw.set_trace_callback(seen.append)
        store.sync_feeds(FEEDS)
        assert len(seen) == 1


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\n" * 100)
    with pytest.raises(StoreError) as error:
        Store.open(path)
    one_line(error, path, "not an SQLite database", "--db")
    assert path.read_text() == "my notes\n" * 100
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("version", [0, 1, SCHEMA_VERSION, 99])
def test_another_programs_database_is_left_as_it_is(tmp_path: Path, version: int) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE bookmarks (id)")
        raw.execute(f"PRAGMA user_version={version}")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        Store.open(path)
    one_line(error, path, "another program", "--db")
    assert path.read_bytes() == before


def test_a_file_that_another_process_makes_between_two_reads_is_ours(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.db").close()
    with sqlite3.connect(":memory:") as empty, sqlite3.connect(tmp_path / "a.db") as made:
        first = iter([empty, empty])

        class Late:
            """The file as it was for two reads, and as it is from then on."""

            def execute(self, sql: str) -> sqlite3.Cursor:
                return next(first, made).execute(sql)

        assert _checked_version(Late(), tmp_path / "a.db") == SCHEMA_VERSION  # type: ignore[arg-type]  # all that it is asked for
    empty.close()
    made.close()


def test_a_database_from_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path) as store:
        store._db.raw.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        Store.open(path)
    one_line(error, path, "newer ainews", "upgrade")
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path)
    one_line(error, tmp_path, "cannot be opened")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path / "file" / "a.db")
    one_line(error, tmp_path / "file" / "a.db", "folder")
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path / "none.db", read_only=True)
    one_line(error, tmp_path / "none.db", "ainews fetch")
    assert not (tmp_path / "none.db").exists()


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"")
    with opened(tmp_path / "a.db") as store:
        save(store, entry("g"))
        assert not store.empty()


def test_damage_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path) as store:
        save(store, *(entry(f"g{n}", content="text " * 900) for n in range(200)))
    content = bytearray(path.read_bytes())
    content[8192 * 3 : 8192 * 60] = random.Random(1).randbytes(8192 * 57)
    path.write_bytes(content)
    with pytest.raises(StoreError) as error, Store.open(path) as store:
        store.index_pending()
    one_line(error, path, "damaged", ".recover")


def test_a_locked_database_is_named_and_works_again_after(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path):
        pass
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(path, busy_seconds=0.05) as store:
        with pytest.raises(StoreError) as error:
            save(store, entry("g"))
        one_line(error, path, "locked", "close that program")
        other.execute("ROLLBACK")
        assert save(store, entry("g")).new == 1
    other.close()


def test_a_writer_waits_for_another(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path) as store:
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        import threading

        timer = threading.Timer(0.2, lambda: other.execute("COMMIT"))
        timer.start()
        assert save(store, entry("g")).new == 1
        timer.join()
        other.close()


def test_a_full_disk_loses_only_what_was_not_committed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with opened(path) as store:
        save(store, entry("before", content="x" * 5_000))
        pages = store._db.read("PRAGMA page_count")[0][0]
        store._db.raw.execute(f"PRAGMA max_page_count={pages + 3}")
        with pytest.raises(StoreError) as error:
            save(store, *(entry(f"g{n}", content="x" * 50_000) for n in range(50)))
        one_line(error, path, "no space left", "free some disk space")
        assert store.latest_ids(9) == [1]
    checked(path)
    with opened(path) as store:
        assert save(store, entry("after")).new == 1


def _within_limits(path: Path) -> int:
    """In a child: no file may grow past 1 MB."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    try:
        with opened(path) as store:
            save(store, entry("small"))
            save(store, *(entry(f"g{n}", content="x" * 50_000) for n in range(50)))
    except StoreError as error:
        return 6 if str(path) in str(error) and "\n" not in str(error) else 1
    return 0


def in_child(work: Callable[[Path], int], path: Path) -> int | None:
    child = FORK.Process(target=lambda: os._exit(work(path)))
    child.start()
    child.join(60)
    return child.exitcode


def test_a_write_that_the_system_refuses_loses_only_what_was_not_committed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert in_child(_within_limits, path) == 6
    checked(path)
    with opened(path) as store:
        assert [row.title for row in store.latest(language="ja", limit=9)] == ["Title of small"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach (pytest's own they cannot)."""
    folder = Path(tempfile.mkdtemp(prefix="ainews-store-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _as_nobody(work: Callable[[], object], wanted: str) -> int:
    """In a child: permissions do not bind root."""
    if os.geteuid() == 0:
        os.setegid(65534)
        os.seteuid(65534)
    try:
        work()
    except StoreError as error:
        return 6 if wanted in str(error) and "\n" not in str(error) else 1
    return 0


def test_a_read_only_folder_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    assert (
        in_child(lambda path: _as_nobody(lambda: Store.open(path), f"{path} cannot be opened"), open_folder / "a.db")
        == 6
    )
    assert (
        in_child(
            lambda path: _as_nobody(lambda: Store.open(path), f"{path} cannot be created"), open_folder / "sub" / "a.db"
        )
        == 6
    )
    assert list(open_folder.iterdir()) == []


def test_a_read_only_file_is_named(open_folder: Path) -> None:
    path = open_folder / "a.db"
    with opened(path) as store:
        save(store, entry("g"))
    path.chmod(0o444)
    open_folder.chmod(0o777)
    before = path.read_bytes()

    def write() -> None:
        with opened(path) as store:
            save(store, entry("h"))

    assert in_child(lambda path: _as_nobody(write, f"{path} cannot be written"), path) == 6
    assert path.read_bytes() == before


def _fetcher(path: Path, wait: Callable[[], object]) -> int:
    wait()
    with opened(path) as store:
        for turn in range(15):
            updates = [
                FeedUpdate(state(store, feed).feed_id, tuple(entries(feed, turn)), state(store, feed))
                for feed in range(3)
            ]
            store.save_fetch(updates, NOW)
            if turn % 5 == 0:
                store.search("turn", language="ja", limit=3)
    return 0


def entries(feed: int, turn: int) -> list[object]:
    """Some of them at an address that another feed has too."""
    return [
        entry(f"{feed}-{n}", f"https://x.example/{n if n % 2 else f'{feed}/{n}'}", f"turn {n}")
        for n in range(turn, turn + 10)
    ]


def test_processes_that_make_the_database_and_fetch_at_once_agree(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    barrier = FORK.Barrier(3)
    workers = [FORK.Process(target=lambda: os._exit(_fetcher(path, barrier.wait))) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    checked(path)
    with Store.open(path) as store:
        # guids 0 … 23 of three feeds; the odd ones share an address
        assert len(store.latest_ids(999)) == 12 + 3 * 12
        assert len(store.search("turn", language="ja", limit=999)) == 48


def _writer(path: Path, started: Path) -> int:
    with opened(path) as store:
        started.touch()
        for turn in range(10_000):
            save(store, *(entry(f"{turn}-{n}", content=f"<p>{'text ' * 400}</p>") for n in range(20)))
            (started.parent / "committed").write_text(str(turn + 1))
            if turn % 3 == 0:
                store.search("text", language="ja", limit=1)
    return 0


@pytest.mark.parametrize("seed", range(5))
def test_killed_at_any_moment_no_committed_item_is_lost(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.db"
    for attempt in range(2):
        started = tmp_path / str(attempt) / "started"
        started.parent.mkdir()
        child = FORK.Process(target=lambda where=started: os._exit(_writer(path, where)))
        child.start()
        until = time.monotonic() + 60
        while not started.exists() and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(random.Random(seed * 2 + attempt).uniform(0.0, 0.35))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join(60)
        assert child.exitcode == -signal.SIGKILL
        text = committed.read_text() if (committed := started.parent / "committed").exists() else "0"
        checked(path)
        with opened(path) as store:
            found = store._db.read("SELECT count(*) FROM items")[0][0]
            assert found % 20 == 0
            assert found >= 20 * int(text or 0)
            assert len(store.search("text", language="ja", limit=9_999)) == found


def test_killed_while_the_database_is_made(tmp_path: Path) -> None:
    for delay in (0.0, 0.005, 0.02, 0.05):
        path = tmp_path / f"{delay}.db"
        child = FORK.Process(target=lambda where=path: os._exit(_writer(where, where.with_suffix(".started"))))
        child.start()
        time.sleep(delay)
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join(60)
        with opened(path) as store:
            save(store, entry("after"))
        checked(path)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as store:
        wrong = FeedUpdate(999, (entry("g"),), state(store))
        with pytest.raises(StoreError):
            store.save_fetch([FeedUpdate(1, (entry("a"),), state(store)), wrong], NOW)
        assert store.empty()
        assert save(store, entry("a")).new == 1


def test_the_application_id_marks_the_file(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db"):
        pass
    assert int.from_bytes((tmp_path / "a.db").read_bytes()[68:72], "big") == APPLICATION_ID
