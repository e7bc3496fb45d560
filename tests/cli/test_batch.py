"""`ainews batch` and `fetch --batch`: the whole program against a fake server, in this process (the SDK takes seconds
to import).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ainews_cli.cli import run
from tests.support import batches as fake
from tests.support.cli import Cli, Done, write_config
from tests.support.messages import FakeMessages
from tests.support.starts import HEAVY, PROBE

KEY = "sk-ant-nobody-may-see-this"
Call = Callable[..., Done]


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages() as running:
        yield running


@pytest.fixture
def folder(
    tmp_path: Path, sample_server: str, server: FakeMessages, filled: Cli, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Fetched and estimated, not yet analysed; the model is the fake server, at the price of the real one."""
    prices = "price_input = 0.1\nprice_output = 0.5"
    head = f'[model]\nengine = "claude"\nbase_url = "{server.url}"\nconcurrency = 4\n{prices}\n'
    write_config(tmp_path / "ainews.toml", sample_server, extra=head)
    shutil.copy(filled.folder / "news.db", tmp_path)
    for name in ("ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("AINEWS_CONFIG", str(tmp_path / "ainews.toml"))
    monkeypatch.setenv("AINEWS_DB", str(tmp_path / "news.db"))
    return tmp_path


@pytest.fixture
def ainews(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = run(list(arguments))
        found = capsys.readouterr()
        return Done(code, found.out, found.err)

    return call


def rows(folder: Path, sql: str) -> list[Any]:
    with sqlite3.connect(folder / "news.db") as db:
        return db.execute(sql).fetchall()


def later(folder: Path) -> None:
    """More than a minute after the last question about a batch."""
    with sqlite3.connect(folder / "news.db") as db:
        db.execute("UPDATE batches SET checked = '2026-01-01T00:00:00Z'")


def states(ainews: Call) -> list[dict[str, Any]]:
    """The batches, as `batch status` gives them to scripts."""
    page = ainews("batch", "status", "-f", "json").data
    return [record for part in page["sections"][0]["parts"] if part["type"] == "table" for record in part["records"]]


def test_a_night_and_a_morning(ainews: Call, folder: Path, server: FakeMessages) -> None:
    """Submitted at night, not bought a second time, collected by the digest of the morning at half the price."""
    server.batches.polls = 2
    sent = ainews("batch", "submit", "-n", "4")
    assert (sent.code, sent.out) == (0, "")
    assert "msgbatch_0001" in sent.err
    [batch] = states(ainews)
    assert (batch["name"], batch["state"], batch["requests"], batch["processing"]) == ("msgbatch_0001", "open", 12, 12)

    waiting = ainews("daily", "-n", "4", "-f", "json")
    assert all(entry["estimate"] for entry in waiting.data["entries"])
    assert waiting.data["footer"]["lines"] == ["バッチで分析待ち 12件(届くまでは推定を表示)"]
    assert waiting.data["footer"]["spent_usd"] == 0
    asked = len(server.requests)
    again = ainews("daily", "-n", "4", "-f", "json")
    assert len(server.requests) == asked, "within the minute nobody is asked, and nothing is imported for it"
    assert again.data["footer"]["lines"] == waiting.data["footer"]["lines"]

    later(folder)
    ainews("daily", "-n", "4", "-f", "json")  # the last poll that says "in progress"
    later(folder)
    morning = ainews("daily", "-n", "4", "-f", "json")
    assert not any(entry["estimate"] for entry in morning.data["entries"])
    assert "バッチ1件を回収: 分析12件" in morning.data["footer"]["lines"][0]
    assert server.bodies() == [], "nothing was bought live"
    calls = rows(folder, "SELECT outcome, cost, batch FROM llm_calls")
    usage = fake.USAGE
    full = (
        usage["input_tokens"] * 0.1 + usage["cache_read_input_tokens"] * 0.01 + usage["output_tokens"] * 0.5
    ) / 1_000_000
    assert calls == [("ok", pytest.approx(full / 2), 1)] * 12
    assert [one["state"] for one in states(ainews)] == ["closed"]
    asked = len(server.requests)
    quiet = ainews("daily", "-n", "4", "-f", "json")
    assert (len(server.requests), quiet.data["footer"]["lines"]) == (asked, [])


def test_a_digest_that_waits_starts_as_light_as_any(ainews: Call, folder: Path, server: FakeMessages) -> None:
    """The batch was asked about within the minute: nothing that talks over the network is imported."""
    server.batches.polls = 9
    ainews("batch", "submit", "-n", "2")
    ainews("batch", "status")
    command = [sys.executable, "-c", PROBE, "daily", "-n", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert not HEAVY & set(done.stderr.split())
    assert "バッチで分析待ち 6件" in done.stdout


def test_fetch_submits_afterwards(ainews: Call, server: FakeMessages) -> None:
    done = ainews("fetch", "--batch", "-f", "json")
    assert done.code == 0
    assert json.loads(done.out), "stdout carries the outcomes alone"
    assert "msgbatch_0001" in done.err
    assert len(server.batches.created) == 1
    again = ainews("fetch", "--batch")
    assert again.code == 0
    assert "バッチ1件を回収" in again.err


def test_translations_follow_the_analyses(ainews: Call, folder: Path, server: FakeMessages) -> None:
    ainews("batch", "submit", "-n", "4")
    ainews("batch", "submit", "-n", "4")  # collects the first
    purposes = rows(folder, "SELECT batch, purpose, count(*) > 0 FROM llm_calls GROUP BY 1, 2")
    assert purposes == [(1, "analysis", 1), (2, "translation", 1)]
    names = [one["custom_id"] for one in server.batches.created["msgbatch_0002"]["requests"]]
    assert all(name.startswith("t-") for name in names)


def test_show_does_not_wait(ainews: Call, folder: Path, server: FakeMessages) -> None:
    server.batches.polls = 2
    ainews("batch", "submit")
    item = rows(folder, "SELECT item_id FROM batch_requests LIMIT 1")[0][0]
    shown = ainews("show", str(item), "-f", "json")
    assert not shown.data["entries"][0]["estimate"]
    assert server.bodies(), "bought live"
    later(folder)
    for _ in range(2):
        collected = ainews("batch", "collect")
    assert "不要になっていた応答 1件" in collected.err
    title = rows(folder, f"SELECT count(*) FROM analyses WHERE item_id={item} AND NOT estimate")
    assert title == [(1,)]


def test_no_analyse_and_a_dry_run_make_no_call(ainews: Call, server: FakeMessages) -> None:
    ainews("batch", "submit", "-n", "2")
    asked = len(server.requests)
    assert ainews("daily", "-n", "2", "--no-analyse").code == 0
    planned = ainews("daily", "-n", "2", "--dry-run", "-f", "json")
    assert planned.code == 0
    assert "0件を分析します" in planned.err
    dry = ainews("batch", "submit", "--dry-run", "-f", "json")
    assert dry.code == 0
    assert "何も実行していません" in dry.err
    tables = [part for section in dry.data["sections"] for part in section["parts"] if part["type"] == "table"]
    assert len(tables[-1]["rows"]) > 6, "what is not in the first batch"
    assert len(server.requests) == asked
    assert len(server.batches.created) == 1


def test_a_view_shows_what_it_has_when_the_server_is_gone(ainews: Call, folder: Path, server: FakeMessages) -> None:
    ainews("batch", "submit", "-n", "4")
    server.batches.failures = [fake.error(500, "out of order")] * 9
    done = ainews("daily", "-n", "4", "-f", "json")
    assert done.code == 0
    assert len(done.data["entries"]) == 4
    assert "out of order" in done.err
    server.batches.failures = [fake.error(401, "invalid x-api-key")]
    status = ainews("batch", "status")
    assert status.code == 0
    assert "msgbatch_0001" in status.out
    assert "does not accept the key" in status.out
    server.batches.failures = [fake.error(401, "invalid x-api-key")]
    collected = ainews("batch", "collect")
    assert collected.code == 5
    assert "does not accept the key" in collected.err
    assert KEY not in status.out + status.err + collected.err + done.err


def test_a_server_without_batches_is_one_line_and_nothing_stays_reserved(
    ainews: Call, folder: Path, server: FakeMessages
) -> None:
    server.batches.known = False
    done = ainews("-q", "batch", "submit")
    assert (done.code, done.out) == (5, "")
    assert len(done.err.splitlines()) == 1
    assert "takes no message batches" in done.err
    assert rows(folder, "SELECT count(*) FROM llm_calls WHERE settled IS NULL OR cost > 0") == [(0,)]


def test_a_budget_sends_a_part_and_names_the_rest(ainews: Call, folder: Path, server: FakeMessages) -> None:
    done = ainews("batch", "submit", "--budget", "0.004")
    assert done.code == 0
    sent, deferred = done.err.splitlines()[-2:]
    assert "msgbatch_0001" in sent
    assert "give --budget a higher limit" in deferred
    assert "ID" in deferred
    assert rows(folder, "SELECT sum(estimate) <= 0.004 FROM llm_calls") == [(1,)]
    nothing = ainews("batch", "submit", "--budget", "0")
    assert nothing.code == 0
    assert "見送り" in nothing.err
    assert len(server.batches.created) == 1


def test_a_connection_cut_while_sending_is_told_and_mended(ainews: Call, folder: Path, server: FakeMessages) -> None:
    server.batches.failures = [fake.Answer(200, b"", cut_at=0)]
    lost = ainews("batch", "submit", "-n", "2")
    assert lost.code == 5
    assert "it is not known whether" in lost.err
    assert [one["state"] for one in states(ainews)] == ["submitting"]
    assert ainews("batch", "submit", "-n", "2").err.splitlines()[-1] == "バッチで送るものはありません。", (
        "what may be there is not sent again"
    )
    kept = rows(folder, "SELECT custom_id FROM batch_requests")
    server.batches.add([{"custom_id": name, "params": {"model": "m"}} for (name,) in kept])
    collected = ainews("batch", "collect")
    assert "バッチ1件を回収: 分析6件" in collected.err


def test_kill_9_while_sending(ainews: Call, folder: Path, server: FakeMessages) -> None:
    """A process of its own, killed when the server has the batch and nobody knows its name yet."""
    server.batches.hold_create = threading.Event()
    command = [sys.executable, "-m", "ainews_cli", "batch", "submit", "-n", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        assert server.batches.arrived.wait(60)
        process.kill()
    server.batches.hold_create.set()
    assert rows(folder, "SELECT state, batch_id FROM batches") == [("submitting", None)]
    assert rows(folder, "SELECT count(*), sum(cost IS NULL) FROM llm_calls") == [(6, 6)]
    collected = ainews("batch", "collect")
    assert "バッチ1件を回収: 分析6件" in collected.err
    assert rows(folder, "SELECT DISTINCT outcome FROM llm_calls") == [("ok",)]
    assert len(server.batches.created) == 1


def test_a_lost_batch_by_its_name(ainews: Call, folder: Path, server: FakeMessages) -> None:
    ainews("batch", "submit", "-n", "2")
    with sqlite3.connect(folder / "news.db") as db:
        db.executescript("DELETE FROM batch_requests; DELETE FROM llm_calls; DELETE FROM batches;")
    done = ainews("batch", "collect", "msgbatch_0001")
    assert done.code == 0
    assert "msgbatch_0001 のうち6件を引き継ぎました" in done.err
    assert "バッチ1件を回収: 分析6件" in done.err
    assert ainews("batch", "collect", "msgbatch_0009").code == 5


def test_cancelling(ainews: Call, folder: Path, server: FakeMessages) -> None:
    server.batches.polls = 5
    ainews("batch", "submit", "-n", "2")
    unknown = ainews("batch", "cancel", "msgbatch_9999")
    assert unknown.code == 2
    assert "msgbatch_9999" in unknown.err
    assert ainews("batch", "cancel", "1").code == 0
    collected = ainews("batch", "collect")
    assert collected.code == 0
    assert rows(folder, "SELECT DISTINCT outcome, cost FROM llm_calls") == [("canceled", 0.0)]
    assert "使えなかった応答" in collected.err
    assert ainews("batch", "collect").err.strip() == "処理中のバッチはありません。"


def test_a_batch_that_the_server_lost_can_be_dropped(ainews: Call, folder: Path, server: FakeMessages) -> None:
    ainews("batch", "submit", "-n", "2")
    kept = ainews("batch", "drop", "1")
    assert kept.code == 2
    assert "is not lost: `ainews batch collect` fetches its results" in kept.err
    with sqlite3.connect(folder / "news.db") as db:
        db.execute("UPDATE batches SET batch_id = 'msgbatch_lost'")
    dropped = ainews("batch", "drop", "1")
    assert dropped.code == 0
    assert "msgbatch_lost を破棄しました" in dropped.err
    assert rows(folder, "SELECT DISTINCT outcome, cost = estimate FROM llm_calls") == [("unknown", 1)]
    [batch] = states(ainews)
    assert (batch["state"], batch["unread"]) == ("dropped", 0)
    assert ainews("batch", "drop", "1").code == 2, "it is not open any more"
    assert ainews("batch", "submit", "-n", "2").code == 0
    assert len(server.batches.created) == 2, "its items are asked about again"


def test_a_batch_that_still_runs_is_dropped_only_by_force(ainews: Call, folder: Path, server: FakeMessages) -> None:
    server.batches.polls = 9
    ainews("batch", "submit", "-n", "2")
    assert "`ainews batch cancel` ends it" in ainews("batch", "drop", "1").err
    server.batches.failures = [fake.error(500, "down", "api_error")] * 20
    unknown = ainews("batch", "drop", "1")
    assert unknown.code == 2
    assert "--force" in unknown.err
    assert ainews("batch", "drop", "1", "--force").code == 0
    assert ainews("batch", "collect").err.strip() == "処理中のバッチはありません。"


def test_a_batch_of_another_server_can_be_dropped(ainews: Call, folder: Path, server: FakeMessages) -> None:
    ainews("batch", "submit", "-n", "2")
    asked = len(server.requests)
    with sqlite3.connect(folder / "news.db") as db:
        db.execute("UPDATE batches SET server = 'elsewhere.example'")
    assert ainews("batch", "drop", "msgbatch_0001").code == 0
    assert len(server.requests) == asked


def test_nothing_there_and_no_engine(
    ainews: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, server: FakeMessages
) -> None:
    empty = ainews("batch")
    assert empty.code == 0
    assert "バッチはありません。" in empty.out
    config = folder / "ainews.toml"
    config.write_text(config.read_text().replace('engine = "claude"', 'engine = "offline"'))
    done = ainews("batch", "submit")
    assert done.code == 5
    assert 'engine = "auto"' in done.err
    assert server.requests == []


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "rss", "email", "json"])
def test_every_format_prints_the_status(ainews: Call, server: FakeMessages, name: str) -> None:
    server.batches.polls = 9
    ainews("batch", "submit", "-n", "1")
    done = ainews("--to", "me@example.org", "batch", "status", "-f", name)
    assert done.code == 0
    if name not in ("rss", "email"):  # an entry per item; a mail is encoded
        assert "msgbatch_0001" in done.out
