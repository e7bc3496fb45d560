"""From a task to what is sent, and the most that it can cost: the same for a call now and for one in a batch. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple

from ainews_cli.llm.anthropic.request import request_body
from ainews_cli.llm.anthropic.retry import RetryLimits
from ainews_cli.llm.caps import reply_tokens
from ainews_cli.llm.engine import AnalysisTask, BriefTask, Task
from ainews_cli.llm.prices import BATCH, Price, estimate_cost
from ainews_cli.llm.prompt import Prompt, analysis_prompt, brief_prompt, translation_prompt
from ainews_cli.llm.schema import analysis_schema, brief_schema, translation_schema
from ainews_cli.llm.tokens import estimate_tokens

SCHEMA_TOKENS = 500
"""What structured output adds to a prompt, roughly."""


class Call(NamedTuple):
    """One request."""

    body: dict[str, Any]
    """Keyword arguments for `messages.create`."""
    tokens: int
    """Of the prompt, on the high side."""
    most: float
    """US dollars that one attempt may cost at the full price."""


def call_of(
    task: Task,
    model: str,
    price: Price,
    *,
    ceiling: int = RetryLimits().max_tokens,
) -> Call:
    """Return the request for a task; `ceiling` bounds the reply where the task would allow more."""
    if isinstance(task, AnalysisTask):
        return prompt_call(
            analysis_prompt(task), analysis_schema(), model, price, cap=min(ceiling, reply_tokens(task)), room=task.room
        )
    if isinstance(task, BriefTask):
        return prompt_call(
            brief_prompt(task), brief_schema(task.kind), model, price, cap=min(ceiling, task.max_tokens), room=task.room
        )
    return prompt_call(
        translation_prompt(task),
        translation_schema(),
        model,
        price,
        cap=min(ceiling, reply_tokens(task)),
        room=task.room,
    )


def prompt_call(prompt: Prompt, schema: dict[str, Any], model: str, price: Price, *, cap: int, room: int = 1) -> Call:
    """Return the request for a prompt whose reply has that form and at most `cap` tokens, `room` times as many on a
    second try.
    """
    body = request_body(prompt, model=model, max_tokens=cap, schema=schema, room=room)
    tokens = estimate_tokens(prompt.characters) + SCHEMA_TOKENS
    return Call(body, tokens, estimate_cost(tokens, int(body["max_tokens"]), price))


def request_params(task: Task, model: str, price: Price) -> tuple[dict[str, Any], float]:
    """Return the `params` of a request in a batch, and the most it can cost at half price, in US dollars."""
    call = call_of(task, model, price)
    return call.body, BATCH * call.most
