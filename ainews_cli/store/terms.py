"""Text as the terms that the full-text index holds, and a reader's query as an FTS5 expression.

Scripts without spaces are indexed as overlapping pairs of characters (and the last character alone, so that a single
one can be
found as a prefix): 機械学習 gives 機械 械学 学習 習. FTS5's trigrams would find no word under three characters, and
most Japanese words
have two. Other scripts are indexed as words. Width, case and accents do not matter.
"""

from __future__ import annotations

import re

from ainews_cli.models.folding import fold
from ainews_cli.models.ruby import without_readings

_PAIRED = (  # what the index of every database was made with, so not `models.scripts`, which may change
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u303b\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_TERMS = re.compile(f"([{_PAIRED}]+)|([^\\W_{_PAIRED}]+)")
_SPREAD = re.compile(f"([{_PAIRED}]+)|[^\\x00-\\x7f\\w]+")
_QUERY = re.compile(r'"([^"]*)"|(\S+)')

MAX_WORDS = 32
"""Words of a query that count."""
MAX_TERMS = 64
"""Terms of one word that count."""


def indexed(text: str) -> str:
    """Return the text so that FTS5's ascii tokenizer takes it apart into our terms: it splits at all that is ASCII and
    no letter or digit.
    """
    folded = fold(text)
    return folded if folded.isascii() else _SPREAD.sub(_spread, folded)


def _spread(match: re.Match[str]) -> str:
    return f" {' '.join(_pairs(run))} " if (run := match[1]) else " "


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def expression(words: str) -> str:
    """Return the FTS5 query for a reader's words, "" when nothing in them can be searched for.

    All words must be there; "…" is a phrase, a trailing * matches beginnings. Everything else is text.
    """
    parts = []
    for quoted, word in _QUERY.findall(without_readings(words)):
        if part := _phrase(quoted or word, prefix=word.endswith("*")):
            parts.append(part)
        if len(parts) == MAX_WORDS:
            break
    return " AND ".join(dict.fromkeys(parts))


def _phrase(text: str, *, prefix: bool) -> str:
    """Return the terms of one word in their order, except that its last run may go on in the text."""
    runs = _TERMS.findall(fold(text))
    if not runs:
        return ""
    last, word = runs[-1]
    open_end = [last[at : at + 2] for at in range(max(1, len(last) - 1))] if last else [word]
    terms = [term for run, word in runs[:-1] for term in (_pairs(run) if run else [word])] + open_end
    star = "*" if len(terms) <= MAX_TERMS and (prefix or len(last) == 1) else ""
    return f'"{" ".join(terms[:MAX_TERMS])}"{star}'
