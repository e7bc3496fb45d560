"""`batch status`: the batches that are open, and those of the last days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.models.batch import DROPPED
from ainews_cli.models.page import Footer, Moment, Page, Section, TablePart, TextPart
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.page import Cell, Part, Record
    from ainews_cli.models.reader import Reader
    from ainews_cli.store.records import StoredBatch
    from ainews_cli.views.reading_store import ReadingStore

RECENT = timedelta(days=7)
"""How long a batch that is settled is still listed."""
COLUMNS = ("number", "state", "requests", "counts", "submitted", "expires", "cost", "name")


def status(store: ReadingStore, reader: Reader, *, now: datetime, notes: Sequence[str] = ()) -> Page:
    """Make the page of the batches, newest first, with the counts that the server gave last.

    `notes`: what could not be asked, for the footer.
    """
    batches = store.recent_batches(now - RECENT)
    part: Part = TextPart(text(reader.language, "batch.none"), "note")
    if batches:
        columns = tuple(text(reader.language, f"batch.column.{name}") for name in COLUMNS)
        part = TablePart(
            columns, tuple(_row(batch, reader) for batch in batches), (0, 2, 6), tuple(map(_record, batches))
        )
    remarks = [batch.note for batch in batches if batch.note and batch.state in ("submitting", "open")]
    return Page(
        view="batches",
        title=text(reader.language, "batch.title"),
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=(Section("batches", "", (part,)),),
        footer=Footer("", "", lines=tuple(dict.fromkeys((*notes, *remarks)))),
    )


def _row(batch: StoredBatch, reader: Reader) -> tuple[Cell, ...]:
    language = reader.language
    state = text(language, f"batch.state.{_state(batch)}")
    counts = batch.counts._asdict().items()
    counted = text(language, "list.comma").join(
        text(language, f"batch.count.{name}", n=count) for name, count in counts if count
    )
    expires = (
        f"{batch.expires.astimezone(ZoneInfo(reader.timezone)):%m-%d %H:%M}"
        if batch.state in ("open", "submitting")
        else ""
    )
    return (
        str(batch.id),
        state,
        str(batch.requests),
        counted,
        Moment(batch.submitted),
        expires,
        f"{batch.dollars:.4f}",
        batch.batch_id,
    )


def _record(batch: StoredBatch) -> Record:
    """Return the same for scripts."""
    return (
        ("number", batch.id),
        ("name", batch.batch_id),
        ("state", _state(batch)),
        ("server", batch.server),
        ("model", batch.model),
        ("requests", batch.requests),
        ("unread", batch.waiting),
        *batch.counts._asdict().items(),
        ("submitted", batch.submitted),
        ("expires", batch.expires),
        ("checked", batch.checked),
        ("usd", batch.dollars),
        ("note", batch.note),
    )


def _state(batch: StoredBatch) -> str:
    """Return its state, "ended" where an open one can be collected, "dropped" for one that was given up."""
    if batch.state == "closed" and batch.note == DROPPED:
        return DROPPED
    return "ended" if batch.state == "open" and not batch.counts.processing and any(batch.counts) else batch.state
