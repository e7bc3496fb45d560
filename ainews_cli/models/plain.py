"""The words of a text without its markup: where a search looks, and what it shows of a hit."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from ainews_cli.models.text import Block

_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|font|i|ins|kbd|mark|q|rb|ruby|s|small|span|strong|sub|sup|u|var|wbr)\b[^>]*>",
    re.IGNORECASE,
)
_OTHER_TAG = re.compile(r"<(?:script|style|rt|rp)\b.*?</(?:script|style|rt|rp)\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = 0xE100
"""What is text and no markup stands here while the markup around it goes."""
_BACK = {_KEPT + code: code for code in range(0x80)}
_LINE_START = re.compile(r"^[ \t]*(?:(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+)+|^[ \t]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_RULE = re.compile(
    r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^[ \t]*\|?[ \t]*(?:-{3,}|={3,})[ \t]*\|?[ \t]*$",
    re.MULTILINE,
)
"""The line below a table's head; also a thematic break."""
_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\)|\[[^\[\]]*\])")
_CUT_TARGET = re.compile(r"\]\((?:https?:|/|#)[^\s)]*\)?")
_EMPHASIS = re.compile(r"`+|\*{2,}|~~|(?<=\S)\*|\*(?=\S)")
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def untagged(markup: str) -> str:
    """Return HTML as text: inline tags stand inside words, the others between them."""
    if "<" not in markup and "&" not in markup:
        return markup
    return html.unescape(_OTHER_TAG.sub(" ", _INLINE_TAG.sub("", markup)))


def plain(markdown: str) -> str:
    """Return the words of Markdown, line by line: links as their text, no emphasis, headings, lists, rules or pipes."""
    text = _ESCAPE.sub(lambda match: _kept(match[1]), _CODE.sub(lambda match: _kept(match[2].strip()), markdown))
    text = _LINE_START.sub("", _RULE.sub("", text))
    text = _ROW.sub(lambda match: match[0].strip().strip("|").replace("|", " "), text)
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))  # twice: an image may stand in a link
    return _EMPHASIS.sub("", _CUT_TARGET.sub("", text)).translate(_BACK)


def words_of(blocks: Iterable[Block]) -> str:
    """Return the words of an article's blocks; code stays as it is."""
    return "\n".join(block.text if block.kind == "code" else plain(block.text) for block in blocks)


def _kept(text: str) -> str:
    """Return text that is no markup in a form that no rule here sees."""
    return "".join(chr(_KEPT + ord(character)) if character.isascii() else character for character in text)
