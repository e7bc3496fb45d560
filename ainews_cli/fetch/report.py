"""The closing words of a run of fetch. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ainews_cli.models.feed import FeedOutcome
from ainews_cli.models.item import DateNote

_INLINE = 3
"""Up to so many reasons stand in the closing line; more get a line each."""


def nothing_fetched(outcomes: Sequence[FeedOutcome]) -> bool:
    """Tell whether every feed that was asked failed (and at least one was asked): the caller then raises FetchError."""
    asked = [outcome for outcome in outcomes if outcome.status != "skipped"]
    return bool(asked) and all(outcome.status == "failed" for outcome in asked)


def summary(outcomes: Sequence[FeedOutcome]) -> str:
    """Return the closing line: "12 feeds: 9 with 31 new items, 2 unchanged, 1 failed (Name: reason)"; each failed or
    skipped feed is named.
    """
    of = {
        status: [outcome for outcome in outcomes if outcome.status == status]
        for status in ("new", "unchanged", "failed", "skipped")
    }
    named = [outcome for outcome in outcomes if outcome.status in ("failed", "skipped")]
    inline = len(named) <= _INLINE
    parts = []
    if of["new"]:
        parts.append(f"{len(of['new'])} with {_count(sum(outcome.new for outcome in of['new']), 'new item')}")
    if of["unchanged"]:
        parts.append(f"{len(of['unchanged'])} unchanged")
    updated = sum(outcome.updated for outcome in outcomes)
    if updated:
        parts.append(f"{_count(updated, 'item')} updated")
    for status in ("failed", "skipped"):
        if of[status]:
            reasons = "; ".join(_reason(outcome) for outcome in of[status])
            parts.append(f"{len(of[status])} {status}" + (f" ({reasons})" if inline else ""))
    lines = [f"{_count(len(outcomes), 'feed')}: {', '.join(parts) or 'nothing to do'}"]
    if not inline:
        lines += [f"  {outcome.status}: {_reason(outcome)}" for outcome in named]
    lines += [
        f"  {outcome.name}: {note}" for outcome in outcomes for note in outcome.notes if note.startswith(_LASTING)
    ]
    return "\n".join(lines)


_UNREAD = (DateNote.UNREADABLE, DateNote.ZONE_UNKNOWN, DateNote.DAY_OR_MONTH)
_LASTING = ("moved", "gone", "cut", "more than", *_UNREAD)
"""Notes about a feed's address, and about what is left out or could not be read, are worth a line; other notes are in
the JSON form.
"""


def _reason(outcome: FeedOutcome) -> str:
    return f"{outcome.name}: {outcome.reason}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
