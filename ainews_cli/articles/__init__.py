"""The readable text of an item: page or feed HTML in, typed blocks out.

Names are loaded when they are first asked for, so that `plain_text` (used on thousands of items) costs neither lxml nor
trafilatura.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ainews_cli.articles.convert import blocks
    from ainews_cli.articles.fetch import fetch_page, fetch_pages
    from ainews_cli.articles.item import from_item
    from ainews_cli.articles.markup import to_html
    from ainews_cli.articles.minimum import MINIMUM_CHARACTERS
    from ainews_cli.articles.page import extract_page
    from ainews_cli.articles.plain import plain_text
    from ainews_cli.articles.text_cache import kept_text, needs_page
    from ainews_cli.articles.transcript import fetch_transcripts

__all__ = [
    "MINIMUM_CHARACTERS",
    "blocks",
    "extract_page",
    "fetch_page",
    "fetch_pages",
    "fetch_transcripts",
    "from_item",
    "kept_text",
    "needs_page",
    "plain_text",
    "to_html",
]

_HOME = {
    "MINIMUM_CHARACTERS": "minimum",
    "blocks": "convert",
    "extract_page": "page",
    "fetch_page": "fetch",
    "fetch_pages": "fetch",
    "fetch_transcripts": "transcript",
    "from_item": "item",
    "kept_text": "text_cache",
    "needs_page": "text_cache",
    "plain_text": "plain",
    "to_html": "markup",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
