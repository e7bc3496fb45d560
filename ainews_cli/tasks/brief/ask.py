"""One brief, one engine: ask, check, ask once more with the fault named, give up visibly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ainews_cli.errors import BadReply
from ainews_cli.llm.engine import Engine, Reply
from ainews_cli.models.brief import Brief
from ainews_cli.tasks.brief.checking import check
from ainews_cli.tasks.brief.matters import Matter

OVERFLOW = "model_context_window_exceeded"
FEWEST = 2
"""Documents that are not halved any more for a server with a small context."""
_PREVIOUS = 6_000
"""Characters of a bad reply that go back to the model."""


@dataclass(slots=True)
class Costs:
    """What one brief has cost so far, in US dollars; kept outside so that a failure has its price too."""

    dollars: float = 0.0


async def ask(engine: Engine, matter: Matter, costs: Costs, now: datetime) -> Brief:
    """The engine's checked brief.

    Raises BadReply when the second reply is no better, and what the engine raises (ModelRefused, ModelUnavailable,
    BudgetExceeded).
    """
    repaired = False
    while True:
        task = matter.task
        reply = await engine.brief(task)
        costs.dollars += reply.cost
        if reply.stop_reason == OVERFLOW and len(task.documents) > FEWEST:
            matter = matter._replace(task=replace(task, documents=task.documents[: len(task.documents) // 2]))
            continue
        _refuse_final(reply)
        try:
            return _checked(reply, matter, now)
        except BadReply as error:
            if repaired:
                raise BadReply(f"the reply cannot be used, also on the second try: {error}") from error
            repaired = True
            room = 2 if reply.stop_reason == "max_tokens" else task.room
            matter = matter._replace(task=replace(task, fault=str(error), previous=reply.text[:_PREVIOUS], room=room))


def _refuse_final(reply: Reply) -> None:
    """Raises BadReply for replies that asking again does not mend."""
    if reply.stop_reason == "refusal":
        raise BadReply("the model refused to answer" + (f": {_short(reply.text)}" if reply.text else ""))
    if reply.stop_reason == OVERFLOW:
        raise BadReply(
            "the texts are too long for the model's context, even fewer of them; use a model or server with a "
            "larger one"
        )
    if reply.stop_reason.startswith("error:"):
        raise BadReply(
            f"the server refused the request ({reply.stop_reason.removeprefix('error:')}): {_short(reply.text)}"
        )


def _checked(reply: Reply, matter: Matter, now: datetime) -> Brief:
    """The brief in a reply. Raises BadReply with a fault that the model can mend."""
    if reply.stop_reason == "max_tokens":
        raise BadReply("the reply was cut off before its end; make fewer and shorter claims")
    if reply.data is None:
        raise BadReply("the reply held no JSON object; answer with the JSON object alone")
    return Brief(*check(reply.data, matter), now)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199] + "…"
