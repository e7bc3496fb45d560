"""A model that knows the answers, and what may be wrong with it: its replies are derived from the facts of each
case.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ainews_cli.evaluate.cases import Case, cases
from ainews_cli.evaluate.measures import Measures, measure
from ainews_cli.evaluate.run import EvalLedger, Result, evaluate
from ainews_cli.llm.engine import AnalysisTask, Reply, TranslationTask
from ainews_cli.llm.ledgers import NoLedger
from ainews_cli.models.analysis import MARK_NAMES, Usage
from ainews_cli.models.settlement import Settlement
from ainews_cli.tasks.analysis.texts import full_blocks
from ainews_cli.verify import shield

Data = dict[str, Any]
REASONS = {"ja": "本文の内容による判断である。", "en": "This follows from what the text says."}
POINT = {"ja": "要点", "en": "The point"}
BY_TITLE = {case.title: case for case in cases()}


def perfect(case: Case, language: str) -> Data:
    """The analysis that a careful reader would write."""
    facts = [one for one in case.facts if one.place in ("summary", "everything") and one.right]
    points = [
        {"heading": POINT[language], "detail": one.right[language], "blocks": [one.block], "quote": one.quote}
        for one in facts
    ]
    first = next((point for point, one in zip(points, facts, strict=True) if one.must), points[0] if points else None)
    marks = {
        name: {"value": value, "reason": REASONS[language], "blocks": [], "quote": ""}
        for name, value in zip(MARK_NAMES, case.marks, strict=True)
    }
    return {
        "title": case.titles[language],
        "tldr": {"text": first["detail"], "blocks": first["blocks"], "quote": first["quote"]}
        if first
        else {"text": "", "blocks": [], "quote": ""},
        "category": case.categories[0] if case.categories else "news",
        "tags": [],
        "companies": [],
        "products": [],
        "key_points": points,
        "impact": "",
        "comment": "",
        "marks": marks,
    }


def translation(case: Case, language: str, task: TranslationTask) -> Data:
    """The good translations of the blocks asked for, with tokens where their sources have them."""
    originals = {block.id: block for block in full_blocks(case.item(1))}
    blocks = []
    for block in task.blocks:
        text = case.translations[language][block.id]
        for token, span in shield(originals[block.id]).tokens:
            text = text.replace(span, token, 1)
        blocks.append({"id": block.id, "text": text})
    return {"blocks": blocks}


Alter = Callable[[Case, Data, int], Data | str]
"""(case, perfect reply, number of the call about this case from 1) -> what is answered instead; a text is no JSON."""


def unaltered(case: Case, data: Data, number: int) -> Data | str:
    return data


@dataclass
class FakeModel:
    """An `Engine` of perfect replies, altered as a test wants."""

    language: str = "ja"
    alter: Alter = unaltered
    alter_translation: Alter = unaltered
    ledger: EvalLedger = field(default_factory=lambda: EvalLedger(NoLedger()))
    cost: float = 0.001
    name: str = "claude"
    model: str = "fake-model"
    estimates: bool = False
    concurrency: int = 1
    calls: dict[str, int] = field(default_factory=dict)
    closed: bool = False

    async def analyse(self, task: AnalysisTask) -> Reply:
        case = BY_TITLE[task.title]
        return self._reply(
            case, "analysis", self.alter(case, perfect(case, self.language), self._number(case, "analysis"))
        )

    async def translate(self, task: TranslationTask) -> Reply:
        case = BY_TITLE[task.title]
        data = translation(case, self.language, task)
        return self._reply(case, "translation", self.alter_translation(case, data, self._number(case, "translation")))

    async def aclose(self) -> None:
        self.closed = True

    def _number(self, case: Case, what: str) -> int:
        key = f"{what} {case.name}"
        self.calls[key] = self.calls.get(key, 0) + 1
        return self.calls[key]

    def _reply(self, case: Case, what: str, answer: Data | str) -> Reply:
        call = self.ledger.reserve(purpose=what, item_id=7, model=self.model, estimate=self.cost)
        self.ledger.settle(call, Settlement("ok", Usage(10, 10), self.cost, 0.1 * len(self.calls)))
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        return Reply(None if isinstance(answer, str) else answer, text, "end_turn", Usage(10, 10), self.cost)


def run(engine: FakeModel, chosen: Sequence[Case] | None = None, *, runs: int = 2) -> Result:
    found = cases() if chosen is None else chosen
    return asyncio.run(evaluate(found, engine, language=engine.language, runs=runs, ledger=engine.ledger))


def measured(engine: FakeModel, chosen: Sequence[Case] | None = None, *, runs: int = 2) -> Measures:
    return measure(run(engine, chosen, runs=runs))


def missed(found: Measures) -> Mapping[str, int]:
    """Kind -> assertions of it that were not met."""
    return {kind: count.of - count.met for kind, count in found.kinds.items() if count.of > count.met}
