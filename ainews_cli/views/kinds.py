"""動画, AIツール, 論文: the items of one kind, ranked, each with what that kind is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import Page, Section
from ainews_cli.ranking.order import pool_size
from ainews_cli.ranking.spread import POOL, spread
from ainews_cli.texts import text
from ainews_cli.views.digest import footer, placed_entries
from ainews_cli.views.entries import entry
from ainews_cli.views.nothing import nothing
from ainews_cli.views.releases import left_out, with_releases
from ainews_cli.views.tool_facts import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import EntryPart, Part
    from ainews_cli.models.reader import Reader
    from ainews_cli.views.material import Material
    from ainews_cli.views.reading_store import ReadingStore

Details = tuple[tuple[str, str], ...]
"""(label, text) of what stands below an entry."""


def videos(material: Material) -> Page:
    """Make the list of videos, each with what its summary rests on."""
    return ranked_list(material, _video_details)


def tools(material: Material) -> Page:
    """Make the list of tools, every event once, each with what its source says of users, licence and price."""
    store, reader = material.store, material.reader
    entries = placed_entries(material)
    rows = [place.row for place in material.order.places] if material.order else []
    details = _tool_details(store, reader, rows)
    entries = tuple(entry._replace(details=details.get(entry.id, ())) for entry in entries)
    return _page(material, entries, material.order.full if material.order else ())


def ranked_list(
    material: Material,
    details_of: Callable[[ReadingStore, Reader, Sequence[ItemRow]], dict[int, Details]] | None = None,
) -> Page:
    """Make the list of the items that the view's row wants, best first."""
    store, reader, window, only = material.store, material.reader, material.window, material.view.only
    limit, per_feed = material.choices.limit, material.choices.per_feed if material.view.spreads else 0
    best = store.ranked(
        window.start,
        window.end,
        language=reader.language,
        weights=reader.weight_values,
        limit=pool_size(limit),
        only=only,
        per_feed=POOL * per_feed,
    )
    rows, full = spread(best, reader.timezone, window, limit=limit, per_feed=per_feed)
    details = details_of(store, reader, rows) if details_of else {}
    entries = tuple(
        entry(row, reader, rank)._replace(details=details.get(row.id, ())) for rank, row in enumerate(rows, 1)
    )
    entries = with_releases(entries, rows, store, reader, window)
    return _page(material, entries, full)


def _page(material: Material, entries: tuple[EntryPart, ...], full: Collection[str]) -> Page:
    """Return the page of these entries. `full`: feeds that have their places."""
    store, reader, window, only = material.store, material.reader, material.window, material.view.only
    parts: tuple[Part, ...] = entries or (nothing(material),)
    return Page(
        view=material.view.name,
        title=material.view.title(reader.language),
        language=reader.language,
        timezone=reader.timezone,
        generated=material.now,
        window=(window.start, window.end),
        sections=(Section("entries", "", parts),),
        footer=footer(
            entries,
            material.run,
            considered=store.count_only(window.start, window.end, language=reader.language, only=only),
            analysed=store.count_analysed(window.start, window.end, language=reader.language, only=only),
            more=left_out(full, entries, store, reader, window, only=only),
        ),
    )


def _video_details(store: ReadingStore, reader: Reader, rows: Sequence[ItemRow]) -> dict[int, Details]:
    """Say which text the summary rests on: what is said in the video, or what its channel writes of it."""
    origins = store.origins([row.id for row in rows])
    label = text(reader.language, "kinds.rests_on")
    details: dict[int, Details] = {}
    for row in rows:
        origin = origins.get(row.id, "feed" if row.text_length else "none")
        if origin != "none":
            details[row.id] = (
                (label, text(reader.language, "kinds.transcript" if origin == "transcript" else "kinds.description")),
            )
    return details


def _tool_details(store: ReadingStore, reader: Reader, rows: Sequence[ItemRow]) -> dict[int, Details]:
    """Quote what the source says of users, licence and price."""
    language = reader.language
    texts = store.search_texts([row.id for row in rows], language=language)
    return {
        item_id: tuple(
            (text(language, f"kinds.{name}"), text(language, "kinds.quoted", text=said))
            for name, said in facts(source).items()
        )
        for item_id, source in texts.items()
    }
