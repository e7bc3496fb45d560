"""Stories: items that report the same event, and what earlier digests showed of them."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import NamedTuple


class Member(NamedTuple):
    """One item of a story."""

    story: int
    id: int
    title: str
    """As its analysis has it."""
    tldr: str
    """ "" without an analysis."""
    url: str
    source: str
    published: datetime


class Shown(NamedTuple):
    """When digests showed an item."""

    day: str
    """The last day before the one in question whose digest did; "" for none."""
    at: str
    """When such a digest did first, UTC ISO 8601; "" where that was not noted yet."""
    own: str | None
    """When the digest of the day itself did first, None when it did not."""

    @property
    def away(self) -> bool:
        """Tell whether it does not come back on the day: what a page showed, it shows again, also when an earlier day
        was asked for since.
        """
        return bool(self.day) and self.own is None
