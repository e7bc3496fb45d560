"""`search`: the items that hold some words, each with the place where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ainews_cli.models.folding import fold
from ainews_cli.models.page import Page, Section, TextPart
from ainews_cli.models.ruby import without_readings
from ainews_cli.texts import text
from ainews_cli.views.digest import footer
from ainews_cli.views.entries import entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import EntryPart, Part
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.views.reading_store import ReadingStore

AROUND = 50
"""Characters shown on each side of a hit."""
_QUOTED = re.compile(r'"([^"]*)"|(\S+)')


def search(
    store: ReadingStore,
    reader: Reader,
    words: str,
    ids: Sequence[int],
    *,
    filtered: bool = False,
    now: datetime,
    run: RunReport,
) -> Page:
    """Make the page of the items of these ids, in this order (`Store.search_ids`).

    `filtered`: more was asked of them than to hold the words.
    """
    rows = store.rows(ids, language=reader.language)
    texts = store.search_texts(ids, language=reader.language)
    wanted = words_of(words)
    entries = tuple(_entry(row, reader, texts[row.id], wanted) for row in rows)
    nothing = text(
        reader.language, "search.nothing_filtered" if filtered else "search.nothing", words=" ".join(words.split())
    )
    parts: tuple[Part, ...] = entries or (TextPart(nothing, "note"),)
    return Page(
        view="search",
        title=text(reader.language, "search.title", words=" ".join(words.split())),
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=(Section("entries", "", parts),),
        footer=footer(entries, run, considered=len(rows)),
    )


def words_of(query: str) -> tuple[str, ...]:
    """Return the words and phrases that a query asks for, without its signs."""
    return tuple(word for quoted, plain in _QUOTED.findall(query) if (word := (quoted or plain).strip('"*')))


def _entry(row: ItemRow, reader: Reader, body: str, words: Sequence[str]) -> EntryPart:
    said = f"{_said(row)}\n{body}"
    places = (said, without_readings(said), row.analysis.title if row.analysis else "", row.title)
    hit = next((place for source in places if (place := snippet(source, words))), "")
    details = ((text(reader.language, "search.hit"), hit),) if hit else ()
    return entry(row, reader, 0)._replace(details=details)


def _said(row: ItemRow) -> str:
    """Return what a model says of the item and the article bears out: the fields that the index holds besides titles
    and texts.
    """
    if row.analysis is None:
        return ""
    points = (f"{point.heading}\n{point.detail}" for point in row.analysis.key_points)
    said = (
        getattr(row.analysis, name) for name in ("tldr", "impact", "comment") if name not in row.analysis.unconfirmed
    )
    return "\n".join((*said, *points))


def snippet(source: str, words: Sequence[str]) -> str:
    """Return the first place in the text that holds a word, some characters around it, every word marked: "… in
    【reinforcement】 learning …"; "" for none.

    Width, case and accents do not matter, as in the search itself.
    """
    folded, places = _folded(source)
    first = min((at for word in words if (at := folded.find(fold(word))) >= 0), default=-1)
    if first < 0:
        return ""
    start, end = max(0, places[first] - AROUND), min(len(source), places[first] + 2 * AROUND)
    if start:
        start = _word_start(source, start, places[first])
    shown = _marked(" ".join(source[start:end].split()), words)
    return f"{'… ' if start else ''}{shown}{' …' if end < len(source) else ''}"


def _word_start(source: str, start: int, hit: int) -> int:
    """Move a cut to the next blank where one is near: no half words at the beginning."""
    blank = source.find(" ", start, min(hit, start + 15))
    return blank + 1 if blank >= 0 else start


def _marked(piece: str, words: Sequence[str]) -> str:
    folded, places = _folded(piece)
    spans: list[tuple[int, int]] = []
    for word in map(fold, words):
        at = folded.find(word)
        while word and at >= 0:
            spans.append((places[at], places[at + len(word) - 1] + 1))
            at = folded.find(word, at + len(word))
    marked, last = "", 0
    for begin, end in sorted(spans):
        if begin >= last:
            marked += f"{piece[last:begin]}【{piece[begin:end]}】"
            last = end
    return marked + piece[last:]


def _folded(source: str) -> tuple[str, list[int]]:
    """Return the text without differences of width, case and accent, and where in the text each of its characters comes
    from.
    """
    if source.isascii():
        return source.lower(), list(range(len(source)))
    pieces = [fold(character) if not character.isascii() else character.lower() for character in source]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]
