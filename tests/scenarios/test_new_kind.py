"""A new kind of source is a module and a row: nothing else of the program has to know it."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ainews_cli
from ainews_cli.sources.kinds import KINDS
from tests.support.feedserver import FeedServer, Reply

WIRE = '''
"""Lines of a news wire: "number | title"."""

from ainews_cli.errors import NotAFeed
from ainews_cli.sources.normalise import finish
from ainews_cli.sources.raw import RawEntry, RawFeed


def url(feed):
    return feed.url + "/wire.txt"


def is_feed(address):
    return "/desk" in address


def parse(body, feed, *, content_type="", base_url="", now):
    lines = [line.split(" | ") for line in body.decode().splitlines()]
    if not all(len(line) == 2 for line in lines):
        raise NotAFeed("the address answers with something that is no wire")
    entries = [RawEntry(guid=number, link=base_url + "#" + number, title=title) for number, title in lines]
    return finish(RawFeed(title="Wire", base=base_url, entries=entries, parser="wire"), feed, now=now)
'''
RUN = """
from ainews_cli.sources.kinds import KINDS, SourceKind

KINDS["wire"] = SourceKind(
    "wire", "wire", "lines of a news wire", rewrites_url=True, hosts=("127.0.0.1",), category="video"
)
from ainews_cli.__main__ import main

main()
"""


class Desk:
    """The program with one kind more, and a server that speaks it."""

    def __init__(self, folder: Path, server: FeedServer) -> None:
        self.folder = folder
        self.server = server
        self.config = folder / "ainews.toml"
        (folder / "wire.py").write_text(WIRE, encoding="utf-8")

    def run(self, *arguments: str) -> str:
        """The output of a command that ends well."""
        home = {name: str(self.folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        done = subprocess.run(
            [sys.executable, "-c", RUN, "--config", str(self.config), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=os.environ | home | {"PYTHONPATH": str(self.folder), "AINEWS_DB": str(self.folder / "news.db")},
            cwd=Path(ainews_cli.__file__).parents[1],
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def titles(self, view: str) -> list[str]:
        """The titles that a view shows."""
        return [entry["title"] for entry in json.loads(self.run(view, "--no-analyse", "-f", "json"))["entries"]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with FeedServer(
        {"/desk/wire.txt": Reply(body=b"1 | Flood of models\n2 | Nothing new", type="text/plain")}
    ) as server:
        yield Desk(tmp_path, server)


def test_a_feed_of_a_new_kind_is_fetched_and_shown(desk: Desk) -> None:
    desk.config.write_text(
        f'[model]\nengine = "offline"\n[[feeds]]\nname = "Desk"\nurl = "{desk.server.url("/desk")}"\nkind = "wire"\n',
        encoding="utf-8",
    )
    outcome = json.loads(desk.run("fetch", "-f", "json"))
    assert [asked.path for asked in desk.server.requests] == ["/desk/wire.txt"]
    assert "Desk" in json.dumps(outcome)
    assert sorted(desk.titles("latest")) == ["Flood of models", "Nothing new"]
    assert sorted(desk.titles("videos")) == ["Flood of models", "Nothing new"]  # its row says so


def test_its_addresses_are_recognised_and_its_name_is_a_choice(desk: Desk) -> None:
    desk.config.write_text('[model]\nengine = "offline"\n', encoding="utf-8")
    desk.server.replies["/desk"] = desk.server.replies["/desk/wire.txt"]
    desk.run("feeds", "add", desk.server.url("/desk"))
    assert 'kind = "wire"' in desk.config.read_text(encoding="utf-8")
    assert "hackernews, youtube, wire" in " ".join(desk.run("feeds", "add", "--help").split())


def test_no_kind_is_compared_by_name_outside_its_row() -> None:
    package = Path(ainews_cli.__file__).parent
    files = [file for file in package.rglob("*.py") if file.parent.name != "sources" and "demo" not in file.parts]
    assert len(files) > 200
    assert [place for file in files for place in named_kinds(file)] == []


def named_kinds(file: Path) -> Iterator[str]:
    """Where a file names a kind in code, or compares a `kind` with the name of the default one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        special = isinstance(node, ast.Constant) and node.value in set(KINDS) - {"feed"}
        compared = (
            isinstance(node, ast.Compare)
            and isinstance(node.left, ast.Attribute)
            and node.left.attr == "kind"
            and any(isinstance(side, ast.Constant) and side.value == "feed" for side in node.comparators)
        )
        if special or compared:
            yield f"{file.name}:{node.lineno}"
