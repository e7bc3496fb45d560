"""Item → engine → checked `Analysis`, within the budget. The checks are here, so that every engine's replies pass the
same ones.

Names are loaded when they are first asked for: a view of items that all have their estimate needs nothing but the
profile.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.tasks.analysis.checking import Stamp, check
    from ainews_cli.tasks.analysis.estimates import estimate
    from ainews_cli.tasks.analysis.profiles import engine_profile, model_profile, offline_profile, profile
    from ainews_cli.tasks.analysis.run import analyse, task_of
    from ainews_cli.tasks.analysis.texts import full_blocks, quick_blocks, task_for, text_hash

__all__ = [
    "Stamp",
    "analyse",
    "check",
    "engine_profile",
    "estimate",
    "full_blocks",
    "model_profile",
    "offline_profile",
    "profile",
    "quick_blocks",
    "task_for",
    "task_of",
    "text_hash",
]

_HOMES = {
    "checking": ("Stamp", "check"),
    "estimates": ("estimate",),
    "profiles": ("engine_profile", "model_profile", "offline_profile", "profile"),
    "run": ("analyse", "task_of"),
    "texts": ("full_blocks", "quick_blocks", "task_for", "text_hash"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
