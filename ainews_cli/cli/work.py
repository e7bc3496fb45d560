"""What a view asks for before it prints: feeds fetched, estimates made, the best candidates analysed within the budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from ainews_cli.cli.desk import Desk

if TYPE_CHECKING:
    from ainews_cli.llm.engine import Engine
    from ainews_cli.models.analysis import AnalysisOutcome
    from ainews_cli.models.item import Item
    from ainews_cli.views.reader import Run
    from ainews_cli.views.windows import Window


class Work:
    """One view's preparation, step by step; `analyse` ends it with a Run, or with None after a dry run."""

    def __init__(self, desk: Desk, *, fetch: bool, analyse: bool, dry_run: bool, budget: float | None) -> None:
        self.desk = desk
        self.wants_fetch = fetch
        self.may_call = analyse
        self.dry_run = dry_run
        self.budget = budget
        self.feeds_failed: tuple[str, ...] = ()

    def fill(self) -> None:
        """Fetches when asked to, or when there is nothing at all to show."""
        if self.wants_fetch or (self.may_call and not self.dry_run and self.desk.store.empty()):
            from ainews_cli.cli.feeds import run_fetch

            self._warm_up()
            outcomes = run_fetch(self.desk, [])
            self.feeds_failed = tuple(outcome.name for outcome in outcomes if outcome.status == "failed")

    def estimate(self, window: Window) -> None:
        """Offline estimates for what the window has without one."""
        from ainews_cli.views.prepare import estimate_window

        estimate_window(self.desk.store, window, self.desk.reader, now=self.desk.now)

    def analyse(self, ids: Sequence[int]) -> Run | None:
        """The candidates, by the configured engine; estimates only with --no-analyse. None after a dry run, which printed its plan."""
        from ainews_cli.llm import engine_kind
        from ainews_cli.texts import text
        from ainews_cli.views.prepare import estimate_ids
        from ainews_cli.views.reader import Run

        desk = self.desk
        estimate_ids(desk.store, ids, desk.reader, now=desk.now)
        kind = engine_kind(desk.config.model.engine, base_url=desk.config.model.base_url) if self.may_call else "offline"
        if kind == "offline":
            if self.dry_run:
                desk.say(text(desk.reader.language, "dry_run.offline"))
                return None
            note = text(desk.reader.language, "footer.no_analyse" if not self.may_call else "footer.no_key")
            return Run("offline", "offline", feeds_failed=self.feeds_failed, notes=(note,))
        return self._ask(ids)

    def _ask(self, ids: Sequence[int]) -> Run | None:
        raise NotImplementedError
