"""An estimate of tokens before a call is sent, on the high side: a budget must hold before the server has counted."""

from __future__ import annotations

import re
from math import ceil

from ainews_cli.models.scripts import WIDE

WIDE_TOKENS = 1.3
"""Per CJK character. Current tokenisers need 0.7 to 1.2 for Japanese prose."""
NARROW_TOKENS = 1 / 3
"""Per letter or space of ASCII. English prose has 3.5 to 4.5 characters to a token."""

SIGN_TOKENS = 0.5
"""Per digit or sign of ASCII."""
FOREIGN_TOKENS = 1.0
"""Per character of other scripts and sets: letters with accents, Cyrillic, arrows."""

_SIGN = re.compile(r"[!-@\[-`{-~]")
# Single jamo, emoji and rare Han, too: rather too many than too few.
_WIDE = re.compile(rf"[{WIDE}\u1100-\u11ff\U0001f000-\U0003ffff]")


def estimate_tokens(text: str) -> int:
    """Return tokens of a text, at least 0, rather too many than too few."""
    wide, signs, ascii_all = count_wide(text), len(_SIGN.findall(text)), len(text.encode("ascii", "ignore"))
    foreign, letters = len(text) - ascii_all - wide, ascii_all - signs
    return ceil(wide * WIDE_TOKENS + letters * NARROW_TOKENS + signs * SIGN_TOKENS + foreign * FOREIGN_TOKENS)


def count_wide(text: str) -> int:
    """Count the CJK characters of a text."""
    return len(_WIDE.findall(text))
