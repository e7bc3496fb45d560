"""What is asked about one item, and what of a very long text is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from ainews_cli.llm.engine import AnalysisTask, Engine, Reply
from ainews_cli.models.analysis import Analysis
from ainews_cli.models.tries import TryKey
from ainews_cli.tasks.analysis.checking import Stamp, check
from ainews_cli.tasks.analysis.texts import SHORTEST, length, shortened
from ainews_cli.tasks.loop import Question

MOST_CHARACTERS = 120_000
"""Of an article that is sent; some 30,000 tokens of English or 100,000 of Japanese, and far beyond any news item."""
MOST_SHORTENINGS = 3
"""How often a text is halved for a server with a small context before the item is given up."""


@dataclass(frozen=True)
class AnalysisQuestion(Question[Analysis]):
    """One item, as much of it as is sent."""

    task: AnalysisTask
    stamp: Stamp
    notes: tuple[str, ...] = ()
    """What the reader is told of the text that was sent."""
    shortenings: int = 0

    refused = "the model refused to answer about this item"
    too_long = "the text is too long for the model's context, even shortened; use a model or server with a larger one"
    shorter_please = "be much shorter"
    most_previous = 8_000

    @property
    def key(self) -> TryKey:
        """Return what a failed try is remembered under."""
        return TryKey("analysis", self.task.item_id, self.stamp.text_hash, self.stamp.profile)

    async def send(self, engine: Engine) -> Reply:
        """Ask for an analysis."""
        return await engine.analyse(self.task)

    def check(self, data: Mapping[str, Any]) -> Analysis:
        """Return the checked analysis."""
        return check(data, self.task, self.stamp, self.notes)

    def shortened(self) -> Self | None:
        """Return the question about the first half of the text."""
        characters = length(self.task.blocks)
        if self.shortenings >= MOST_SHORTENINGS or characters <= SHORTEST:
            return None
        task, notes = _shorter(self.task, characters // 2, self.notes)
        return replace(self, task=task, notes=notes, shortenings=self.shortenings + 1)

    def repeated(self, fault: str, previous: str, room: int) -> Self:
        """Return the question with the fault named."""
        return replace(self, task=replace(self.task, fault=fault, previous=previous, room=room or self.task.room))


def fitting(task: AnalysisTask) -> tuple[AnalysisTask, tuple[str, ...]]:
    """Return the task with as much of a very long text as is sent, and the note that says so."""
    return _shorter(task, MOST_CHARACTERS, ()) if length(task.blocks) > MOST_CHARACTERS else (task, ())


def _shorter(task: AnalysisTask, characters: int, notes: tuple[str, ...]) -> tuple[AnalysisTask, tuple[str, ...]]:
    whole = length(task.blocks)
    note = f"text shortened: the model read the first {characters:,} characters"
    others = tuple(other for other in notes if not other.startswith("text shortened"))
    return replace(task, blocks=shortened(task.blocks, characters)), (*others, note) if characters < whole else notes
