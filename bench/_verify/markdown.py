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
    """The blocks of a Markdown text in reading order, numbered from 1."""
    text = _DIRECTIVE.sub("", _FRONT.sub("", text.replace("\r\n", "\n").lstrip("\ufeff")))
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    lines = text.splitlines()
    found: list[Block] = []

    def add(kind: BlockKind, content: str, *, level: int = 0, ordered: int = 0, info: str = "") -> None:
        if content.strip():
            found.append(Block(len(found) + 1, kind, content, level, ordered, info))

    lists: list[int] = []
    quotes = 0
    skip_to = ""
    for index, token in enumerate(tokens):
        if skip_to:
            skip_to = "" if token.type == skip_to else skip_to
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else 0)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += 1 if token.type.endswith("open") else -1
        elif token.type in ("fence", "code_block"):
            add("code", token.content.rstrip("\n"), info=token.info.split(" ")[0])
        elif token.type == "table_open" and token.map:
            add("table", "\n".join(lines[token.map[0] : token.map[1]]).strip())
            skip_to = "table_close"
        elif token.type == "html_block":
            rest = _TAGS.sub("", token.content).strip()
            if len(re.findall(r"[^\W\d_]", rest)) >= 10 and "{" not in rest:
                add("paragraph", rest)
        elif token.type == "inline":
            _inline(tokens[index - 1], token, lists, quotes, add)
    return tuple(found)


def _inline(opening: Token, token: Token, lists: list[int], quotes: int, add: object) -> None:
    content = token.content.strip()
    if _IMPORT.match(content) and "from" in content:
        return
    put = add
    assert callable(put)
    if opening.type == "heading_open":
        put("heading", content, level=int(opening.tag[1]))
    elif _IMAGE.match(content):
        put("image", content)
    elif not re.sub(r"[\s{}/*]", "", _TAGS.sub("", content)):
        return
    elif lists:
        put("list_item", content, level=len(lists), ordered=lists[-1])
    elif quotes:
        put("quote", content, level=quotes)
    else:
        put("paragraph", content)
