"""Speed that is kept without a clock: how many statements and requests a command needs, whatever the number of items.

A command that asks the database once for each of its items is fast in a test and slow for a reader; counting finds it
on any machine.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from ainews_cli.cli import run
from ainews_cli.models.analysis import Interests
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate
from ainews_cli.tasks.analysis.profiles import model_profile, offline_profile
from tests.support.feedserver import FeedServer, Reply, rss
from tests.support.store_samples import NOW, analysis

DAY = "2026-11-22"
MODEL = "claude-haiku-5-5"
TEXT = "".join(f"<p>Sentence number {number} about a model that the Nebel Labs trained.</p>" for number in range(40))


class Counted(sqlite3.Connection):
    """A real connection that notes what the program sends: one call each, however many rows `executemany` is given."""

    calls: list[str] = []  # noqa: RUF012  shared by all connections of one counting
    reads: list[str] = []  # noqa: RUF012

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # as sqlite3.connect got them
        self.set_trace_callback(self._trace)

    def _trace(self, text: str) -> None:
        if text.lstrip().startswith(("SELECT", "WITH")):
            Counted.reads.append(text)

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        Counted.calls.append(sql)
        return super().execute(sql, *parameters)  # type: ignore[arg-type]

    def executemany(self, sql: str, rows: object) -> sqlite3.Cursor:
        Counted.calls.append(sql)
        return super().executemany(sql, rows)  # type: ignore[arg-type]


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    """What is sent to any database inside the block: `calls` by the program, `reads` as SQLite ran them."""
    Counted.calls, Counted.reads = [], []
    connect = sqlite3.connect
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *arguments, **options: connect(*arguments, **options, factory=Counted))
        yield Counted  # type: ignore[misc]  # its lists are the class's


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No key, no config and no database of the reader's."""
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "AINEWS_CONFIG", "AINEWS_DB"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))


def config(path: Path, urls: list[str], engine: str, base: str) -> Path:
    tables = "".join(f'\n[[feeds]]\nname = "feed {number}"\nurl = "{url}"\n' for number, url in enumerate(urls))
    path.write_text(f'[model]\nengine = "{engine}"\nbase_url = "{base}"\n{tables}', encoding="utf-8")
    return path


class Session:
    """A store of `count` items of one day, all estimated and analysed, and the command line on it."""

    def __init__(self, folder: Path, server: FeedServer, count: int, engine: str) -> None:
        folder.mkdir()
        urls = [server.url(f"/{number}") for number in range(4)]
        self.db = folder / "news.db"
        self.config = config(folder / "ainews.toml", urls, engine, server.url("/model"))
        self.fill([Feed(f"feed {number}", url) for number, url in enumerate(urls)], count)

    def fill(self, feeds: list[Feed], count: int) -> None:
        with Store.open(self.db) as store:
            store.sync_feeds(feeds)
            states = list(store.feed_states().values())
            new = [
                Entry(
                    f"g{n}",
                    f"https://nebel.example/{n}",
                    f"Model {n}",
                    published=NOW - n * timedelta(minutes=2),
                    content=TEXT,
                )
                for n in range(count)
            ]
            store.save_fetch(
                [FeedUpdate(state.feed_id, tuple(new[at::4]), state) for at, state in enumerate(states)], NOW
            )
            # Every item stands in a second feed, too: its sources are a list.
            store.save_fetch(
                [FeedUpdate(state.feed_id, tuple(new[at - 1 :: 4]), state) for at, state in enumerate(states) if at],
                NOW,
            )
            paid = model_profile("ja", Interests(), kind="claude", model=MODEL)
            for item in range(1, count + 1):
                store.save_analysis(
                    item,
                    analysis(store, item, estimate=True, engine="offline", profile=offline_profile("ja", Interests())),
                )
                store.save_analysis(item, analysis(store, item, profile=paid, model=MODEL))

    def __call__(self, *arguments: str) -> None:
        assert run(["--config", str(self.config), "--db", str(self.db), *arguments]) == 0


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


@pytest.mark.parametrize(
    ("engine", "command"),
    [
        ("offline", ["daily", DAY, "-n", "500", "--per-feed", "0"]),
        ("claude", ["daily", DAY, "-n", "500", "--per-feed", "0"]),
        ("offline", ["latest", "-n", "500"]),
        ("claude", ["latest", "-n", "500"]),
        ("offline", ["show", "3"]),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_a_view_asks_as_often_for_200_items_as_for_20(
    engine: str,
    command: list[str],
    server: FeedServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    sent = {}
    for count in (20, 200):
        desk = Session(tmp_path / str(count), server, count, engine)
        with counted(monkeypatch) as seen:
            desk(*command)
        sent[count] = seen.calls
        assert len(seen.reads) <= len(seen.calls)
        shown = capsys.readouterr().out
        assert "show" in command or shown.count("[訳された題](") == count
    assert sent[200] == sent[20]
    assert 3 <= len(sent[20]) <= 40
    assert server.requests == []


def test_a_view_asked_for_again_writes_nothing(
    server: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Session(tmp_path / "store", server, 20, "offline")
    for command in (["daily", DAY], ["latest"], ["show", "3"]):
        desk(*command)
        with counted(monkeypatch) as seen:
            desk(*command)
        assert not [sql for sql in seen.calls if sql.split()[0] not in ("SELECT", "PRAGMA")]


def fetched(desk_config: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """What one `fetch` sent, and which reads SQLite ran."""
    with counted(monkeypatch) as seen:
        assert run(["--config", str(desk_config), "--db", str(desk_config.with_name("news.db")), "fetch"]) == 0
    return seen.calls, seen.reads


def test_a_fetch_asks_as_often_for_50_entries_as_for_5(
    server: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: dict[int, list[list[str]]] = {}
    for count in (5, 50):
        guids = [f"g{number}" for number in range(count)]
        path = f"/of{count}"
        (tmp_path / str(count)).mkdir()
        file = config(tmp_path / str(count) / "ainews.toml", [server.url(path)], "offline", "")
        Store.open(file.with_name("news.db")).close()  # the schema is made once in a lifetime
        rounds[count] = []
        for body in (
            rss("first", guids),
            rss("first", guids),
            rss("first", [f"h{number}" for number in range(count)] + guids),
            rss("changed", guids),
        ):
            server.replies[path] = Reply(body=body)
            calls, reads = fetched(file, monkeypatch)
            rounds[count] += [calls, [sql.split("(")[0] for sql in reads]]
    assert [len(part) for part in rounds[50]] == [len(part) for part in rounds[5]]
    assert rounds[50][::2] == rounds[5][::2]


def test_a_fetch_makes_one_request_per_feed(
    server: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [f"/{number}" for number in range(9)]
    for number, path in enumerate(paths):
        server.replies[path] = Reply(body=rss(f"feed {number}", ["a", "b"]), etag='"1"' if number % 2 else "")
    file = config(tmp_path / "ainews.toml", [server.url(path) for path in paths], "offline", "")
    for _ in range(3):
        server.requests.clear()
        fetched(file, monkeypatch)
        assert sorted(one.path for one in server.requests) == paths
