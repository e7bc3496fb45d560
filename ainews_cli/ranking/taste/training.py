"""Logistic regression with a Gaussian prior (ridge) over sparse features, by AdaGrad (Duchi, Hazan and Singer 2011).
Pure and without dice.

Besides what the reader marked there is a background: items he did not mark count as faint dislikes, since a reader
marks few of what he passes over (learning from positive and unlabelled data; Elkan and Noto 2008). So stars alone
teach, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, sqrt

from ainews_cli.ranking.taste.model import NEUTRAL, Signal, Taste, trust_of

Vector = dict[str, float]

BACKGROUND = 0.15
"""Weight of an unmarked item, in stars; all of them together weigh no more than all signals."""
PRIOR = 0.5
"""Precision of the prior of every weight: the higher, the nearer to 0 they stay."""
ROUNDS = 25
RATE = 0.4
_SMALL = 0.01
"""Weights below this are dropped: they say nothing and would be stored."""
_BIAS = ""


def train(marked: Sequence[tuple[Vector, Signal]], background: Sequence[Vector] = ()) -> Taste:
    """Return the taste that the signals show; NEUTRAL for none. The order of the arguments does not matter much, and is
    kept.
    """
    if not marked:
        return NEUTRAL
    signals = [signal for _, signal in marked]
    amount = sum(signal.weight for signal in signals)
    faint = min(BACKGROUND, amount / len(background)) if background else 0.0
    examples = [(vector, 1.0 if signal.liked else 0.0, signal.weight) for vector, signal in marked]
    examples += [(vector, 0.0, faint) for vector in background]
    weights = _fit(examples)
    telling = {name: round(weight, 4) for name, weight in weights.items() if name != _BIAS and abs(weight) >= _SMALL}
    return Taste(telling, frozenset(name for vector, _ in marked for name in vector), trust_of(signals))


def _fit(examples: Sequence[tuple[Mapping[str, float], float, float]]) -> dict[str, float]:
    """Return the weights that maximise the likelihood and the prior. Each example carries its share of the prior of the
    features it has.
    """
    times = Counter(name for vector, _, _ in examples for name in vector)
    shares = {name: PRIOR / count for name, count in times.items()}
    weights: dict[str, float] = dict.fromkeys(times, 0.0)
    squares: dict[str, float] = dict.fromkeys(times, 1e-6)
    bias, bias_squares = 0.0, 1e-6
    for _ in range(ROUNDS):
        for vector, liked, importance in examples:
            reach = bias + sum(weights[name] * amount for name, amount in vector.items())
            error = importance * (_sigmoid(reach) - liked)
            bias_squares += error * error
            bias -= RATE * error / sqrt(bias_squares)
            for name, amount in vector.items():
                slope = error * amount + shares[name] * weights[name]
                squares[name] += slope * slope
                weights[name] -= RATE * slope / sqrt(squares[name])
    return {**weights, _BIAS: bias}


def _sigmoid(value: float) -> float:
    if value >= 0:
        return 1 / (1 + exp(-min(value, 60.0)))
    grown = exp(max(value, -60.0))
    return grown / (1 + grown)
