"""Companies that the items' own texts name in Latin letters and in katakana. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ainews_cli.models.scripts import KATAKANA
from ainews_cli.ranking import company_names
from ainews_cli.ranking.company_names import Extra
from ainews_cli.ranking.stories.sounds import of_katakana, of_latin

if TYPE_CHECKING:
    from ainews_cli.models.names import Named

_KANA_NAME = re.compile(f"[{KATAKANA}]+(?:・[{KATAKANA}]+)*")
_LATIN_NAME = re.compile(r"\b[A-Z][A-Za-z]+\b|\|")
"""Capitalised words; a bar where one text ends."""


def spellings(items: Iterable[Named], extra: Extra = ()) -> Extra:
    """Return the companies that the items' own texts give in Latin letters and in katakana, as rows of aliases.

    An item gives both where a company that its analysis names in katakana sounds like capitalised words of its title,
    its translated title or its feed's name. The name that a table knows comes first, else the one that more items have.
    """
    counts: Counter[str] = Counter()
    pairs: dict[str, Counter[str]] = {}
    for item in items:
        counts.update(item.companies)
        spoken = [name for name in item.companies if _KANA_NAME.fullmatch(name)]
        if not spoken:
            continue
        words = _LATIN_NAME.findall(" | ".join((item.original, item.title, *item.sources)))
        for name in spoken:
            if written := _written(name.split("・"), words):
                pairs.setdefault(name, Counter())[written] += 1
    rows: list[tuple[str, tuple[str, ...]]] = []
    for name, found in pairs.items():
        latin = found.most_common(1)[0][0]
        known = company_names.canonical(latin, extra)
        if known != latin or company_names.is_known(latin, extra):
            rows.append((known, (latin, name)))
        elif not company_names.is_known(name, extra):
            rows.append((name, (latin,)) if counts[name] > counts[latin] else (latin, (name,)))
    return tuple(rows)


def _written(parts: Sequence[str], words: Sequence[str]) -> str:
    """Return the run of words that sounds like the parts of a name in katakana, "" for none."""

    sounds = [of_katakana(part) for part in parts]
    if not any(sounds):
        return ""
    for at in range(len(words) - len(parts) + 1):
        run = words[at : at + len(parts)]
        if all(not sound or sound in of_latin(word) for sound, word in zip(sounds, run, strict=True)):
            return " ".join(run)
    return ""
