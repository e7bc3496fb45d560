"""An engine that ainews does not ship: a provider, an engine, and the one row that makes it known."""

from __future__ import annotations

import json
import sys

from ainews_cli.__main__ import main
from ainews_cli.llm.engine import AnalysisTask, BriefTask, Engine, Ledger, Reply, TranslationTask
from ainews_cli.llm.engines import ENGINES
from ainews_cli.llm.ledgers import NoLedger
from ainews_cli.llm.provider import EngineSetup, Provider
from ainews_cli.models.analysis import MARK_NAMES, Usage
from ainews_cli.models.settlement import Settlement

COST = 0.0001


class ParrotEngine:
    """Repeats the article's first words; each call costs COST."""

    name = "parrot"
    estimates = False
    concurrency = 2

    def __init__(self, model: str, ledger: Ledger) -> None:
        self.model = model
        self._ledger = ledger

    async def analyse(self, task: AnalysisTask) -> Reply:
        call = self._ledger.reserve(purpose="analysis", item_id=task.item_id, model=self.model, estimate=2 * COST)
        said = task.blocks[0].text[:60] if task.blocks else ""
        grounds = {"blocks": [task.blocks[0].id] if task.blocks else [], "quote": said}
        data = {
            "title": task.title,
            "tldr": {"text": said, **grounds},
            "category": "news",
            "tags": ["parrot"],
            "companies": [],
            "products": [],
            "key_points": [],
            "impact": "",
            "comment": "",
            "marks": {name: {"value": 3, "reason": "says the parrot", **grounds} for name in MARK_NAMES},
        }
        self._ledger.settle(call, Settlement("ok", Usage(100, 20), COST))
        return Reply(data, json.dumps(data), "end_turn", Usage(100, 20), COST)

    async def translate(self, task: TranslationTask) -> Reply:
        return Reply(None, "", "refusal")

    async def brief(self, task: BriefTask) -> Reply:
        return Reply(None, "", "refusal")

    async def aclose(self) -> None:
        pass


class Parrot(Provider):
    name = "parrot"
    automatic = False

    def build(self, setup: EngineSetup) -> Engine:
        return ParrotEngine(setup.model, setup.ledger or NoLedger())


if __name__ == "__main__":
    ENGINES["parrot"] = Parrot()
    sys.argv[0] = "ainews"
    main()
