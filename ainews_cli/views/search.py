"""`search`: the items that hold some words, each with the place where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ainews_cli.models.folding import fold
from ainews_cli.models.page import Page, Section, TextPart
from ainews_cli.models.ruby import without_readings
from ainews_cli.models.words import pattern, wanted
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
NEAR = 15
"""Characters by which a cut moves so that no word is cut in two."""
_ENDS = ("。", "！", "？")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")


def search(
    store: ReadingStore,
    reader: Reader,
    words: str,
    ids: Sequence[int],
    *,
    found: int | None = None,
    conditions: str = "",
    notes: tuple[str, ...] = (),
    now: datetime,
    run: RunReport,
) -> Page:
    """Make the page of the items of these ids, in this order (`Store.search_ids`).

    `found`: how many there are, None for no more than these; `conditions`: what is asked of them besides the words, as
    it was written; `notes`: what may be wrong with that.
    """
    rows = store.rows(ids, language=reader.language)
    texts = store.search_texts(ids, language=reader.language)
    hits = pattern(list(wanted(without_readings(words))))
    entries = tuple(_entry(row, reader, texts[row.id], hits) for row in rows)
    asked = " ".join(f"{words} {conditions}".split())
    nothing = "nothing" if hits else "no_words"
    if conditions and (hits or not words.strip()):
        nothing = "nothing_filtered" if hits else "nothing_of_all"
    said = (text(reader.language, f"search.{nothing}", words=" ".join(words.split()), conditions=conditions), *notes)
    parts: tuple[Part, ...] = entries or tuple(TextPart(line, "note") for line in said)
    return Page(
        view="search",
        title=text(reader.language, "search.title", words=asked),
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=(Section("entries", "", parts),),
        footer=footer(entries, run, considered=len(rows))._replace(found=len(rows) if found is None else found),
    )


def _entry(row: ItemRow, reader: Reader, body: str, hits: re.Pattern[str] | None) -> EntryPart:
    shown = entry(row, reader, 0)
    if hits is None:
        return shown
    said = fresh(f"{_said(row)}\n{body}", (shown.title, shown.tldr, row.title))
    titles = () if snippet(shown.tldr, hits) else (shown.title, row.title)
    places = (said, without_readings(said), *titles)
    hit = next((place for source in places if (place := snippet(source, hits))), "")
    return shown._replace(details=((text(reader.language, "search.hit"), hit),)) if hit else shown


def fresh(source: str, shown: Sequence[str]) -> str:
    """Return the sentences of a text, each once and without those that stand in what is `shown` anyway; "…" where some
    are left out.
    """
    known = " ".join(fold(" ".join(shown)).split())
    seen: set[str] = set()
    left = ""
    for sentence in _SENTENCE.split(source):
        plain = " ".join(fold(sentence).split())
        if plain and (plain in seen or plain in known):
            sentence = "…" if left and not left.endswith("…") else ""
        if sentence.strip():
            left += f"{'' if left.endswith(_ENDS) else ' '}{sentence}"
        seen.add(plain)
    return left.strip(" …")


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


def snippet(source: str, hits: re.Pattern[str]) -> str:
    """Return the first place in the text that holds a word, some characters around it, every word marked: "… in
    【reinforcement】 learning …"; "" for none.

    Width, case and accents do not matter, as in the search itself (`hits`: `models.words.pattern`).
    """
    folded, places = _folded(source)
    first = hits.search(folded)
    if first is None:
        return ""
    hit = places[first.start()]
    start = _cut_before(source, max(0, hit - AROUND), hit)
    end = _cut_after(source, min(len(source), hit + 2 * AROUND), places[first.end() - 1] + 1)
    shown, last = "", start
    for match in hits.finditer(folded, first.start()):
        begin, behind = places[match.start()], places[match.end() - 1] + 1
        if behind > end:
            break
        shown += f"{source[last:begin]}【{source[begin:behind]}】"
        last = behind
    shown = " ".join((shown + source[last:end]).split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(source) else ''}"


def _cut_before(source: str, start: int, hit: int) -> int:
    """Move a cut to the next blank where one is near: no half words at the beginning."""
    blank = source.find(" ", start, min(hit, start + NEAR)) if start else -1
    return blank + 1 if blank >= 0 else start


def _cut_after(source: str, end: int, hit: int) -> int:
    """Move a cut to the last blank where one is near, and behind the hit in any case."""
    blank = source.rfind(" ", max(hit, end - NEAR), end) if end < len(source) else -1
    return blank if blank >= 0 else max(end, hit)


def _folded(source: str) -> tuple[str, list[int]]:
    """Return the text without differences of width, case and accent, and where in the text each of its characters comes
    from.
    """
    if source.isascii():
        return source.lower(), list(range(len(source)))
    pieces = [fold(character) if not character.isascii() else character.lower() for character in source]
    return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]
