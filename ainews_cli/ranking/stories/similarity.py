"""The odds that two items report one event: signs of it, weighed by a logistic regression. Pure."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import KeysView, Sequence
from itertools import combinations

from ainews_cli.models.scripts import is_katakana
from ainews_cli.ranking.stories.features import StoryFeatures
from ainews_cli.ranking.stories.terms import MONTHS
from ainews_cli.ranking.stories.words import FREQUENT, USUAL

BACKGROUND = 400.0
"""Items that are imagined besides those at hand, so that weights are steady in a small collection."""
FREQUENT_SHARE, USUAL_SHARE = 0.10, 0.02
"""Shares of them that have a word of `FREQUENT`; one of `USUAL`, a concept, a known company or a small count."""
BURST, ALIKE, SAMPLE = 20, 0.3, 12
"""A term of more items of a day, whose titles have such a share of their terms in common, is that of one event that a
hundred report today, and not a common word: it counts for BURST items. (Titles of other news with a word in common
share a tenth.)
"""
RARE_LINK = 6
"""A link that more items have says nothing: a home page, a newsletter's own archive."""
HOUSE, HOUSE_SHARE, HOUSE_WORTH = 4, 0.2, 0.3
"""A term in so many of a source's titles, and such a share of them, is a phrase of the house: between two of its items
it counts a third.
"""
NAMING = 3.9
"""Weight from which a name in a headline tells who the news is about: rarer than an ordinary word."""
TELLING = 1.5
"""Weight below which a term says nothing, however many of its kind two items share: more than a fifth of all items have
it.
"""
LATER = 0.3
"""Weight of a term of a title that the other item has only after the opening of its text: there many words stand by
chance.
"""
LEAST_MASS = 9.0
"""Least weight of a headline; what a shorter one shares is no more than a part of it."""

SIGNS = (
    *("bias", "titles", "title and text", "most told", "least told", "rarest", "rarest three"),
    *("names least", "names most", "other subjects", "source", "days", "events"),
)
"""Names of the signs: rarity that both titles share; that one title shares with the other's text; the share of a
title's rarity that the other item has, of the title of which that is more, and less; the rarest shared terms; the same
shares of the names in the titles; whether the first name of each title is unknown to the other item; whether one source
brought both; the days between; whether both titles name a kind of event. The weights are a ridge regression's on
labelled pairs, those of tests/stories among them (docs/measured.md).
"""
_LEAST_TOLD = SIGNS.index("least told")
SAME = (-4.19, 1.54, 1.80, 2.60, 0.27, 1.58, 1.94, 0.44, 0.34, -2.8, -2.82, -2.46, 0.45)
"""Weights for two items in scripts of one kind, in log-odds. (That of other subjects is the regression's -1.69 made
stronger: it costs nothing on the labelled news and keeps funding rounds of one size apart.)
"""
CROSS = (-4.76, 3.29, 2.02, 3.27, -0.06, 1.20, 3.14, -0.01, 0.71, -1.04, -0.86, -2.65, -0.05)
"""For one in Japanese and one in English: words are never the same, so names, numbers and concepts have to bear
more.
"""
NEVER = -9.0
"""Log-odds of items that contradict each other: two versions of one product, a round-up and a report."""
UNTOLD = -2.0
"""Log-odds added for two items one of which says nothing of what the other's title does: an article mentions what
another is about. (The labelled news, whose texts are short, measure the same without it; of the demo's articles it
parts a review of a model from the bill for its training.)
"""
CERTAIN = 4.0
"""Log-odds of items that share a telling link."""
LONGEST_GAP = 4.0
"""Days."""


