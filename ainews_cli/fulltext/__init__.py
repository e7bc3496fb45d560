"""The readable text of an item: page or feed HTML in, typed blocks out.

Names are loaded when they are first asked for, so that `plain_text` (used on thousands of items) costs neither lxml nor trafilatura.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.fulltext.blocks import blocks
    from ainews_cli.fulltext.plain import plain_text

__all__ = ["blocks", "plain_text"]

_HOME = {"blocks": "blocks", "plain_text": "plain"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value  # the submodule of the same name would otherwise win on the next access
    return value
