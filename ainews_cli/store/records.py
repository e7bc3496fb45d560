"""Records that go into the store and come out of it, besides the models."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import Literal, NamedTuple

from ainews_cli.models.batch import BatchCounts
from ainews_cli.models.feed import FeedState
from ainews_cli.models.item import Entry
from ainews_cli.models.text import Block

Flag = Literal["starred", "hidden", "read"]


class FeedUpdate(NamedTuple):
    """The writes that one fetch of one feed asks for."""

    feed_id: int
    entries: tuple[Entry, ...]
    """() for 304 and failures."""
    state: FeedState
    """The state to remember from now on."""
    skipped: tuple[str, ...] = ()
    """Guids that the same document lists too but that were left out of `entries` as unchanged. Needed for the identity
    rule
    "two entries of one document are two items although they share an address"."""


class Saved(NamedTuple):
    """Counts of what writing one FeedUpdate changed."""

    feed_id: int
    new: int
    """Items that did not exist before."""
    updated: int
    """Items whose title, summary or content changed."""
    seen: int
    """Entries in the document."""


class Spend(NamedTuple):
    """Money in US dollars."""

    day: float
    """Settled since the start of the UTC day (or the `day_start` asked for)."""
    run: float
    """Settled by the ledger this store opened last; 0.0 without one."""
    in_flight: float
    """Estimates of calls not settled yet, of all processes."""


class UsageRow(NamedTuple):
    """The cost of one model on one of the reader's days for one purpose."""

    day: str
    """ "2026-11-22"."""
    model: str
    purpose: str
    calls: int
    failed: int
    """Settled calls without a reply that could be used."""
    in_flight: int
    items: int
    """Different items that were answered about."""
    input_tokens: int
    """Neither read from the cache nor written to it."""
    output_tokens: int
    cache_read: int
    cache_written: int
    cost: float
    """US dollars; calls in flight count with their estimate."""
    batched: int = 0
    """Calls that were part of a batch."""
    batched_cost: float = 0.0
    """US dollars of those that are settled, at the batch's price."""


class StoredPage(NamedTuple):
    """An article page that was fetched, or why it was not."""

    blocks: tuple[Block, ...]
    """The article; () when there is none, and for pages kept as HTML."""
    note: str
    """Why it is short or missing, "" when whole."""
    fetched: datetime
    html: str = ""
    """The article as databases before schema 8 hold it, "" in pages read since."""

    @property
    def has_text(self) -> bool:
        """Tell whether an article was found on it."""
        return bool(self.blocks or self.html)


class StoredBatch(NamedTuple):
    """A message batch."""

    id: int
    nonce: str
    """Part of the custom_id of each of its requests."""
    server: str
    """Host it was sent to."""
    model: str
    price: str
    """JSON, as it was given."""
    batch_id: str
    """The server's name for it, "" where it is not known."""
    state: Literal["submitting", "open", "closed", "released", "foreign"]
    """ "submitting": nobody knows yet whether it reached the server. "released": it did not, or it was lost."""
    submitted: datetime
    expires: datetime
    checked: datetime | None
    """When the server was last asked about it."""
    note: str
    pid: int
    """Of the process that submitted it."""
    counts: BatchCounts
    requests: int
    waiting: int
    """Requests whose reply was not read yet."""
    dollars: float
    """US dollars: what its requests cost, those that are not settled at their estimate."""


class BatchRequest(NamedTuple):
    """One request of a batch."""

    call_id: int
    """Its row in `llm_calls`."""
    custom_id: str
    purpose: Literal["analysis", "translation"]
    item_id: int
    body_hash: str
    """Of the item when it was sent."""
    text_hash: str
    """Of the text that was sent."""
    profile: str
    """What else the reply depends on."""
    sent: str
    """What is needed to check the reply, JSON."""
