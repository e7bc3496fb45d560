"""Inline Markdown as styled runs. Imported only where there is article text: markdown_it costs 70 ms."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from ainews_cli.render.clean import one_line, safe_url
from ainews_cli.render.terminal.ink import BOLD, CYAN, DIM, ITALIC, STRIKE, UNDERLINE, InkRun
from ainews_cli.texts import text as ui

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENS = {"strong_open": BOLD, "em_open": ITALIC, "s_open": STRIKE}
_CLOSES = {"strong_close", "em_close", "s_close"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return a parser of CommonMark with strikethrough; HTML is text."""
    return MarkdownIt("commonmark", {"html": False}).enable("strikethrough")


def inline(source: str, language: str, *, addresses: bool) -> list[InkRun]:
    """Return the runs of one block's inline Markdown.

    `addresses` prints a link's address after its text (where links are not clickable).
    """
    tokens = _parser().parseInline(source)
    runs: list[InkRun] = []
    styles: list[str] = []
    links: list[str] = []
    label_from = 0
    for token in tokens[0].children or []:
        if token.type in _OPENS:
            styles.append(_OPENS[token.type])
        elif token.type in _CLOSES:
            styles.pop()
        elif token.type == "link_open":
            links.append(safe_url(str(token.attrGet("href") or "")))
            label_from = len(runs)
        elif token.type == "link_close":
            url = links.pop()
            if addresses and url and url != "".join(run.text for run in runs[label_from:]):
                runs.append(InkRun(f" <{url}>", DIM))
        else:
            runs.append(_leaf(token, styles, links[-1] if links else "", language))
    return [run for run in runs if run.text]


def _leaf(token: Token, styles: list[str], url: str, language: str) -> InkRun:
    """Return the run of a text, a code span, a line break or an image."""
    mine = [*styles, *([UNDERLINE] if url else [])]
    if token.type == "softbreak":
        return InkRun(" ")
    if token.type == "hardbreak":
        return InkRun("\n")
    if token.type == "code_inline":
        return InkRun(token.content, " ".join([*mine, CYAN]), url)
    if token.type == "image":
        alt = one_line(token.content)
        label = ui(language, "block.image", alt=alt) if alt else ui(language, "block.image_plain")
        return InkRun(f"[{label}]", " ".join([*mine, DIM]), url or safe_url(str(token.attrGet("src") or "")))
    return InkRun(token.content, " ".join(mine), url)
