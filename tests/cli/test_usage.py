"""`ainews usage` as a reader calls it."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.cli import Cli, write_config
from tests.support.messages import FakeMessages

ENV = {"ANTHROPIC_API_KEY": "sk-ant-nobody"}


def test_what_a_digest_cost_is_what_usage_says(tmp_path: Path, filled: Cli, sample_server: str) -> None:
    shutil.copy(filled.folder / "news.db", tmp_path)
    with FakeMessages() as server:
        head = f'[model]\nbase_url = "{server.url}"\nprice_input = 0.1\nprice_output = 0.5\n'
        cli = Cli(tmp_path, write_config(tmp_path / "ainews.toml", sample_server, extra=head))
        spent = cli("daily", "-n", "2", "-f", "json", env=ENV).data["footer"]["spent_usd"]
    done = cli("usage", "-f", "json")
    assert done.code == 0
    sections = {section["key"]: section["parts"][0] for section in done.data["sections"]}
    assert float(sections["summary"]["rows"][0][1]) == round(spent, 4)
    (purpose,) = sections["purposes"]["rows"]
    assert purpose[:3] == ["claude-haiku-5-5", "分析", f"{spent:.4f}"]
    assert purpose[3:5] == ["6", "6"]


def test_every_format(filled: Cli) -> None:
    for name in ("terminal", "markdown", "html", "json", "rss", "email"):
        done = filled("--to", "me@example.org", "usage", "--days", "3", "-f", name)
        assert (done.code, done.err) == (0, ""), name
        assert done.out
    assert filled("usage", "--days", "0").code == 2
