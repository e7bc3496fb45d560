"""What happens before a page is made: feeds fetched, estimates made, the best candidates analysed within the budget."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ainews_cli.errors import ModelError
from ainews_cli.llm.engines import is_automatic
from ainews_cli.llm.offline.provider import OFFLINE
from ainews_cli.models.batch import POLL
from ainews_cli.models.page import Deferred
from ainews_cli.models.reader import RunReport
from ainews_cli.models.window import Window
from ainews_cli.pipeline.candidates import (
    analyse_items,
    best_first,
    estimate_ids,
    estimate_window,
    in_batches,
    missing,
    plan,
    untried,
)
from ainews_cli.pipeline.collecting import collect_quietly
from ainews_cli.pipeline.fetching import run_fetch
from ainews_cli.pipeline.ordering import taste_of
from ainews_cli.pipeline.tries import notes_on_tries, say_reasons
from ainews_cli.tasks.analysis.profiles import model_profile
from ainews_cli.tasks.tries import Tries
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.llm.engine import Engine
    from ainews_cli.llm.provider import Provider
    from ainews_cli.models.analysis import AnalysisOutcome
    from ainews_cli.models.item import Item
    from ainews_cli.models.tries import FailedTry
    from ainews_cli.pipeline.request import Request
    from ainews_cli.pipeline.session import Session
    from ainews_cli.views.plan import Planned


REST = 10
"""Minutes for which an empty database is not filled again after a try that brought nothing."""


class Preparation:
    """One command's preparation, step by step.

    `analyse` ends it with a RunReport, or with None after a dry run, which leaves its plan in `planned`.
    """

    def __init__(self, session: Session, request: Request, *, waits: bool = True) -> None:
        """Prepare nothing yet.

        `waits`: what is in a batch is not bought besides; its estimate is shown until the batch has ended.
        """
        self.session = session
        self.request = request
        self.waits = waits
        self.feeds_failed: tuple[str, ...] = ()
        self.planned: list[Planned] = []
        """After a dry run: what would be asked about."""
        self._engine: Engine | None = None

    def engine(self) -> Engine:
        """Return the run's one engine: analysis and translation share its budget."""
        if self._engine is None:
            self._engine = self.session.engine(self.request.budget)
        return self._engine

    def fill(self) -> None:
        """Fetch when asked to, or when there is nothing at all to show."""
        request = self.request
        by_itself = request.analyse and not request.dry_run and self.session.store.empty()
        if by_itself and not request.fetch and self._tried_in_vain():
            return
        if request.fetch or by_itself:
            self.session.warm_up()
            outcomes = run_fetch(self.session)
            self.feeds_failed = tuple(outcome.name for outcome in outcomes if outcome.status == "failed")

    def _tried_in_vain(self) -> bool:
        """Tell, and say, whether the feeds were asked some minutes ago and none has brought anything."""
        session = self.session
        states = session.store.feed_states()
        tries = [state.last_fetch for state in states.values() if state.last_fetch]
        minutes = int((session.now - max(tries)).total_seconds() // 60) if tries else REST
        if not 0 <= minutes < REST:
            return False
        session.say(f"ainews: {text(session.reader.language, 'list.tried', n=max(1, minutes))}")
        failed = {url for url, state in states.items() if state.error}
        self.feeds_failed = tuple(feed.name for feed in session.config.feeds if feed.url in failed)
        return True

    def estimate(self, *windows: Window) -> None:
        """Make the offline estimates that are missing in the windows."""
        session = self.session
        for window in windows:
            estimate_window(session.store, window, session.reader, now=session.now, working=session.working)

    def estimate_items(self, ids: Sequence[int]) -> None:
        """Make the offline estimates that these items lack."""
        session = self.session
        estimate_ids(session.store, ids, session.reader, now=session.now, working=session.working)

    def best_first(self, ids: Sequence[int]) -> list[int]:
        """Return the newest items in the order in which money is spent on them."""
        if self.provider.estimates or not ids:
            return list(ids)
        session = self.session
        times = [row.published for row in session.store.estimated(ids, language=session.reader.language)]
        window = Window(min(times), max(times))
        return best_first(session.store, ids, window, session.reader, taste_of(session.store, session.reader))

    @cached_property
    def provider(self) -> Provider:
        """Return the row of the engine that candidates go to; the offline one's when none may be asked."""
        return self.session.provider() if self.request.analyse else OFFLINE

    def read_pages(self, ids: Sequence[int], *, every: bool = False) -> None:
        """Read the article pages of items whose feed has only an extract and says `full_text`.

        `every`: of all items whose text is not whole.
        """
        if not self.request.analyse or self.request.dry_run or (not every and self.provider.estimates):
            return
        from ainews_cli.pipeline.downloads import read_pages  # border: what pages are read with

        session = self.session
        with session.working("pages"):
            read_pages(
                session.store,
                ids,
                session.config.feeds,
                every=every,
                language=session.reader.language,
                limits=session.limits(),
                now=session.now,
            )

    def read_discussion(self, item_id: int) -> None:
        """Read the discussion of an article that the reader asked for."""
        if self.request.analyse and not self.request.dry_run:
            from ainews_cli.pipeline.downloads import read_discussion  # border: as above

            with self.session.working("discussions"):
                read_discussion(
                    self.session.store,
                    item_id,
                    self.session.config.feeds,
                    limits=self.session.limits(),
                    now=self.session.now,
                )

    def analyse(self, ids: Sequence[int]) -> RunReport | None:
        """Ask the configured engine about the candidates; with --no-analyse or without a key keep to estimates."""
        if self.request.dry_run:
            self._plan(ids)
            return None
        if not self.provider.estimates:
            return self._ask(ids)
        return RunReport(OFFLINE.name, "", feeds_failed=self.feeds_failed, notes=self._why_offline(), estimates=True)

    def _why_offline(self) -> tuple[str, ...]:
        """Say why no model was asked, as a line for the footer; nothing where the config wants it so."""
        if not self.request.analyse:
            return (text(self.session.reader.language, "footer.no_analyse"),)
        chosen = is_automatic(self.session.config.model.engine)
        return (text(self.session.reader.language, "footer.no_key"),) if chosen else ()

    def _ask(self, ids: Sequence[int]) -> RunReport:
        """Ask about those that were never asked about; when there are none, the engine is not even made."""
        session = self.session
        notes = self._collect(ids)
        items, waiting, tried = self._open(ids)
        notes += (text(session.reader.language, "batch.in_batch", n=waiting),) if waiting else ()
        given_up = self.waits and self.tries.given_up("analysis", self._profile)
        unasked, items = (len(items), []) if given_up else (0, items)
        report = RunReport(self.provider.name, session.model_name(), feeds_failed=self.feeds_failed)
        if not items:
            session.store.settle_abandoned(session.now)
            return report._replace(notes=(*notes, *self._tried("analysis", tried, unasked)))
        try:
            engine = self.engine()
        except ModelError as error:  # engine = "claude" without a key: there are still the estimates to show
            session.say(f"ainews: {error}")
            note = text(session.reader.language, "footer.failed", n=len(items))
            return report._replace(notes=(*notes, *self._tried("analysis", tried), note))
        with session.working("analyse", len(items)) as tick:
            outcomes = analyse_items(
                session.store,
                items,
                session.reader,
                engine,
                clock=session.clock,
                on_outcome=lambda outcome: tick(f"#{outcome.item_id} {outcome.status}"),
                tries=self.tries,
            )
        reasons = [outcome.reason for outcome in outcomes if outcome.status == "failed"]
        say_reasons(session, self.tries, "analysis", reasons)
        left = _deferred(items, outcomes)
        for item in left if session.verbose else ():
            session.say(f"ainews: {text(session.reader.language, 'deferred.item', id=item.id, title=item.title)}")
        unasked = sum(outcome.status == "unasked" for outcome in outcomes)
        failed = len(reasons) - len(self.tries.failed)
        more = (text(session.reader.language, "footer.failed", n=failed),) if failed else ()
        return report._replace(
            outcomes=tuple(outcomes),
            notes=(*notes, *self._tried("analysis", tried, unasked), *more),
            spent=sum(outcome.cost for outcome in outcomes),
            deferred_items=left,
        )

    def _open(self, ids: Sequence[int]) -> tuple[list[Item], int, list[FailedTry]]:
        """Return the items that may be asked about, how many wait for a batch, and what was asked in vain lately."""
        session, kind, model = self.session, self.provider.name, self.session.model_name()
        items = missing(session.store, ids, session.reader, kind=kind, model=model)
        waiting = self._in_batches([item.id for item in items])
        items = [item for item in items if item.id not in waiting]
        items, tried = untried(session.store, items, session.reader, self.tries, kind=kind, model=model)
        return items, len(waiting), tried

    @cached_property
    def tries(self) -> Tries:
        """Return the memory of what was asked in vain, one for the whole run."""
        session = self.session
        return Tries(session.store, server=session.model_host(), clock=session.clock, retry=self.request.retry)

    @property
    def _profile(self) -> str:
        reader = self.session.reader
        return model_profile(
            reader.language, reader.interests, kind=self.provider.name, model=self.session.model_name()
        )

    def _tried(self, purpose: str, tried: Sequence[FailedTry], unasked: int = 0) -> list[str]:
        return notes_on_tries(self.session, self.tries, purpose, tried, unasked)

    def _collect(self, ids: Sequence[int]) -> tuple[str, ...]:
        """Collect what ended batches brought; return lines for the footer.

        A command that does not wait asks only where its own item is in a batch.
        """
        store, now = self.session.store, self.session.now
        if not store.has_open_batches(now - POLL) or not (
            self.waits or any(store.item_in_batch(item_id, now) for item_id in ids)
        ):
            return ()
        return collect_quietly(self.session)

    def _in_batches(self, ids: Sequence[int]) -> set[int]:
        """Return those of the items that a batch is about to answer for, none where the command does not wait."""
        if not ids or not self.waits or not self.session.store.has_open_batches():
            return set()
        session = self.session
        return in_batches(
            session.store, ids, session.reader, kind=self.provider.name, model=session.model_name(), now=session.now
        )

    def _plan(self, ids: Sequence[int]) -> None:
        """Say how many items would be asked about, and the most it can cost."""
        session, model = self.session, self.session.model_name()
        if self.provider.estimates:
            session.say(text(session.reader.language, "dry_run.offline"))
            return
        items, _, tried = self._open(ids)
        given_up = self.waits and self.tries.given_up("analysis", self._profile)
        for note in self._tried("analysis", tried, len(items) if given_up else 0):
            session.say(note)
        self.planned = plan(
            session.store,
            [] if given_up else items,
            session.reader,
            kind=self.provider.name,
            model=model,
            cost=session.most_cost,
        )
        dollars = sum(task.most for task in self.planned)
        session.say(
            text(session.reader.language, "dry_run.plan", n=len(self.planned), cost=f"{dollars:.4f}", model=model)
        )


def _deferred(items: Sequence[Item], outcomes: Sequence[AnalysisOutcome]) -> tuple[Deferred, ...]:
    """Return the items that the budget had no room for, in their order."""
    pairs = zip(items, outcomes, strict=True)
    return tuple(Deferred(item.id, item.entry.title) for item, outcome in pairs if outcome.status == "deferred")
