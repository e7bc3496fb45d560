"""What a reply says, read with distrust: block ids and texts, in whatever number they came."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ainews_cli.llm.engine import Reply
from ainews_cli.models.text import Block, Finding
from ainews_cli.sources.clean import clean
from ainews_cli.verify.checks import BLOCKS

CUT = frozenset({"max_tokens", "model_context_window_exceeded"})
"""Stop reasons after which a smaller task may fare better."""
MOST_BLOCKS = 500
"""Of one reply that are looked at."""
_STARTS = 2_000


def answers(reply: Reply) -> tuple[tuple[int, str], ...]:
    """Return (id, text) as they came, ids not checked; of a reply that was cut off, those that are whole."""
    if reply.data is not None and isinstance(blocks := reply.data.get("blocks"), list):
        return tuple(_pairs(blocks[:MOST_BLOCKS]))
    return tuple(_pairs(_whole(reply.text))) if reply.stop_reason == "max_tokens" else ()


def _pairs(entries: Iterable[Any]) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        number, text = entry.get("id"), entry.get("text")
        if isinstance(number, int) and not isinstance(number, bool) and isinstance(text, str):
            yield number, clean(text).strip()


def _whole(text: str) -> Iterator[Any]:
    """Yield the complete objects in a list that was cut off: paid for, so not to be bought again."""
    decoder = json.JSONDecoder()
    start = text.find("{", text.find("[") + 1)
    for _ in range(_STARTS):
        if start < 0:
            return
        try:
            value, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):  # the one that was cut off
            return
        yield value
        start = text.find("{", end)


def strange(pairs: Iterable[tuple[int, str]], asked: Iterable[Block]) -> tuple[Finding, ...]:
    """Return warnings about ids that were not asked for. Their texts are shown nowhere; the first block asked for
    carries the word of it.
    """
    blocks = list(asked)
    ids = {block.id for block in blocks}
    names = dict.fromkeys(number for number, _ in pairs if number not in ids)
    return tuple(
        Finding(blocks[0].id, BLOCKS.name, f"the reply held a block {number} that was not asked for", hard=False)
        for number in names
    )
