"""The database file, and what the last fetches left in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ainews_cli.doctor.diagnosis import Diagnosis, Level
from ainews_cli.errors import ExitCode
from ainews_cli.models.feed import Feed, FeedState
from ainews_cli.net.variables import variables
from ainews_cli.texts import text

if TYPE_CHECKING:
    from ainews_cli.store.health import Health
    from ainews_cli.store.item_faults import KeptFault

LARGE_LOG = 200_000_000
"""Bytes of a write-ahead log that no open program explains."""
MOST_FAULTS = 20
"""Items that failed and are listed one by one."""
MEGABYTE = 1_000_000


def diagnoses(health: Health, path: Path, language: str) -> list[Diagnosis]:
    """Return what is to be said of the file. Pure."""
    about = text(language, "doctor.database")
    if health.state == "missing" or health.state == "empty":
        return [_warning(about, text(language, "doctor.database.missing", path=path), "ainews fetch")]
    if fault := _fault(health, path, language):
        return [Diagnosis("database", "problem", about, *fault, ExitCode.STORE)]
    numbers = {"size": f"{health.bytes / MEGABYTE:.1f}", "n": health.items, "analysed": health.analysed}
    state = Diagnosis("database", "ok", about, text(language, "doctor.database.good", path=path, **numbers))
    if health.dangling:
        tables = text(language, "list.comma").join(health.dangling)
        finding = text(language, "doctor.database.dangling", tables=tables)
        todo = text(language, "doctor.database.rescue", path=path)
        state = Diagnosis("database", "problem", about, finding, todo, ExitCode.STORE)
    return [state, *_warnings(health, about, language)]


def _fault(health: Health, path: Path, language: str) -> tuple[str, str] | None:
    """Return what makes the file unusable and what to do, None for a usable one."""
    if health.state == "unreadable":
        return health.fault, text(language, "doctor.database.copy")
    if health.state in ("foreign", "newer"):
        finding = text(language, f"doctor.database.{health.state}", path=path)
        return finding, text(language, f"doctor.database.{health.state}.mend")
    if health.damage:
        finding = text(language, "doctor.database.damaged", path=path, lines=" / ".join(health.damage))
        return finding, text(language, "doctor.database.rescue", path=path)
    return None


def _warnings(health: Health, about: str, language: str) -> list[Diagnosis]:
    """Return what of a usable file wants attention."""
    rows = []
    if health.state == "older":
        rows.append(_warning(about, text(language, "doctor.database.older", version=health.version), "ainews fetch"))
    if health.wal_bytes > LARGE_LOG:
        finding = text(language, "doctor.database.log", size=f"{health.wal_bytes / MEGABYTE:.0f}")
        rows.append(_warning(about, finding, text(language, "doctor.database.log.mend")))
    if health.in_flight:
        finding = text(language, "doctor.ledger.open", n=health.in_flight)
        rows.append(_warning(text(language, "doctor.ledger"), finding, "ainews usage"))
    if health.overdue:
        finding = text(language, "doctor.batches.overdue", n=health.overdue)
        rows.append(_warning(text(language, "doctor.batches"), finding, "ainews batch collect"))
    return rows


def _warning(about: str, finding: str, todo: str) -> Diagnosis:
    return Diagnosis("database", "warning", about, finding, todo)


def fault_diagnoses(health: Health, language: str) -> list[Diagnosis]:
    """Return one for each item with which a step failed unexpectedly; none where nothing did. Pure."""
    shown = [_item_fault(fault, language) for fault in health.faults[:MOST_FAULTS]]
    if more := len(health.faults) - len(shown):
        about = text(language, "doctor.fault.others")
        shown.append(Diagnosis("items", "warning", about, text(language, "doctor.fault.more", n=more)))
    return shown


def _item_fault(fault: KeptFault, language: str) -> Diagnosis:
    named = text(language, "fault.item" if fault.item else "fault.title", id=fault.item, title=fault.title[:60])
    values = {"step": text(language, f"fault.step.{fault.step}"), "error": fault.error, "n": fault.times}
    finding = text(language, "doctor.fault", **values, version=fault.version, day=f"{fault.last_met:%Y-%m-%d}")
    return Diagnosis("items", "warning", named, finding, text(language, "doctor.fault.mend", id=fault.item))


def feed_diagnoses(
    feeds: Sequence[Feed], health: Health, language: str, environ: Mapping[str, str] | None = None
) -> list[Diagnosis]:
    """Return one for each subscription, those with something to say first. A problem only where none can be fetched.

    Pure.
    """
    asked = [feed for feed in feeds if feed.enabled]
    about = text(language, "doctor.feeds")
    if not asked:
        finding, todo = text(language, "doctor.feeds.none"), text(language, "doctor.feeds.none.mend")
        return [Diagnosis("feeds", "problem", about, finding, todo, ExitCode.FETCH)]
    states = [(feed, health.feeds.get(feed.url)) for feed in asked]
    if not any(state and state.last_fetch for _, state in states):
        return [
            Diagnosis("feeds", "warning", about, text(language, "doctor.feeds.never", n=len(asked)), "ainews fetch")
        ]
    rows = [_feed(feed, state, language) for feed, state in states]
    rows += _unset(asked, environ, language)
    if all(state and (state.failures or state.gone) for _, state in states):
        finding, todo = text(language, "doctor.feeds.all"), text(language, "doctor.feeds.all.mend")
        rows.insert(0, Diagnosis("feeds", "problem", about, finding, todo, ExitCode.FETCH))
    return sorted(rows, key=lambda row: ("problem", "warning", "ok").index(row.level))


def _unset(feeds: Sequence[Feed], environ: Mapping[str, str] | None, language: str) -> list[Diagnosis]:
    """Return one for each feed whose address or headers name a variable that is not set."""
    rows = []
    for feed in feeds if environ is not None else ():
        texts = (feed.url, *(value for _, value in feed.headers))
        unset = [name for part in texts for name in variables(part) if environ is not None and not environ.get(name)]
        if unset:
            finding = text(language, "doctor.feed.unset", names=", ".join(dict.fromkeys(unset)))
            rows.append(Diagnosis("feeds", "warning", feed.name, finding, text(language, "doctor.feed.unset.mend")))
    return rows


def _feed(feed: Feed, state: FeedState | None, language: str) -> Diagnosis:
    if state is None or state.last_fetch is None:
        return Diagnosis("feeds", "warning", feed.name, text(language, "doctor.feed.never"), "ainews fetch")
    level: Level = "ok"
    todo = ""
    if state.gone:
        level, finding, todo = "warning", text(language, "doctor.feed.gone"), text(language, "doctor.feed.gone.mend")
    elif state.failures:
        level, finding = "warning", text(language, "doctor.feed.failing", n=state.failures, reason=state.error)
        todo = text(language, "doctor.feed.failing.mend", url=state.moved_to or feed.url)
    elif state.moved_to and state.moved_to != feed.url:
        finding = text(language, "doctor.feed.moved", url=state.moved_to)
        todo = text(language, "doctor.feed.moved.mend")
    else:
        finding = text(language, "doctor.feed.good")
    return Diagnosis("feeds", level, feed.name, finding, todo, last=state.last_success)
