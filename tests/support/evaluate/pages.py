"""The golden pages of `eval`, from a fixed run of a model with faults: `python -m tests.support.evaluate.pages` writes
them anew.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from ainews_cli.evaluate.cases import Case, chosen
from ainews_cli.evaluate.measures import measure
from ainews_cli.evaluate.page import EvalCost, Head, eval_page, plan_page
from ainews_cli.evaluate.run import evaluate
from ainews_cli.llm.offline.engine import OfflineEngine
from ainews_cli.models.page import Page
from ainews_cli.render import render
from ainews_cli.render.options import Options
from tests.support.evaluate.model import Data, FakeModel, run
from tests.support.llm.samples import NOW

GOLDEN = Path(__file__).parents[2] / "evaluate" / "golden"
CASES = {
    "eval-80.txt": ("terminal", 80, "ja"),
    "eval-120.txt": ("terminal", 120, "en"),
    "eval.md": ("markdown", 80, "ja"),
    "eval.json": ("json", 80, "en"),
    "plan.md": ("markdown", 80, "en"),
}


def faulty(case: Case, data: Data, number: int) -> Data | str:
    """Prose now and then, a mark that changes, and a hostile sentence instead of a number."""
    if case.name == "japanese" and number == 1:
        return "Sorry, here it is in words."
    if case.name == "numbers":
        data["tldr"]["text"] = "[b]9億人[/b]の利用者|<script>alert(1)</script> *!* `x` https://evil.example/\x1b[31m"
    if number == 2:
        data["marks"]["novelty"]["value"] = 1
    return data


def page(language: str) -> Page:
    few = chosen(5)
    models = [
        FakeModel(language=language, model="fake-model", alter=faulty),
        FakeModel(language=language, model="fake-model-large", cost=0.0125),
    ]
    results = [
        *(run(one, few) for one in models),
        asyncio.run(evaluate(few, OfflineEngine(), language=language, runs=1)),
    ]
    return eval_page([measure(one) for one in results], head(language), cases=len(few), runs=2, details=True)


def head(language: str) -> Head:
    return Head(language, "Asia/Tokyo", NOW)


def plan(language: str) -> Page:
    return plan_page([EvalCost("fake-model", 10, 4, 0.02), EvalCost("qwen3:8b", 10, 4, 0.0)], head(language))


def made(name: str) -> str:
    form, width, language = CASES[name]
    return render(form, plan(language) if name.startswith("plan") else page(language), Options(now=NOW, width=width))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in CASES:
        (GOLDEN / name).write_text(made(name), encoding="utf-8", newline="\n")
