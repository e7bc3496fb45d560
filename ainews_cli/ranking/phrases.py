"""Names that are one term: the words of one phrase, and a word beside the tag for it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

SHARE = 0.75
"""Of all items with either of two names, those that have both: so many, and they are one term."""
LEAST = 3
"""Items that two names must share."""
BETWEEN = frozenset(("", "-", "of", "de"))
"""What may stand between two words of a phrase: "mixture of experts"."""

Pair = tuple[str, str]


def neighbours(title: str, terms: Sequence[str]) -> Iterator[tuple[Pair, str]]:
    """Yield the terms of a title that stand side by side, with what is between."""
    folded = title.casefold()
    for left, right in pairwise(terms):
        start = folded.find(left.casefold())
        after = start + len(left)
        end = folded.find(right.casefold(), after)
        between = title[after:end] if 0 <= start < end else ""
        if between and between.strip() in BETWEEN:
            yield (left, right), between


def joined(pairs: Mapping[Pair, Counter[str]], items: Mapping[str, Collection[int]]) -> dict[str, str]:
    """Return the phrase of every term that is hardly ever met outside it. `pairs`: how often two terms stood side by
    side, by what was between them; `items`: the items of each term.
    """
    phrase: dict[str, str] = {}
    for (left, right), between in sorted(pairs.items(), key=lambda pair: (-pair[1].total(), pair[0])):
        of_both = (items.get(left, ()), items.get(right, ()))
        if not alike(*of_both) or between.total() < SHARE * min(map(len, of_both)):
            continue
        before, behind = phrase.get(left, left), phrase.get(right, right)
        if before == behind or not before.endswith(left) or not behind.startswith(right):
            continue
        whole = f"{before}{between.most_common(1)[0][0]}{behind}"
        members = [name for name, known in phrase.items() if known in (before, behind)]
        phrase |= dict.fromkeys((left, right, *members), whole)
    return phrase


def alike(some: Collection[int], others: Collection[int]) -> bool:
    """Return whether two names are met in the same items, but for a few."""
    first, second = set(some), set(others)
    both = len(first & second)
    return both >= LEAST and both >= SHARE * len(first | second)
