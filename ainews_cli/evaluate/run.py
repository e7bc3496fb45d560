"""Asking one model about the set: the product's own `analyse` and `translate`, on items that no store has.

Every case is analysed `runs` times, and once translated where it holds a good translation into the language. A bad
reply costs its case; an empty budget, a refused key or a server that is gone stop the model, and what is not done is
left out of every measure.
"""

# ruff: noqa: ARG002 - the protocols' names

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ainews_cli.errors import BadReply, BudgetExceeded, ModelError, ModelRefused, ModelUnavailable
from ainews_cli.evaluate.cases import INTERESTS, PUBLISHED, Case
from ainews_cli.isolation import Isolated, Step
from ainews_cli.llm.engine import AnalysisTask, BriefTask, Engine, Ledger, Reply, TranslationTask
from ainews_cli.llm.workers import together
from ainews_cli.models.analysis import Analysis
from ainews_cli.models.settlement import Settlement
from ainews_cli.models.text import Block
from ainews_cli.models.translation import TranslatedBlock, TranslationOutcome
from ainews_cli.tasks.analysis.ask import AnalysisQuestion, fitting
from ainews_cli.tasks.analysis.checking import Stamp
from ainews_cli.tasks.analysis.texts import full_blocks, task_for
from ainews_cli.tasks.loop import MOST_UNAVAILABLE, Spending, ask
from ainews_cli.tasks.translation.language import primary
from ainews_cli.tasks.translation.plan import prepare
from ainews_cli.tasks.translation.run import plan_tasks, translate

PURPOSE = "eval"
"""Of every call, in the ledger."""


class EvalLedger:
    """A ledger whose rows say "eval" and name no item: the cases are none of the reader's. It remembers how long
    answers took.
    """

    def __init__(self, inner: Ledger) -> None:
        self._inner = inner
        self.seconds: list[float] = []
        """Of each request that was answered, however: from sending to the whole answer, without the waits before a
        retry.
        """

    def reserve(self, *, purpose: str, item_id: int | None, model: str, estimate: float) -> int:
        """Reserve in the ledger behind this one. Raise BudgetExceeded."""
        return self._inner.reserve(purpose=PURPOSE, item_id=None, model=model, estimate=estimate)

    def settle(self, call_id: int, settlement: Settlement) -> None:
        """Settle it in the ledger behind this one; keep no reply: a measurement is made anew."""
        if not settlement.outcome.startswith("error:") and settlement.outcome != "cancelled":
            self.seconds.append(settlement.latency)
        self._inner.settle(call_id, settlement._replace(keep=None))

    def kept_answer(self, request: str) -> str:
        """Return "": a model is measured by asking it."""
        return ""


