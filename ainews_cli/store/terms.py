"""Text as the terms that the full-text index holds, and a reader's query as an FTS5 expression.

Scripts without spaces are indexed as overlapping pairs of characters (and the last character alone, so that a single
one can be found as a prefix): 機械学習 gives 機械 械学 学習 習. FTS5's trigrams would find no word under three
characters, and most Japanese words have two. Other scripts are indexed as words, and signs of a name ("C++", "#") as a
term each. Width, case and accents do not matter.
"""

from __future__ import annotations

import re

from ainews_cli.models.folding import fold
from ainews_cli.models.ruby import without_readings
from ainews_cli.models.scripts import INDEXED
from ainews_cli.models.words import SIGNS, is_sign, parts, wanted

_SPREAD = re.compile(f"([{INDEXED}]+)|({SIGNS})|[^\\x00-\\x7f\\w]+")
_SIGNS = re.compile(SIGNS)
_PRIVATE = 0xE000
"""A sign of ASCII is a term as a character from here on: FTS5's tokenizer splits at the sign itself."""

MAX_WORDS = 32
"""Words of a query that count."""
MAX_TERMS = 64
"""Terms of one word that count."""


def indexed(text: str) -> str:
    """Return the text so that FTS5's ascii tokenizer takes it apart into our terms: it splits at all that is ASCII and
    no letter or digit.
    """
    folded = fold(text)
    if folded.isascii():
        return _SIGNS.sub(lambda match: f" {' '.join(_signs(match[0]))} ", folded)
    return _SPREAD.sub(_spread, folded)


def _spread(match: re.Match[str]) -> str:
    run, signs = match[1], match[2]
    if run:
        return f" {' '.join(_pairs(run))} "
    return f" {' '.join(_signs(signs or match[0]))} "


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def _signs(signs: str) -> list[str]:
    """Return signs as terms, a term each."""
    return [chr(_PRIVATE + ord(sign)) if sign.isascii() else sign for sign in signs if sign.isascii() or is_sign(sign)]


def expression(words: str) -> str:
    """Return the FTS5 query for a reader's words, "" when nothing in them can be searched for.

    All words must be there; "…" is a phrase, a trailing * matches beginnings. Everything else is text.
    """
    phrases = []
    for word in wanted(without_readings(words)):
        if phrase := _phrase(word.text, prefix=word.prefix):
            phrases.append(phrase)
        if len(phrases) == MAX_WORDS:
            break
    return " AND ".join(dict.fromkeys(phrases))


def _phrase(text: str, *, prefix: bool) -> str:
    """Return the terms of one word in their order, except that its last run may go on in the text."""
    found = parts(text)
    if not found:
        return ""
    terms: list[str] = []
    for run, word, signs in found:
        terms += _pairs(run) if run else [word] if word else _signs(signs)
    last = found[-1][0]
    if len(last) > 1:
        del terms[-1]  # a run may go on in the text
    star = "*" if len(terms) <= MAX_TERMS and (prefix or len(last) == 1) else ""
    return f'"{" ".join(terms[:MAX_TERMS])}"{star}'
