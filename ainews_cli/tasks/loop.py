"""The one way in which a model is asked: send, check, ask once more with the fault named, save or give up visibly.

`TaskLoop` puts many questions, one after the other or some at once, and gives one outcome for each. One bad reply stops
nothing. A question that the budget has no room for is deferred, and a cheaper one may still fit. What stops the rest: a
budget that is used up (deferred), a refused key, a server that is not there (failed, with the reason), replies that
keep being unusable (unasked). What failed is remembered (`tasks.tries`). An interruption keeps what is done. The money
is the ledger's, which the engine asks before each call and tells after it.

Translation has a loop of its own (`tasks.translation.run`): one reply answers some of its blocks and fails others, each
is saved and asked for again by itself, a reply that is cut off splits the question, and what was translated first sets
the words for the rest. That would take five hooks more here, which nothing else needs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, Literal, Self, TypeVar

from ainews_cli.errors import BadReply, BudgetExceeded, ModelRefused, ModelUnavailable
from ainews_cli.isolation import Isolated
from ainews_cli.llm.engine import Engine, Reply
from ainews_cli.llm.workers import together
from ainews_cli.models.tries import TryKey
from ainews_cli.tasks.tries import Tries

Item = TypeVar("Item")
Result = TypeVar("Result")
Outcome = TypeVar("Outcome")
Status = Literal["done", "cached", "failed", "deferred", "unasked"]

MOST_UNAVAILABLE = 3
"""Questions in a row whose retries were used up, without a success between them, after which the server counts as gone.
"""
MOST_UNUSABLE = 3
"""Questions in a row whose replies could not be used, with no good one before them, after which nothing more is asked.
"""
OVERFLOW = "model_context_window_exceeded"
_MOST_WORDS = 200
"""Characters of a server's words that are shown."""


class Spending:
    """What asking about one thing has cost so far, in US dollars; kept outside so that a failure has its price too."""

    def __init__(self) -> None:
        self.dollars = 0.0


class Question(ABC, Generic[Result]):
    """One task for an engine and how its reply is judged."""

    refused = "the model refused to answer"
    too_long = ""
    """What to say of a prompt that does not fit, even shortened."""
    shorter_please = ""
    """What to ask of a model whose reply was cut off."""
    most_previous = 0
    """Characters of a bad reply that go back to the model."""

    @property
    @abstractmethod
    def key(self) -> TryKey:
        """Return what a failed try is remembered under."""

    @abstractmethod
    async def send(self, engine: Engine) -> Reply:
        """Ask the engine."""

    @abstractmethod
    def check(self, data: Mapping[str, Any]) -> Result:
        """Return the result in a reply. Raise BadReply with a fault that the model can mend."""

    @abstractmethod
    def shortened(self) -> Self | None:
        """Return the question with less text for a server with a small context; None where it is short already."""

    @abstractmethod
    def repeated(self, fault: str, previous: str, room: int) -> Self:
        """Return the question with the fault of the last reply named; `room` times the space for the next (0: as
        before).
        """


async def ask(question: Question[Result], engine: Engine, spending: Spending, tries: Tries | None = None) -> Result:
    """Return the engine's checked answer; `tries` is told of each reply that the checks refuse.

    Raise BadReply when the second reply is no better, and what the engine raises (ModelRefused, ModelUnavailable,
    BudgetExceeded).
    """
    repaired = False
    while True:
        reply = await question.send(engine)
        spending.dollars += reply.cost
        if reply.stop_reason == OVERFLOW and (shorter := question.shortened()) is not None:
            question = shorter
            continue
        refuse_final(question, reply)
        try:
            return mendable(question, reply)
        except BadReply as error:
            if tries:
                tries.refuse(reply)
            if repaired:
                raise BadReply(f"the reply could not be used, even on the second try: {error}") from error
            repaired = True
            room = 2 if reply.stop_reason == "max_tokens" else 0
            question = question.repeated(str(error), reply.text[: question.most_previous], room)


def judged(question: Question[Result], reply: Reply) -> Result:
    """Return the checked answer in a reply that came later, from a batch. Raise BadReply: nobody is asked again
    here.
    """
    refuse_final(question, reply)
    return mendable(question, reply)


def refuse_final(question: Question[Result], reply: Reply) -> None:
    """Raise BadReply for replies that asking again does not mend."""
    if reply.stop_reason == "refusal":
        raise BadReply(question.refused + (f": {_short(reply.text)}" if reply.text else ""))
    if reply.stop_reason == OVERFLOW:
        raise BadReply(question.too_long)
    if reply.stop_reason.startswith("error:"):
        raise BadReply(
            f"the server refused the request ({reply.stop_reason.removeprefix('error:')}): {_short(reply.text)}"
        )


