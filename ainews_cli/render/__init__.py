"""Formats print a Page. A new format is one file with `render(page: Page, options: Options) -> str` and a row in
FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ainews_cli.errors import UsageError

if TYPE_CHECKING:
    from ainews_cli.models.page import Page
    from ainews_cli.render.options import Options

Renderer = Callable[["Page", "Options"], str]


def _lazy(module: str) -> Callable[[], Renderer]:
    """A loader that imports the module when it is called, and not before."""

    def load() -> Renderer:
        return cast("Renderer", import_module(module).render)

    return load


FORMATS: dict[str, Callable[[], Renderer]] = {
    "terminal": _lazy("ainews_cli.render.terminal"),
    "markdown": _lazy("ainews_cli.render.markdown"),
    "json": _lazy("ainews_cli.render.json_page"),
    "html": _lazy("ainews_cli.render.html_page"),
    "rss": _lazy("ainews_cli.render.rss"),
    "email": _lazy("ainews_cli.render.email_message"),
}
"""Format name -> loader of its `render` function."""


def render(name: str, page: Page, options: Options) -> str:
    """The page in that format, ending in one line break. Raises UsageError for a format that does not exist."""
    loader = FORMATS.get(name)
    if loader is None:
        raise UsageError(f"unknown format {name!r}; good ones: {', '.join(FORMATS)}")
    return loader()(page, options)
