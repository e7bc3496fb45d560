"""What is asked for one brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from ainews_cli.llm.engine import Engine, Reply
from ainews_cli.models.brief import Brief
from ainews_cli.models.tries import TryKey
from ainews_cli.tasks.brief.checking import check
from ainews_cli.tasks.brief.requests import BriefRequest, try_key
from ainews_cli.tasks.loop import Question

FEWEST = 2
"""Documents that are not halved any more for a server with a small context."""


@dataclass(frozen=True)
class BriefQuestion(Question[Brief]):
    """One brief."""

    request: BriefRequest
    now: datetime

    too_long = (
        "the texts are too long for the model's context, even fewer of them; use a model or server with a larger one"
    )
    shorter_please = "make fewer and shorter claims"
    most_previous = 6_000

    @property
    def key(self) -> TryKey:
        """Return what a failed try is remembered under."""
        return try_key(self.request)

    async def send(self, engine: Engine) -> Reply:
        """Ask for a brief."""
        return await engine.brief(self.request.task)

    def check(self, data: Mapping[str, Any]) -> Brief:
        """Return the claims that code has confirmed."""
        return Brief(*check(data, self.request), self.now)

    def shortened(self) -> Self | None:
        """Return the question about the first half of the documents."""
        task = self.request.task
        if len(task.documents) <= FEWEST:
            return None
        task = replace(task, documents=task.documents[: len(task.documents) // 2])
        return replace(self, request=self.request._replace(task=task))

    def repeated(self, fault: str, previous: str, room: int) -> Self:
        """Return the question with the fault named."""
        task = replace(self.request.task, fault=fault, previous=previous, room=room or self.request.task.room)
        return replace(self, request=self.request._replace(task=task))
