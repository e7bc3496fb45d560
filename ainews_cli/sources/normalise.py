"""From raw entries to entries as they are stored: cleaned, resolved, dated, identified."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from ainews_cli.base.hashing import guid_digest
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import DateNote, Enclosure, Entry, ParsedFeed
from ainews_cli.sources import dates, zones
from ainews_cli.sources.bounds import CUT, MAX_CHARACTERS, bounded
from ainews_cli.sources.clean import clean, one_line, repaired
from ainews_cli.sources.dates import DocumentDates
from ainews_cli.sources.html import lead, plain
from ainews_cli.sources.links import absolute, canonical
from ainews_cli.sources.raw import MAX_ENTRIES, RawEntry, RawFeed, count

_NAMED = re.compile(r"\S+@\S+\s*\((?P<behind>[^()]*)\)|\"?(?P<before>[^<>\"@]+?)\"?\s*[<(]\S+@\S+[>)]")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
MAX_TITLE = 1000
"""Characters of a title; what is longer is cut and noted."""
MAX_NAME = 300
"""Characters of one author, a category or a guid's readable part."""
MAX_NAMES = 2000
"""Characters of all authors; a paper has hundreds."""


def finish(raw: RawFeed, feed: Feed, *, now: datetime) -> ParsedFeed:
    """Return the feed as the rest of the program sees it, each guid once."""
    listed = raw.entries[:MAX_ENTRIES]
    times = DocumentDates(
        (text for entry in listed for text in (entry.published, entry.updated)),
        language=feed.language or raw.language,
        url=feed.url,
    )
    built = []
    for entry in listed:
        with Isolated(Step.ENTRY, title=entry.title):
            language = feed.language or entry.language or raw.language
            built.append(build(entry, raw, times, language=language, now=now))
    entries, note = _distinct(built)
    notes = [
        *raw.notes,
        *_date_notes(built),
        *([note] if note else ()),
        *([CUT] if any(CUT in entry.notes for entry in entries) else ()),
        *([f"more than {MAX_ENTRIES} entries: the first were kept"] if len(raw.entries) > MAX_ENTRIES else ()),
    ]
    return ParsedFeed(
        title=plain(_markup(raw.title))[:MAX_TITLE],
        entries=entries,
        language=one_line(raw.language),
        notes=tuple(notes),
        parser=raw.parser,
        dates_compared=times.compared,
    )


