"""The offline engine: no network, no cost, the same answer every time. All it says of an item is an estimate, and
labelled so.

Titles stay in their language and the TL;DR is taken word for word from the text; reasons are in the target language.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from ainews_cli.llm.engine import AnalysisTask, BriefTask, Reply, TranslationTask
from ainews_cli.llm.offline.features import measure, prose
from ainews_cli.llm.offline.furniture import readable
from ainews_cli.llm.offline.marks import MARKS, category
from ainews_cli.llm.offline.summary import bare, extract
from ainews_cli.llm.offline.version import NAME, model_name
from ainews_cli.llm.offline.wording import Wording

MOST_TAGS = 6
MOST_NAMES = 8


def estimate_data(task: AnalysisTask) -> dict[str, Any]:
    """Return the estimate in the form of a model's reply (`llm.schema`); marks may have one decimal."""
    task = replace(task, blocks=readable(task.blocks))
    features = measure(task)
    words = Wording(task.language)
    marks = {}
    for name, rule in MARKS:
        value = round(min(5.0, max(1.0, rule(features, words))), 1)
        marks[name] = {"value": value, "reason": words.reason(), "blocks": [], "quote": ""}
    return {
        "title": bare(task.title) or task.title,
        "tldr": extract(task.title, prose(task.blocks)),
        "category": category(features, task),
        "tags": [words.topic(name) for name in features.topics[:MOST_TAGS]],
        "companies": list(features.companies[:MOST_NAMES]),
        "products": list(features.products[:MOST_NAMES]),
        "marks": marks,
    }


class OfflineEngine:
    """An `Engine`. `answer` is the same without asyncio."""

    name = NAME
    estimates = True
    concurrency = 1

    @property
    def model(self) -> str:
        """The version of rules and lexicon."""
        return model_name()

    def answer(self, task: AnalysisTask) -> Reply:
        """Return the estimate of one item."""
        data = estimate_data(task)
        return Reply(data=data, text=json.dumps(data, ensure_ascii=False), stop_reason="offline")

    async def analyse(self, task: AnalysisTask) -> Reply:
        """Return the estimate, for those who ask as one asks a model."""
        return self.answer(task)

    async def translate(self, task: TranslationTask) -> Reply:  # noqa: ARG002 - the protocol's name
        """Return no data: rules cannot translate."""
        return Reply(data=None, text="the offline engine does not translate", stop_reason="offline")

    async def brief(self, task: BriefTask) -> Reply:  # noqa: ARG002 - the protocol's name
        """Return no data: rules cannot tell what people say."""
        return Reply(data=None, text="the offline engine writes no briefs", stop_reason="offline")

    async def aclose(self) -> None:
        """Do nothing."""
