"""Why taste moved an item: which features, and which of the reader's own marks taught them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ainews_cli.ranking.taste.model import Taste

_TELLING = 0.2
"""Share of the strongest below which a marked item is not worth naming."""


def reasons(taste: Taste, vector: Mapping[str, float], *, limit: int = 3) -> list[tuple[str, float]]:
    """Return (feature, share of the pull) of what moved the item most, up or down; the shares add up to the pull when
    none is left out.
    """
    contributions = [
        (name, weight * amount) for name, amount in vector.items() if (weight := taste.weights.get(name, 0.0))
    ]
    return sorted(contributions, key=lambda contribution: (-abs(contribution[1]), contribution[0]))[:limit]


def pulls(
    taste: Taste,
    vector: Mapping[str, float],
    marked: Iterable[tuple[int, Mapping[str, float], bool]],
    *,
    limit: int = 3,
) -> list[tuple[int, float]]:
    """Return (item id, how much they share) of the marked items that taught what moved this one, the most telling
    first.

    `marked`: (id, vector, liked). A liked item counts by the features it shares with this one that pull up, a disliked
    one by those that push down.
    """
    shares = []
    for number, other, liked in marked:
        shared = (
            taste.weights.get(name, 0.0) * amount * other[name] for name, amount in vector.items() if name in other
        )
        strength = sum(part for part in shared if (part > 0) == liked)
        if strength:
            shares.append((number, abs(strength)))
    least = _TELLING * max((strength for _, strength in shares), default=0.0)
    return sorted((share for share in shares if share[1] >= least), key=lambda share: (-share[1], -share[0]))[:limit]
