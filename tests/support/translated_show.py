"""`ainews show` on the demo's article with a recorded translation, from a fake Messages server."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ainews_cli.demo import samples
from ainews_cli.demo.recorded import load
from ainews_cli.demo.rehash import sample_blocks
from ainews_cli.verify import shield
from tests.support.cli import Cli, write_config
from tests.support.messages import FakeMessages, Handler, reply
from tests.support.responses import GOOD, USAGE, Body
from tests.support.tasks.translation_samples import asked

SLUG = "wren-open-weights"


ENV = {"ANTHROPIC_API_KEY": "sk-ant-nobody-may-see-this"}


def answer(handler: Handler, body: Body) -> None:
    """An analysis, or the recorded translation with tokens in the place of what was shielded."""
    if "blocks" not in body["output_config"]["format"]["schema"]["properties"]:
        return reply(GOOD, usage={**USAGE, "output_tokens": 2_500})(handler, body)
    record = load("translations", SLUG)
    assert record is not None
    article = next(article for article in samples.articles() if article.slug == SLUG)
    spans = {block.id: shield(block).tokens for block in sample_blocks(article)}
    texts = {block["id"]: block["text"] for block in record["blocks"]}
    blocks = []
    for block in asked(body)["blocks"]:
        text = texts[block["id"]]
        for token, span in spans[block["id"]]:
            text = text.replace(span, token, 1)
        blocks.append({"id": block["id"], "text": text})
    return reply({"blocks": blocks})(handler, body)


@pytest.fixture
def server() -> Iterator[FakeMessages]:
    with FakeMessages(default=answer) as running:
        yield running


@pytest.fixture
def cli(tmp_path: Path, sample_server: str, server: FakeMessages, filled: Cli) -> Cli:
    head = f'[model]\nengine = "claude"\nbase_url = "{server.url}"\nprice_input = 0.1\nprice_output = 0.5\n'
    shutil.copy(filled.folder / "news.db", tmp_path)
    return Cli(tmp_path, write_config(tmp_path / "ainews.toml", sample_server, extra=head))


@pytest.fixture
def item(cli: Cli) -> str:
    with sqlite3.connect(cli.folder / "news.db") as db:
        return str(db.execute("SELECT id FROM items WHERE title LIKE 'Wren 12B: open%'").fetchone()[0])
