"""The document check on order: no two neighbouring blocks exchanged."""

from __future__ import annotations

from collections.abc import Sequence

from ainews_cli.models.text import Block, Finding
from ainews_cli.verify.alignment import pair_cost, size
from ainews_cli.verify.anchors import anchors_of, shared
from ainews_cli.verify.checks import ORDER
from ainews_cli.verify.text import prose

MARGIN = 1.6
"""How much better two blocks must fit each other's source before they are taken for exchanged."""
LEAST = 0.2
"""How much better each of the two must fit."""
_REACH = 2


def check_order(pairs: Sequence[tuple[Block, Block]]) -> tuple[Finding, ...]:
    """Return findings for blocks whose texts fit each other's source better than their own. `pairs`: of source block
    and translation, in the source's order.
    """
    flowing = [(source, translated) for source, translated in pairs if source.kind not in ("code", "image", "table")]
    findings: dict[int, Finding] = {}
    for index, (source, translated) in enumerate(flowing):
        for other_source, other in flowing[index + 1 : index + 1 + _REACH]:
            if translated.text == other.text:
                continue
            first = _cost(source, translated) - _cost(source, other)
            second = _cost(other_source, other) - _cost(other_source, translated)
            if first + second > MARGIN and min(first, second) > LEAST:
                for block, fit in ((translated, other), (other, translated)):
                    findings.setdefault(
                        block.id, Finding(block.id, ORDER.name, f"this is the translation of block {fit.id}, it seems")
                    )
    return tuple(findings.values())


def _cost(source: Block, translated: Block) -> float:
    a, b = size(prose(source.text)), size(prose(translated.text))
    return pair_cost(a, b, len(shared(anchors_of(source.text), anchors_of(translated.text))))
