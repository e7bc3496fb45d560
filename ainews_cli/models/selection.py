"""Which items are wanted: by a view, and by the reader."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple


class ItemFilter(NamedTuple):
    """What the reader asks of items; empty values ask for nothing."""

    feed: str = ""
    """Name of a feed that carries it."""
    category: str = ""
    """Of its feed or of its analysis."""
    tags: Sequence[str] = ()
    """Spellings of one tag: its analysis has one of them."""
    companies: Sequence[str] = ()
    """Names of one company: the same."""
    since: datetime | None = None
    until: datetime | None = None
    """Published before."""
    min_score: float = 0.0
    """As it is shown, with one decimal."""
    weights: Sequence[float] = (0.4, 0.3, 0.2, 0.1)
    """Of depth, relevance, practicality and novelty: what a score is."""
    hidden: bool = False
    """Hidden items, too."""
    subscribed: bool = False
    """Only what a feed in the config carries; lists ask that anyway."""

    @property
    def asks(self) -> bool:
        """Tell whether it may leave anything out that is not hidden."""
        return any(self._replace(weights=(), hidden=False))


NO_FILTER = ItemFilter()


class Only(NamedTuple):
    """Which items of a window are wanted; () asks for nothing. One that fits any of the first three is taken."""

    kinds: Sequence[str] = ()
    """Of any feed that carries the item."""
    categories: Sequence[str] = ()
    """The same."""
    judged: Sequence[str] = ()
    """Categories that the item's analysis gives it."""
    filter: ItemFilter = NO_FILTER
    """It must fit this, too."""


ALL = Only()
