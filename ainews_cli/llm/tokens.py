"""An estimate of tokens before a call is sent, on the high side: a budget must hold before the server has counted."""

from __future__ import annotations

import re
from math import ceil

WIDE_TOKENS = 1.3
"""Per CJK character. Current tokenisers need 0.7 to 1.2 for Japanese prose."""
NARROW_TOKENS = 1 / 3
"""Per other character. English prose has about 4 characters to a token, code and addresses nearer 3."""

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U0001f000-\U0003ffff]")


def estimate_tokens(text: str) -> int:
    """Tokens of a text, at least 0, rather too many than too few."""
    wide = count_wide(text)
    return ceil(wide * WIDE_TOKENS + (len(text) - wide) * NARROW_TOKENS)


def count_wide(text: str) -> int:
    """How many of its characters are CJK."""
    return len(_WIDE.findall(text))
