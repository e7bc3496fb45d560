"""Word lists that several checks lean on (`data/function_words.toml`)."""

from __future__ import annotations

from ainews_cli.data import words

FUNCTION_WORDS = words("function_words", "function")
"""English words that a name hardly holds; a run of them is English prose."""
TITLE_WORDS = words("function_words", "in_titles")
"""Function words that titles of works and products do hold (Proof of Work)."""
NEVER_NAMES = words("function_words", "never_names")
"""Words that are written with a capital and name nothing: days, months, forms of address."""
KEPT_IN_JAPANESE = words("function_words", "kept_in_japanese")
"""Latin words that Japanese writes of its own accord."""
