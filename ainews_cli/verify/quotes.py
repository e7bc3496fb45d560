"""The check of an analysis against its source: its quotes word for word, and its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ainews_cli.models.ruby import without_readings
from ainews_cli.models.scripts import HANGUL
from ainews_cli.models.text import Block
from ainews_cli.verify.numbers import mismatched, strange_dates, strange_times, unsupported
from ainews_cli.verify.quantities import Facts, facts
from ainews_cli.verify.text import HAN, KANA, count, fold_width, plain, prose

MIN_LATIN = 12
"""Characters a quote in an alphabetic script must have: shorter ones stand in almost any text."""
MIN_CJK = 6
"""Characters a Chinese, Japanese or Korean quote must have; about three words."""

_CJK = KANA + HAN + HANGUL
_QUOTES = {ord(char): "'" for char in "\"'`´‘’‚‛“”„‟‹›«»′″「」『』〝〞〟"}
_DASHES = {ord(char): "-" for char in "‐‑‒–—―−─﹘﹣"}
_OUTER = "'…. "


def confirm_quote(quote: str, blocks: Sequence[Block]) -> bool:
    """Return whether `quote` stands verbatim inside one block."""
    wanted = _folded(quote).strip(_OUTER)
    if not wanted:
        return False
    long_enough = len(wanted) >= (MIN_CJK if count(_CJK, wanted) * 2 > len(wanted) else MIN_LATIN)
    for block in blocks:
        text = _folded(block.text)
        if (long_enough and _stands_in(wanted, text)) or wanted == text.strip(_OUTER):
            return True
    return False


def _stands_in(wanted: str, text: str) -> bool:
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_joined(text[start - 1 : start], wanted[0]) or _joined(wanted[-1], text[end : end + 1])):
            return True
        start = text.find(wanted, start + 1)
    return False


def _joined(left: str, right: str) -> bool:
    """Return whether two neighbours are inside one word of an alphabetic script (or one number)."""
    return bool(left and right) and left.isalnum() and right.isalnum() and not re.search(f"[{_CJK}]", left + right)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    folded = without_readings(fold_width(plain(text))).replace("...", "…").translate(_QUOTES).translate(_DASHES)
    folded = re.sub(r"-+", "-", re.sub(r"'+", "'", folded))
    folded = re.sub(r"\s+", " ", folded)
    return re.sub(rf"(?<=[{_CJK}、。]) (?=[{_CJK}])", "", folded).strip()


def numbers_supported(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the numbers, dates and times of `text` (a summary, in any of the languages) that no block of the source
    holds, as written there.

    () means that every one of them is supported. Spelled-out English numbers support digits (`two` for 2つ) but are not
    asked for themselves.
    """
    claims = facts(prose(text))
    grounds = [facts(prose(block.text)) for block in blocks]
    merged = Facts(
        tuple(date for each in grounds for date in each.dates),
        tuple(time for each in grounds for time in each.times),
        tuple(quantity for each in grounds for quantity in each.quantities),
        frozenset(),
    )
    missing = [quantity.text for quantity in unsupported(claims, merged)]
    missing += [quantity.text for quantity in mismatched(claims, merged)]
    missing += [date.text for date in strange_dates(claims, merged)]
    missing += strange_times(claims, merged)
    return tuple(dict.fromkeys(each.strip() for each in missing))
