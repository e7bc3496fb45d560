"""What goes in and out of message batches; `llm.anthropic.batches` sends them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol

from ainews_cli.llm.engine import Reply
from ainews_cli.models.batch import BatchCounts

ResultKind = Literal["succeeded", "errored", "canceled", "expired"]


class BatchState(NamedTuple):
    """A batch as the server describes it."""

    id: str
    ended: bool
    counts: BatchCounts
    created: datetime
    expires: datetime
    elsewhere: str = ""
    """The host that keeps its results, where that is not the server itself."""

    @property
    def size(self) -> int:
        """How many requests it has."""
        return sum(self.counts)


class BatchResult(NamedTuple):
    """What became of one request."""

    custom_id: str
    kind: ResultKind
    reply: Reply | None = None
    """Of a succeeded one; its cost is 0.0, for the price is not known here."""
    request_id: str = ""
    words: str = ""
    """Of an errored one: what the server said."""


class BatchServer(Protocol):
    """Implemented by `llm.anthropic.batches.BatchClient`. Everything but `create` may be asked twice."""

    @property
    def host(self) -> str:
        """Host and port, for messages and for telling servers apart."""

    async def create(self, requests: Sequence[tuple[str, Mapping[str, Any]]]) -> BatchState:
        """Send (custom_id, params) pairs. Raise NoBatches, ModelRefused, ModelUnavailable; MaybeSent when nobody knows
        whether they arrived.
        """

    async def retrieve(self, batch_id: str) -> BatchState:
        """Ask for a batch's state. Raise BatchUnknown, ModelRefused, ModelUnavailable."""

    async def listed(self, since: datetime) -> list[BatchState]:
        """Return the batches created since then, newest first. Raise NoBatches, ModelRefused, ModelUnavailable."""

    def results(self, batch: BatchState) -> AsyncIterator[BatchResult]:
        """Yield the results of an ended batch, in any order. Raise as `retrieve` does, also in the middle: what came
        before holds.
        """

    async def cancel(self, batch_id: str) -> BatchState:
        """Ask for an end; what is done by then is still answered. Raise as `retrieve` does."""

    async def aclose(self) -> None:
        """Let go of connections."""
