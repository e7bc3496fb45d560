"""An invented article and what goes with it, for the tests of engines and analysis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ainews_cli.errors import BudgetExceeded
from ainews_cli.llm.engine import AnalysisTask
from ainews_cli.models.analysis import Analysis, Interests
from ainews_cli.models.item import Entry, Item
from ainews_cli.models.settlement import Settlement
from ainews_cli.models.text import Block
from tests.support.records import replace

NOW = datetime(2026, 6, 5, 12, 0, tzinfo=UTC)
ARTICLE = (
    Block(
        1,
        "paragraph",
        "Hummingbird Labs released Haoto 2, a small language model that beats its predecessor on 12 benchmarks.",
    ),
    Block(
        2,
        "paragraph",
        "The weights and the code are public. A laptop with 16 GB of memory runs it at 40 tokens per second.",
    ),
    Block(3, "code", "pip install haoto\nhaoto run --prompt hello"),
)
HTML = (
    "<p>Hummingbird Labs released Haoto 2, a small language model that beats its predecessor on 12 benchmarks.</p>"
    "<p>The weights and the code are public. A laptop with 16 GB of memory runs it at 40 tokens per second.</p>"
    "<pre><code>pip install haoto\nhaoto run --prompt hello</code></pre>"
)
INTERESTS = Interests("I run small models on my own machine.", ("small language model", "量子化"))
TASK = AnalysisTask(
    item_id=7,
    title="Hummingbird Labs releases Haoto 2",
    url="https://hummingbird.example/haoto-2",
    source="Hummingbird blog",
    published=NOW,
    kind="feed",
    blocks=ARTICLE,
    language="ja",
    interests=INTERESTS,
)


def task(**changes: Any) -> AnalysisTask:
    return replace(TASK, **changes)


def item(number: int = 1, **entry: Any) -> Item:
    made = Entry(
        guid=f"guid-{number}",
        url=f"https://hummingbird.example/{number}",
        title=entry.pop("title", "Hummingbird Labs releases Haoto 2"),
        content=entry.pop("content", HTML),
        published=NOW,
        **entry,
    )
    return Item(
        number,
        made,
        "Hummingbird blog",
        ("Hummingbird blog",),
        "feed",
        "news",
        1.0,
        NOW,
        NOW,
        body_hash=f"body-{number}",
    )


@dataclass
class MemoryLedger:
    """A ledger that keeps its rows in a list; `limit` is its budget in US dollars."""

    limit: float = 1_000.0
    rows: list[dict[str, Any]] = field(default_factory=list)

    def reserve(self, *, purpose: str, item_id: int | None, model: str, estimate: float) -> int:
        if sum(row.get("cost", row["estimate"]) for row in self.rows) + estimate > self.limit:
            raise BudgetExceeded("the day's budget of [budget] is used up")
        self.rows.append({"purpose": purpose, "item_id": item_id, "model": model, "estimate": estimate})
        return len(self.rows) - 1

    def settle(self, call_id: int, settlement: Settlement) -> None:
        assert "outcome" not in self.rows[call_id], "settled twice"
        self.rows[call_id].update(settlement._asdict())

    def kept_answer(self, request: str) -> str:
        return ""

    @property
    def outcomes(self) -> list[str]:
        return [row.get("outcome", "in flight") for row in self.rows]


@dataclass
class MemoryStore:
    """What analyse needs of a store, in a dict. The real store is tested in `test_analyse_store.py`."""

    saved: dict[int, Analysis] = field(default_factory=dict)
    saves: list[int] = field(default_factory=list)
    on_save: Callable[[int], None] | None = None

    def find_analysis(self, item_id: int, *, text_hash: str, profile: str) -> Analysis | None:
        found = self.saved.get(item_id)
        return found if found and (found.text_hash, found.profile) == (text_hash, profile) else None

    def save_analysis(self, item_id: int, analysis: Analysis) -> None:
        self.saved[item_id] = analysis
        self.saves.append(item_id)
        if self.on_save:
            self.on_save(item_id)
