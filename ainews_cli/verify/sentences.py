"""The sentences of a text, English or Japanese."""

from __future__ import annotations

import re
from functools import lru_cache

_ABBREVIATIONS = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|cf|al|No|Fig|Eq|Inc|Ltd|Corp|Co|Jr|Sr|U\.S|U\.K|a\.m|p\.m|"
    r"Jan|Feb|Aug|Sept|Oct|Nov|Dec|Gen|Sen|Rep|approx|[A-Z])"
)
_JAPANESE_END = re.compile(r"[。！？!?]+[」』）)\]\"'”’]*(?=\s|[^\s」』）)])")
_LATIN_END = re.compile(r"(?<=[A-Za-z0-9)\]\"'”’%\ufffc])[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9\u2600-\U0001faff])")
_LINE = re.compile(r"\n\s*\n\s*|(?:  |\\)\n\s*|(?<=[。!?！？:：])\n\s*")
_CONTINUES = re.compile(r"\s?(?:と|の|は|が|を|に|で|も|や|へ|、|など|という|から|だ|です|な)")
_ABBREVIATED = re.compile(rf"(?:^|[\s(])({_ABBREVIATIONS})\.$")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a prose text, in order, without white space around them; an empty line and a hard line
    break end one too.

    A full stop inside quotation marks or brackets that the sentence goes on after (「…。」と) and abbreviations do not.
    """
    ends = {match.end() for match in _LINE.finditer(text)}
    for match in _JAPANESE_END.finditer(text):
        closed = match[0][-1] not in "。！？!?"
        if (
            match[0][0] in "!?"
            and text[match.end() : match.end() + 1].isascii()
            and not text[match.end() : match.end() + 1].isspace()
        ):
            continue
        if match[0][0] in "!?！？" and not closed and not _after_gap(text, match.end()):
            continue
        if not (closed and _CONTINUES.match(text, match.end())) and not _inside(text, match.end()):
            ends.add(match.end())
    for match in _LATIN_END.finditer(text):
        if not _ABBREVIATED.search(text[max(0, match.start() - 8) : match.end()]) or match[0] != ".":
            ends.add(match.end())
    pieces, start = [], 0
    for end in (*sorted(ends), len(text)):
        piece = text[start:end].strip()
        if re.search(r"\w|\ufffc", piece):
            pieces.append(piece)
        start = end
    return tuple(pieces)


def _after_gap(text: str, end: int) -> bool:
    return not _CONTINUES.match(text, end)


def _inside(text: str, end: int) -> bool:
    """Return whether a bracket or quotation mark that opened before is still open."""
    before = text[:end]
    return any(before.count(left) > before.count(right) for left, right in ("「」", "（）", "『』", "()"))
