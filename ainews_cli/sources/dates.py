"""Dates of entries: read, put into UTC, and kept within what is possible.

What cannot be read is no date, and a note says what was written: the item then carries the time at which it was first
seen. A time without a zone, or with an abbreviation of several zones, is read in the light of the document's other
dates, its language and its host; without any light, the first is UTC, which is what most feed readers take it for, and
the second no date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from ainews_cli.models.item import DateNote
from ainews_cli.sources import zones
from ainews_cli.sources.clean import one_line
from ainews_cli.sources.written_dates import WrittenDate, exact, parse

EARLIEST = 1990
"""Years before the web are mistakes (0001-01-01, the Unix epoch …)."""


class DateReading(NamedTuple):
    """The moment that a text names, and what is doubtful about it."""

    when: datetime | None
    note: str = ""
    """ "" for nothing."""


class DocumentDates:
    """The dates of one document, which explain each other."""

    def __init__(self, texts: Iterable[str], *, language: str = "", url: str = "") -> None:
        self._readings: dict[str, DateReading] = {}
        self._written: dict[str, WrittenDate | None] = {}
        for text in texts:
            if text and text not in self._readings and text not in self._written:
                when = exact(text)
                if when is not None:
                    self._readings[text] = DateReading(when)
                else:
                    self._written[text] = parse(text)
        self._language, self._url = language, url
        self._offsets: set[timedelta] | None = None
        self.compared = False
        """A date that was read means what it does because of the others."""

    def read(self, text: str) -> DateReading:
        """Return one of the texts as a date."""
        if text not in self._readings:
            written = self._written[text]
            when, note = self._moment(written) if written else (None, DateNote.UNREADABLE)
            self._readings[text] = DateReading(when, f"{note}: {one_line(text)[:60]}" if note else "")
        return self._readings[text]

    def _moment(self, written: WrittenDate) -> tuple[datetime | None, str]:
        local = written.local
        if written.swapped:
            self.compared = True
            orders = {other.order for other in self._written.values() if other and len(other.order) == 3}
            order = {order[1:] for order in orders if order[0] == written.order}
            if len(order) != 1:
                return None, DateNote.DAY_OR_MONTH
            local = local if order == {"dm"} else written.swapped
        if written.timeless:
            if written.zone and zones.named(written.zone, local) is None and not zones.candidates(written.zone):
                return None, DateNote.UNREADABLE
            # the day is right in UTC and in every zone to the east of it
            return local, DateNote.DAY_ALONE
        offset, note = written.offset, ""
        if offset is None:
            offset, note = self._named(written.zone, local) if written.zone else self._unnamed(written)
        if offset is None:
            return None, note
        try:
            return local - offset, note
        except OverflowError:
            return None, DateNote.UNREADABLE

    def _named(self, name: str, local: datetime) -> tuple[timedelta | None, str]:
        """Return the offset of a zone's name."""
        choices = zones.candidates(name)
        here = choices.get(zones.country_of(self._language, self._url))
        if here is not None:
            return here, ""
        usual = zones.named(name, local)
        fitting = set(choices.values()) & self._known() if choices else set()
        if len(fitting) == 1 and usual not in self._known():
            return fitting.pop(), ""
        return usual, "" if usual is not None else DateNote.ZONE_UNKNOWN

    def _unnamed(self, written: WrittenDate) -> tuple[timedelta, str]:
        """Return the offset of a time that names none: of the other dates, of the place, or UTC."""
        known = self._known()
        if len(known) == 1:
            return next(iter(known)), DateNote.ZONE_OF_OTHERS
        country = zones.country_of(self._language, self._url)
        if written.way == "kanji":
            written = written._replace(way=country if country in ("cn", "tw") else "jp")
        offset = zones.local_offset(written.way or country)
        return (timedelta(), DateNote.NO_ZONE) if offset is None else (offset, DateNote.ZONE_OF_PLACE)

    def _known(self) -> set[timedelta]:
        """Return the offsets that other dates of the document have without doubt."""
        self.compared = True
        if self._offsets is None:
            usual = (parse(text) for text, reading in self._readings.items() if reading.when)
            sure = [date for date in (*usual, *self._written.values()) if date and date.local.year >= EARLIEST]
            named = (zones.named(date.zone, date.local) for date in sure if not zones.candidates(date.zone))
            self._offsets = {offset for offset in (*(date.offset for date in sure), *named) if offset is not None}
        return self._offsets


def is_date(text: str) -> bool:
    """Tell whether a text is a date, whatever it means in its document."""
    return exact(text) is not None or parse(text) is not None


def read(text: str) -> datetime | None:
    """Return a single date in UTC, None for what cannot be read."""
    text = text.strip()
    return DocumentDates([text]).read(text).when if text else None


def plausible(when: datetime | None, now: datetime) -> tuple[datetime | None, str]:
    """Return the date to keep and the note to leave. After `now` becomes `now`, before 1990 becomes None."""
    if when is None:
        return None, ""
    if when > now:
        return now, DateNote.FUTURE
    if when.year < EARLIEST:
        return None, DateNote.IMPOSSIBLE
    return when, ""
