"""`ainews eval` as a reader runs it: without a key, with the real SDK against a fake server, and with what can go
wrong.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import messages as fake
from tests.support.cli import Cli, write_config
from tests.support.evaluate.serving import answering
from tests.support.messages import FakeMessages, Handler
from tests.support.responses import Body

KEY = "sk-ant-nobody-may-see-this"
ENV = {"ANTHROPIC_API_KEY": KEY}


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages(default=answering("ja")) as running:
        yield running


@pytest.fixture
def cli(tmp_path: Path, sample_server: str, server: FakeMessages) -> Cli:
    head = (
        f'[model]\nengine = "claude"\nbase_url = "{server.url}"\nconcurrency = 4\nprice_input = 0.1\nprice_output = '
        f"0.5\n"
    )
    return Cli(tmp_path, write_config(tmp_path / "ainews.toml", sample_server, extra=head))


def records(data: Any, section: int = 0) -> Any:
    return data["sections"][section]["parts"][0]["records"]


def rows(cli: Cli) -> list[tuple[str, Any, str]]:
    with sqlite3.connect(cli.folder / "news.db") as db:
        return db.execute("SELECT purpose, item_id, model FROM llm_calls").fetchall()


def test_models_stand_side_by_side_and_nothing_else_is_touched(cli: Cli, server: FakeMessages) -> None:
    def faulty(handler: Handler, body: Body) -> None:
        small = answering("ja", alter=lambda case, data, number: "I cannot say.")
        (small if body["model"] == "small" else answering("ja"))(handler, body)

    server.default = faulty
    done = cli("eval", "--model", "small", "--model", "large", "--limit", "2", "-f", "json", env=ENV)
    assert done.code == 0, done.err
    small, large, offline = records(done.data)
    assert [one["model"] for one in (small, large)] == ["small", "large"]
    assert (small["valid_first"], large["valid_first"], offline["valid_first"]) == (0, 1, None)
    assert small["fidelity"] < large["fidelity"] == 1
    assert large["same_category"] == 1
    assert large["latency_p50"] > 0
    spent = done.data["footer"]["spent_usd"]
    assert spent == pytest.approx(small["spent"] + large["spent"], abs=1e-5)
    assert {row[:2] for row in rows(cli)} == {("eval", None)}
    assert len(rows(cli)) == len(server.bodies()) == 2 * (4 + 2) + 4, "the small one is asked twice for each analysis"
    with sqlite3.connect(cli.folder / "news.db") as db:
        assert db.execute("SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM analyses)").fetchone()[0] == 0
        assert db.execute("SELECT sum(cost) FROM llm_calls").fetchone()[0] == pytest.approx(spent)
    assert KEY not in done.out + done.err


def test_details_name_what_was_written(cli: Cli, server: FakeMessages) -> None:
    def hostile(case: Any, data: Any, number: int) -> Any:
        data["comment"] = "\x1b[31m[bold]詳しくは https://support.example/ を見ること。|"
        return data

    server.default = answering("ja", alter=hostile)
    done = cli("eval", "-n", "1", "--runs", "1", "--details", env=ENV)
    assert done.code == 0
    assert "comment: \\[bold\\]詳しくは https://support.example/ を見ること。" in done.out
    assert "\x1b" not in done.out
    assert "アドレス" in done.out


def test_a_dry_run_gives_the_price_and_asks_nobody(cli: Cli, server: FakeMessages) -> None:
    done = cli("eval", "--model", "a", "--model", "claude-opus-5-5", "--dry-run", "-f", "json", env=ENV)
    assert done.code == 0
    cheap, dear = records(done.data)
    assert (cheap["analyses"], cheap["translations"]) == (24, 5)
    assert 0 < cheap["most"] < dear["most"]
    assert server.requests == []


def test_without_a_key_the_baseline_is_shown(cli: Cli, empty: Cli) -> None:
    done = empty("eval", "-f", "json")
    assert done.code == 0
    assert [one["engine"] for one in records(done.data)] == ["offline"]
    assert "base_url" in " ".join(done.data["footer"]["lines"])
    assert empty("eval", "--dry-run").code == 0


def test_a_model_that_was_asked_for_without_a_key_is_one_line(empty: Cli) -> None:
    done = empty("eval", "--model", "claude-haiku-5-5")
    assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
    assert "ANTHROPIC_API_KEY" in done.err


def test_a_refused_key_is_one_line(cli: Cli, server: FakeMessages) -> None:
    server.default = fake.error(401, "authentication_error")
    done = cli("-q", "eval", "-n", "2", env=ENV)
    assert (done.code, done.out, done.err.count("\n")) == (5, "", 1)
    assert "does not accept the key" in done.err
    assert len(server.bodies()) <= 4


def test_one_unknown_model_does_not_take_the_other_along(cli: Cli, server: FakeMessages) -> None:
    good = answering("ja")
    server.default = lambda handler, body: (fake.error(404, "not_found") if body["model"] == "typo" else good)(
        handler, body
    )
    done = cli("eval", "--model", "typo", "--model", "large", "-n", "1", "--runs", "1", "-f", "json")
    assert done.code == 0
    typo, large, _ = records(done.data)
    assert (typo["fidelity"], typo["skipped"], large["fidelity"]) == (None, 2, 1)
    assert "typo" in done.err
    assert "typo" in " ".join(done.data["footer"]["lines"])


def test_the_budget_holds_over_all_models(cli: Cli, server: FakeMessages) -> None:
    done = cli("eval", "--model", "a", "--model", "b", "--budget", "0.0030", "-f", "json")
    assert done.code == 0
    assert done.data["footer"]["spent_usd"] <= 0.0030
    assert sum(one.get("skipped", 0) for one in records(done.data)) > 0
    assert "budget" in done.err
    nothing = cli("-q", "eval", "--budget", "0")
    assert (nothing.code, nothing.out, nothing.err.count("\n")) == (5, "", 1)


@pytest.mark.parametrize("wrong", [["--runs", "0"], ["--limit", "0"], ["--budget", "-1"], ["-f", "yaml"]])
def test_wrong_usage_is_one_line(empty: Cli, wrong: list[str]) -> None:
    done = empty("eval", *wrong)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
