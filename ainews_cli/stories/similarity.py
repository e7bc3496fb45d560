"""How much two items are about the same event: cosines of TF-IDF vectors (Salton and Buckley 1988) of titles and leads, and what they
share of names, numbers and links. Pure.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from ainews_cli.stories.words import FREQUENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ainews_cli.stories.features import Features

THRESHOLD = 0.32
"""Least similarity of two items of one story."""
TITLE, LEAD, NAMES = 0.45, 0.45, 0.35
"""What the cosines of titles and leads count, and what names and numbers in common do."""
ENOUGH = 22.0
"""Sum of the weights of names and numbers in common that counts as all: four rare ones."""
CROSS, CROSS_ENOUGH = 0.45, 24.0
"""The same between a title in Japanese and one in English."""
BACKGROUND = 400.0
"""Items that are imagined besides those at hand, so that weights are steady in a small collection."""
FREQUENT_SHARE = 0.10
RARE_LINK = 6
"""A link that more items have says nothing: a home page, a newsletter's own archive."""


class Weights:
    """Inverse frequencies of the terms of a collection."""

    def __init__(self, collection: Iterable[Features]) -> None:
        """Counts each term once per item."""
        self._spread: Counter[str] = Counter()
        self._links: Counter[str] = Counter()
        self._items = 0
        for one in collection:
            self._spread.update(one.lead.keys())
            self._links.update(one.links)
            self._items += 1

    def of(self, term: str) -> float:
        """ln(N / n), with the imagined items counted in."""
        total = self._items + BACKGROUND
        common = FREQUENT_SHARE * BACKGROUND if term in FREQUENT else 0.5
        return max(0.0, math.log(total / (self._spread[term] + common)))

    def telling(self, link: str) -> bool:
        """Whether few enough items have it."""
        return self._links[link] <= RARE_LINK

    def vector(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Of length 1; a term said ten times counts 3.3 times one said once."""
        weighed = {term: (1 + math.log(times)) * self.of(term) for term, times in counts.items()}
        length = math.sqrt(sum(value * value for value in weighed.values()))
        return {term: value / length for term, value in weighed.items()} if length else {}


class Vectors:
    """An item's vectors, made once."""

    __slots__ = ("features", "lead", "links", "strong", "title")

    def __init__(self, one: Features, weights: Weights) -> None:
        self.features = one
        self.title = weights.vector(one.title)
        self.lead = weights.vector(one.lead)
        self.strong = {term: weights.of(term) for term in one.strong}
        self.links = frozenset(filter(weights.telling, one.links))


def similarity(a: Vectors, b: Vectors) -> float:
    """0 to 1; 0 for items that contradict each other (two versions of one product, two numbers of one template)."""
    if _contradict(a.features, b.features):
        return 0.0
    if a.links & b.links:
        return max(0.6, _words(a, b))
    return _words(a, b)


def _words(a: Vectors, b: Vectors) -> float:
    title, lead = _cosine(a.title, b.title), _cosine(a.lead, b.lead)
    # What one of them has in its headline, and the other anywhere: of that alone it can be said that both are about it.
    headlines = a.features.headline | b.features.headline
    shared = sum(sorted((a.strong[term] for term in a.strong.keys() & b.strong.keys() & headlines), reverse=True)[:4])
    if a.features.wide != b.features.wide:
        # Words of two languages are never the same: what is the same in both has to bear more.
        return min(1.0, CROSS * min(1.0, shared / CROSS_ENOUGH) + LEAD * lead)
    return min(1.0, TITLE * title + LEAD * lead + NAMES * min(1.0, shared / ENOUGH))


def _contradict(a: Features, b: Features) -> bool:
    if "roundup" in (a.form, b.form) or a.form != b.form:
        return True
    if a.versions and b.versions and not a.versions & b.versions:
        return True
    # A series of one source: the same words around other numbers (issue 41, issue 42; daily figures).
    if a.source and a.source == b.source:
        same = len(a.title.keys() & b.title.keys())
        if a.numbers != b.numbers and same >= 0.6 * min(a.words, b.words):
            return True
    return False


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    small, large = (a, b) if len(a) < len(b) else (b, a)
    return sum(value * large.get(term, 0.0) for term, value in small.items())
