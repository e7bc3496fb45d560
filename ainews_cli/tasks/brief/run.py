"""Many briefs through one engine, in order, each committed as it comes; one outcome for each.

One bad reply stops nothing. What stops the rest: the budget (deferred), a refused key, a server that is not there
(failed, with the
reason). An interruption keeps what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ainews_cli.errors import BadReply, BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.llm.engine import Engine
from ainews_cli.llm.workers import together
from ainews_cli.models.brief import Brief, BriefKey, BriefOutcome
from ainews_cli.tasks.brief.ask import Costs, ask
from ainews_cli.tasks.brief.matters import Matter

MOST_UNAVAILABLE = 3
"""Briefs in a row whose retries were used up after which the server counts as gone."""


class BriefStore(Protocol):
    """What of the store is needed here."""

    def find_brief(self, key: BriefKey) -> Brief | None:
        """A finished brief of these very texts."""

    def save_brief(self, key: BriefKey, brief: Brief) -> None:
        """Commits one brief."""


@dataclass(slots=True)
class _Run:
    """The state that the workers of one run share."""

    engine: Engine
    store: BriefStore
    now: Callable[[], datetime]
    on_outcome: Callable[[BriefOutcome], None] | None
    results: dict[int, BriefOutcome] = field(default_factory=dict)
    """By position in the list of matters."""
    stop: BriefOutcome | None = None
    """What becomes of all matters that nobody has begun."""
    unavailable: int = 0

    async def work(self, queue: Iterator[tuple[int, Matter]]) -> None:
        """Takes matters until there are none."""
        for position, matter in queue:
            outcome = self.stop._replace(key=matter.key) if self.stop else await self.one(matter)
            self.results[position] = outcome
            if self.on_outcome:
                self.on_outcome(outcome)

    async def one(self, matter: Matter) -> BriefOutcome:
        """What becomes of one matter."""
        key, costs = matter.key, Costs()
        if self.store.find_brief(key):
            return BriefOutcome(key, "cached")
        try:
            brief = await ask(self.engine, matter, costs, self.now())
        except BadReply as error:
            self.unavailable = 0
            return BriefOutcome(key, "failed", str(error), costs.dollars)
        except BudgetExceeded as error:
            self.stop = BriefOutcome(key, "deferred", str(error))
            return self.stop._replace(cost=costs.dollars)
        except ModelRefused as error:
            self.stop = BriefOutcome(key, "failed", str(error))
            return self.stop._replace(cost=costs.dollars)
        except ModelUnavailable as error:
            return self.missed(BriefOutcome(key, "failed", str(error), costs.dollars))
        self.unavailable = 0
        self.store.save_brief(key, brief)
        return BriefOutcome(key, "done", cost=costs.dollars)

    def missed(self, outcome: BriefOutcome) -> BriefOutcome:
        """Counts a matter that got no answer; enough of them in a row stop the run."""
        self.unavailable += 1
        if self.unavailable >= MOST_UNAVAILABLE and self.stop is None:
            self.stop = outcome._replace(cost=0.0)
        return outcome


async def brief(
    matters: Sequence[Matter],
    engine: Engine,
    store: BriefStore,
    *,
    now: Callable[[], datetime],
    on_outcome: Callable[[BriefOutcome], None] | None = None,
) -> list[BriefOutcome]:
    """Makes the briefs that are not stored, in order, `engine.concurrency` at a time; one outcome per matter, in that
    order.

    Raises StoreError only; a cancellation passes through after those in flight have been let go, and what was done
    stays done.
    """
    run = _Run(engine, store, now, on_outcome)
    queue = iter(enumerate(matters))
    await together(lambda: run.work(queue), min(engine.concurrency, len(matters)))
    return [run.results[position] for position in range(len(matters))]
