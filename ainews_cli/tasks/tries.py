"""The memory of what was asked in vain: every task asks it before it asks a model, and tells it what failed.

A question whose reply could not be used, even on the second try, is not asked again for a day, unless its text, prompt,
model or server changes or the reader says so. Where a model's replies keep being unusable, that is remembered as well,
and the rest is not asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from ainews_cli.models.tries import REMEMBERED, FailedTry, TryKey

if TYPE_CHECKING:
    from ainews_cli.llm.engine import Reply


class TryStore(Protocol):
    """The part of the store that is used here."""

    def failed_tries(
        self, purpose: str, item_ids: Iterable[int], *, profile: str, server: str, now: datetime
    ) -> dict[TryKey, FailedTry]:
        """Return the tries about these items that failed within the day."""

    def save_failed_try(self, failed: FailedTry, *, server: str) -> None:
        """Commit one."""

    def forget_failed_tries(self, keys: Iterable[TryKey], *, server: str) -> None:
        """Forget some."""

    def reply_unusable(self, call_id: int) -> None:
        """Note in the ledger that the checks refused a reply."""


class Tries:
    """The failed tries of one run and those of the day before it."""

    def __init__(self, store: TryStore, *, server: str, clock: Callable[[], datetime], retry: bool = False) -> None:
        """`server`: the host that is asked; `retry`: ask again whatever failed."""
        self._store, self._server, self._clock, self.retry = store, server, clock, retry
        self.failed: dict[TryKey, FailedTry] = {}
        """Those of this run."""
        self.stopped: FailedTry | None = None
        """Why nothing more is asked in this run."""
        self._any_before = False

    @property
    def refused_before(self) -> datetime:
        """Until when a translated block must have been refused to be asked for again."""
        return self._clock() - (timedelta() if self.retry else REMEMBERED)

    def known(self, purpose: str, item_ids: Iterable[int], profile: str) -> Mapping[TryKey, FailedTry]:
        """Return the tries about these items that keep from asking again. Most runs find none."""
        if self.retry:
            return {}
        found = self._store.failed_tries(purpose, item_ids, profile=profile, server=self._server, now=self._clock())
        self._any_before = self._any_before or bool(found)
        return found

    def given_up(self, purpose: str, profile: str) -> FailedTry | None:
        """Return why this model is asked nothing of the kind for now; None where it may be."""
        whole = TryKey(purpose, 0, "", profile)
        self.stopped = self.stopped or self.known(purpose, [0], profile).get(whole)
        return self.stopped

    def fail(self, key: TryKey, reason: str) -> None:
        """Remember that the reply to this could not be used."""
        self.failed[key] = FailedTry(key, reason, self._clock())
        self._store.save_failed_try(self.failed[key], server=self._server)

    def give_up(self, key: TryKey, reason: str) -> None:
        """Remember that the replies to questions like this one keep being unusable, and ask nothing more."""
        self.stopped = FailedTry(key.whole, reason, self._clock())
        self._store.save_failed_try(self.stopped, server=self._server)

    def succeed(self, key: TryKey) -> None:
        """Forget what failed before: this reply can be used."""
        if self.retry or self._any_before:
            self._store.forget_failed_tries([key, key.whole], server=self._server)

    def refuse(self, reply: Reply) -> None:
        """Note in the ledger that the checks refused a reply, which the server thinks was a good one."""
        if reply.call:
            self._store.reply_unusable(reply.call)
