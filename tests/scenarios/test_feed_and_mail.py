"""RSS and mail from the command line: a digest that is fetched again as a feed, a mail that a program can send."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from email import message_from_string
from email.policy import default
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import etree

from tests.support.cli import Cli

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address it is served at."""
    folder = tmp_path / "www"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_digest_as_rss_is_a_feed_for_ourselves(filled: Cli, served: tuple[Path, str], tmp_path: Path) -> None:
    folder, base = served
    page = filled("daily", "-f", "json").data
    assert filled("daily", "-o", str(folder / "daily.rss")).code == 0
    (tmp_path / "own.toml").write_text(
        f'[model]\nengine = "offline"\n[[feeds]]\nname = "own"\nurl = "{base}/daily.rss"\n', encoding="utf-8"
    )
    own = Cli(tmp_path, tmp_path / "own.toml")
    assert own("fetch").code == 0
    items = own("latest", "-n", "100", "-f", "json").data["entries"]
    wanted = {(one["url"], one["title"], one["published"]) for one in page["entries"]}
    assert {(one["url"], one["original_title"], one["published"]) for one in items} == wanted
    with sqlite3.connect(tmp_path / "news.db") as db:
        kept = set(
            db.execute(
                "SELECT i.url, x.guid, b.content FROM items i JOIN bodies b ON b.item_id = i.id JOIN item_feeds "
                "x ON x.item_id = i.id"
            )
        )
    document = etree.parse(str(folder / "daily.rss"))
    written = {
        tuple((one.findtext(name) or "").strip() for name in ("link", "guid", CONTENT)) for one in document.iter("item")
    }
    assert kept == written
    assert own("fetch", "-f", "json").data[0]["new"] == 0
    assert filled("daily", "-o", str(folder / "daily.rss")).code == 0  # made again: the same guids
    assert own("fetch", "-f", "json").data[0]["new"] == 0


def test_a_mail_for_msmtp(filled: Cli) -> None:
    done = filled(
        "--to", "reader@example.org", "--from", "AI日報 <news@example.org>", "--subject", "朝刊", "daily", "-f", "email"
    )
    assert (done.code, done.err) == (0, "")
    message = message_from_string(done.out, policy=default)
    assert (message["To"], message["Subject"]) == ("reader@example.org", "朝刊")


def test_a_mail_to_nobody_says_how(filled: Cli) -> None:
    done = filled("daily", "-f", "email")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "--to" in done.err
