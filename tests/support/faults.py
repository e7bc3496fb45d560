"""The program with a fault put into one of its functions, for one item alone."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import ainews_cli
from ainews_cli.cli import run
from ainews_cli.models.page import Page
from tests.support.feedserver import FeedServer, Reply
from tests.support.llm.samples import HTML
from tests.support.messages import FakeMessages, Handler, reply
from tests.support.responses import GOOD, USAGE, Body

POISON = "Wolfsbane"
"""In the title of the items with which functions fail."""
PACKAGE = str(Path(ainews_cli.__file__).parent)
STORY = "<p>Three stories of one evening. See <a href='https://x.example/a'>the first</a>, all 12 of them.</p>"


def _rss(title: str, items: Mapping[str, str], tail: str = "</channel></rss>") -> Reply:
    entries = "".join(
        f"<item><title>{name}</title><link>https://{title.lower()}.example/{number}</link>"
        f"<guid>{title}-{number}</guid><description><![CDATA[{html}]]></description></item>"
        for number, (name, html) in enumerate(items.items())
    )
    head = '<?xml version="1.0"?><rss version="2.0"><channel>'
    return Reply(body=f"{head}<title>{title}</title>{entries}{tail}".encode())


def _json_feed(items: Mapping[str, str]) -> Reply:
    entries = [
        {"id": str(number), "url": f"https://json.example/{number}", "title": name, "content_html": html}
        for number, (name, html) in enumerate(items.items())
    ]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Json", "items": entries}
    return Reply(body=json.dumps(document).encode(), type="application/feed+json")


def _hits(*titles: str) -> Reply:
    hits = [
        {"objectID": str(9000 + at), "title": title, "url": f"https://hn.example/{at}", "points": 90 + at}
        | {"num_comments": 3, "author": "ada", "created_at_i": int(time.time()) - 3_600 - at}
        for at, title in enumerate(titles)
    ]
    return Reply(body=json.dumps({"hits": hits}).encode(), type="application/json")


def _talk(number: int) -> Reply:
    comments = [
        {"id": number * 10 + at, "author": f"user{at}", "text": f"<p>Comment {at} of the talk, at length.</p>"}
        for at in range(3)
    ]
    return Reply(body=json.dumps({"id": number, "children": comments}).encode(), type="application/json")


REPLIES = {
    "/plain": _rss("Plain", {f"{POISON} one": HTML, "Kestrel lands": HTML, "Lintel ships a robot tool": STORY}),
    "/broken": _rss("Broken", {f"{POISON} two": HTML, "Farrow & sons train a model": HTML}, "</channel>"),
    "/json": _json_feed({f"{POISON} three": HTML, "Tellus open source release 2.0": HTML}),
    "/api/v1/search": _hits(f"{POISON} four, an LLM", "Orrinvale GPT benchmark"),
    "/api/v1/items/9000": _talk(9000),
    "/api/v1/items/9001": _talk(9001),
}
FEEDS = (
    ("Plain", "/plain", "feed"),
    ("Broken", "/broken", "feed"),
    ("Json", "/json", "feed"),
    ("HN", "/api/v1/search", "hackernews"),
)


class Ran(NamedTuple):
    """What a run gave."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass
class Bench:
    """Feeds, a model and databases in several states, each made once."""

    folder: Path
    feeds: FeedServer
    model: FakeMessages
    language: str = "en"
    states: dict[str, Path] = field(default_factory=dict)

    def config(self, engine: str) -> Path:
        path = self.folder / f"{engine}.toml"
        tables = "".join(
            f'[[feeds]]\nname = "{name}"\nurl = "{self.feeds.url(place)}"\nkind = "{kind}"\n'
            for name, place, kind in FEEDS
        )
        server = f'base_url = "{self.model.url}"\nprice_input = 0.1\nprice_output = 0.5\n'
        model = f'[model]\nengine = "{engine}"\n{server if engine != "offline" else ""}'
        path.write_text(f'language = "{self.language}"\ntimezone = "UTC"\n{model}\n{tables}', "utf-8")
        return path

    def run(self, state: str, command: str, *, engine: str = "offline", keep: Path | None = None) -> Ran:
        """Run a command on a copy of a database in that state; "DIR" stands for an empty folder."""
        with contextlib.ExitStack() as stack:
            db = keep or self.folder / "run.db"
            if keep is None:
                for path in self.folder.glob("run.db*"):
                    path.unlink()
                if state:
                    shutil.copy(self.states[state], db)
            site = self.folder / "site"
            shutil.rmtree(site, ignore_errors=True)
            words = [str(site) if word == "DIR" else word for word in command.split()]
            out = stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            err = stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
            code = run(["--config", str(self.config(engine)), "--db", str(db), *words])
            return Ran(code, out.getvalue(), err.getvalue())

    def copy(self, state: str, sql: str) -> Path:
        """Return a copy of a database in that state, changed."""
        path = self.folder / "copy.db"
        shutil.copy(self.states[state], path)
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            assert db.execute(sql).rowcount > 0, "nothing was changed"
        return path

    def rows(self, sql: str) -> list[Any]:
        """Ask the database of the last run."""
        with contextlib.closing(sqlite3.connect(self.folder / "run.db")) as db:
            return db.execute(sql).fetchall()


