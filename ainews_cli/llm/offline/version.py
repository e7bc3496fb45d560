"""The version of the offline engine: its rules and its lexicon. Apart from the engine, because every view asks for it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pkgutil import get_data

RULES = "2"
"""Raised when the rules change: estimates made by other rules are then made anew."""


@cache
def lexicon_bytes() -> bytes:
    """The packaged lexicon file."""
    data = get_data(__package__, "lexicon.json")
    if data is None:
        raise FileNotFoundError("lexicon.json is missing; reinstall ainews")
    return data


@cache
def model_name() -> str:
    """What stands for a model id: rules and lexicon."""
    return f"offline-{RULES}-{sha256(lexicon_bytes()).hexdigest()[:8]}"
