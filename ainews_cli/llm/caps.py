"""How long a reply may be: what the schema can need for this task, and no more. Pure.

A cap is paid for only when it is used, but the budget sets it aside in full: a flat one would hold back more than calls
cost. All figures are on the high side; a reply that is cut off all the same gets twice as much (`room`), a translation
smaller pieces.
"""

from __future__ import annotations

from collections.abc import Iterable

from ainews_cli.llm.engine import AnalysisTask, TranslationTask
from ainews_cli.llm.tokens import NARROW_TOKENS, WIDE_TOKENS, count_wide, estimate_tokens
from ainews_cli.models.text import Block

POINTS, TAGS, NAMES, MARKS, QUOTE = 5, 6, 12, 4, 200
"""The most that the prompt asks for: key points, tags, names, marks; characters of a quote."""
FIELD = 25
"""Tokens of an object's keys, brackets and block numbers."""
FRAME = 200
"""Tokens of the rest of the form."""
MARGIN = 1.25
LEAST = 256

# Characters that the prompt asks for or that its words come to, (in CJK, in other languages).
_TLDR, _HEADING, _DETAIL, _IMPACT, _COMMENT, _REASON, _TAG, _TITLE = (
    (200, 400),
    (20, 60),
    (120, 300),
    (220, 500),
    (150, 350),
    (60, 150),
    (10, 20),
    (100, 200),
)

BLOCK = 30
"""Tokens of a translated block's id and brackets."""
SIGN = 12
"""Tokens of one sign that stands for a link or code."""
_CJK = frozenset({"ja", "zh", "ko"})


def reply_tokens(task: AnalysisTask | TranslationTask) -> int:
    """Return the most tokens that a good reply to the task has, thinking left out."""
    most = _analysis(task) if isinstance(task, AnalysisTask) else _translation(task)
    return max(LEAST, int(MARGIN * most))


def _analysis(task: AnalysisTask) -> float:
    wide = _is_cjk(task.language)
    quote = min(QUOTE, _length(task.blocks)) * _density(task.blocks)
    marks = MARKS * (_tokens(_REASON, wide) + quote + FIELD)
    always = (
        FRAME
        + max(_tokens(_TITLE, wide), 1.5 * estimate_tokens(task.title))
        + TAGS * _tokens(_TAG, wide)
        + NAMES * 8
        + marks
    )
    if not task.summarise:
        return always
    points = POINTS * (_tokens(_HEADING, wide) + _tokens(_DETAIL, wide) + quote + FIELD)
    return always + _tokens(_TLDR, wide) + quote + points + _tokens(_IMPACT, wide) + _tokens(_COMMENT, wide)


def _translation(task: TranslationTask) -> float:
    """Return the same for a translation. A text grows or shrinks with its script: half as many characters into CJK,
    twice as many out of it, each with half as much to spare.
    """
    wide = _is_cjk(task.language)
    tokens = 0.0
    for block in task.blocks:
        signs = block.text.count("⟦")
        cjk = count_wide(block.text)
        rest = len(block.text) - cjk
        grown = (cjk * 1.5 + rest * 0.75) * WIDE_TOKENS if wide else (cjk * 3.0 + rest * 1.5) * NARROW_TOKENS
        tokens += grown + BLOCK + SIGN * signs
    return tokens


def _tokens(characters: tuple[int, int], wide: bool) -> float:
    return characters[0] * WIDE_TOKENS if wide else characters[1] * NARROW_TOKENS


def _density(blocks: Iterable[Block]) -> float:
    """Return tokens per character of the article."""
    text = "".join(block.text[:2_000] for block in blocks)
    return estimate_tokens(text) / len(text) if text else 0.0


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _is_cjk(language: str) -> bool:
    return language.split("-")[0].lower() in _CJK
