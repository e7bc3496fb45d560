"""The version of the offline engine: its rules and its lexicon. Apart from the engine, because every view asks for
it.
"""

NAME = "offline"
"""The engine's name in config, database and pages."""
RULES = "4"
"""Raised when the rules change: estimates made by other rules are then made anew."""
LEXICON = "9f5d4b32"
"""The hash of the lexicon (`lexicon.lexicon_hash`); a test compares it, so that no start reads the file."""


def model_name() -> str:
    """Return what stands for a model id: rules and lexicon."""
    return f"offline-{RULES}-{LEXICON}"
