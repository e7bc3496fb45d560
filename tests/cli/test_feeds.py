"""`ainews feeds …` on a config of its own and a loopback server."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ainews_cli import config
from ainews_cli.cli import run
from tests.support.cli import Cli, Done
from tests.support.feedserver import FeedServer, Reply, rss

HEAD = '# mine\nlanguage = "en"  # for now\n[model]\nengine = "offline"\n\n# the first\n'
LONG = rss("Long", ["a"]).replace(b"About a", b"A whole article. " * 60)


@pytest.fixture
def web() -> Iterator[FeedServer]:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/news.xml">'
    page += b'<link rel="alternate" type="application/atom+xml" title="All &amp; more" href="/all.xml"></head></html>'
    replies = {
        "/": Reply(body=page, type="text/html"),
        "/news.xml": Reply(body=rss("Nebel News", ["a", "b"])),
        "/all.xml": Reply(body=LONG),
        "/one": Reply(body=rss("One", ["1"])),
        "/moved": Reply(301, headers=(("Location", "/one"),)),
        "/gone": Reply(410),
        "/broken": Reply(
            body=b"<rss version='2.0'><channel><title>B</title><item><title>x & y</title></item><item><title>z</tit"
        ),
    }
    with FeedServer(replies) as server:
        yield server


@dataclass(frozen=True)
class Inside(Cli):
    """Runs the program in this process: so many runs in processes of their own would take a minute."""

    capsys: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(
        self, *arguments: str, env: dict[str, str] | None = None, config: Path | None = None, timeout: float = 0
    ) -> Done:
        with self.patch.context() as patch:
            for name, value in (self.env | (env or {})).items():
                patch.setenv(name, value)
            patch.chdir(self.folder)
            self.capsys.readouterr()
            code = run(["--config", str(config or self.config), *arguments])
            out, err = self.capsys.readouterr()
        return Done(code, out, err)


@pytest.fixture
def cli(tmp_path: Path, web: FeedServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    path = tmp_path / "ainews.toml"
    path.write_text(f'{HEAD}[[feeds]]\nname = "One"\nurl = "{web.url("/one")}"\n', encoding="utf-8")
    return Inside(tmp_path, path, capsys, monkeypatch)


def feeds(cli: Cli) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(cli.config.read_text(encoding="utf-8"))["feeds"]
    return found


def records(done: Done) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = done.data["sections"][0]["parts"][0]["records"]
    return found


def test_add_finds_the_feed_of_a_page_and_says_what_it_is(cli: Cli, web: FeedServer) -> None:
    before = cli.config.read_text(encoding="utf-8")
    done = cli("feeds", "add", web.url("/"), "--category", "labs", "--weight", "0.5")
    assert (done.code, done.out) == (0, "")
    first, hint, other = done.err.splitlines()
    assert first.startswith(f"added 'Nebel News': {web.url('/news.xml')} (RSS 2.0, 2 entries, the newest ")
    assert "full_text = true" in hint
    assert other == f"there is also All & more: ainews feeds add {web.url('/all.xml')}"
    added = f'\n[[feeds]]\nname = "Nebel News"\nurl = "{web.url("/news.xml")}"\ncategory = "labs"\nweight = 0.5\n'
    assert cli.config.read_text(encoding="utf-8") == before + added
    assert cli("fetch").code == 0
    listed = {one["name"]: one for one in records(cli("feeds", "list", "-f", "json"))}
    assert listed["Nebel News"]["items"] == 2
    assert listed["Nebel News"]["last_success"].endswith("Z")


def test_a_feed_with_whole_articles_gets_no_hint(cli: Cli, web: FeedServer) -> None:
    assert len(cli("feeds", "add", web.url("/all.xml"), "--name", "Whole").err.splitlines()) == 1
    assert feeds(cli)[-1]["name"] == "Whole"


@pytest.mark.parametrize("typed", ["/one", "/one/", "/moved"])
def test_add_leaves_what_is_subscribed(cli: Cli, web: FeedServer, typed: str) -> None:
    before = cli.config.read_text(encoding="utf-8")
    done = cli("feeds", "add", web.url(typed))
    assert (done.code, done.err) == (0, f"already subscribed as 'One': {web.url('/one')}\n")
    assert cli.config.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["add", "/none"], 4, "HTTP 404"),
        (["add", "/gone"], 4, "HTTP 410"),
        (["add", ""], 2, "the address is empty"),
        (["add", "no address"], 2, "not an address: https://no address"),
        (["add", "mailto:me@example.org"], 2, "only http and https"),
        (["add", "/news.xml", "--weight", "99"], 2, "--weight 99.0: must be from 0.01 to 10"),
        (["add", "/news.xml", "--kind", "podcast"], 2, "--kind podcast: must be one of feed, hackernews, youtube"),
        (["add", "/news.xml", "--language", "Japanese!"], 2, "--language Japanese!"),
        (["add", "/news.xml", "--name", "One"], 2, "another feed has this name"),
        (["remove", "On"], 2, "'On': no such feed; did you mean 'One'?"),
        (["remove", "One", "Two"], 2, "'Two': no such feed"),
        (["check", "Two"], 2, "'Two': no such feed"),
        (["import", "/none.opml"], 2, "cannot be read (No such file"),
        (["nonsense"], 2, "nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(
    cli: Cli, web: FeedServer, arguments: list[str], code: int, words: str
) -> None:
    before = cli.config.read_text(encoding="utf-8")
    done = cli("feeds", *(web.url(one) if arguments[0] == "add" and one.startswith("/") else one for one in arguments))
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert words in done.err
    assert cli.config.read_text(encoding="utf-8") == before


def test_remove_keeps_the_rest_and_takes_the_items_out_of_the_lists(cli: Cli, web: FeedServer) -> None:
    cli("feeds", "add", web.url("/news.xml"))
    cli("fetch")
    done = cli("feeds", "remove", "nebel news", web.url("/one"))
    assert (done.code, done.err.count("\n")) == (0, 2)
    assert cli.config.read_text(encoding="utf-8") == HEAD.removesuffix("\n# the first\n")
    assert cli("latest", "-f", "json").data["entries"] == []
    assert len(cli("search", "about", "-f", "json").data["entries"]) == 3
    empty = cli("feeds")
    assert empty.code == 0
    assert "There are no subscriptions" in empty.out


def test_the_list_in_every_format(cli: Cli) -> None:
    cli("fetch")
    assert cli("feeds").out == cli("feeds", "list").out
    markdown = cli("feeds", "list").out
    assert "| [One](" in markdown
    assert " UTC |" not in markdown, "in the reader's zone"
    assert "just now" in cli("feeds", "list", "-f", "terminal").out
    for name in ("html", "rss", "email"):
        assert "One" in cli("--to", "me@example.org", "feeds", "list", "-f", name).out
    [one] = records(cli("feeds", "list", "-f", "json"))
    assert (one["name"], one["kind"], one["weight"], one["enabled"], one["failures"], one["error"]) == (
        "One",
        "feed",
        1.0,
        True,
        0,
        "",
    )


def test_a_failing_feed_says_why_in_the_list(cli: Cli, web: FeedServer) -> None:
    cli("feeds", "add", web.url("/news.xml"))
    web.replies["/news.xml"] = Reply(500)
    cli("fetch")
    [one, failing] = records(cli("feeds", "list", "-f", "json"))
    assert (one["failures"], failing["failures"], failing["error"]) == (0, 1, "HTTP 500")
    assert "2 feeds: 2 enabled, 1 failing" in cli("feeds", "list").out


def test_check_says_of_each_how_it_is_and_stores_nothing(cli: Cli, web: FeedServer) -> None:
    tables = "".join(
        f'[[feeds]]\nname = "{name}"\nurl = "{web.url(path)}"\n'
        for name, path in {
            "Moved": "/moved",
            "Gone": "/gone",
            "Page": "/",
            "Broken": "/broken",
            "Lost": "/lost",
            "Full": "/all.xml",
        }.items()
    )
    cli.config.write_text(cli.config.read_text(encoding="utf-8") + tables, encoding="utf-8")
    done = cli("feeds", "check", "-f", "json")
    assert done.code == 0
    found = {one["name"]: one for one in records(done)}
    assert [(one["name"], one["findings"]) for one in found.values() if one["name"] != "One"] == [
        ("Moved", ["moved"]),
        ("Gone", ["gone"]),
        ("Page", ["page"]),
        ("Broken", ["undated", "mended"]),
        ("Lost", ["not_found"]),
        ("Full", []),
    ]
    assert found["Moved"]["moved_to"] == web.url("/one")
    assert found["Gone"]["advice"] == "remove it: ainews feeds remove Gone"
    assert found["Page"]["alternates"] == [web.url("/news.xml"), web.url("/all.xml")]
    assert web.url("/news.xml") in found["Page"]["advice"]
    assert (found["Full"]["format"], found["Full"]["parser"], found["Full"]["entries"]) == ("RSS 2.0", "expat", 1)
    assert found["Full"]["newest"] == "2026-11-02T10:00:00Z"
    assert not (cli.folder / "news.db").exists()
    assert "| [Gone](" in cli("feeds", "check", "gone", "one").out


def test_nothing_that_can_be_read_is_exit_code_4_after_the_page(cli: Cli, web: FeedServer) -> None:
    web.replies.clear()
    done = cli("feeds", "check")
    assert done.code == 4
    assert "find its new address" in done.out
    assert "no feed could be read" in done.err


def test_export_and_import_give_the_same_subscriptions(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(config.example_text(), encoding="utf-8")
    done = cli("feeds", "export", "all.opml", config=other)
    assert (done.code, done.out, done.err) == (0, "", "all.opml: フィード72件\n")
    assert cli("feeds", "export", config=other).out.count("xmlUrl") == 72
    done = cli("feeds", "import", "all.opml")
    assert (done.code, done.err) == (0, "added 72 feeds\n")
    assert {feed["name"]: feed for feed in feeds(cli)[1:]} == {
        feed["name"]: feed for feed in tomllib.loads(config.example_text())["feeds"]
    }
    again = cli("feeds", "import", "all.opml")
    assert (again.code, again.err) == (0, "added 0 feeds, 72 already subscribed\n")


def test_import_from_standard_input_names_what_is_bad(cli: Cli) -> None:
    text = (
        '<opml version="1.0"><body><outline text="A" xmlUrl="https://a.example/f"/><outline text="B" '
        'type="rss"/></body></opml>'
    )
    command = [sys.executable, "-m", "ainews_cli", "--config", str(cli.config), "feeds", "import", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, env=cli.env, check=False)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "-: line 1: 'B' has no xmlUrl, the address of a feed",
        "added 1 feed, 1 could not be read",
    ]
    done = subprocess.run(
        command, input="<opml><body/></opml>", capture_output=True, text=True, env=cli.env, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_without_a_config_file_the_list_in_use_is_written_first(cli: Cli) -> None:
    command = [sys.executable, "-m", "ainews_cli", "feeds", "remove", "OpenAI"]
    done = subprocess.run(command, capture_output=True, text=True, env=cli.env, check=False)
    path = cli.folder / "ainews" / "config.toml"
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == f"{path} を作成しました(付属のフィード72件入り)"
    assert len(config.parse(path.read_text(encoding="utf-8"), path).feeds) == 71
