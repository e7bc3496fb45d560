"""Small inputs on loopback, a config that asks for them, and what the program made of them: for `scenarios/trials`."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.support.cli import Cli, Done
from tests.support.feedserver import FeedServer, Reply

SHARED = Path(__file__).parents[2].parent / "shared" / "trials"
"""Inputs that stand beside a checkout on some machines; the tests mean the same without them."""
TYPES = {".html": "text/html", ".xml": "application/xml"}
WORDS = "A short text about a small model of an invented firm."

_ONE_BY_ONE = """
import json, sys
from ainews_cli.cli import run
for command in json.loads(sys.argv[1]):
    sys.argv[1:] = command
    assert run() == 0, command
"""
"""Commands in one process: starting one for each is most of the work."""

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared trials are not on this machine")


@dataclass
class Trial:
    """One reader with an empty database and a web of its own."""

    cli: Cli
    web: FeedServer

    def put(self, path: str, body: str | bytes, type_: str = "application/xml", **more: Any) -> str:
        """Serve a body, and return its address."""
        self.web.replies[path] = Reply(body=body.encode() if isinstance(body, str) else body, type=type_, **more)
        return self.web.url(path)

    def put_folder(self, name: str) -> str:
        """Serve a shared trial as its `route.json` says, and return the address of the folder."""
        folder = SHARED / name
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            body = file.read_bytes().replace(b"127.0.0.1:8791", f"127.0.0.1:{self.web.port}".encode())
            self.put(f"/{name}/{quote(file.relative_to(folder).as_posix())}", body, TYPES.get(file.suffix, "text/html"))
        routes = folder / "route.json"
        for path, rule in json.loads(routes.read_text(encoding="utf-8") if routes.exists() else "{}").items():
            if isinstance(rule, dict):
                self._route(f"/{name}/", path, rule)
        return self.web.url(f"/{name}/")

    def _route(self, base: str, path: str, rule: dict[str, Any]) -> None:
        found = self.web.replies.get(base + rule.get("file", path), Reply(rule.get("status", 404)))
        reply = replace(found, type=rule.get("type", found.type), auth=rule.get("auth", ""))
        if "redirect" in rule:
            headers = [("Location", rule["redirect"])] + ([("Set-Cookie", rule["set"])] if "set" in rule else [])
            reply = replace(reply, cookie=rule["cookie"], otherwise=Reply(302, headers=tuple(headers)))
        self.web.replies[base + path] = reply

    def config(self, *urls: str, more: str = "") -> None:
        """Subscribe to feeds, which are named by the ends of their addresses."""
        tables = "".join(f'[[feeds]]\nname = "{url.rpartition("/")[2]}"\nurl = "{url}"\n{more}' for url in urls)
        self.cli.config.write_text(f'language = "en"\n[model]\nengine = "offline"\n{tables}', encoding="utf-8")

    def fetch(self, *urls: str, more: str = "") -> dict[str, Any]:
        """Subscribe to feeds, if any are given, and fetch: outcomes by name."""
        if urls:
            self.config(*urls, more=more)
        done = self.cli("fetch", "-f", "json")
        assert "Traceback" not in done.err
        return {outcome["name"]: outcome for outcome in done.data}

    def rows(self, columns: str = "title, url") -> list[tuple[Any, ...]]:
        """Return what is stored of the items, oldest id first."""
        with sqlite3.connect(self.cli.folder / "news.db") as db:
            return db.execute(f"SELECT {columns} FROM items ORDER BY id").fetchall()

    def values(self, column: str) -> dict[str, Any]:
        """Return one column of the items by title."""
        return dict(self.rows(f"title, {column}"))

    def titles(self) -> list[str]:
        return [title for (title,) in self.rows("title")]

    def texts(self, *titles: str) -> dict[str, str]:
        """Return the texts of items as `show` prints them, by title."""
        ids = {title: str(number) for number, title in self.rows("id, title") if not titles or title in titles}
        files = {title: self.cli.folder / f"{number}.json" for title, number in ids.items()}
        head = ["--config", str(self.cli.config)]
        commands = [[*head, "show", ids[title], "--original", "-o", str(file)] for title, file in files.items()]
        done = subprocess.run(
            [sys.executable, "-c", _ONE_BY_ONE, json.dumps(commands)],
            capture_output=True,
            encoding="utf-8",
            env=self.cli.env,
            cwd=self.cli.folder,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return {title: _original(json.loads(file.read_text(encoding="utf-8"))) for title, file in files.items()}

    def add(self, url: str) -> tuple[Done, list[tuple[str, str]]]:
        """Run `feeds add` with a config of no feeds: what it said, and names and addresses of the config then."""
        self.cli.config.write_text('language = "en"\n[model]\nengine = "offline"\n', encoding="utf-8")
        done = self.cli("feeds", "add", url)
        feeds = tomllib.loads(self.cli.config.read_text(encoding="utf-8")).get("feeds", [])
        return done, [(feed["name"], feed["url"]) for feed in feeds]


def _original(page: Any) -> str:
    parts = [part for section in page["sections"] if section["key"] == "original" for part in section["parts"]]
    return "\n".join(block["text"] for part in parts for block in part.get("blocks", ()))


def rss(*items: str, head: str = "<?xml version='1.0' encoding='utf-8'?>") -> str:
    """Return an RSS 2.0 feed of items whose elements are given."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    names = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    return f"{head}<rss version='2.0' {names}><channel><title>Suzu</title><link>https://suzu.example/</link>{inside}</channel></rss>"


def atom(*entries: str, head: str = "", attributes: str = "") -> str:
    """Return an Atom feed of entries whose elements are given."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    frame = f"<feed xmlns='http://www.w3.org/2005/Atom' {attributes}><title>Suzu</title><id>urn:suzu</id>"
    return f"{frame}{head}{inside}</feed>"


def rdf(*items: str) -> str:
    """Return an RSS 1.0 feed of items whose elements are given."""
    inside = "".join(
        f"<item rdf:about='https://suzu.example/{number}'>{item}</item>" for number, item in enumerate(items)
    )
    names = "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    return f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' {names}>{inside}</rdf:RDF>"


def make_trial(tmp_path: Path) -> Iterator[Trial]:
    with FeedServer() as web:
        yield Trial(Cli(tmp_path, tmp_path / "ainews.toml"), web)


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    """A reader of nothing yet."""
    yield from make_trial(tmp_path)
