"""The whole program on what others made: real feeds where their folder is at hand, and a real, very small language
model.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.support.cli import Cli, write_config
from tests.support.small_model import SmallModel, gguf

FEEDS = Path(__file__).parents[3] / "shared" / "feeds"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The files of a folder on loopback, each with an ETag."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = (folder / Path(self.path).name).read_bytes()
            etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
            known = self.headers.get("If-None-Match") == etag
            self.send_response(304 if known else 200)
            self.send_header("ETag", etag)
            self.send_header("Content-Length", str(0 if known else len(body)))
            self.end_headers()
            self.wfile.write(b"" if known else body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the folder of real feeds is not beside this checkout")
def test_real_feeds_twice_the_second_time_with_nothing_new(tmp_path: Path) -> None:
    files = sorted(path.name for path in FEEDS.iterdir() if path.suffix in (".xml", ".json"))
    kinds = {name: "youtube" if "youtube" in name else "hackernews" if "algolia" in name else "feed" for name in files}
    with served(FEEDS) as base:
        tables = "".join(
            f'[[feeds]]\nname = "{name}"\nurl = "{base}/{name}"\nkind = "{kinds[name]}"\n' for name in files
        )
        (tmp_path / "ainews.toml").write_text(f'[model]\nengine = "offline"\n{tables}', encoding="utf-8")
        cli = Cli(tmp_path, tmp_path / "ainews.toml")
        first = cli("fetch", "-f", "json").data
        # Three samples are one feed at three times: which of them brings an item first is chance, and one may bring
        # none.
        assert {outcome["status"] for outcome in first if not outcome["name"].startswith("ollama")} == {"new"}
        assert not [outcome for outcome in first if outcome["status"] == "failed"]
        second = cli("fetch", "-f", "json").data
        assert {(outcome["status"], outcome["http_status"], outcome["new"]) for outcome in second} == {
            ("unchanged", 304, 0)
        }
        with sqlite3.connect(tmp_path / "news.db") as db:
            assert db.execute("SELECT count(*) FROM items").fetchone()[0] == sum(outcome["new"] for outcome in first)
            japanese = db.execute("SELECT id FROM items WHERE language LIKE 'ja%' LIMIT 1").fetchone()
        for command in (
            ["latest", "-n", "200"],
            ["daily", "2026-08-11"],
            *([["show", str(japanese[0])]] if japanese else []),
        ):
            for name in ("terminal", "markdown", "json", "html"):
                assert cli(*command, "-f", name, "--no-analyse").code == 0


@pytest.mark.skipif(gguf() is None, reason="the small model's packages are not installed")
def test_a_real_small_model_drives_a_whole_digest(filled: Cli, tmp_path: Path, sample_server: str) -> None:
    """Its answers are nonsense in perfect form: rows, ledger and page are asserted, never content."""
    shutil.copy(filled.folder / "news.db", tmp_path)
    with SmallModel() as model:
        head = (
            f'[model]\nengine = "claude"\nbase_url = "{model.url}"\nconcurrency = 1\n[digest]\nlimit = 1\ncandidates '
            f"= 1\n"
        )
        cli = Cli(tmp_path, write_config(tmp_path / "ainews.toml", sample_server, extra=head))
        done = cli("daily", "-f", "json", timeout=300)
    assert done.code == 0, done.err
    assert len(done.data["entries"]) == 1
    assert done.data["footer"]["spent_usd"] == 0
    with sqlite3.connect(tmp_path / "news.db") as db:
        calls = db.execute("SELECT outcome, input_tokens, output_tokens, settled FROM llm_calls").fetchall()
        analysed = db.execute("SELECT count(*) FROM analyses WHERE engine = 'claude'").fetchone()[0]
    assert 1 <= len(calls) <= 2, "one candidate, asked at most twice"
    assert all(settled and read > 100 for _, read, _, settled in calls)
    failed = done.err.count("ainews: ")
    assert analysed + min(failed, 1) >= 1, "the candidate is analysed, or named with its fault"
