"""What follows an article: a text to share it with, and what else there is about the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import RELATED, BlocksPart, Section
from ainews_cli.models.text import Block
from ainews_cli.ranking.similarity import ComparedItem, neighbours, related
from ainews_cli.sources.clean import one_line
from ainews_cli.texts import text
from ainews_cli.views.entries import entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.names import Subject
    from ainews_cli.models.page import EntryPart
    from ainews_cli.models.reader import Reader
    from ainews_cli.views.reading_store import ReadingStore

AROUND = 200
"""Items of a site on either side of one, in the order of their publication, that it is compared with: some days."""
RECENT = 200
"""Newest items among which related ones are looked for."""


def share_text(head: EntryPart) -> str:
    """Return title, TL;DR (one that the article bears out) and link, a line each, ready to paste."""
    summary = "" if "tldr" in head.unconfirmed else head.tldr
    return "\n".join(line for line in map(one_line, (head.title, summary, head.url)) if line)


def share_section(head: EntryPart, language: str) -> tuple[Section, ...]:
    """Return the text to share it with as a code block, which no format escapes or rewraps."""
    block = Block(1, "code", share_text(head))
    return (Section("share", text(language, "section.share"), (BlocksPart((block,), head.language),)),)


def related_section(
    store: ReadingStore, row: ItemRow, reader: Reader, alike: Sequence[ItemRow] | None = None
) -> tuple[Section, ...]:
    """Return the recent items most like this one, if any; `alike`: those, where they are known."""
    if alike is None:
        ids = dict.fromkeys((row.id, *store.latest_ids(RECENT)))
        target, *others = map(_document, store.subjects(list(ids), language=reader.language))
        alike = store.rows([number for number, _ in related(target, others)], language=reader.language)
    entries = tuple(entry(other, reader, 0) for other in alike)
    return (Section(RELATED, text(reader.language, "section.related"), entries),) if entries else ()


class Alike:
    """Which of many items are like which, for a site: each is compared with those around it, so that twice the items
    take twice the time, and a new item changes little of what is said of the others.
    """

    def __init__(self, store: ReadingStore, rows: Mapping[int, ItemRow], language: str) -> None:
        """`rows`: in the order of their publication."""
        self._rows = rows
        documents = list(map(_document, store.subjects(list(rows), language=language)))
        self._alike = neighbours(documents, AROUND)

    def to(self, item_id: int) -> list[ItemRow]:
        """Return the items most like this one."""
        return [self._rows[number] for number, _ in self._alike.get(item_id, ())]


def _document(subject: Subject) -> ComparedItem:
    """Return titles, tags, companies and products; the TL;DR."""
    translated = (subject.translated,) if subject.translated not in ("", subject.title) else ()
    return ComparedItem(subject.id, (subject.title, *translated, *subject.names), (subject.tldr,))
