"""Small charts in text: lines of values and bars out of block characters."""

from __future__ import annotations

from collections.abc import Sequence

_STEPS, _PLAIN_STEPS = "▁▂▃▄▅▆▇█", "_.:-=+*#"


def spark(values: Sequence[float], *, unicode: bool = True) -> str:
    """Return one character per value, from the lowest step (0) to the highest (the largest value); all 0 is a flat
    line.
    """
    steps = _STEPS if unicode else _PLAIN_STEPS
    top = max(values, default=0)
    if top <= 0:
        return steps[0] * len(values)
    return "".join(steps[min(len(steps) - 1, round(max(0.0, value) / top * (len(steps) - 1)))] for value in values)


def coarser(values: Sequence[float], most: int) -> Sequence[float]:
    """Return at most `most` values: sums of as many neighbours as it takes, counted from the last one."""
    length = -(-len(values) // most)
    if length <= 1:
        return values
    starts = range(len(values), 0, -length)
    return [sum(values[max(0, end - length) : end]) for end in starts][::-1]


def bar(share: float, width: int, *, unicode: bool = True) -> tuple[str, str]:
    """Return (the filled part, the empty part) of a bar of `width` characters; `share` is cut to 0 … 1."""
    filled = round(min(1.0, max(0.0, share)) * width)
    full, empty = ("█", "░") if unicode else ("#", ".")
    return full * filled, empty * (width - filled)
