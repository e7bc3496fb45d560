"""The checks on how much is said: the length of a block, and its sentences."""

from __future__ import annotations

import math

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.alignment import find_gap, size
from ainews_cli.verify.context import Context, findings
from ainews_cli.verify.text import SPAN, prose

MEASURED = frozenset({"en", "ja"})
"""Languages whose lengths were measured against each other; other pairs get wider bounds and no sentence alignment."""
DEVIATION = 5.5
"""Standard deviations between the sizes that no good translation reaches."""
RATIO, LONG = 3.5, 60.0
"""No good translation says RATIO times as much as the other side, or as little, where the larger has LONG letters."""
GAP = 1.85
"""Least margin of an alignment with a gap for the gap to be believed."""


def check_length(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that the length is within what translations of this language pair have."""
    if source.kind in ("code", "image"):
        return ()
    a, b = size(prose(source.text, SPAN)), size(prose(translated.text, SPAN))
    if not a or not b:
        return ()
    measured = {context.source, context.target} <= MEASURED
    spread = 4.0 if measured else 12.0
    deviation = (b - a) / math.sqrt(spread * (a + b) / 2 + (150 if measured else 300))
    if abs(deviation) < DEVIATION and (max(a, b) < LONG or max(a, b) < RATIO * min(a, b)):
        return ()
    message = f"the translation is too {'long' if deviation > 0 else 'short'}: {b / a:.1f} times what its source says"
    return findings(translated, [message])


def check_sentences(source: Block, translated: Block, context: Context) -> tuple[Finding, ...]:
    """Check that no sentence was lost or added, by aligning the sentences."""
    if source.kind in ("code", "image", "table", "heading") or not {context.source, context.target} <= MEASURED:
        return ()
    gap = find_gap(source.text, translated.text)
    if gap is None or gap.margin < GAP:
        return ()
    line = " ".join(gap.sentence.split())
    shown = line if len(line) <= 60 else f"{line[:59]}…"
    message = (
        f"“{shown}” has no counterpart in the source" if gap.added else f"“{shown}” of the source has no counterpart"
    )
    return findings(translated, [message])
