"""Markdown (with MDX and front matter) as blocks, for pairs of documentation pages."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ainews_cli.models.text import Block, BlockKind

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_DIRECTIVE = re.compile(r"^\s*:::.*$", re.MULTILINE)
_IMPORT = re.compile(r"\A\s*(?:import|export)\s.*", re.DOTALL)
_IMAGE = re.compile(r"\A!\[[^\]]*\]\([^)]*\)\Z")
_TAGS = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>|</?>|\{/\*.*?\*/\}", re.DOTALL)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text in reading order, numbered from 1."""
    text = _DIRECTIVE.sub("", _FRONT.sub("", text.replace("\r\n", "\n").lstrip("\ufeff")))
    reader = _Reader(text.splitlines())
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        reader.take(before, token)
    return tuple(reader.found)


class _Reader:
    """Collector of blocks from a stream of tokens; knows the lists, quotes and table it is in."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found: list[Block] = []
        self.lists: list[int] = []
        self.quotes = 0
        self.in_table = False

    def add(self, kind: BlockKind, content: str, *, level: int = 0, ordered: int = 0, info: str = "") -> None:
        """Add a block, unless it is empty."""
        if content.strip():
            self.found.append(Block(len(self.found) + 1, kind, content, level, ordered, info))

    def take(self, before: Token | None, token: Token) -> None:
        """Read the next token."""
        if token.type in ("table_open", "table_close"):
            self.in_table = token.type == "table_open"
            if self.in_table and token.map:
                self.add("table", "\n".join(self.lines[token.map[0] : token.map[1]]).strip())
        elif self.in_table:
            return
        elif token.type.endswith(("_list_open", "_list_close")):
            self._list(token)
        elif token.type in ("blockquote_open", "blockquote_close"):
            self.quotes += token.nesting
        elif token.type in ("fence", "code_block"):
            self.add("code", token.content.rstrip("\n"), info=token.info.split(" ")[0])
        elif token.type == "html_block":
            self._html(token.content)
        elif token.type == "inline" and before:
            self._inline(before, token.content.strip())

    def _list(self, token: Token) -> None:
        if token.nesting > 0:
            self.lists.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else 0)
        else:
            self.lists.pop()

    def _html(self, content: str) -> None:
        rest = _TAGS.sub("", content).strip()
        if len(re.findall(r"[^\W\d_]", rest)) >= 10 and "{" not in rest:
            self.add("paragraph", rest)

    def _inline(self, opening: Token, content: str) -> None:
        if (_IMPORT.match(content) and "from" in content) or not re.sub(r"[\s{}]", "", _TAGS.sub("", content)):
            return
        if opening.type == "heading_open":
            self.add("heading", content, level=int(opening.tag[1]))
        elif _IMAGE.match(content):
            self.add("image", content)
        elif self.lists:
            self.add("list_item", content, level=len(self.lists), ordered=self.lists[-1])
        elif self.quotes:
            self.add("quote", content, level=self.quotes)
        else:
            self.add("paragraph", content)
