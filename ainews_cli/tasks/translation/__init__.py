"""Blocks → shielded blocks → engine → checked blocks, within the budget, each finished block committed as it comes.

`prepare` says what is done already and needs neither an engine nor the checks; `translate` buys the rest; `plan_tasks`
is for a dry run.
Names are loaded when they are first asked for: an article that is translated already needs `prepare` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.tasks.translation.plan import Plan, prepare
    from ainews_cli.tasks.translation.run import plan_tasks, translate

__all__ = ["Plan", "plan_tasks", "prepare", "translate"]

_HOME = {"Plan": "plan", "prepare": "plan", "plan_tasks": "run", "translate": "run"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
