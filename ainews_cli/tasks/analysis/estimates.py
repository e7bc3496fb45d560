"""The offline engine without an event loop: thousands of items at a time, through the same checks, in one
transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from ainews_cli.errors import BadReply
from ainews_cli.isolation import Isolated, Step, bearable
from ainews_cli.llm.offline.engine import estimate_data
from ainews_cli.llm.offline.version import NAME, model_name
from ainews_cli.models.analysis import Analysis, Interests
from ainews_cli.models.item import Item
from ainews_cli.tasks.analysis.checking import Stamp, check
from ainews_cli.tasks.analysis.profiles import offline_profile
from ainews_cli.tasks.analysis.texts import measured_blocks, task_for, text_hash


class EstimateStore(Protocol):
    """The part of the store that is used here."""

    def candidates(self, ids: Sequence[int], *, profile: str) -> list[Item]:
        """Return the items of these that have no current analysis of the profile."""

    def save_analyses(self, analyses: Sequence[tuple[int, Analysis]]) -> None:
        """Commit many analyses in one transaction."""


def estimate(ids: Sequence[int], store: EstimateStore, *, language: str, interests: Interests, now: datetime) -> int:
    """Make and save an estimate for each of the items that needs one; return how many were saved. No network. Raise
    StoreError.
    """
    if not ids:
        return 0
    profile = offline_profile(language, interests)
    items = store.candidates(ids, profile=profile)
    made = []
    for item in items:
        with Isolated(Step.ESTIMATE, item.id, item.entry.title):
            if analysis := estimated(item, profile, language=language, interests=interests, now=now):
                made.append((item.id, analysis))
    if made:
        bearable(Step.ESTIMATE, made, store.save_analyses, lambda pair: (pair[0], pair[1].title))
    return len(made)


def estimated(item: Item, profile: str, *, language: str, interests: Interests, now: datetime) -> Analysis | None:
    """Return the checked estimate of one item; None for the rare item whose text breaks a rule (it stays without
    one).
    """
    task = task_for(item, measured_blocks(item), language=language, interests=interests)
    stamp = Stamp(NAME, model_name(), True, profile, item.body_hash, text_hash(task.title, task.blocks), now)
    try:
        return check(estimate_data(task), task, stamp)
    except BadReply:
        return None
