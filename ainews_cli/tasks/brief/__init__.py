"""Texts → engine → claims that cite them → checked claims, within the budget, each brief committed as it comes.

`discussion_matter` and `week_matter` say what would be sent; `brief` buys what is not stored. Names are loaded when
they are first asked for: a
page whose briefs are all stored needs `matters` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.tasks.brief.checking import check
    from ainews_cli.tasks.brief.matters import Matter, discussion_matter, unread_matter, week_matter
    from ainews_cli.tasks.brief.run import brief

__all__ = ["Matter", "brief", "check", "discussion_matter", "unread_matter", "week_matter"]

_HOME = {
    "Matter": "matters",
    "brief": "run",
    "check": "checking",
    "discussion_matter": "matters",
    "unread_matter": "matters",
    "week_matter": "matters",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
