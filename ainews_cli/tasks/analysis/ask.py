"""One item, one engine: ask, check, ask once more with the fault named, give up visibly."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ainews_cli.errors import BadReply
from ainews_cli.llm.engine import AnalysisTask, Engine, Reply
from ainews_cli.models.analysis import Analysis
from ainews_cli.tasks.analysis.checking import Stamp, check
from ainews_cli.tasks.analysis.texts import SHORTEST, length, shortened

MOST_CHARACTERS = 120_000
"""Of an article that is sent; some 30,000 tokens of English or 100,000 of Japanese, and far beyond any news item."""
MOST_SHORTENINGS = 3
"""How often a text is halved for a server with a small context before the item is given up."""
OVERFLOW = "model_context_window_exceeded"
_PREVIOUS = 8_000
"""Characters of a bad reply that go back to the model."""


@dataclass(slots=True)
class Costs:
    """What asking about one item has cost so far, in US dollars; kept outside so that a failure has its price too."""

    dollars: float = 0.0


async def ask(engine: Engine, task: AnalysisTask, stamp: Stamp, costs: Costs) -> Analysis:
    """The engine's checked analysis of the task.

    Raises BadReply when the second reply is no better, and what the engine raises (ModelRefused, ModelUnavailable,
    BudgetExceeded).
    """
    task, notes = fitting(task)
    shortenings, repaired = 0, False
    while True:
        reply = await engine.analyse(task)
        costs.dollars += reply.cost
        if reply.stop_reason == OVERFLOW and shortenings < MOST_SHORTENINGS and length(task.blocks) > SHORTEST:
            shortenings += 1
            task, notes = _shorter(task, length(task.blocks) // 2, notes)
            continue
        _refuse_final(reply)
        try:
            return _analysis(reply, task, stamp, notes)
        except BadReply as error:
            if repaired:
                raise BadReply(f"the reply cannot be used, also on the second try: {error}") from error
            repaired = True
            task = replace(
                task,
                fault=str(error),
                previous=reply.text[:_PREVIOUS],
                room=2 if reply.stop_reason == "max_tokens" else task.room,
            )


def fitting(task: AnalysisTask) -> tuple[AnalysisTask, tuple[str, ...]]:
    """The task with as much of a very long text as is sent, and the note that says so. Pure."""
    return _shorter(task, MOST_CHARACTERS, ()) if length(task.blocks) > MOST_CHARACTERS else (task, ())


def judged(reply: Reply, task: AnalysisTask, stamp: Stamp, notes: tuple[str, ...] = ()) -> Analysis:
    """The checked analysis in a reply that came later, from a batch. Raises BadReply: nobody is asked again here.
    Pure.
    """
    _refuse_final(reply)
    return _analysis(reply, task, stamp, notes)


def _refuse_final(reply: Reply) -> None:
    """Raises BadReply for replies that asking again does not mend."""
    if reply.stop_reason == "refusal":
        raise BadReply(
            "the model refused to answer about this item" + (f": {_short(reply.text)}" if reply.text else "")
        )
    if reply.stop_reason == OVERFLOW:
        raise BadReply(
            "the text is too long for the model's context, even shortened; use a model or server with a larger one"
        )
    if reply.stop_reason.startswith("error:"):
        raise BadReply(
            f"the server refused the request ({reply.stop_reason.removeprefix('error:')}): {_short(reply.text)}"
        )


def _analysis(reply: Reply, task: AnalysisTask, stamp: Stamp, notes: tuple[str, ...]) -> Analysis:
    """The checked analysis in a reply. Raises BadReply with a fault that the model can mend."""
    if reply.stop_reason == "max_tokens":
        raise BadReply("the reply was cut off before its end; be much shorter")
    if reply.data is None:
        raise BadReply("the reply held no JSON object; answer with the JSON object alone")
    return check(reply.data, task, stamp, notes)


def _shorter(task: AnalysisTask, characters: int, notes: tuple[str, ...]) -> tuple[AnalysisTask, tuple[str, ...]]:
    whole = length(task.blocks)
    note = f"text shortened: the model read the first {characters:,} characters"
    kept = tuple(one for one in notes if not one.startswith("text shortened"))
    return replace(task, blocks=shortened(task.blocks, characters)), (*kept, note) if characters < whole else notes


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
