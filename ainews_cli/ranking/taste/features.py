"""The features of an item for the model of taste: its source, tags, names, the words of its title, its four marks.
Pure.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from ainews_cli.ranking.similarity import terms

GROUPS: dict[str, float] = {
    "source": 0.7,
    "category": 0.5,
    "tag": 1.0,
    "company": 1.0,
    "product": 1.0,
    "word": 0.7,
    "mark": 0.5,
}
"""Euclidean length of each group's part of the vector: ten words of a title together say no more than one tag."""
_MIDDLE, _SPAN = 3.0, 2.0


class Traits(NamedTuple):
    """The fields of an item that count for taste."""

    id: int
    title: str
    source: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    marks: tuple[tuple[str, float], ...] = ()
    """(name, 1.0 to 5.0)."""


def features(traits: Traits) -> dict[str, float]:
    """Return feature -> value. Features are named "tag:agents", "word:inference", "source:…"; a mark's value is -1 (a
    1) to 1 (a 5) before scaling.
    """
    groups: dict[str, dict[str, float]] = {
        "source": _ones((traits.source,)),
        "category": _ones((traits.category,)),
        "tag": _ones(traits.tags),
        "company": _ones(traits.companies),
        "product": _ones(traits.products),
        "word": _ones(terms(traits.title)),
        "mark": {name: (value - _MIDDLE) / _SPAN for name, value in traits.marks},
    }
    return {
        f"{group}:{name}": scaled for group, values in groups.items() for name, scaled in _scaled(values, group).items()
    }


def _ones(names: tuple[str, ...] | list[str]) -> dict[str, float]:
    return {folded: 1.0 for name in names if (folded := " ".join(name.casefold().split()))}


def _scaled(values: dict[str, float], group: str) -> dict[str, float]:
    if not values:
        return {}
    share = GROUPS[group] / sqrt(len(values))
    return {name: value * share for name, value in values.items() if value}