class Watched:
    """An `Engine` that remembers the replies of another."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name, self.model, self.estimates, self.concurrency = (
            engine.name,
            engine.model,
            engine.estimates,
            engine.concurrency,
        )
        self.replies: list[Reply] = []

    async def analyse(self, task: AnalysisTask) -> Reply:
        """Ask the engine behind this one."""
        return self._keep(await self._engine.analyse(task))

    async def translate(self, task: TranslationTask) -> Reply:
        """Ask the engine behind this one."""
        return self._keep(await self._engine.translate(task))

    async def brief(self, task: BriefTask) -> Reply:
        """Ask the engine behind this one."""
        return self._keep(await self._engine.brief(task))

    async def aclose(self) -> None:
        """Do nothing: the engine behind this one goes on."""

    def _keep(self, reply: Reply) -> Reply:
        self.replies.append(reply)
        return reply


class NoStore:
    """A `TranslationStore` that keeps nothing."""

    def translations(self, item_id: int, **_key: str) -> dict[str, TranslatedBlock]:
        """Return {}: nothing is stored."""
        return {}

    def translated_before(self, moment: datetime, item_id: int, **_key: str) -> set[str]:
        """Return nothing: nothing is stored."""
        return set()

    def save_translations(
        self,
        item_id: int,
        blocks: Sequence[TranslatedBlock],
        *,
        language: str,
        glossary_hash: str,
        prompt_version: str,
        model: str,
        now: datetime,
    ) -> None:
        """Keep nothing."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """One case, analysed once."""

    case: Case
    run: int
    """From 1."""
    blocks: tuple[Block, ...]
    data: Mapping[str, Any] | None
    """The first reply that held a JSON object, as it came; None where none did."""
    analysis: Analysis | None
    """What the product would show; None where two tries gave nothing usable."""
    tries: int
    fault: str
    """Why there is no analysis, in words; "" where there is one."""
    cost: float
    """US dollars."""


@dataclass(frozen=True, slots=True)
class Translated:
    """One case, translated."""

    case: Case
    outcome: TranslationOutcome


@dataclass(slots=True)
class Result:
    """What one model gave."""

    model: str
    engine: str
    estimates: bool
    language: str
    runs: int
    analysed: list[Analysed] = field(default_factory=list)
    translated: list[Translated] = field(default_factory=list)
    seconds: Sequence[float] = ()
    """Of each request that was answered (`EvalLedger.seconds`)."""
    planned: int = 0
    """Analyses and translations that were to be made."""
    stopped: ModelError | None = None
    """Why not all were."""
    unavailable: int = 0
    """Without an answer in a row."""

    @property
    def skipped(self) -> int:
        """How many were not made."""
        return self.planned - len(self.analysed) - len(self.translated)


Job = tuple[Case, int, int]
"""A case, the number that stands for its item, and the run; run 0 is the translation."""


def jobs(chosen: Sequence[Case], language: str, runs: int, *, estimates: bool = False) -> list[Job]:
    """Return what there is to do, in order: the first run of all, the translations, the other runs."""
    code = primary(language)
    numbered = list(enumerate(chosen, 1))
    first = [(case, number, 1) for number, case in numbered]
    translations = (
        []
        if estimates
        else [(case, number, 0) for number, case in numbered if case.translations and primary(case.language) != code]
    )
    return [*first, *translations, *((case, number, run) for run in range(2, runs + 1) for number, case in numbered)]


def analysis_tasks(planned: Sequence[Job], language: str) -> Iterator[AnalysisTask]:
    """Return the analyses among the jobs, as they are asked for: for a dry run."""
    return (_task(case, number, language)[0] for case, number, run in planned if run)


def translation_tasks(planned: Sequence[Job], language: str, model: str) -> Iterator[TranslationTask]:
    """Yield the translations among the jobs, for a dry run. Second tries come on top."""
    for case, number, run in planned:
        if not run:
            item = case.item(number)
            plan = prepare(item, full_blocks(item), NoStore(), language=language, glossary=(), title="", model=model)
            yield from plan_tasks(plan)


def _task(case: Case, number: int, language: str) -> tuple[AnalysisTask, tuple[Block, ...]]:
    item = case.item(number)
    blocks = full_blocks(item)
    return task_for(item, blocks, language=language, interests=INTERESTS), blocks


async def evaluate(
    chosen: Sequence[Case],
    engine: Engine,
    *,
    language: str,
    runs: int,
    ledger: EvalLedger | None = None,
    on_done: Callable[[str], None] | None = None,
) -> Result:
    """Run the cases through the engine, `engine.concurrency` at a time. Raise no ModelError: `Result.stopped` says what
    stopped it.

    `ledger` is the engine's, for how long its calls took. `on_done` is told the name of each case that is finished.
    """

    result = Result(engine.model, engine.name, engine.estimates, language, runs)
    planned = jobs(chosen, language, runs, estimates=engine.estimates)
    result.planned = len(planned)
    queue = iter(planned)

    async def work() -> None:
        for job in queue:
            if result.stopped is None:
                with Isolated(Step.ANALYSIS, title=job[0].name):
                    await _one(job, engine, result)
                if on_done:
                    on_done(job[0].name)

    try:
        await together(work, min(engine.concurrency, len(planned)))
    finally:
        await engine.aclose()
    result.seconds = tuple(ledger.seconds) if ledger else ()
    return result


async def _one(job: Job, engine: Engine, result: Result) -> None:
    """Do one job, into the result, or note what stops the model."""
    case, number, run = job
    watched = Watched(engine)
    try:
        if run:
            result.analysed.append(await _analysed(case, number, run, watched, result.language))
        elif (done := await _translated(case, number, watched, result.language)).outcome.stopped:
            outcome = done.outcome
            raise (BudgetExceeded if outcome.stopped == "budget" else ModelUnavailable)(outcome.reason)
        else:
            result.translated.append(done)
        result.unavailable = 0
    except (BudgetExceeded, ModelRefused) as error:
        result.stopped = result.stopped or error
    except ModelUnavailable as error:
        result.unavailable += 1
        if result.unavailable >= MOST_UNAVAILABLE or not (result.analysed or result.translated):
            result.stopped = result.stopped or error


async def _analysed(case: Case, number: int, run: int, watched: Watched, language: str) -> Analysed:
    """Analyse one case. Raise BudgetExceeded, ModelRefused or ModelUnavailable."""
    task, blocks = _task(case, number, language)
    stamp = Stamp(watched.name, watched.model, watched.estimates, "", case.name, "", PUBLISHED)
    spending = Spending()
    task, notes = fitting(task)
    analysis, fault = None, ""
    try:
        analysis = await ask(AnalysisQuestion(task, stamp, notes), watched, spending)
    except BadReply as error:
        fault = str(error)
    data = next((reply.data for reply in watched.replies if reply.data is not None), None)
    return Analysed(case, run, blocks, data, analysis, len(watched.replies), fault, spending.dollars)


async def _translated(case: Case, number: int, watched: Watched, language: str) -> Translated:
    item = case.item(number)
    outcome = await translate(
        item, full_blocks(item), watched, NoStore(), language=language, glossary=(), title="", now=lambda: PUBLISHED
    )
    return Translated(case, outcome)
