"""Message batches: how far one is."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import timedelta
from typing import NamedTuple

POLL = timedelta(minutes=1)
"""Views ask about an open batch no more often than this."""
DROPPED = "dropped"
"""What is noted of a batch that the reader gave up."""


class BatchCounts(NamedTuple):
    """Requests of a batch by what became of them, as the server counts them (all are processing until the whole batch
    has ended).
    """

    processing: int = 0
    succeeded: int = 0
    errored: int = 0
    canceled: int = 0
    expired: int = 0
