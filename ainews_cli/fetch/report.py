"""The closing words of a run of fetch. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ainews_cli.models.feed import FeedOutcome
from ainews_cli.models.item import DateNote
from ainews_cli.texts import said, text

_INLINE = 3
"""Up to so many reasons stand in the closing line; more get a line each."""


def nothing_fetched(outcomes: Sequence[FeedOutcome]) -> bool:
    """Tell whether every feed that was asked failed (and at least one was asked): the caller then raises FetchError."""
    asked = [outcome for outcome in outcomes if outcome.status != "skipped"]
    return bool(asked) and all(outcome.status == "failed" for outcome in asked)


def unreachable(outcomes: Sequence[FeedOutcome]) -> bool:
    """Tell whether several feeds were asked and no server said anything: the network is to blame, not the feeds."""
    asked = [outcome for outcome in outcomes if outcome.status != "skipped"]
    return len(asked) > 1 and all(outcome.status == "failed" and not outcome.http_status for outcome in asked)


def _no_network(outcomes: Sequence[FeedOutcome], language: str) -> str:
    """Return one line, however many feeds there are: the commonest reason, with one feed that has it."""
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    kinds = Counter(_reason_kind(outcome) for outcome in failed)
    example = next(outcome for outcome in failed if _reason_kind(outcome) == kinds.most_common(1)[0][0])
    more = text(language, "list.more", names=_reason(example, language), n=len(failed) - 1)
    done = text(language, "fetch.unreachable", reasons=more if len(failed) > 1 else _reason(example, language))
    return text(language, "fetch.feeds", n=len(outcomes), done=done)


def _reason_kind(outcome: FeedOutcome) -> str:
    """Return the first words of a reason: what follows names a host."""
    return " ".join(outcome.reason.split()[:3])


def summary(outcomes: Sequence[FeedOutcome], language: str = "en") -> str:
    """Return the closing line: "12 feeds: 9 with 31 new items, 2 unchanged, 1 failed (Name: reason)"; each failed or
    skipped feed is named.
    """
    if unreachable(outcomes):
        return _no_network(outcomes, language)
    of = {
        status: [outcome for outcome in outcomes if outcome.status == status]
        for status in ("new", "unchanged", "failed", "skipped")
    }
    named = [outcome for outcome in outcomes if outcome.status in ("failed", "skipped")]
    inline = len(named) <= _INLINE
    parts = []
    if of["new"]:
        new = text(language, "fetch.new_items", n=sum(outcome.new for outcome in of["new"]))
        parts.append(text(language, "fetch.new", feeds=len(of["new"]), items=new))
    if of["unchanged"]:
        parts.append(text(language, "fetch.unchanged", feeds=len(of["unchanged"])))
    if updated := sum(outcome.updated for outcome in outcomes):
        parts.append(text(language, "fetch.updated", n=updated))
    for status in ("failed", "skipped"):
        if of[status]:
            reasons = "; ".join(_reason(outcome, language) for outcome in of[status])
            parts.append(text(language, f"fetch.{status}", feeds=len(of[status])) + (f" ({reasons})" if inline else ""))
    done = text(language, "list.comma").join(parts) or text(language, "fetch.nothing")
    lines = [text(language, "fetch.feeds", n=len(outcomes), done=done)]
    if not inline:
        lines += [text(language, f"fetch.{outcome.status}_feed", feed=_reason(outcome, language)) for outcome in named]
    lines += [
        f"  {outcome.name}: {said(language, note)}"
        for outcome in outcomes
        for note in outcome.notes
        if note.startswith(_LASTING)
    ]
    return "\n".join(lines)


_UNREAD = (DateNote.UNREADABLE, DateNote.ZONE_UNKNOWN, DateNote.DAY_OR_MONTH)
_LASTING = ("moved", "gone", "cut", "more than", *_UNREAD)
"""Notes about a feed's address, and about what is left out or could not be read, are worth a line; other notes are in
the JSON form.
"""


def _reason(outcome: FeedOutcome, language: str) -> str:
    return f"{outcome.name}: {said(language, outcome.reason)}"
