"""`batch status`: the batches that are open, and those of the last days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.models.page import Footer, Page, Section, TablePart, TextPart
from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.page import Part
    from ainews_cli.store import Store
    from ainews_cli.store.records import StoredBatch
    from ainews_cli.views.reader import Reader

RECENT = timedelta(days=7)
"""How long a batch that is settled is still listed."""
COLUMNS = ("number", "state", "requests", "counts", "submitted", "expires", "cost", "name")


def status(store: Store, reader: Reader, *, now: datetime, notes: Sequence[str] = ()) -> Page:
    """The batches, newest first, with the counts that the server gave last. `notes`: what could not be asked, for the footer."""
    found = store.recent_batches(now - RECENT)
    part: Part = TextPart(text(reader.language, "batch.none"), "note")
    if found:
        columns = tuple(text(reader.language, f"batch.column.{name}") for name in COLUMNS)
        part = TablePart(columns, tuple(_row(one, reader, now) for one in found), right=(0, 2, 6))
    remarks = [one.note for one in found if one.note and one.state in ("submitting", "open")]
    return Page(
        view="batches",
        title=text(reader.language, "batch.title"),
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=(Section("batches", "", (part,)),),
        footer=Footer("", "", lines=tuple(dict.fromkeys((*notes, *remarks)))),
    )


def _row(batch: StoredBatch, reader: Reader, now: datetime) -> tuple[str, ...]:
    language = reader.language
    ended = batch.state == "open" and not batch.counts.processing and any(batch.counts)
    state = text(language, f"batch.state.{'ended' if ended else batch.state}")
    counts = batch.counts._asdict().items()
    told = text(language, "list.comma").join(text(language, f"batch.count.{name}", n=count) for name, count in counts if count)
    expires = f"{batch.expires.astimezone(ZoneInfo(reader.timezone)):%m-%d %H:%M}" if batch.state in ("open", "submitting") else ""
    age = _age(now - batch.submitted, language)
    return (str(batch.id), state, str(batch.requests), told, age, expires, f"{batch.dollars:.4f}", batch.batch_id)


def _age(age: timedelta, language: str) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 1:
        return text(language, "ago.now")
    if minutes < 60:
        return text(language, "ago.minutes", n=minutes)
    hours = minutes // 60
    return text(language, "ago.hours", n=hours) if hours < 24 else text(language, "ago.days", n=hours // 24)
