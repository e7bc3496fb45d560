"""Items about the same things: TF-IDF vectors of their words, compared by their cosine (Salton and Buckley 1988). Pure.

No model and no index: a few hundred recent items are compared in some milliseconds.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import add
from typing import NamedTuple

from ainews_cli.data import words
from ainews_cli.models.scripts import HIRAGANA

THRESHOLD = 0.12
"""Least cosine of a related item. On the demo's samples, items about one event, product or question have 0.12 to 0.47,
others less.
"""
LIMIT = 5

# Words are in alphabets up to U+07FF, runs in all other letters: naming those of Han and hangul takes 2 ms to compile.
_WORD = r"(?:[0-9A-Za-z]++|(?=[\u00aa-\u07ff])[^\W_])+"
_RUN = re.compile(rf"([^\W_\0-\u07ff]+)|({_WORD}(?:[.-]{_WORD})*)")
_HIRAGANA = re.compile(f"[{HIRAGANA}]+")
_COMMON = words("common_words", "similarity")


class ComparedItem(NamedTuple):
    """The texts of an item that are compared. Each field is a list of texts; those of `names` (titles, tags, companies)
    count twice.
    """

    id: int
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()


def related(
    target: ComparedItem, others: Iterable[ComparedItem], *, limit: int = LIMIT, threshold: float = THRESHOLD
) -> list[tuple[int, float]]:
    """Return (id, cosine) of the items most like `target`, the most similar first; only those of `threshold` (0 to 1)
    and more. Ties go by the newer id.
    """
    counted = {document.id: _counts(document) for document in others if document.id != target.id}
    mine = _counts(target)
    weights = _inverse_frequencies([mine, *counted.values()])
    wanted = {term: _weight(times, weights[term]) for term, times in mine.items()}
    own = _length(mine, weights)
    similar = []
    for number, counts in counted.items():
        product = sum([wanted[term] * _weight(counts[term], weights[term]) for term in wanted.keys() & counts.keys()])
        cosine = product / (own * _length(counts, weights)) if product else 0.0
        if cosine >= threshold:
            similar.append((number, cosine))
    return sorted(similar, key=lambda pair: (-pair[1], -pair[0]))[:limit]


class Corpus:
    """Documents that are all compared with each other: read and weighed once, and met by the words they share."""

    def __init__(self, documents: Iterable[ComparedItem]) -> None:
        counted = {document.id: _counts(document) for document in documents}
        weights = _inverse_frequencies(list(counted.values()))
        self._vectors = {number: _vector(counts, weights) for number, counts in counted.items()}
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for number, vector in self._vectors.items():
            for term, value in vector.items():
                if value:
                    self._holders.setdefault(term, []).append((number, value))

    def like(self, number: int, *, limit: int = LIMIT, threshold: float = THRESHOLD) -> list[tuple[int, float]]:
        """Return what `related` gives for the item of this id against all others."""
        cosines: dict[int, float] = {}
        for term, value in self._vectors[number].items():
            for other, theirs in self._holders.get(term, ()):
                cosines[other] = cosines.get(other, 0.0) + value * theirs
        cosines.pop(number, None)
        return sorted(
            ((other, cosine) for other, cosine in cosines.items() if cosine >= threshold),
            key=lambda pair: (-pair[1], -pair[0]),
        )[:limit]


def terms(text: str) -> list[str]:
    """Return the words of a text, folded; of Japanese, Chinese and Korean, overlapping pairs of characters (hiragana
    alone says little and is left out).
    """
    tokens: list[str] = []
    for run, word in _RUN.findall(text):
        if run:
            for piece in _HIRAGANA.split(run):
                tokens += map(add, piece, piece[1:]) if len(piece) > 1 else piece
        elif (folded := word.casefold()) not in _COMMON and len(folded) > 1:
            tokens.append(folded.removesuffix("s") if len(folded) > 3 and folded.isalpha() else folded)
    return tokens


def _counts(document: ComparedItem) -> Counter[str]:
    names = terms("\n".join(document.names))
    return Counter([*names, *names, *terms("\n".join(document.texts))])


def _inverse_frequencies(documents: Sequence[Counter[str]]) -> dict[str, float]:
    """Return ln(N / n) of each term: what every item has weighs nothing."""
    spread = Counter(chain.from_iterable(documents))
    by_count = [0.0, *(math.log(len(documents) / times) for times in range(1, len(documents) + 1))]
    return {term: by_count[times] for term, times in spread.items()}


def _weight(times: int, weight: float) -> float:
    """Return the weight of a term in an item: said ten times it counts 3.3 times one said once."""
    return weight if times == 1 else (1 + math.log(times)) * weight


def _length(counts: Mapping[str, int], weights: Mapping[str, float]) -> float:
    """Return the Euclidean length of an item's vector."""
    return math.hypot(
        *[weights[term] if times == 1 else _weight(times, weights[term]) for term, times in counts.items()]
    )


def _vector(counts: Mapping[str, int], weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of an item's terms, of length 1."""
    length = _length(counts, weights)
    return {term: _weight(times, weights[term]) / length for term, times in counts.items()} if length else {}
