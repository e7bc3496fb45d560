"""A recorded week: eight mornings with forty invented feeds, and what each command shows on them.

`python -m tests.support.week` writes the story anew (tests/scenarios/week/1.txt to 8.txt); read the diff.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import socket
import tempfile
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ainews_cli.cli import run
from ainews_cli.isolation import taken
from ainews_cli.pipeline import session
from tests.support.week_feeds import FEEDS, FIRST, MORNINGS, Week, discussion, document

BASE = "http://127.0.0.1:8400"
"""Where the feeds are said to be: the port is another one in each run."""
GOLDEN = Path(__file__).parents[1] / "scenarios" / "week"
EVERY = ("fetch", "daily -n 8", "latest -n 5", "hacker -n 3", "tools -n 4", "trends -n 5")
SEARCHES = ("open weights", "学習データ", "Haoto", "v1.2", "量子化", "lawsuit", "Brackwell", "tool use")
"""One a morning."""
SOME = {3: ("weekly -n 5",), 6: ("feeds list", "doctor --offline"), 8: ("weekly -n 6",)}
"""Morning -> what is looked at besides."""
LONGEST = 120
"""Lines of one command that are kept."""
_OURS = re.compile(r"(?m)^.*(?:Python \d|SQLite \d|MB[)\)]|disk|Disk|ディスク|TERM|端末|WAL).*\n")


def answer(week: Week, morning: int, target: str) -> tuple[int, Mapping[str, str], bytes]:
    """Return status, header fields and body for a GET."""
    path = target.partition("?")[0]
    if path.startswith("/api/v1/items/"):
        return 200, {"Content-Type": "application/json"}, discussion(path.rpartition("/")[2])
    if path == "/movinghouse/feed" and morning >= 3:
        return 301, {"Location": "/newhouse/feed"}, b""
    if path == "/lastorders/feed" and morning >= 6:
        return 410, {"Content-Type": "text/plain"}, b"closed"
    if path == "/shakyserver/feed" and morning in (2, 5, 6):
        return (503 if morning == 5 else 200), {"Content-Type": "text/html"}, b"<!DOCTYPE html><title>Sorry</title>"
    feed = next((feed for feed in FEEDS if feed.path == path.replace("newhouse", "movinghouse")), None)
    if feed is None:
        return 404, {"Content-Type": "text/plain"}, b"no"
    body, kind = document(feed, week.carried(feed, morning))
    if feed.name == "Broken Tags" and morning % 2:
        body = body.replace(b"</item>", b"", 1).replace(b"</channel>", b"&nbsp;")
    return 200, {"Content-Type": kind}, body


class WeekServer:
    """Serves the feeds of the morning that is set."""

    def __init__(self) -> None:
        self.week, self.morning = Week(), 1
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, head, body = answer(owner.week, owner.morning, self.path)
                self.send_response(status)
                for name, value in head.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])

    def __enter__(self) -> WeekServer:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def config(base: str) -> None:
    """Write the config of the reader, who lives in Tokyo and uses no model."""
    tables = "".join(
        f'[[feeds]]\nname = "{feed.name}"\nurl = "{base}{feed.path}"\nkind = "{feed.kind}"\n'
        f'category = "{feed.category}"\nweight = {feed.weight}\n'
        + (f'language = "{feed.language}"\n' * bool(feed.language))
        for feed in FEEDS
    )
    head = (
        'language = "ja"\ntimezone = "Asia/Tokyo"\n[interests]\nkeywords = ["LLM", "open weights", "日本語"]\n'
        '[model]\nengine = "offline"\n[fetch]\nconcurrency = 1\n'
    )
    Path("ainews.toml").write_text(f"{head}{tables}", encoding="utf-8")


def morning(number: int) -> datetime:
    """Return when the reader gets up."""
    return FIRST + timedelta(days=number - 1)


def story(folder: Path) -> Iterator[str]:
    """Yield what each morning shows."""
    env = {"COLUMNS": "80", "NO_COLOR": "1", "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    connect = socket.create_connection

    def to_server(address: Any, *rest: Any) -> socket.socket:
        return connect((address[0], server.port), *rest)

    with (
        WeekServer() as server,
        patch.dict(os.environ, env),
        patch("ainews_cli.net.connect.socket.create_connection", to_server),
        contextlib.chdir(folder),  # paths are shown, and wrapped where they are long
    ):
        config(BASE)
        for server.morning in range(1, MORNINGS + 1):
            number = server.morning
            commands = (*EVERY, f"search {SEARCHES[number - 1]} -n 3", *SOME.get(number, ()))
            shown = [f"# {morning(number):%Y-%m-%d %H:%M} UTC\n"]
            for command in commands:
                out = _run(command, morning(number))
                lines = _OURS.sub("", out).splitlines()
                cut = [f"[… {len(lines) - LONGEST} lines]"] if len(lines) > LONGEST else []
                shown.append("\n".join([f"$ ainews {command}", *(line.rstrip() for line in lines[:LONGEST]), *cut, ""]))
            yield "\n".join(shown)


def _run(command: str, now: datetime) -> str:
    """Return what a command prints at that time, on stdout and stderr."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return now.astimezone(tz)

    form = () if command.startswith("fetch") else ("-f", "terminal")
    with (
        patch.object(session, "datetime", Clock),
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        name, *words = command.split()
        words = [*words[:1], *form, *words[1:]] if name in ("feeds", "batch") else [*form, *words]
        code = run(["--config", "ainews.toml", "--db", "news.db", name, *words])
    faults = taken()
    assert not faults, faults
    said = f"(exit code {int(code)})\n" if code else ""
    return f"{err.getvalue()}{out.getvalue()}{said}"


def main() -> None:
    """Write the golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(story(Path(folder)), 1):
            (GOLDEN / f"{number}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
