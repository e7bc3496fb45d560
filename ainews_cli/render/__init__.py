"""Formats print a Page. A new format is one file with `render(page: Page, options: Options) -> str` and a row in
FORMATS.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.errors import UsageError
from ainews_cli.render.drawing import drawn

if TYPE_CHECKING:
    from ainews_cli.models.page import Page
    from ainews_cli.render.options import Options


class FormatRow(NamedTuple):
    """An output format. The option's help, completion, suffixes of files and messages derive from its row."""

    module: str
    """Has `render(page: Page, options: Options) -> str`, and is imported when a page is rendered, not before."""
    help: str
    """A line for the shell's completion."""
    suffixes: tuple[str, ...] = ()
    """Files with these names are written in this format unless --format says another."""
    for_reading: bool = False
    """True: a person reads it as it stands."""


FORMATS: dict[str, FormatRow] = {
    "terminal": FormatRow("ainews_cli.render.terminal", "coloured and wrapped for a terminal", for_reading=True),
    "markdown": FormatRow("ainews_cli.render.markdown", "plain Markdown", (".md", ".markdown"), for_reading=True),
    "json": FormatRow("ainews_cli.render.json_page", "for scripts", (".json",)),
    "html": FormatRow("ainews_cli.render.html_page", "a page for the browser", (".html", ".htm")),
    "rss": FormatRow("ainews_cli.render.rss", "a feed for feed readers", (".rss", ".xml")),
    "email": FormatRow("ainews_cli.render.email_message", "a whole message for sendmail -t", (".eml",)),
}
"""Name -> row, in the order in which help lists them."""
FOR_TERMINAL = "terminal"
"""The format for a person at a terminal."""
FOR_PIPE = "markdown"
"""The format for a pipe, and for a file whose name says nothing."""


def format_of(filename_suffix: str) -> str:
    """Return the format of files with this suffix (".md"), in any case."""
    suffix = filename_suffix.lower()
    return next((name for name, row in FORMATS.items() if suffix in row.suffixes), FOR_PIPE)


def render(name: str, page: "Page", options: "Options") -> str:
    """Return the page in that format, ending in one line break. Raise UsageError for a format that does not exist."""
    module = import_module(require_format(name).module)
    return drawn(lambda page: module.render(page, options), page)


def require_format(name: str) -> FormatRow:
    """Return the row of a format. Raise UsageError for one that does not exist."""
    row = FORMATS.get(name)
    if row is None:
        raise UsageError(f"there is no format {name!r}; choose one of {', '.join(FORMATS)}")
    return row
