"""Faults in a reply's tokens: the spans that a model never sees must come back once, in their block."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ainews_cli.models.text import Block
from ainews_cli.verify.shield import restore, shield


def shielded_faults(blocks: Sequence[Block], rng: random.Random) -> list[tuple[str, bool]]:
    """(fault, caught) for a token dropped, doubled, altered, moved to another block or invented, over all blocks that
    have tokens.
    """
    shielded = [each for each in map(shield, blocks) if each.tokens]
    results = []
    for each in shielded:
        token = rng.choice(each.tokens)[0]
        other = rng.choice(shielded)
        stranger = rng.choice(other.tokens)[0]
        replies = {
            "token dropped": each.text.replace(token, "", 1),
            "token doubled": each.text + token,
            "token altered": each.text.replace(token, token[:-2] + token[-1]),
            "token retyped": each.text.replace(token, "（リンク）"),
        }
        if other.block != each.block:
            replies["token of another block"] = each.text.replace(token, stranger)
        results += [(fault, bool(restore(reply, each)[1])) for fault, reply in replies.items()]
    return results
