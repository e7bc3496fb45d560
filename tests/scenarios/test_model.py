"""The command line with a model: the real SDK against a fake Messages server."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import messages as fake
from tests.support.cli import Cli, write_config
from tests.support.messages import FakeMessages

KEY = "sk-ant-nobody-may-see-this"
ENV = {"ANTHROPIC_API_KEY": KEY}


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages() as running:
        yield running


@pytest.fixture
def cli(tmp_path: Path, sample_server: str, server: FakeMessages, filled: Cli) -> Cli:
    """Fetched and estimated, not yet analysed; the model is the fake server, at the price of the real one."""
    head = (
        f'[model]\nengine = "claude"\nbase_url = "{server.url}"\nconcurrency = 4\nprice_input = 0.1\nprice_output = '
        f"0.5\n"
    )
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
    footer = first.data["footer"]
    assert footer["analysed"] == asked, "of the items considered, not of those shown"
    assert footer["considered"] > asked
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
    assert footer["deferred"] == len(footer["deferred_items"]) > 0
    left = {one["id"] for one in footer["deferred_items"]}
    assert left & {entry["id"] for entry in done.data["entries"] if entry["estimate"]}
    assert all(one["title"] for one in footer["deferred_items"])
    assert 0 < footer["spent_usd"] <= 0.004
    assert any(entry["estimate"] for entry in done.data["entries"])
    assert len(server.bodies()) < len(done.data["entries"])


def test_deferred_items_are_listed_and_taken_up_by_the_next_run(cli: Cli, server: FakeMessages) -> None:
    first = cli("-v", "daily", "-n", "4", "-f", "markdown", "--budget", "0.006", env=ENV)
    bought = len(server.bodies())
    assert 1 < bought < 12
    left = re.findall(r"次の実行に回します: (\d+) ", first.err)
    assert f"予算のため見送り {len(left)}件" in first.out
    assert "次の実行に回" not in first.out
    again = cli("daily", "-n", "4", "-f", "json", env=ENV)
    assert again.data["footer"]["deferred_items"] == []
    assert len(server.bodies()) == 12
    with sqlite3.connect(cli.folder / "news.db") as db:
        runs = [row[0] for row in db.execute("SELECT run FROM llm_calls ORDER BY id")]
        later = {str(row[0]) for row in db.execute("SELECT item_id FROM llm_calls WHERE run = ?", (runs[-1],))}
    assert later == set(left)


def test_a_dry_run_prints_its_plan(cli: Cli, server: FakeMessages) -> None:
    done = cli("daily", "-n", "4", "--dry-run", "-f", "json", env=ENV)
    plan, items = (section["parts"][0] for section in done.data["sections"])
    assert done.data["view"] == "dry_run"
    assert [row[:3] for row in plan["rows"]] == [["分析", "claude-haiku-5-5", "12"]]
    assert sum(float(row[3]) for row in items["rows"]) == pytest.approx(float(plan["rows"][0][3]), abs=0.001)
    assert server.requests == []
    cli("daily", "-n", "4", env=ENV)
    with sqlite3.connect(cli.folder / "news.db") as db:
        asked = db.execute("SELECT item_id, estimate FROM llm_calls").fetchall()
    assert {str(item_id) for item_id, _ in asked} == {row[0] for row in items["rows"]}
    assert sum(estimate for _, estimate in asked) == pytest.approx(float(plan["rows"][0][3]), abs=0.001)
    assert "これまでの12回の実績" in cli("latest", "-n", "30", "--dry-run", env=ENV).out


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


@pytest.mark.parametrize(
    ("arguments", "status"), [(["-v", "daily"], 401), (["show", "1"], 200), (["daily", "--dry-run"], 200)]
)
def test_the_key_is_nowhere(cli: Cli, server: FakeMessages, arguments: list[str], status: int) -> None:
    if status != 200:
        server.default = fake.error(status, "authentication_error")
    done = cli(*arguments, env=ENV)
    assert KEY not in done.out + done.err
    for path in cli.folder.iterdir():
        if path.is_file():
            assert KEY.encode() not in path.read_bytes()
