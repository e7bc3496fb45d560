"""The reader's taste, learnt on this machine from `star`, `hide` and `read`.

A linear model of our own, because the choice was between some two hundred lines and scikit-learn (with numpy and scipy
200 MB, 0.5 s of import on each start) or river (the same numpy). What is needed of them is one regularised logistic
regression over sparse features. Pure: signals in, a `Taste` out; the store keeps it between runs.
"""

from __future__ import annotations

from ainews_cli.ranking.taste.explain import pulls, reasons
from ainews_cli.ranking.taste.features import Traits, features
from ainews_cli.ranking.taste.model import EXPLORATION, STRENGTH, Signal, Taste, signal_of, value
from ainews_cli.ranking.taste.training import train

__all__ = [
    "EXPLORATION",
    "STRENGTH",
    "Signal",
    "Taste",
    "Traits",
    "features",
    "pulls",
    "reasons",
    "signal_of",
    "train",
    "value",
]
