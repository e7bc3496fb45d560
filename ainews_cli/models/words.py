"""The words of a text as a search sees them: in the index, in a reader's query, and where a hit is shown.

Scripts without spaces are runs of characters; other scripts, and digits, are words. Signs that belong to a name count
("C++", "C#", ".NET", "R&D", "a/b", "@name", "#tag", emoji); other punctuation only separates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ainews_cli.models.folding import fold
from ainews_cli.models.scripts import INDEXED

SIGNS = r"(?<=\w)[+#]+|[+#]+(?=\w)|(?<=\w)[/&](?=\w)|[.@](?=\w)"
"""Signs of ASCII where they belong to a word; those that also separate (a hyphen, a colon) do not count."""
PARTS = re.compile(f"([{INDEXED}]+)|([^\\W_{INDEXED}]+)|({SIGNS}|[^\\x00-\\x7f\\w\\s])")
"""A run of a script without spaces, a word, or signs."""
_LETTER = f"[^\\W_{INDEXED}]"
_GAP = r"[^\w+#@]{0,3}_?"
"""What may stand between two parts of one word in a text: "GPT-4o" is found as "GPT 4o" is."""
_QUERY = re.compile(r'"([^"]*)"|(\S+)')


class SearchWord(NamedTuple):
    """One word or phrase of a query."""

    text: str
    """Without the signs of the query."""
    prefix: bool
    """The text may go on after it: it had a trailing *."""


def wanted(query: str) -> Iterator[SearchWord]:
    """Yield what a query asks for: words, and phrases in quotes."""
    for quoted, word in _QUERY.findall(query):
        text = quoted or word
        if bare := text.strip('"*'):
            yield SearchWord(bare, text.endswith("*"))


def is_sign(character: str) -> bool:
    """Tell whether a character beyond ASCII that is part of no word is worth a search: emoji, arrows, currencies."""
    return unicodedata.category(character).startswith("S")


def parts(text: str) -> list[tuple[str, str, str]]:
    """Return the parts of a text in their order, each (run, "", ""), ("", word, "") or ("", "", signs)."""
    return [found for found in PARTS.findall(fold(text)) if found[2].isascii() or is_sign(found[2])]


def pattern(words: list[SearchWord]) -> re.Pattern[str] | None:
    """Return what finds the words in a folded text, as the index would: whole words, runs anywhere. None for none."""
    found = [expression for word in words if (expression := _expression(word))]
    return re.compile("|".join(sorted(found, key=len, reverse=True))) if found else None


def _expression(word: SearchWord) -> str:
    pieces = ["".join(found) for found in parts(word.text)]
    if not pieces:
        return ""
    body = _GAP.join(map(re.escape, pieces))
    first, last = pieces[0][0], pieces[-1][-1]
    begin = f"(?<!{_LETTER})" if re.match(_LETTER, first) else ""
    end = f"{_LETTER}*" if word.prefix else f"(?!{_LETTER})"
    return f"{begin}{body}{end if re.match(_LETTER, last) else ''}"