def _date_notes(entries: Iterable[Entry]) -> list[str]:
    """Return one note for each doubt about dates, with how many entries it is about and one of the dates."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        for note in entry.notes:
            doubt, written = DateNote.of(note)
            if doubt:
                found.setdefault(doubt, []).append(written)
    return [
        f"{doubt}: {written[0]!r}" + (f" ({len(written)} entries)" if written[1:] else "")
        for doubt, written in found.items()
    ]


def _distinct(entries: list[Entry]) -> tuple[tuple[Entry, ...], str]:
    """Return the entries with each guid once, and a note. Of copies the first stays.

    Where a guid stands for several addresses, these become the ids.
    """
    seen: dict[str, Entry] = {}
    ambiguous: set[str] = set()
    for entry in entries:
        if entry.url and seen.setdefault(entry.guid, entry).url != entry.url:
            ambiguous.add(entry.guid)
        seen.setdefault(entry.guid, entry)
    if len(seen) == len(entries):
        return tuple(entries), ""
    distinct: dict[str, Entry] = {}
    for entry in entries:
        own = entry._replace(guid=entry.url) if entry.guid in ambiguous and entry.url else entry
        distinct.setdefault(own.guid, own)
    return (
        tuple(distinct.values()),
        f"a guid is used more than once: {len(entries) - len(distinct)} copies left out"
        if not ambiguous
        else "a guid is used for several articles: their addresses distinguish them",
    )


def build(raw: RawEntry, document: RawFeed, times: DocumentDates, *, language: str, now: datetime) -> Entry:
    """Return an entry of a document, cleaned. What had to be mended is in its notes."""
    notes: list[str] = []
    base, people = raw.base or document.base, raw.people or document.people
    url = _link(raw, base, notes)
    published, updated = _dates(raw, times, now, notes)
    summary, content = clean(_markup(raw.summary)), clean(_markup(raw.content))
    if max(len(summary), len(content)) > MAX_CHARACTERS and (bounded(content).cut or bounded(summary).cut):
        notes.append(CUT)
    title = _title(raw, summary or content, notes)
    return Entry(
        guid=_guid(raw, url, title, content or summary, times),
        url=url,
        title=title,
        author=_author(people) if people else "",
        published=published,
        updated=updated,
        summary=summary,
        content=content,
        language=one_line(language).replace("_", "-")[:35],
        categories=_categories(raw.categories) if raw.categories else (),
        enclosures=_enclosures(raw.enclosures, base, notes) if raw.enclosures else (),
        points=raw.points,
        comments=raw.comments,
        discussion_url=absolute(raw.discussion, base) if raw.discussion else "",
        thumbnail=absolute(raw.thumbnail, base) if raw.thumbnail else "",
        duration=raw.duration,
        views=raw.views,
        notes=tuple(notes),
    )


def _text(text: str) -> str:
    """Return a plain text, mended."""
    whole = _CDATA.fullmatch(text.strip()) if "<![CDATA[" in text else None
    return repaired(whole.group(1) if whole else text)


def _markup(text: str) -> str:
    """Return a piece of HTML, mended: a CDATA section that was escaped stands for what is in it."""
    return repaired(_CDATA.sub(r"\1", text) if "<![CDATA[" in text else text)


def _link(raw: RawEntry, base: str, notes: list[str]) -> str:
    """Return the canonical link; the guid where it is a permalink and there is no link."""
    link = raw.link or (
        raw.guid if raw.guid_is_link and raw.guid[:8].lower().startswith(("http://", "https://")) else ""
    )
    if not link:
        return ""
    url = canonical(link, base)
    if not url:
        notes.append("link dropped: not http(s)")
    return url


def _dates(
    raw: RawEntry, times: DocumentDates, now: datetime, notes: list[str]
) -> tuple[datetime | None, datetime | None]:
    """Return publication and update, within what is possible; the update stands in for a missing publication."""
    published, note = _date(raw.published, times, now)
    updated, update_note = _date(raw.updated, times, now)
    if raw.published and published is None and updated is not None:
        note = f"{DateNote.UPDATED}: {_shown(raw.published)}"
    elif not raw.published:
        note = update_note
    if note:
        notes.append(note)
    if update_note not in ("", note):
        notes.append(f"update: {update_note}")
    return published or updated, updated


def _date(text: str, times: DocumentDates, now: datetime) -> tuple[datetime | None, str]:
    """Return a date within what is possible, and what is doubtful about it."""
    if not text:
        return None, ""
    reading = times.read(text)
    if reading.when and reading.note.startswith(DateNote.DAY_ALONE) and now < reading.when <= now + zones.MOST:
        return now, reading.note  # the day has begun where the feed is written
    when, impossible = dates.plausible(reading.when, now)
    return when, f"{impossible}: {_shown(text)}" if impossible else reading.note


def _shown(written: str) -> str:
    return one_line(written)[:60]


def _title(raw: RawEntry, text: str, notes: list[str]) -> str:
    title = one_line(_text(raw.title)) if raw.title_is_text else plain(_markup(raw.title))
    if not title:
        return lead(text)
    if len(title) > MAX_TITLE:
        notes.append("title cut")
        return title[: MAX_TITLE - 1].rstrip() + "…"
    return title


def _guid(raw: RawEntry, url: str, title: str, text: str, times: DocumentDates) -> str:
    """Return the feed's id, else the canonical link, else a hash of what there is."""
    guid = one_line(raw.guid)
    if not guid and url:
        return url
    if guid and len(guid) <= MAX_NAME * 4:
        return guid
    when = times.read(raw.published).when if raw.published else None
    what = guid or "\0".join((title, *raw.people, when.isoformat() if when else "", text, raw.discussion))
    return f"hash:{guid_digest(what)}"


def _author(people: Iterable[str]) -> str:
    """Join the names, each once, with ", "; as many as there is room for, none cut. Mail addresses count only where
    nobody has a name.
    """
    persons = dict.fromkeys(map(_person, people))
    names = [name for name in persons if name and "@" not in name]
    line = ", ".join(names or filter(None, persons))
    return line if len(line) <= MAX_NAMES else line[: MAX_NAMES - 3].rpartition(", ")[0] + ", …"


@lru_cache(maxsize=1024)
def _person(text: str) -> str:
    text = plain(_markup(text[: 2 * MAX_NAMES]))  # one field may name all of them
    named = _NAMED.fullmatch(text) if "@" in text else None
    return (named["behind"] or named["before"] or "").strip() if named else text


def _categories(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each category once, whatever its letter case; the first spelling stays."""
    names: dict[str, str] = {}
    for category in texts:
        name = _category(category)
        if name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


@lru_cache(maxsize=4096)
def _category(text: str) -> str:
    return plain(_markup(text[:MAX_NAME]))


def _enclosures(attachments: Iterable[tuple[str, str, str]], base: str, notes: list[str]) -> tuple[Enclosure, ...]:
    enclosures: dict[str, Enclosure] = {}
    for url, kind, length in attachments:
        address = absolute(url, base)
        if address:
            enclosures.setdefault(
                address, Enclosure(url=address, type=one_line(kind)[:MAX_NAME], length=count(length) or 0)
            )
        else:
            notes.append("enclosure dropped: not http(s)")
    return tuple(enclosures.values())
