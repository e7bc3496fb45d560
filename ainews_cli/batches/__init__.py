"""Work at half price: requests that can wait go to the server as a message batch, and are collected when it has ended.

`wants_analyses` and `wants_translations` say what is asked for, `submit` sends it within the budget, `collect` checks
and keeps what came.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.batches.collecting import Collected, collect
    from ainews_cli.batches.recovering import Setting, recover
    from ainews_cli.batches.sending import Submitted, submit
    from ainews_cli.batches.wants import Want, wants_analyses, wants_translations

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
    "Collected": "collecting",
    "Setting": "recovering",
    "Submitted": "sending",
    "Want": "wants",
    "collect": "collecting",
    "recover": "recovering",
    "submit": "sending",
    "wants_analyses": "wants",
    "wants_translations": "wants",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
