"""Views of a block's text that the checks share: spans, plain prose, words, sentences.

Everything here is a pure function of a text; the results of the costlier ones are kept in bounded caches, because a
dozen checks ask for the same views of the same block.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ainews_cli.models import scripts
from ainews_cli.models.ruby import without_readings

CODE = r"(?P<ticks>(?<!`)`+(?!`))(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
"""A code span: a run of backticks, anything, a run of the same length (CommonMark 6.1)."""
TARGET = (
    r"(?P<target>(?<=\])\(\s*(?:<[^<>\n]*>|[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\))"
)
"""The `(address "title")` of an inline link or image, parentheses in the address balanced once."""
AUTOLINK = r"(?P<autolink><(?:https?://|mailto:)[^<>\s]*>)"
TAG = r"(?P<tag><!--.{0,2000}?-->|</?[A-Za-z][\w.:-]*(?:\s+(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*)?\s*/?>|</?>)"
"""An HTML or JSX tag, a fragment or a comment."""
ANCHOR = r"(?P<anchor>\{#[\w.:-]+\}|\[\[[\w.:-]+\]\]|\{/\*.{0,200}?\*/\})"
URL = r"(?P<url>(?:https?|ftp)://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)"
EMAIL = r"(?P<email>(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
DIRECTIVE = r"(?P<directive>^:::.*$)"

_SPECIAL = re.compile(r"[`\[<{:@*_~\\&]")
_CODE = re.compile(CODE, re.DOTALL)
_MARKED = re.compile(f"{CODE}|{TARGET}|{AUTOLINK}|{TAG}|{ANCHOR}|{URL}|{EMAIL}|{DIRECTIVE}", re.DOTALL | re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"\*{1,3}|~~|(?<![A-Za-z0-9])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9])")
_ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_FOLDED = (
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {0x3000: " "}
    | dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD), "")
)
_WIDE = re.compile("[\uff01-\uff5e\u3000\u200b-\u200d\u2060\ufeff\u00ad]")

SPAN = "\ufffc"
"""Stands for a code span or an address where its place in the sentence matters."""
KANA = scripts.KANA + "\u30a0・"
"""With the two signs that stand between words of katakana: the sizes of `alignment` were measured with them."""
HAN = scripts.HAN
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:['’][A-Za-z]+)?")


def fold_width(text: str) -> str:
    """Return the text with full-width ASCII as ASCII, the ideographic space as a space and invisible joiners dropped.
    The length is kept but for the latter.
    """
    return text if text.isascii() or not _WIDE.search(text) else text.translate(_FOLDED)


def trim_url(url: str) -> str:
    """Return a bare address without the punctuation of its sentence: `https://a.b/c).` -> `https://a.b/c`."""
    while url:
        opening = {")": "(", "]": "["}.get(url[-1])
        if url[-1] in ".,;:!?'*_~" or (opening and url.count(url[-1]) > url.count(opening)):
            url = url[:-1]
        else:
            break
    return url


@lru_cache(maxsize=4096)
def code_spans(text: str) -> tuple[str, ...]:
    """Return the contents of the code spans, stripped, in order."""
    return tuple(match["code"].strip() for match in _CODE.finditer(text))


@lru_cache(maxsize=4096)
def prose(text: str, code: str = " ") -> str:
    """Return the words a reader reads: code spans, link targets, addresses, tags and anchors replaced by `code`,
    emphasis marks dropped.
    """
    if not _SPECIAL.search(text):
        return without_readings(fold_width(text))

    def blank(match: re.Match[str]) -> str:
        if match["url"]:
            return code + match["url"][len(trim_url(match["url"])) :]
        return code if match["code"] or match["autolink"] or match["email"] else " " if match["anchor"] else ""

    bare = _ESCAPE.sub(lambda match: match[1] if match[1] not in "*_" else "", _MARKED.sub(blank, text))
    if "&" in bare:
        for entity, char in _ENTITY.items():
            bare = bare.replace(entity, char)
    return without_readings(fold_width(_EMPHASIS.sub("", bare.replace("![", "["))))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the text without its Markdown, code spans kept as their content: what a reader would copy."""

    def bare(match: re.Match[str]) -> str:
        return match["code"] or match["url"] or match["email"] or ""

    pieces: list[str] = []
    end = 0
    for match in _MARKED.finditer(text):
        pieces += (_unmarked(text[end : match.start()]), bare(match))
        end = match.end()
    return "".join((*pieces, _unmarked(text[end:])))


def _unmarked(text: str) -> str:
    return re.sub(r"!?\[|\]", "", _EMPHASIS.sub("", _ESCAPE.sub(r"\1", text)))


@lru_cache(maxsize=4096)
def latin_words(text: str) -> tuple[str, ...]:
    """Return the Latin words of a text in order, as written: `Qwen2`, `don't`."""
    return tuple(_LATIN_WORD.findall(text))


@lru_cache(maxsize=4096)
def without_spans(text: str) -> str:
    """Return the text with link targets, tags and anchors cut out, code spans and addresses as `SPAN`; emphasis marks
    and brackets are kept.
    """
    return _MARKED.sub(
        lambda match: SPAN if match["code"] or match["autolink"] or match["url"] or match["email"] else "", text
    )


@lru_cache(maxsize=4096)
def spans_of(text: str) -> tuple[str, ...]:
    """Return the code spans, link targets, addresses, tags and anchors of a text, as written, in order."""
    return tuple(match[0] for match in _MARKED.finditer(text)) if _SPECIAL.search(text) else ()


def count(pattern: str, text: str) -> int:
    """Return how many characters of the class `pattern` the text holds."""
    return len(re.findall(f"[{pattern}]", text))
