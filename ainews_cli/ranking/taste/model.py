"""The model of a reader's taste, and what it makes of an item. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import tanh
from typing import NamedTuple

STRENGTH = 0.8
"""Greatest step by which taste moves an item on the scale of scores, up or down: a 5 that the reader would not like
still stands before a 3 that he would.
"""
EXPLORATION = 0.15
"""Greatest bonus for being unlike everything the reader has marked (optimism where little is known; Auer et al. 2002,
"Finite-time Analysis of the Multiarmed Bandit Problem"), so that what he has not seen is not shut out. No dice: the
same window gives the same page.
"""
HALF_TRUST = 8.0
"""Signals (in stars) at which the model counts half: with few it stays near neutral."""
_OUTCOMES: dict[str, tuple[bool, float]] = {"hidden": (False, 1.0), "starred": (True, 1.0), "read": (True, 0.3)}


class Signal(NamedTuple):
    """One act of the reader: a star, a read, a hide."""

    liked: bool
    weight: float
    """Weight, in stars."""


class Taste(NamedTuple):
    """A trained model."""

    weights: Mapping[str, float]
    """Feature -> weight; features that are not in it weigh nothing."""
    seen: Collection[str]
    """Features of the items that it was trained on."""
    trust: float
    """0 (no signals) to 1."""


NEUTRAL = Taste({}, frozenset(), 0.0)
"""The taste of a reader who has marked nothing."""


def signal_of(flags: Collection[str]) -> Signal | None:
    """Return what an item's flags ("starred", "hidden", "read") say: hiding it counts before all, a star before having
    read it; None for no flag.
    """
    outcome_of_flags = next((outcome for flag, outcome in _OUTCOMES.items() if flag in flags), None)
    return Signal(*outcome_of_flags) if outcome_of_flags else None


def trust_of(signals: Collection[Signal]) -> float:
    """Return how far the model is trusted: 0 without signals, 0.5 at HALF_TRUST stars, towards 1."""
    amount = sum(signal.weight for signal in signals)
    return amount / (amount + HALF_TRUST)


def value(taste: Taste, vector: Mapping[str, float]) -> tuple[float, float]:
    """Return (liking, exploration) in points of score: liking -STRENGTH to STRENGTH, exploration 0 to EXPLORATION; (0,
    0) for a neutral taste.
    """
    if not taste.trust:
        return 0.0, 0.0
    pull = sum(taste.weights.get(name, 0.0) * amount for name, amount in vector.items())
    mass = sum(amount * amount for amount in vector.values())
    unseen = sum(amount * amount for name, amount in vector.items() if name not in taste.seen)
    return STRENGTH * taste.trust * tanh(pull), EXPLORATION * taste.trust * (unseen / mass if mass else 0.0)
