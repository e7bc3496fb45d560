"""Many items through one engine: best candidates first, each result committed as it comes, one outcome for each item.

One bad item stops nothing. An item that the budget has no room for is deferred, and a smaller one may still fit. What
stops the rest: a
budget that is used up (deferred), a refused key, a server that is not there (failed, with the reason). An interruption
keeps what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ainews_cli.errors import BadReply, BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.llm.engine import AnalysisTask, Engine
from ainews_cli.llm.workers import together
from ainews_cli.models.analysis import Analysis, AnalysisOutcome, Interests
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.tasks.analysis.ask import Costs, ask
from ainews_cli.tasks.analysis.checking import Stamp
from ainews_cli.tasks.analysis.profiles import engine_profile
from ainews_cli.tasks.analysis.texts import full_blocks, task_for, text_hash

MOST_UNAVAILABLE = 3
"""Items in a row whose retries were used up, without a success between them, after which the server counts as gone."""

MOST_DEFERRED = 5
"""Items in a row that the budget had no room for, after which it counts as used up."""


class AnalysisStore(Protocol):
    """What of the store is needed here."""

    def find_analysis(self, item_id: int, *, text_hash: str, profile: str) -> Analysis | None:
        """A completed analysis of this very text by this profile."""

    def save_analysis(self, item_id: int, analysis: Analysis) -> None:
        """Commits one analysis."""


@dataclass(slots=True)
class _Run:
    """The state that the workers of one run share."""

    engine: Engine
    store: AnalysisStore
    language: str
    interests: Interests
    now: Callable[[], datetime]
    on_outcome: Callable[[AnalysisOutcome], None] | None
    blocks: Callable[[Item], tuple[Block, ...]]
    profile: str
    results: dict[int, AnalysisOutcome] = field(default_factory=dict)
    """By position in the list of items."""
    stop: AnalysisOutcome | None = None
    """What becomes of all items that nobody has begun."""
    unavailable: int = 0
    deferred: int = 0
    """In a row."""

    async def work(self, queue: Iterator[tuple[int, Item]]) -> None:
        """Takes items until there are none, or the run is stopped."""
        for position, item in queue:
            self.report(position, self.stop._replace(item_id=item.id) if self.stop else await self.one(item))

    def report(self, position: int, outcome: AnalysisOutcome) -> None:
        self.results[position] = outcome
        if self.on_outcome:
            self.on_outcome(outcome)

    async def one(self, item: Item) -> AnalysisOutcome:
        """What becomes of one item."""
        task = task_for(item, self.blocks(item), language=self.language, interests=self.interests)
        digest = text_hash(task.title, task.blocks)
        if found := self.store.find_analysis(item.id, text_hash=digest, profile=self.profile):
            self.store.save_analysis(
                item.id, found._replace(body_hash=item.body_hash)
            )  # it is current again, and costs nothing
            return AnalysisOutcome(item.id, "cached")
        costs = Costs()
        try:
            analysis = await ask(self.engine, task, self.stamp(item, digest), costs)
        except BadReply as error:
            self.unavailable = self.deferred = 0
            return AnalysisOutcome(item.id, "failed", str(error), costs.dollars)
        except BudgetExceeded as error:
            return self.put_off(AnalysisOutcome(item.id, "deferred", str(error), costs.dollars))
        except ModelRefused as error:
            self.stop = AnalysisOutcome(item.id, "failed", str(error))
            return self.stop._replace(cost=costs.dollars)
        except ModelUnavailable as error:
            return self.missed(AnalysisOutcome(item.id, "failed", str(error), costs.dollars))
        self.unavailable = self.deferred = 0
        self.store.save_analysis(item.id, analysis)
        return AnalysisOutcome(item.id, "done", cost=costs.dollars)

    def missed(self, outcome: AnalysisOutcome) -> AnalysisOutcome:
        """Counts an item that got no answer; enough of them in a row stop the run."""
        self.unavailable += 1
        if self.unavailable >= MOST_UNAVAILABLE and self.stop is None:
            self.stop = outcome._replace(cost=0.0)
        return outcome

    def put_off(self, outcome: AnalysisOutcome) -> AnalysisOutcome:
        """Counts an item that did not fit; enough of them in a row stop the run."""
        self.deferred += 1
        if self.deferred >= MOST_DEFERRED and self.stop is None:
            self.stop = outcome._replace(cost=0.0)
        return outcome

    def stamp(self, item: Item, digest: str) -> Stamp:
        engine = self.engine
        return Stamp(engine.name, engine.model, engine.estimates, self.profile, item.body_hash, digest, self.now())


async def analyse(
    items: Sequence[Item],
    engine: Engine,
    store: AnalysisStore,
    *,
    language: str,
    interests: Interests,
    now: Callable[[], datetime],
    on_outcome: Callable[[AnalysisOutcome], None] | None = None,
    blocks: Callable[[Item], tuple[Block, ...]] = full_blocks,
) -> list[AnalysisOutcome]:
    """Analyses items in the order given, `engine.concurrency` at a time; one outcome per item, in that order.

    Raises StoreError only; a cancellation passes through after the items in flight have been let go, and what was done
    stays done.
    """
    run = _Run(engine, store, language, interests, now, on_outcome, blocks, engine_profile(language, interests, engine))
    queue = iter(enumerate(items))
    await together(lambda: run.work(queue), min(engine.concurrency, len(items)))
    return [run.results[position] for position in range(len(items))]


def task_of(
    item: Item, *, language: str, interests: Interests, blocks: Callable[[Item], tuple[Block, ...]] = full_blocks
) -> tuple[AnalysisTask, str]:
    """The task for one item and its text hash: for a dry run, or for a batch that is answered later."""
    task = task_for(item, blocks(item), language=language, interests=interests)
    return task, text_hash(task.title, task.blocks)
