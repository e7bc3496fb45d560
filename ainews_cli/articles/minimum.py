"""How much text there must be before ainews says what it says. Imported by every list, so nothing else is in here."""

from __future__ import annotations

MINIMUM_CHARACTERS = 200
"""Characters of text below which ainews does not summarise: a stub or a teaser would be summarised as if it were the
article.
"""