class TermWeights:
    """Inverse frequencies of the terms of a collection, and the phrases of each source."""

    def __init__(self, collection: Sequence[StoryFeatures]) -> None:
        """Count each term once per item."""
        self._spread: Counter[str] = Counter()
        self._links: Counter[str] = Counter()
        self._items = len(collection)
        self._known: dict[str, float] = {}
        titles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        brought = Counter(item.source for item in collection if item.source)
        days: defaultdict[object, list[StoryFeatures]] = defaultdict(list)
        for item in collection:
            days[item.published.toordinal() if item.published else None].append(item)
            self._links.update(item.links)
            if item.source:
                titles[item.source].update(item.title.keys())
        for items in days.values():
            self._spread.update(_spread(items))
        self._house = {
            source: frozenset(
                term for term, times in spread.items() if times >= max(HOUSE, HOUSE_SHARE * brought[source])
            )
            for source, spread in titles.items()
        }

    def of(self, term: str) -> float:
        """Return ln(N / n) of a term, with the imagined items counted in."""
        weight = self._known.get(term)
        if weight is None:
            weight = self._known[term] = max(
                0.0, math.log((self._items + BACKGROUND) / (self._spread[term] + _imagined(term)))
            )
        return weight

    def telling(self, link: str) -> bool:
        """Return whether few enough items have a link."""
        return self._links[link] <= RARE_LINK

    def house(self, source: str) -> frozenset[str]:
        """Return the terms that say little between two items of the source."""
        return self._house.get(source, frozenset())


def _spread(items: Sequence[StoryFeatures]) -> Counter[str]:
    """Return how many items of a day have each term; of a term of one event that many report, only BURST count."""
    spread: Counter[str] = Counter()
    for item in items:
        spread.update(item.lead.keys())
        spread.update(item.sounds.keys())
    for term in [term for term, times in spread.items() if times > BURST]:
        if _alike([item.title.keys() for item in items if term in item.lead]) > ALIKE:
            spread[term] = BURST
    return spread


