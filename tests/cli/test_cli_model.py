"""The command line with a model: the real SDK against a fake Messages server."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, write_config
from tests.servers import messages as fake
from tests.servers.messages import FakeMessages

KEY = "sk-ant-nobody-may-see-this"
ENV = {"ANTHROPIC_API_KEY": KEY}


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages() as running:
        yield running


@pytest.fixture
def cli(tmp_path: Path, sample_server: str, server: FakeMessages, filled: Cli) -> Cli:
    """Fetched and estimated, not yet analysed; the model is the fake server, at the price of the real one."""
    head = f'[model]\nengine = "claude"\nbase_url = "{server.url}"\nconcurrency = 4\nprice_input = 0.1\nprice_output = 0.5\n'
    shutil.copy(filled.folder / "news.db", tmp_path)
    return Cli(tmp_path, write_config(tmp_path / "ainews.toml", sample_server, extra=head))


def calls(cli: Cli) -> list[tuple[str, float]]:
    with sqlite3.connect(cli.folder / "news.db") as db:
        return db.execute("SELECT outcome, cost FROM llm_calls ORDER BY id").fetchall()


def test_a_digest_by_a_model_is_bought_once(cli: Cli, server: FakeMessages) -> None:
    first = cli("daily", "-f", "json", "-n", "4", env=ENV)
    assert first.code == 0
    entries = first.data["entries"]
    assert len(entries) == 4
    assert not any(entry["estimate"] for entry in entries)
    asked = len(server.bodies())
    assert asked == 12, "three candidates for each of the four shown"
    assert [outcome for outcome, _ in calls(cli)] == ["ok"] * asked
    assert first.data["footer"]["spent_usd"] == pytest.approx(sum(cost for _, cost in calls(cli)))

    again = cli("daily", "-f", "json", "-n", "4", env=ENV)
    assert [entry["id"] for entry in again.data["entries"]] == [entry["id"] for entry in entries]
    assert len(server.bodies()) == asked
    assert again.data["footer"]["spent_usd"] == 0


def test_without_analysis_nobody_is_asked(cli: Cli, server: FakeMessages) -> None:
    done = cli("daily", "--no-analyse", "-f", "json", env=ENV)
    assert done.data["entries"]
    assert server.requests == []


def test_the_budget_defers_what_does_not_fit(cli: Cli, server: FakeMessages) -> None:
    done = cli("daily", "-f", "json", "--budget", "0.004", env=ENV)
    footer = done.data["footer"]
    assert done.code == 0
    assert footer["deferred"] > 0
    assert 0 < footer["spent_usd"] <= 0.004
    assert any(entry["estimate"] for entry in done.data["entries"])
    assert len(server.bodies()) < len(done.data["entries"])


def test_a_refused_key_is_one_line_and_the_estimates_are_shown(cli: Cli, server: FakeMessages) -> None:
    server.default = fake.error(401, "authentication_error")
    done = cli("daily", "-f", "json", env=ENV)
    assert done.code == 0
    assert done.data["entries"]
    assert all(entry["estimate"] for entry in done.data["entries"])
    warning, refusal = done.err.strip().splitlines()
    assert "not Anthropic's server" in warning
    assert "does not accept the key in ANTHROPIC_API_KEY" in refusal
    assert len(server.bodies()) <= 4, "the first refusal stops the run"


def test_a_reply_off_the_schema_costs_its_item_and_nothing_else(cli: Cli, server: FakeMessages) -> None:
    server.script = [fake.reply("I would rather not."), fake.reply('{"title": 3}')]
    done = cli("daily", "-f", "json", "-n", "4", env=ENV)
    assert done.code == 0
    assert len(done.data["entries"]) == 4
    assert sum(outcome == "ok" for outcome, _ in calls(cli)) >= 10


@pytest.mark.parametrize(("arguments", "status"), [(["-v", "daily"], 401), (["show", "1"], 200), (["daily", "--dry-run"], 200)])
def test_the_key_is_nowhere(cli: Cli, server: FakeMessages, arguments: list[str], status: int) -> None:
    if status != 200:
        server.default = fake.error(status, "authentication_error")
    done = cli(*arguments, env=ENV)
    assert KEY not in done.out + done.err
    for path in cli.folder.iterdir():
        if path.is_file():
            assert KEY.encode() not in path.read_bytes()