def mendable(question: Question[Result], reply: Reply) -> Result:
    """Return the checked answer in a reply. Raise BadReply with a fault that the model can mend."""
    if reply.stop_reason == "max_tokens":
        raise BadReply(f"the reply was cut off before its end; {question.shorter_please}")
    if reply.data is None:
        raise BadReply("the reply held no JSON object; answer with the JSON object alone")
    return question.check(reply.data)


class TaskLoop(Generic[Item, Result, Outcome]):
    """Asks one engine about many things, each result saved as it comes."""

    def __init__(
        self,
        engine: Engine,
        prepare: Callable[[Item], Question[Result] | None],
        save: Callable[[Item, Result], None],
        *,
        outcome: Callable[[Item, Status, str, float], Outcome],
        isolated: Callable[[Item], Isolated],
        on_outcome: Callable[[Outcome], None] | None = None,
        most_deferred: int = 1,
        tries: Tries | None = None,
    ) -> None:
        """`prepare`: returns what to ask about an item, None where the answer is stored. `outcome`: makes one from an
        item, its status, the reason and US dollars. `isolated`: returns what ends an unexpected fault with its item.
        `most_deferred`: items in a row that the budget had no room for, after which it counts as used up. `tries`: the
        memory of what failed, None for none.
        """
        self._engine, self._prepare, self._save, self._outcome = engine, prepare, save, outcome
        self._isolated = isolated
        self._on_outcome, self._most_deferred = on_outcome, most_deferred
        self._outcomes: dict[int, Outcome] = {}
        """By position in the list of items."""
        self._stop: tuple[Status, str] | None = None
        """What becomes of all items that nobody has begun."""
        self._unavailable = self._deferred = self._unusable = 0
        """In a row."""
        self._tries = tries
        self._any_good = False

    async def run(self, items: Sequence[Item]) -> list[Outcome]:
        """Ask in the order given, `engine.concurrency` at a time; return one outcome per item, in that order.

        Raise StoreError only; a cancellation passes through after the items in flight have been let go, and what was
        done stays done.
        """
        queue = iter(enumerate(items))
        await together(lambda: self._work(queue), min(self._engine.concurrency, len(items)))
        return [self._outcomes[position] for position in range(len(items))]

    async def _work(self, queue: Iterator[tuple[int, Item]]) -> None:
        """Take items until there are none, or the run is stopped."""
        for position, item in queue:
            spending = Spending()
            status, reason = self._stop or ("failed", "")
            with self._isolated(item) as asking:
                if not self._stop:
                    status, reason = await self._ask(item, spending)
            outcome = self._outcome(item, status, asking.words or reason, spending.dollars)
            self._outcomes[position] = outcome
            if self._on_outcome:
                self._on_outcome(outcome)

    async def _ask(self, item: Item, spending: Spending) -> tuple[Status, str]:
        """Return what becomes of one item, and why."""
        question = self._prepare(item)
        return ("cached", "") if question is None else await self._settled(item, question, spending)

    async def _settled(self, item: Item, question: Question[Result], spending: Spending) -> tuple[Status, str]:
        """Ask and save; return the status and its reason, and note what stops the rest."""
        try:
            result = await ask(question, self._engine, spending, self._tries)
        except BadReply as error:
            self._unavailable = self._deferred = 0
            return self._fail(question.key, str(error))
        except BudgetExceeded as error:
            self._deferred += 1
            return self._stop_if(self._deferred >= self._most_deferred, "deferred", str(error))
        except ModelRefused as error:
            self._stop = ("failed", str(error))
            return "failed", str(error)
        except ModelUnavailable as error:
            self._unavailable += 1
            return self._stop_if(self._unavailable >= MOST_UNAVAILABLE, "failed", str(error))
        self._unavailable = self._deferred = 0
        self._any_good = True
        self._save(item, result)
        if self._tries:
            self._tries.succeed(question.key)
        return "done", ""

    def _fail(self, key: TryKey, reason: str) -> tuple[Status, str]:
        """Remember a reply that could not be used; let the rest be when nothing else came."""
        if self._tries:
            self._tries.fail(key, reason)
        self._unusable += 1
        if self._unusable >= MOST_UNUSABLE and not self._any_good and self._stop is None:
            self._stop = ("unasked", reason)
            if self._tries:
                self._tries.give_up(key, reason)
        return "failed", reason

    def _stop_if(self, enough: bool, status: Status, reason: str) -> tuple[Status, str]:
        """Let the rest end so too when it was enough, unless something else has stopped it before."""
        if enough and self._stop is None:
            self._stop = (status, reason)
        return status, reason


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_WORDS else line[: _MOST_WORDS - 1] + "…"
