"""The command line on a temporary database, fed by the demo's loopback server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ainews_cli.demo import samples, server


@dataclass(frozen=True)
class Done:
    """What one run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Cli:
    """Runs `ainews` in a process of its own, as a reader does."""

    folder: Path
    config: Path

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "AINEWS_"))}
        home = str(self.folder)
        return kept | {
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "COLUMNS": "80",
            "AINEWS_DB": str(self.folder / "news.db"),
        }

    def __call__(
        self, *arguments: str, env: dict[str, str] | None = None, config: Path | None = None, timeout: float = 120
    ) -> Done:
        command = [sys.executable, "-m", "ainews_cli", "--config", str(config or self.config), *arguments]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.env | (env or {}),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
        )
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def sample_server() -> Iterator[str]:
    """The demo's feeds, dated before this moment."""
    with server.serve(datetime.now(UTC)) as base:
        yield base


def write_config(path: Path, base: str, extra: str = "") -> Path:
    """A config of the sample feeds with the offline engine."""
    tables = "".join(
        f'[[feeds]]\nname = "{feed.name}"\nurl = "{feed.url}"\nkind = "{feed.kind}"\ncategory = "{feed.category}"\n'
        for feed in samples.feeds(base)
    )
    head = extra or '[model]\nengine = "offline"\n'
    path.write_text(f"{head}\n{tables}", encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path, sample_server: str) -> Cli:
    """Nothing fetched yet."""
    return Cli(tmp_path, write_config(tmp_path / "ainews.toml", sample_server))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, sample_server: str) -> Cli:
    """Fetched and estimated once; tests only read it."""
    folder = tmp_path_factory.mktemp("filled")
    cli = Cli(folder, write_config(folder / "ainews.toml", sample_server))
    assert cli("fetch").code == 0
    assert cli("daily").code == 0
    return cli
