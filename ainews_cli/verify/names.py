"""The names in a short text that its source does not have: firms by every name they go by, words in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ainews_cli.data import load, words
from ainews_cli.models.scripts import HIRAGANA, KATAKANA
from ainews_cli.verify.text import HAN

_LATIN_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[-.+#'&/_][A-Za-z0-9]+)*[+#]*")
_OTHER_SCRIPT = re.compile(f"[{HIRAGANA}{KATAKANA}{HAN}]")
_KATAKANA_NAME = re.compile(f"[{KATAKANA}ー・]+")
LEAST_KATAKANA = 3
"""Characters of a firm's name in katakana: a shorter one (メタ) is also the beginning of ordinary words."""


def strange_names(text: str, source: str) -> tuple[str, ...]:
    """Return the names of `text` that `source` does not have, as written in `text`.

    A word in Latin letters is a name where the text is in another script and the source is not. Elsewhere only firms of
    `data/companies.toml` and words with a digit or a capital inside can be told from ordinary ones. A name in kana is
    one only where the table has it: any other may stand for any name of the source.
    """
    plain = unicodedata.normalize("NFKC", text)
    known = _squeezed(source)
    all_latin = bool(_OTHER_SCRIPT.search(plain)) and len(_OTHER_SCRIPT.findall(source)) * 10 < len(source)
    names = [*_firms(plain), *(word for word in _LATIN_WORD.findall(plain) if _is_name(word, every=all_latin))]
    strange = (name for name in names if not _has(name, known, source))
    return tuple(dict.fromkeys(strange))


def _has(name: str, known: str, source: str) -> bool:
    """Return whether the source has a name: as written, by another name of the firm, or as its initials."""
    spellings = _spellings().get(_squeezed(name), ())
    if any(spelling in known for spelling in (_squeezed(name), *spellings)):
        return True
    return name.isupper() and name.isalpha() and _are_initials(name, source)


def _are_initials(name: str, source: str) -> bool:
    """Return whether words of the source stand one after another with these first letters."""
    first = "".join(word[0].lower() for word in re.findall(r"[A-Za-z]+", source))
    return len(name) > 1 and name.lower() in first


def _is_name(word: str, *, every: bool) -> bool:
    if len(word) < 2 or word.lower().rstrip("0123456789") in _general():  # GPU2枚 is a number of GPUs
        return False
    return every or any(character.isdigit() for character in word) or bool(re.search(r"[a-z][A-Z]", word))


def _firms(text: str) -> list[str]:
    """Return the names of known firms that stand in a text as words of their own."""
    kana = [
        run for run in _KATAKANA_NAME.findall(text) if len(run) >= LEAST_KATAKANA and _squeezed(run) in _spellings()
    ]
    latin = [word for word in re.findall(r"[A-Z][A-Za-z]{2,}", text) if _squeezed(word) in _spellings()]
    return kana + latin


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Return each name of a firm, squeezed, with all names of that firm."""
    groups = [tuple(map(_squeezed, (name, *others))) for name, others in load("companies").items()]
    return {spelling: group for group in groups for spelling in group}


@cache
def _general() -> frozenset[str]:
    return frozenset(word.lower() for word in words("abbreviations", "general"))


def _squeezed(text: str) -> str:
    """Return a text without differences of case and width, blanks, and the signs between parts of a name."""
    return re.sub(r"[\s・·.\-‐‑–_'’/]+", "", unicodedata.normalize("NFKC", text).casefold())
