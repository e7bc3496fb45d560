"""What a batch's request holds, and the most it can cost: the same body that a live request has. Pure."""

from __future__ import annotations

from typing import Any

from ainews_cli.llm.claude import most_cost
from ainews_cli.llm.claude.request import request_body
from ainews_cli.llm.claude.retry import Limits
from ainews_cli.llm.engine import AnalysisTask, TranslationTask
from ainews_cli.llm.prices import BATCH, Price
from ainews_cli.llm.prompt import analysis_prompt, translation_prompt
from ainews_cli.llm.schema import analysis_schema, translation_schema


def request_params(task: AnalysisTask | TranslationTask, model: str, price: Price) -> tuple[dict[str, Any], float]:
    """The `params` of a request in a batch, and the most it can cost at half price, in US dollars."""
    if isinstance(task, AnalysisTask):
        prompt, schema = analysis_prompt(task), analysis_schema()
    else:
        prompt, schema = translation_prompt(task), translation_schema()
    params = request_body(prompt, model=model, max_tokens=Limits().max_tokens, schema=schema, room=task.room)
    return params, BATCH * most_cost(prompt, model, price, max_tokens=int(params["max_tokens"]))
