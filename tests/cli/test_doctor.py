"""`ainews doctor` as a reader calls it, against servers that refuse, ramble and are not there."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ainews_cli.errors import ModelRefused, ModelUnavailable
from ainews_cli.llm.access import Access
from ainews_cli.llm.anthropic.probe import reach
from tests.support import messages as fake
from tests.support.cli import Cli, Done, write_config
from tests.support.messages import FakeMessages

KEY = "sk-ant-nobody-may-see-this"
ENV = {"ANTHROPIC_API_KEY": KEY}


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages() as running:
        yield running


def at(tmp_path: Path, filled: Cli, base: str, head: str) -> Cli:
    shutil.copy(filled.folder / "news.db", tmp_path)
    return Cli(tmp_path, write_config(tmp_path / "ainews.toml", base, extra=head))


@pytest.fixture
def cli(tmp_path: Path, sample_server: str, server: FakeMessages, filled: Cli) -> Cli:
    return at(
        tmp_path, filled, sample_server, f'language = "en"\n[model]\nbase_url = "{server.url}"\nanalysis = "small"\n'
    )


def rows(done: Done, key: str) -> list[list[str]]:
    (section,) = (one for one in done.data["sections"] if one["key"] == key)
    found: list[list[str]] = section["parts"][0]["rows"]
    return found


def calls(cli: Cli) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(cli.folder / "news.db")) as db:
        return db.execute("SELECT purpose, outcome FROM llm_calls").fetchall()


def test_all_is_well_without_a_model(filled: Cli) -> None:
    before = (filled.folder / "news.db").read_bytes()
    done = filled("doctor", "-f", "json")
    assert done.code == 0
    assert [section["key"] for section in done.data["sections"]] == [
        "verdict",
        "config",
        "database",
        "feeds",
        "model",
        "machine",
    ]
    assert {row[0] for key in ("config", "database", "model") for row in rows(done, key)} == {"正常"}
    failing = [row for row in rows(done, "feeds") if row[0] == "注意"]
    assert failing, "one of the demo's feeds is out of order"
    assert all(row[-1] for row in failing)
    assert (filled.folder / "news.db").read_bytes() == before


def test_a_server_that_does_what_is_asked(cli: Cli, server: FakeMessages) -> None:
    server.default = fake.reply('{"fruit": "pear"}')
    done = cli("doctor", "-f", "json", env=ENV)
    assert done.code == 0
    model = rows(done, "model")
    assert ["ok", "Server and model", f"{server.url[7:]} answers with small", ""] in model
    assert "structured output: yes" in str(model)
    assert calls(cli) == [("probe", "ok")], "what was asked is in the ledger"
    assert KEY not in done.out + done.err


def test_a_server_that_answers_in_prose(cli: Cli, server: FakeMessages) -> None:
    server.default = fake.reply("Hello there, welcome!")
    done = cli("doctor", "-f", "json", env=ENV)
    assert done.code == 0
    assert ["warning", "structured output"] in [row[:2] for row in rows(done, "model")]


@pytest.mark.parametrize(
    ("status", "words"), [(401, "does not accept the key in ANTHROPIC_API_KEY"), (404, "has no model 'small'")]
)
def test_a_refused_key_and_an_unknown_model(cli: Cli, server: FakeMessages, status: int, words: str) -> None:
    server.default = fake.error(status, f"no: {KEY}")
    done = cli("doctor", "-f", "json", env=ENV)
    assert done.code == 5
    (problem,) = (row for row in rows(done, "model") if row[0] == "problem")
    assert words in problem[2]
    assert KEY not in done.out + done.err


def test_nobody_is_asked_offline(cli: Cli, server: FakeMessages) -> None:
    done = cli("doctor", "--offline", "-f", "json", env=ENV)
    assert (done.code, server.requests, calls(cli)) == (0, [], [])
    assert "not asked (--offline)" in done.out


def test_a_dead_port_and_a_model_without_a_price(tmp_path: Path, filled: Cli, sample_server: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        port = taken.getsockname()[1]
        dead = at(tmp_path, filled, sample_server, f'[model]\nbase_url = "http://127.0.0.1:{port}"\n')
        done = dead("doctor", "-f", "json")
    assert done.code == 5
    assert "を利用できません" in done.out
    unknown = at(tmp_path, filled, sample_server, '[model]\nanalysis = "claude-nobody"\n')
    done = unknown("doctor", "--offline", "-f", "json", env=ENV)
    assert done.code == 3
    assert "price_input" in done.out
    needs = at(tmp_path, filled, sample_server, '[model]\nengine = "claude"\n')
    assert needs("doctor", "-f", "json").code == 5, "no key"


def test_a_broken_config_and_a_broken_database_are_findings(cli: Cli) -> None:
    cli.config.write_text('language = "en"\n[model\n', encoding="utf-8")
    done = cli("doctor", "--offline", "-f", "markdown")
    assert done.code == 3
    assert "TOML として正しくありません" in done.out
    (cli.folder / "news.db").write_bytes(b"SQLite format 3\0" + b"rubbish" * 500)
    done = cli("doctor", "--offline", "-f", "markdown")
    assert done.code == 6
    assert "TOML として正しくありません" in done.out
    assert done.err == ""
    assert (cli.folder / "news.db").read_bytes().startswith(b"SQLite format 3\0rubbish"), "it is left as it was"


def test_a_broken_config_takes_no_feed_away(cli: Cli, server: FakeMessages) -> None:
    server.default = fake.reply('{"fruit": "pear"}')
    cli.config.write_text(
        cli.config.read_text(encoding="utf-8").replace('kind = "feed"', 'kind = "feeed"', 2), encoding="utf-8"
    )
    before = feeds(cli)
    done = cli("doctor", "-f", "json", env=ENV)
    assert done.code == 3
    assert sum("feeed" in row[2] for row in rows(done, "config")) == 2
    assert calls(cli) == [("probe", "ok")]
    assert feeds(cli) == before


def feeds(cli: Cli) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(cli.folder / "news.db")) as db:
        return db.execute("SELECT url, enabled FROM feeds ORDER BY id").fetchall()


def test_a_server_that_charges_is_not_asked_where_nothing_can_be_written_down(
    cli: Cli, server: FakeMessages, sample_server: str
) -> None:
    head = f'[model]\nbase_url = "{server.url}"\nprice_input = 1\nprice_output = 2\n'
    write_config(cli.config, sample_server, extra=head)
    (cli.folder / "news.db").write_bytes(b"rubbish" * 500)
    assert cli("doctor", env=ENV).code == 6
    assert server.requests == []


def test_anthropics_own_server_is_asked_for_nothing_that_costs(server: FakeMessages) -> None:
    own = Access(server.url, official=True, key_name="ANTHROPIC_API_KEY", key=KEY)
    reach(own, "claude-haiku-5-5")
    assert [one.path for one in server.requests] == ["/v1/messages/count_tokens"]
    server.extras = False
    with pytest.raises(ModelRefused, match="has no model 'm'"):
        reach(own, "m")
    with FakeMessages() as gone:
        nobody = Access(gone.url, official=True, key_name="ANTHROPIC_API_KEY", key=KEY)
    with pytest.raises(ModelUnavailable, match="cannot be used"):
        reach(nobody, "m")
