"""News of one text over another: kinds of events, names, numbers, as they are written. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ainews_cli.models.scripts import is_katakana
from ainews_cli.ranking.stories import concepts, sounds
from ainews_cli.ranking.stories.terms import TOKEN, Terms, is_company, known, number, read
from ainews_cli.ranking.stories.words import COMMON, FREQUENT, USUAL, stem

_UNIT = re.compile(
    r"\s?(?:ドル|円|ユーロ|人|社|件|時間|日間|週間|か月|年間|倍|機|台|(?:users|people|jobs|dollars|euros|hours|days|weeks)\b)"
)
_EVENT, _NAME, _NUMBER, _OTHER = range(4)


def fresh(text: str, before: str, *, limit: int) -> tuple[str, ...]:
    """Return at most `limit` points of the text that `before` has not: kinds of events first, then names, numbers and
    the rest, each as it is written.
    """
    text = unicodedata.normalize("NFKC", text)
    old = read(before)
    points: dict[str, tuple[int, str]] = {}
    for rank, term, written in _points(text):
        if not _had(term, old):
            points.setdefault(term, (rank, written))
    return tuple(dict.fromkeys(written for _, written in sorted(points.values(), key=lambda point: point[0])))[:limit]


def _points(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (rank, term, as written) of all that could be new."""
    for written, concept in concepts.written(text):
        yield (_EVENT if concepts.is_event(concept) else _OTHER), concept, written
    for match in TOKEN.finditer(text):
        token = match.group().strip()
        if match.lastgroup in ("wide", "number"):
            unit = _UNIT.match(text, match.end())
            yield from (
                (_NUMBER, term, token + (unit.group() if unit else ""))
                for term in number(token)
                if term.startswith("num:")
            )
        elif match.lastgroup == "kana" and len(token) > 2:
            yield _NAME, token, token
        elif match.lastgroup == "latin":
            yield from _word(token)


def _word(token: str) -> Iterator[tuple[int, str, str]]:
    name = token.removesuffix("'s").removesuffix("’s")
    folded = name.casefold()
    if concept := concepts.of_word(folded):
        yield (_EVENT if concepts.is_event(concept) else _OTHER), concept, folded
    elif (alias := known(folded)) and is_company(name):
        yield _NAME, f"name:{alias}", name
    elif (
        name[0].isupper() and len(name) > 1 and folded not in COMMON and (term := stem(folded)) not in FREQUENT | USUAL
    ):
        yield _NAME, term, name


def _had(term: str, old: Terms) -> bool:
    if term in old.counts:
        return True
    if is_katakana(term[0]):
        alias = known(term)
        return (
            (bool(alias) and f"name:{alias}" in old.counts)
            or sounds.of_katakana(term) in old.sounds
            or bool(set(concepts.of_japanese(term)) & old.counts.keys())
        )
    return any(sound in old.sounds for sound in sounds.of_latin(term))
