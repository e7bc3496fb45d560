"""Many briefs through one engine; how the model is asked is `tasks.loop`'s."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from ainews_cli.isolation import Isolated, Step
from ainews_cli.llm.engine import Engine
from ainews_cli.models.brief import Brief, BriefKey, BriefOutcome
from ainews_cli.tasks.brief.ask import BriefQuestion
from ainews_cli.tasks.brief.requests import BriefRequest
from ainews_cli.tasks.loop import Status, TaskLoop
from ainews_cli.tasks.tries import Tries


class BriefStore(Protocol):
    """The part of the store that is used here."""

    def find_brief(self, key: BriefKey) -> Brief | None:
        """Return a finished brief of these very texts."""

    def save_brief(self, key: BriefKey, brief: Brief) -> None:
        """Commit one brief."""


async def brief(
    requests: Sequence[BriefRequest],
    engine: Engine,
    store: BriefStore,
    *,
    now: Callable[[], datetime],
    on_outcome: Callable[[BriefOutcome], None] | None = None,
    tries: Tries | None = None,
) -> list[BriefOutcome]:
    """Make the briefs that are not stored, in order; return one outcome for each. Raise as `TaskLoop.run` does."""

    def prepare(request: BriefRequest) -> BriefQuestion | None:
        return None if store.find_brief(request.key) else BriefQuestion(request, now())

    def save(request: BriefRequest, made: Brief) -> None:
        store.save_brief(request.key, made)

    def isolated(request: BriefRequest) -> Isolated:
        return Isolated(Step.BRIEF, request.key.item_id, request.task.title)

    loop = TaskLoop(engine, prepare, save, outcome=_outcome, isolated=isolated, on_outcome=on_outcome, tries=tries)
    return await loop.run(requests)


def _outcome(request: BriefRequest, status: Status, reason: str, dollars: float) -> BriefOutcome:
    return BriefOutcome(request.key, status, reason, dollars)
