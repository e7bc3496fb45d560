"""Items about the same things: TF-IDF vectors of their words, compared by their cosine (Salton and Buckley 1988). Pure.

No model and no index: a few hundred recent items are compared in some milliseconds.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
import math
import re
from collections import Counter, defaultdict, deque
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
    return _most(similar, limit)


def neighbours(
    documents: Sequence[ComparedItem], span: int, *, limit: int = LIMIT, threshold: float = THRESHOLD
) -> dict[int, list[tuple[int, float]]]:
    """Return for each item what `related` gives for it, out of the `span` items before it and the `span` after it.

    Terms are weighed by all of the documents, so that one more hardly changes what is like what. Every pair is met
    once, by the words that both have; twice the documents take twice the time.
    """
    counted = list(map(_counts, documents))
    weights = _inverse_frequencies(counted)
    vectors = [_vector(counts, weights) for counts in counted]
    alike: dict[int, list[tuple[int, float]]] = {document.id: [] for document in documents}
    holders: defaultdict[str, deque[tuple[int, float]]] = defaultdict(deque)
    for at, (document, vector) in enumerate(zip(documents, vectors, strict=True)):
        for term in vectors[at - span - 1] if at > span else ():
            holders[term].popleft()
        cosines = [0.0] * span  # of the items before it; that at `other` has the place `other % span`
        for term, value in vector.items():
            known = holders[term]
            for place, theirs in known:
                cosines[place] += value * theirs
            known.append((at % span, value))
        for other in range(max(0, at - span), at):
            cosine = cosines[other % span]
            if cosine >= threshold:
                alike[document.id].append((documents[other].id, cosine))
                alike[documents[other].id].append((document.id, cosine))
    return {number: _most(pairs, limit) for number, pairs in alike.items()}


def _most(pairs: Iterable[tuple[int, float]], limit: int) -> list[tuple[int, float]]:
    return sorted(pairs, key=lambda pair: (-pair[1], -pair[0]))[:limit]


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
    return {term: _weight(times, weights[term]) / length for term, times in counts.items() if weights[term]}