def answer(handler: Handler, body: Body) -> None:
    """Answer as a model that knows one article, and translates nothing well."""
    properties = body["output_config"]["format"]["schema"]["properties"]
    if "blocks" in properties:
        return reply({"blocks": [{"id": 1, "text": "12個すべての評価で前の版を上回った。"}]})(handler, body)
    return reply(GOOD, usage=USAGE)(handler, body)


@contextlib.contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """Make the states: "fetched", "estimated", "analysed", "batched"."""
    with FeedServer(REPLIES) as feeds, FakeMessages(default=answer) as model:
        made = Bench(folder, feeds, model)
        for state, before, commands, engine in (
            ("fetched", "", ("fetch",), "offline"),
            ("estimated", "fetched", ("daily", "search robot"), "offline"),
            ("analysed", "estimated", ("latest", "hacker"), "claude"),
            ("batched", "estimated", ("batch submit",), "claude"),
        ):
            made.states[state] = folder / f"{state}.db"
            if before:
                shutil.copy(made.states[before], made.states[state])
            for command in commands:
                ran = made.run("", command, engine=engine, keep=made.states[state])
                assert ran.code == 0, (command, ran)
        yield made


def is_poisoned(value: Any) -> bool:
    """Tell whether a value is a record of an item with POISON in its title, in whatever shape."""
    if isinstance(value, Page):
        return False  # it holds items, and each of its parts is looked at
    if isinstance(value, dict):
        titles: tuple[Any, ...] = (value.get("title"),)
    else:
        titles = tuple(
            getattr(record, "title", None)
            for record in (value, *(getattr(value, name, None) for name in ("entry", "row", "item", "task")))
        )
        texts = getattr(value, "texts", None)
        titles += (texts.get("title"),) if isinstance(texts, dict) else ()
    return any(isinstance(title, str) and POISON in title for title in titles)


def has_poison(values: Mapping[str, Any]) -> bool:
    """Tell whether any of the arguments is such a record."""
    return any(is_poisoned(value) for value in values.values())


class Places:
    """The functions of the package by their code, with where they can be replaced."""

    def __init__(self) -> None:
        self._known: dict[CodeType, tuple[str, Any]] = {}
        self._modules = 0

    def find(self, code: CodeType) -> tuple[str, Any] | None:
        """Return "module:name" and the function; None for lambdas and functions inside functions."""
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            self._known = {}
            for name, module in list(sys.modules.items()):
                if name.startswith("ainews_cli"):
                    self._add(name, vars(module))
        return self._known.get(code)

    def _add(self, path: str, names: Mapping[str, Any]) -> None:
        for name, value in list(names.items()):
            function = inspect.unwrap(value) if callable(value) else getattr(value, "fget", None)
            if inspect.isfunction(function):
                self._known.setdefault(function.__code__, (f"{path}:{name}", value))
            elif inspect.isclass(value) and value.__module__ == path and ":" not in path:
                self._add(f"{path}:{name}", vars(value))


def item_steps(places: Places, work: Callable[[], Any]) -> dict[str, Any]:
    """Return the functions that were given a poisoned item while `work` ran, by name: those alone whose callers were
    not, which are the steps done item by item.
    """
    steps: dict[str, Any] = {}
    active: set[int] = set()

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event == "return":
            active.discard(id(frame))
        if event != "call" or not frame.f_code.co_filename.startswith(PACKAGE):
            return
        count = frame.f_code.co_argcount + frame.f_code.co_kwonlyargcount
        if not has_poison({name: frame.f_locals.get(name) for name in frame.f_code.co_varnames[:count]}):
            return
        above = frame.f_back
        while above is not None:
            if id(above) in active:
                return
            above = above.f_back
        if found := places.find(frame.f_code):
            active.add(id(frame))
            steps[found[0]] = found[1]

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return steps


@contextlib.contextmanager
def failing(function: Any, error: type[BaseException] = RuntimeError) -> Iterator[list[int]]:
    """Let a function fail for poisoned items, wherever the package refers to it; yield a list with an entry for each
    time it did.
    """
    times: list[int] = []

    def checked(arguments: tuple[Any, ...], named: Mapping[str, Any]) -> None:
        if any(map(is_poisoned, (*arguments, *named.values()))):
            times.append(1)
            raise error("injected")

    inner = function.fget if isinstance(function, property) else getattr(function, "__func__", function)

    @functools.wraps(inner)
    def wrapper(*arguments: Any, **named: Any) -> Any:
        checked(arguments, named)
        return inner(*arguments, **named)

    replacement: Any = wrapper
    for kind in (property, staticmethod, classmethod):
        replacement = kind(wrapper) if isinstance(function, kind) else replacement
    changed: list[tuple[Any, str]] = []
    for name, module in list(sys.modules.items()):
        if name.startswith("ainews_cli"):
            owners = [module, *(value for value in vars(module).values() if inspect.isclass(value))]
            changed += [
                (owner, key) for owner in owners for key, value in list(vars(owner).items()) if value is function
            ]
    for owner, key in changed:
        setattr(owner, key, replacement)
    try:
        yield times
    finally:
        for owner, key in changed:
            setattr(owner, key, function)