def _alike(titles: Sequence[KeysView[str]]) -> float:
    """Return the mean share of terms that two of the titles have in common, over a sample."""
    some = [titles[at * len(titles) // SAMPLE] for at in range(min(SAMPLE, len(titles)))]
    shares = [len(title & other) / len(title | other) for title, other in combinations(filter(None, some), 2)]
    return sum(shares) / len(shares) if shares else 0.0


def _imagined(term: str) -> float:
    """Return how many of the imagined items have a term."""
    if term in FREQUENT:
        return FREQUENT_SHARE * BACKGROUND
    if term in USUAL or term.startswith(("few:", "name:", "c:")):
        return USUAL_SHARE * BACKGROUND
    return 0.5


class WeighedItem:
    """An item with the weights of its terms, made once."""

    __slots__ = ("features", "links", "mass", "naming", "weights")

    def __init__(self, item: StoryFeatures, weights: TermWeights) -> None:
        self.features = item
        self.weights = weights
        self.links = frozenset(filter(weights.telling, item.links))
        across = sum(weights.of(term) for term in item.title if term.isascii())
        across += sum(weights.of(sound) for sound in item.title_sounds if not item.sounds.get(sound, "").isascii())
        self.mass = (sum(map(weights.of, item.title)), across)
        """Weight of the title's terms: of all, of those that another language can share."""
        names = {term: weights.of(term) for term in item.title if _is_name(term, item)}
        self.naming = {term: weight for term, weight in names.items() if weight > NAMING}
        """Names in the title, in order, with their weights."""


def _is_name(term: str, item: StoryFeatures) -> bool:
    """Return whether a term of a title is a name: capitals or katakana, and no number."""
    return (term in item.headline and not any(map(str.isdigit, term))) or is_katakana(term[0])


def odds(x: WeighedItem, y: WeighedItem) -> float:
    """Return the log-odds of one event; 0 is even."""
    a, b = x.features, y.features
    if contradict(a, b):
        return NEVER
    if x.links & y.links:
        return CERTAIN
    values = signs(x, y)
    fitted = sum(weight * sign for weight, sign in zip(CROSS if a.wide != b.wide else SAME, values, strict=True))
    return fitted if values[_LEAST_TOLD] else fitted + UNTOLD


def signs(x: WeighedItem, y: WeighedItem) -> tuple[float, ...]:
    """Return the signs of SIGNS, each about 0 to 1."""
    a, b = x.features, y.features
    same = bool(a.source) and a.source == b.source
    house = x.weights.house(a.source) if same else ()
    both = mixed = of_a = of_b = 0.0
    shared_weights = []
    for term in _shared(a, b):
        weight = x.weights.of(term) * (HOUSE_WORTH if term in house else 1.0)
        if weight < TELLING:
            continue
        in_a, in_b = term in a.title or term in a.title_sounds, term in b.title or term in b.title_sounds
        if in_a or in_b:
            if not (in_a and in_b):
                weight *= 1.0 if term in (b if in_a else a).opening else LATER
            shared_weights.append(weight)
            of_a += weight * in_a
            of_b += weight * in_b
            if in_a and in_b:
                both += weight
            else:
                mixed += weight
    shared_weights.sort(reverse=True)
    across = a.wide != b.wide
    shares = (min(1.0, of_a / max(LEAST_MASS, x.mass[across])), min(1.0, of_b / max(LEAST_MASS, y.mass[across])))
    heard = (_heard(x, b), _heard(y, a))
    names = (_share(heard[0]), _share(heard[1]))
    named = bool(heard[0] and heard[1])
    days = abs((a.published - b.published).total_seconds()) / 86400 if a.published and b.published else 0.5
    return (
        1.0,
        min(1.0, both / 20),
        min(1.0, mixed / 20),
        max(shares),
        min(shares),
        shared_weights[0] / 6 if shared_weights else 0.0,
        sum(shared_weights[:3]) / 18,
        min(names),
        max(names),
        float(named and not heard[0][0][1] and not heard[1][0][1]),
        float(same),
        min(LONGEST_GAP, days) / LONGEST_GAP,
        float(bool(a.events and b.events)),
    )


def _shared(a: StoryFeatures, b: StoryFeatures) -> list[str]:
    """Return the terms of both, and sounds of both where the name is written in two ways."""
    small, large = (a, b) if len(a.lead) < len(b.lead) else (b, a)
    terms = [term for term in small.lead if term in large.lead]
    terms += [sound for sound in a.sounds.keys() & b.sounds.keys() if a.sounds[sound] != b.sounds[sound]]
    return terms


def _heard(x: WeighedItem, other: StoryFeatures) -> list[tuple[float, bool]]:
    """Return of each name in the title, in order, its weight and whether the other item has it."""
    if not x.naming:
        return []
    written = {name for sound, name in x.features.sounds.items() if sound in other.sounds}
    return [(weight, term in other.lead or term in written) for term, weight in x.naming.items()]


def _share(heard: list[tuple[float, bool]]) -> float:
    """Return how much of the names the other item has, 0 to 1; 0.5 for no names."""
    total = sum(weight for weight, _ in heard)
    return sum(weight for weight, had in heard if had) / total if total else 0.5


def contradict(a: StoryFeatures, b: StoryFeatures) -> bool:
    """Return whether two items cannot be about one event, however much they share."""
    if "roundup" in (a.form, b.form) or a.form != b.form:
        return True
    if (a.paper and b.paper and a.paper != b.paper) or (a.product and b.product and a.product != b.product):
        return True
    if a.versions and b.versions and not a.versions & b.versions:
        return True
    same = bool(a.source) and a.source == b.source
    if any(
        not numbers & b.numbered.get(name, numbers)
        for name, numbers in a.numbered.items()
        if same or name not in MONTHS
    ):
        return True
    common = len(a.title.keys() & b.title.keys())
    if a.form and common < 0.8 * max(a.words, b.words):  # two people's own tests of one thing
        return True
    # A series of one source: the same words around other numbers (issue 41, issue 42; daily figures).
    return same and a.numbers != b.numbers and common >= 0.6 * min(a.words, b.words)
