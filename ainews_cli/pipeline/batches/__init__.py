"""Work at half price: requests that can wait go to the server as a message batch, and are collected when it has ended.

`wants_analyses` and `wants_translations` say what is asked for, `submit` sends it within the budget, `collect` checks
and keeps what came.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.pipeline.batches.collect import Collected, collect
    from ainews_cli.pipeline.batches.recover import Setting, recover
    from ainews_cli.pipeline.batches.requests import Want, wants_analyses, wants_translations
    from ainews_cli.pipeline.batches.submit import Submitted, submit

__all__ = [
    "Collected",
    "Setting",
    "Submitted",
    "Want",
    "collect",
    "recover",
    "submit",
    "wants_analyses",
    "wants_translations",
]

_HOME = {
    "Collected": "collect",
    "Setting": "recover",
    "Submitted": "submit",
    "Want": "requests",
    "collect": "collect",
    "recover": "recover",
    "submit": "submit",
    "wants_analyses": "requests",
    "wants_translations": "requests",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
