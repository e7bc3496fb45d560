"""Money under two processes, and after kill -9: the real program, the real SDK, a fake Messages server."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bench import kills
from tests.support import messages as fake
from tests.support.cli import Cli, write_config
from tests.support.messages import FakeMessages, Handler

ENV = {"ANTHROPIC_API_KEY": "sk-ant-nobody"}


class Together:
    """Answers nobody before both programs, four calls at a time each, have asked; replies cost most of what they could
    have.
    """

    def __init__(self) -> None:
        self.asked = 0
        self.lock, self.both = threading.Lock(), threading.Event()
        self.reply = fake.reply(usage={"input_tokens": 2_000, "output_tokens": 3_000})

    def __call__(self, handler: Handler, body: Any) -> None:
        with self.lock:
            self.asked += 1
        if self.asked > 4:
            self.both.set()
        self.both.wait(60)
        self.reply(handler, body)


def test_two_programs_at_once_keep_one_budget(tmp_path: Path, filled: Cli, sample_server: str) -> None:
    shutil.copy(filled.folder / "news.db", tmp_path)
    limit = 0.02
    with FakeMessages(default=Together()) as server:
        head = (
            f'[model]\nbase_url = "{server.url}"\nconcurrency = 4\nprice_input = 0.1\nprice_output = '
            f"0.5\n[budget]\nusd_per_day = {limit}\n"
        )
        cli = Cli(tmp_path, write_config(tmp_path / "ainews.toml", sample_server, extra=head))
        command = [sys.executable, "-m", "ainews_cli", "--config", str(cli.config), "daily", "-f", "json"]
        both = [
            subprocess.Popen(
                [*command, "-n", size],
                env=cli.env | ENV,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for size in ("12", "13")
        ]
        errors = [process.communicate(timeout=120)[1].decode() for process in both]
        sent = len(server.bodies())
    assert [process.returncode for process in both] == [0, 0], errors
    with closing(sqlite3.connect(tmp_path / "news.db")) as db:
        rows = db.execute("SELECT estimate, cost, run FROM llm_calls WHERE settled IS NOT NULL ORDER BY id").fetchall()
        unsettled = db.execute("SELECT count(*) FROM llm_calls WHERE settled IS NULL").fetchone()[0]
    assert (len(rows), unsettled) == (sent, 0)
    assert len({run for _, _, run in rows}) == 2, "both of them bought something"
    spent = sum(cost for _, cost, _ in rows)
    most = max(estimate for estimate, _, _ in rows)
    assert limit - most < spent <= limit, "all of the budget but the rest that the next call might not have fitted into"


@pytest.fixture(scope="module")
def base(sample_server: str) -> str:
    return sample_server


@pytest.mark.parametrize(
    ("moments", "per_day"),
    [([("inside an answer", 3.0)], 1.0), ([("before an answer", 6.0), ("after an answer", 2.0)], 0.02)],
    ids=["once", "twice, on a small budget"],
)
def test_after_kill_9_the_next_run_goes_on(
    tmp_path: Path, base: str, moments: list[tuple[str, float]], per_day: float
) -> None:
    with kills.rig(tmp_path / "rig", base, per_day) as one:
        kills.round_of(one, moments)
        assert sum(one.kills[moment] for moment, _ in moments) == len(moments), "each of them was killed"
        assert one.facts["rows settled as unknown"] >= 1


def test_the_checks_after_a_kill_can_fail(tmp_path: Path, base: str) -> None:
    with kills.rig(tmp_path / "rig", base, 1.0) as one:
        shutil.copy(_ledger(tmp_path), one.path)
        kills.check_file(one, asked=1)
        with pytest.raises(kills.Broken, match="2 requests were sent, 1 are in the ledger"):
            kills.check_file(one, asked=2)
        with pytest.raises(kills.Broken, match="still in flight"):
            kills.check_next(one, set(), 0, {"entries": [1]})
        _change(one.path, "UPDATE llm_calls SET settled = 'x', cost = 2.0")
        with pytest.raises(kills.Broken, match=r"\$2.0000 of \$1.0000"):
            kills.check_file(one, asked=1)
        with pytest.raises(kills.Broken, match=r"items \[7\] were bought again"):
            kills.check_next(one, {7}, 0, {"entries": [1]})


def _ledger(folder: Path) -> Path:
    """A database with one call in flight."""
    from ainews_cli.store import Store

    with Store.open(folder / "other.db") as store:
        book = store.ledger(usd_per_day=1, usd_per_run=1, now=datetime.now(UTC))
        book.reserve(purpose="analysis", item_id=7, model="m", estimate=0.5)
    return folder / "other.db"


def _change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute(sql)
