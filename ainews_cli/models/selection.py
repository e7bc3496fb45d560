"""Which items of a window are wanted."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Sequence
from typing import NamedTuple


class Only(NamedTuple):
    """Which items of a window are wanted; () asks for nothing. One that fits any of the three is taken."""

    kinds: Sequence[str] = ()
    """Of any feed that carries the item."""
    categories: Sequence[str] = ()
    """The same."""
    judged: Sequence[str] = ()
    """Categories that the item's analysis gives it."""


ALL = Only()
