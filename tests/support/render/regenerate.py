"""Writes the golden files anew: `python -m tests.support.render.regenerate`. Look at the difference first."""

from __future__ import annotations

import re
from pathlib import Path

from ainews_cli.models.page import Page
from ainews_cli.render import render
from ainews_cli.render.options import Options
from tests.support.render.sample import ENGLISH, PAGE, options

GOLDEN = Path(__file__).parents[2] / "render" / "golden"

CASES: dict[str, tuple[str, Page, Options]] = {
    "terminal-60.txt": ("terminal", PAGE, options(60)),
    "terminal-80.txt": ("terminal", PAGE, options(80)),
    "terminal-120.txt": ("terminal", PAGE, options(120)),
    "terminal-80-color.txt": ("terminal", PAGE, options(80, color=True, links=True)),
    "terminal-80-ascii.txt": ("terminal", PAGE, options(80, unicode=False)),
    "terminal-80-english.txt": ("terminal", ENGLISH, options(80)),
    "page.md": ("markdown", PAGE, options()),
    "english.md": ("markdown", ENGLISH, options()),
    "page.json": ("json", PAGE, options()),
    "page.html": ("html", PAGE, options()),
}
"""File name -> format, page, options."""


def made(name: str) -> str:
    """What the program prints for a case today; the random ids that tie the pieces of a link together become 1."""
    return re.sub(r"\x1b\]8;id=\d+;", "\x1b]8;id=1;", render(*CASES[name]))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in CASES:
        (GOLDEN / name).write_text(made(name), encoding="utf-8", newline="\n")
