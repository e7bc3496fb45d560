"""A further engine is a module and a row: the whole program then knows it, from the config to the ledger."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ainews_cli.demo import samples, server
from ainews_cli.llm.engines import ENGINES, resolve
from ainews_cli.store import Store
from tests.support.llm.parrot import COST, Parrot

CONFIG = 'language = "en"\n[model]\nengine = "{engine}"\nanalysis = "parrot-1"\n'


@pytest.fixture
def parrot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "parrot", Parrot())


@pytest.fixture(scope="module")
def sample_server() -> Iterator[str]:
    with server.serve(datetime.now(UTC)) as base:
        yield base


def ainews(folder: Path, *arguments: str, module: str = "tests.support.llm.parrot") -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "AINEWS_"))}
    home = {"HOME": str(folder), "AINEWS_DB": str(folder / "news.db"), "AINEWS_CONFIG": str(folder / "ainews.toml")}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environ | home,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def write_config(folder: Path, base: str, engine: str = "parrot") -> None:
    feeds = "".join(f'[[feeds]]\nname = "{feed.name}"\nurl = "{feed.url}"\n' for feed in samples.feeds(base)[:2])
    (folder / "ainews.toml").write_text(CONFIG.format(engine=engine) + feeds, encoding="utf-8")


def test_a_digest_by_a_new_engine(tmp_path: Path, sample_server: str) -> None:
    write_config(tmp_path, sample_server)
    done = ainews(tmp_path, "daily", "--fetch", "-f", "json", "-n", "3")
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert (page["footer"]["engine"], page["footer"]["model"]) == ("parrot", "parrot-1")
    assert page["entries"]
    assert all("parrot" in entry["tags"] and not entry["estimate"] for entry in page["entries"])
    with Store.open(tmp_path / "news.db") as store:
        calls = store._db.read("SELECT purpose, model, outcome, cost FROM llm_calls")
        assert calls
        assert set(calls) == {("analysis", "parrot-1", "ok", COST)}
        assert store._db.read("SELECT DISTINCT engine FROM analyses WHERE NOT estimate") == [("parrot",)]
    again = ainews(tmp_path, "daily", "-f", "json", "-n", "3")
    assert json.loads(again.stdout)["footer"]["spent_usd"] == 0.0  # nothing is asked twice


def test_the_other_commands_know_it_by_its_traits(tmp_path: Path, sample_server: str) -> None:
    write_config(tmp_path, sample_server)
    doctor = ainews(tmp_path, "doctor", "--offline", "-f", "json")
    assert 'engine = \\"parrot\\"' in doctor.stdout
    plan = ainews(tmp_path, "daily", "--fetch", "--dry-run")
    assert plan.returncode == 0
    assert "parrot-1" in plan.stderr
    batch = ainews(tmp_path, "batch", "submit")
    assert batch.returncode == 5
    assert 'the engine is "parrot": set engine = "auto" or "claude" in [model]' in batch.stderr


def test_without_its_row_the_config_names_those_that_there_are(tmp_path: Path, sample_server: str) -> None:
    write_config(tmp_path, sample_server)
    done = ainews(tmp_path, "daily", module="ainews_cli")
    assert done.returncode == 3
    assert "auto, claude, offline" in done.stderr


@pytest.mark.usefixtures("parrot")
def test_auto_passes_over_an_engine_that_must_be_named() -> None:
    assert resolve("auto", environ={}).name == "offline"
    assert resolve("parrot", environ={}).name == "parrot"


def test_auto_always_comes_to_something() -> None:
    last = list(ENGINES.values())[-1]
    assert last.automatic
    assert last.usable("", {})
