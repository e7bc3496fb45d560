"""The database file, and what the last fetches left in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.doctor.findings import Diagnosis
from ainews_cli.errors import ExitCode
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ainews_cli.models.feed import Feed, FeedState
    from ainews_cli.store.health import Health

LARGE_LOG = 200_000_000
"""Bytes of a write-ahead log that no open program explains."""
MEGABYTE = 1_000_000


def findings(health: Health, path: Path, language: str) -> list[Diagnosis]:
    """About the file. Pure."""
    about = text(language, "doctor.database")
    if health.state == "missing" or health.state == "empty":
        return [
            Diagnosis(
                "database", "warning", about, text(language, "doctor.database.missing", path=path), "ainews fetch"
            )
        ]
    if health.state == "unreadable":
        return [
            Diagnosis(
                "database", "problem", about, health.fault, text(language, "doctor.database.copy"), ExitCode.STORE
            )
        ]
    if health.state in ("foreign", "newer"):
        found, todo = (
            text(language, f"doctor.database.{health.state}", path=path),
            text(language, f"doctor.database.{health.state}.mend"),
        )
        return [Diagnosis("database", "problem", about, found, todo, ExitCode.STORE)]
    if health.damage:
        lines = " / ".join(health.damage)
        todo = text(language, "doctor.database.rescue", path=path)
        return [
            Diagnosis(
                "database",
                "problem",
                about,
                text(language, "doctor.database.damaged", path=path, lines=lines),
                todo,
                ExitCode.STORE,
            )
        ]
    size = f"{health.bytes / MEGABYTE:.1f}"
    rows = [
        Diagnosis(
            "database",
            "ok",
            about,
            text(language, "doctor.database.good", path=path, size=size, n=health.items, analysed=health.analysed),
        )
    ]
    if health.dangling:
        lines = text(language, "list.comma").join(health.dangling)
        todo = text(language, "doctor.database.rescue", path=path)
        rows = [
            Diagnosis(
                "database",
                "problem",
                about,
                text(language, "doctor.database.dangling", tables=lines),
                todo,
                ExitCode.STORE,
            )
        ]
    if health.state == "older":
        rows.append(
            Diagnosis(
                "database",
                "warning",
                about,
                text(language, "doctor.database.older", version=health.version),
                "ainews fetch",
            )
        )
    if health.wal_bytes > LARGE_LOG:
        size = f"{health.wal_bytes / MEGABYTE:.0f}"
        found = text(language, "doctor.database.log", size=size)
        rows.append(Diagnosis("database", "warning", about, found, text(language, "doctor.database.log.mend")))
    if health.in_flight:
        ledger = text(language, "doctor.ledger")
        rows.append(
            Diagnosis(
                "database", "warning", ledger, text(language, "doctor.ledger.open", n=health.in_flight), "ainews usage"
            )
        )
    if health.overdue:
        found = text(language, "doctor.batches.overdue", n=health.overdue)
        rows.append(Diagnosis("database", "warning", text(language, "doctor.batches"), found, "ainews batch collect"))
    return rows


def feed_findings(feeds: Sequence[Feed], health: Health, language: str) -> list[Diagnosis]:
    """One per subscription, those with something to say first. A problem only where none can be fetched. Pure."""
    asked = [feed for feed in feeds if feed.enabled]
    about = text(language, "doctor.feeds")
    if not asked:
        found, todo = text(language, "doctor.feeds.none"), text(language, "doctor.feeds.none.mend")
        return [Diagnosis("feeds", "problem", about, found, todo, ExitCode.FETCH)]
    states = [(feed, health.feeds.get(feed.url)) for feed in asked]
    if not any(state and state.last_fetch for _, state in states):
        return [
            Diagnosis("feeds", "warning", about, text(language, "doctor.feeds.never", n=len(asked)), "ainews fetch")
        ]
    rows = [_feed(feed, state, language) for feed, state in states]
    if all(state and (state.failures or state.gone) for _, state in states):
        found, todo = text(language, "doctor.feeds.all"), text(language, "doctor.feeds.all.mend")
        rows.insert(0, Diagnosis("feeds", "problem", about, found, todo, ExitCode.FETCH))
    return sorted(rows, key=lambda row: ("problem", "warning", "ok").index(row.level))


def _feed(feed: Feed, state: FeedState | None, language: str) -> Diagnosis:
    if state is None or state.last_fetch is None:
        return Diagnosis("feeds", "warning", feed.name, text(language, "doctor.feed.never"), "ainews fetch")
    last = state.last_success
    if state.gone:
        return Diagnosis(
            "feeds",
            "warning",
            feed.name,
            text(language, "doctor.feed.gone"),
            text(language, "doctor.feed.gone.mend"),
            last=last,
        )
    if state.failures:
        found = text(language, "doctor.feed.failing", n=state.failures, reason=state.error)
        return Diagnosis(
            "feeds",
            "warning",
            feed.name,
            found,
            text(language, "doctor.feed.failing.mend", url=state.moved_to or feed.url),
            last=last,
        )
    if state.moved_to and state.moved_to != feed.url:
        found = text(language, "doctor.feed.moved", url=state.moved_to)
        return Diagnosis("feeds", "ok", feed.name, found, text(language, "doctor.feed.moved.mend"), last=last)
    return Diagnosis("feeds", "ok", feed.name, text(language, "doctor.feed.good"), last=last)
