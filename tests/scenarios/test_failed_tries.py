"""What a model was asked in vain: nobody pays for it again within a day, and the page says so."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ainews_cli.cli import run
from ainews_cli.tasks.loop import MOST_UNUSABLE
from tests.support import batches as fake_batches
from tests.support import messages as fake
from tests.support.cli import Cli, Done, write_config
from tests.support.messages import FakeMessages

Call = Callable[..., Done]
CONCURRENCY = 2
MOST_CALLS = 2 * (MOST_UNUSABLE + CONCURRENCY - 1)
"""Of a run whose every reply is unusable: those in a row and those in flight beside the last, each asked twice."""


@pytest.fixture
def model() -> Iterator[FakeMessages]:
    with FakeMessages(default=fake.reply('{"title": 3}')) as running:
        yield running


@pytest.fixture
def ainews(
    tmp_path: Path,
    sample_server: str,
    model: FakeMessages,
    filled: Cli,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Call:
    """The program in this process; the model's every reply is unusable."""
    _configure(tmp_path, sample_server, model)
    shutil.copy(filled.folder / "news.db", tmp_path)
    for name in ("ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-nobody")
    monkeypatch.setenv("AINEWS_CONFIG", str(tmp_path / "ainews.toml"))
    monkeypatch.setenv("AINEWS_DB", str(tmp_path / "news.db"))

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = run(list(arguments))
        found = capsys.readouterr()
        return Done(code, found.out, found.err)

    return call


def _configure(folder: Path, base: str, model: FakeMessages, name: str = "claude-haiku-5-5") -> None:
    head = (
        f'[model]\nengine = "claude"\nbase_url = "{model.url}"\nanalysis = "{name}"\n'
        f"concurrency = {CONCURRENCY}\nprice_input = 0.1\nprice_output = 0.5\n"
    )
    write_config(folder / "ainews.toml", base, extra=head)


def asked(model: FakeMessages, done: Done) -> int:
    """How many calls there were since the last time."""
    assert done.code == 0, done.err
    count = len(model.bodies())
    model.requests.clear()
    return count


@pytest.mark.parametrize(
    "command",
    [("daily", "-n", "5"), ("weekly", "-n", "5"), ("latest", "-n", "5"), ("hacker", "-n", "5"), ("show", "1")],
)
def test_what_failed_is_bought_again_only_when_asked_for(ainews: Call, model: FakeMessages, command: list[str]) -> None:
    first = asked(model, ainews(*command))
    assert 0 < first <= MOST_CALLS
    again = ainews(*command)
    assert asked(model, again) == 0
    assert "応答が使えず" in again.out, "the page says what is missing"
    assert "--retry" in again.out
    assert asked(model, ainews(*command, "--dry-run")) == 0
    assert asked(model, ainews(*command, "--retry")) > 0


def test_a_run_that_gets_nothing_usable_says_so_in_one_line(ainews: Call, model: FakeMessages) -> None:
    first = ainews("daily", "-n", "5", "-f", "json")
    assert asked(model, first) <= MOST_CALLS
    [warning, stopped] = first.err.splitlines()
    assert "not Anthropic's server" in warning
    assert "回続けて使えなかったため、これ以上は尋ねません" in stopped
    assert len(first.data["entries"]) == 5
    assert all(entry["estimate"] for entry in first.data["entries"])
    assert asked(model, ainews("hacker", "-n", "3")) == 0, "nor by another view"


def test_a_change_asks_at_once(ainews: Call, model: FakeMessages, tmp_path: Path, sample_server: str) -> None:
    asked(model, ainews("show", "1"))
    _configure(tmp_path, sample_server, model, "claude-sonnet-5-5")
    assert asked(model, ainews("show", "1")) > 0, "another model"
    assert asked(model, ainews("show", "1")) == 0
    with sqlite3.connect(tmp_path / "news.db") as db:
        db.execute("UPDATE failed_tries SET failed = '2026-01-01T00:00:00.000000Z'")
    assert asked(model, ainews("show", "1")) > 0, "a day later"


def test_a_plan_knows_what_is_not_asked(ainews: Call, model: FakeMessages) -> None:
    asked(model, ainews("daily", "-n", "5"))
    plan = ainews("daily", "-n", "5", "--dry-run")
    assert "モデルに送る記事はありません。" in plan.out
    assert "応答が使えず" in plan.err
    assert "分析" in ainews("daily", "-n", "5", "--dry-run", "--retry").out


def test_failed_tries_are_counted(ainews: Call, model: FakeMessages, tmp_path: Path) -> None:
    calls = asked(model, ainews("daily", "-n", "5"))
    with sqlite3.connect(tmp_path / "news.db") as db:
        assert db.execute("SELECT outcome, count(*) FROM llm_calls GROUP BY 1").fetchall() == [("off_schema", calls)]
    [row] = ainews("usage", "-f", "json").data["sections"][-1]["parts"][0]["rows"] or [[]]
    assert str(calls) in row


def test_a_good_reply_ends_it(ainews: Call, model: FakeMessages) -> None:
    asked(model, ainews("daily", "-n", "5"))
    model.default = fake.reply()
    assert asked(model, ainews("daily", "-n", "5")) == 0
    good = ainews("daily", "-n", "5", "--retry")
    assert asked(model, good) == 15
    assert "応答が使えず" not in good.out
    assert asked(model, ainews("daily", "-n", "5")) == 0


def test_a_fault_of_the_server_is_no_failed_try(ainews: Call, model: FakeMessages) -> None:
    model.default = fake.error(401, "authentication_error")
    assert asked(model, ainews("daily", "-n", "5")) > 0
    assert asked(model, ainews("daily", "-n", "5")) > 0


def test_a_batch_sends_nothing_that_failed_within_the_day(ainews: Call, model: FakeMessages) -> None:
    model.batches.decide = lambda custom, params: fake_batches.succeeded(params, {"title": 3})
    assert ainews("batch", "submit", "-n", "2").code == 0
    assert ainews("batch", "collect").code == 0
    again = ainews("batch", "submit", "-n", "2")
    assert "バッチで送るものはありません。" in again.err
    assert len(model.batches.created) == 1
    assert asked(model, ainews("daily", "-n", "2")) == 0
    assert ainews("batch", "submit", "-n", "2", "--retry").code == 0
    assert len(model.batches.created) == 2
