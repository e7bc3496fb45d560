"""What a text speaks of as a whole: consent, a newsletter, an age, a check for scripts or robots; in many languages."""

from __future__ import annotations

import re
from functools import cache

from ainews_cli.data import load

CONSENT, NEWSLETTER, AGE, ROBOT = "consent", "newsletter", "age", "robot"
_IDEAS = {CONSENT: 2, NEWSLETTER: 2, AGE: 1, ROBOT: 1}
"""Kind -> different ideas that a text of the kind holds at least."""
_DENSE = 0.5
"""Share of a text in sentences of its kind."""
_READ = 4_000
"""Characters of a text that are read: boxes say what they are at once."""
_SENTENCES = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*")
_LONGEST = {AGE: 1_000, ROBOT: 1_500}
"""Characters up to which a text can be nothing but such a check."""
_LONGEST_WALL = 6_000
"""The same for consent: longer ones are the policies themselves, which somebody may want to read."""
_BARE = 60
"""Characters up to which a check need not address anybody ("JavaScript required")."""


@cache
def _patterns(kind: str) -> dict[str, re.Pattern[str]]:
    return {idea: re.compile("|".join(pieces.strip().split("\n"))) for idea, pieces in load("page_boxes")[kind].items()}


def speaks_of(text: str) -> str:
    """Return the kind of box that a text is, "" for none."""
    for kind, ideas in _IDEAS.items():
        share, held = _share(text, kind)
        if share >= _DENSE and held >= ideas and len(text) <= _LONGEST.get(kind, len(text)):
            return kind
    return ""


def touches(text: str) -> bool:
    """Tell whether a fifth of a text is of a kind."""
    return any(_share(text, kind)[0] >= _DENSE / 2.5 for kind in (CONSENT, NEWSLETTER, AGE))


def is_wall(text: str) -> str:
    """Return the kind of a text that addresses its reader and is nothing else, as pages show it in place of their
    article; "" for none.
    """
    kind = speaks_of(text)
    asked, asking = (bool(_patterns("address")[who].search(text.lower())) for who in ("you", "we"))
    if kind in (AGE, ROBOT):
        return kind if asked or len(text) <= _BARE else ""
    whole = asked and asking and len(text) <= _LONGEST_WALL
    return kind if kind == CONSENT and whole and _share(text, kind)[1] > _IDEAS[kind] else ""


def _share(text: str, kind: str) -> tuple[float, int]:
    """Return the share of a text in sentences of a kind, and the number of different ideas of it."""
    text = text[:_READ].lower()
    if not any(stem in text for stem in load("page_boxes")["stems"][kind].split()):
        return 0.0, 0
    places = {idea: [match.start() for match in pattern.finditer(text)] for idea, pattern in _patterns(kind).items()}
    spots = sorted(spot for found in places.values() for spot in found)
    spoken = whole = at = 0
    for sentence in _SENTENCES.finditer(text):
        length = len(sentence.group().strip())
        whole += length
        first = at
        while at < len(spots) and spots[at] < sentence.end():
            at += 1
        spoken += length if at > first else 0
    return (spoken / whole if whole else 0.0), sum(map(bool, places.values()))
