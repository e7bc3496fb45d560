"""動画, AIツール, 論文: the items of one kind, ranked, each with what that kind is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.models.page import Page, Section, TextPart
from ainews_cli.models.selection import Only
from ainews_cli.sources.kinds import KINDS as SOURCE_KINDS
from ainews_cli.texts import text
from ainews_cli.views.digest import footer
from ainews_cli.views.entries import entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Part
    from ainews_cli.models.reader import Reader, RunReport
    from ainews_cli.models.window import Window
    from ainews_cli.store import Store

Details = tuple[tuple[str, str], ...]


class Kind(NamedTuple):
    """A view of one kind of item."""

    only: Only
    details: Callable[[Store, Reader, Sequence[ItemRow]], dict[int, Details]]


def _video_details(store: Store, reader: Reader, rows: Sequence[ItemRow]) -> dict[int, Details]:
    """Which text the summary rests on: what is said in the video, or what its channel writes of it."""
    origins = store.origins([row.id for row in rows])
    label = text(reader.language, "kinds.rests_on")
    found: dict[int, Details] = {}
    for row in rows:
        origin = origins.get(row.id, "feed" if row.text_length else "none")
        if origin != "none":
            found[row.id] = (
                (label, text(reader.language, "kinds.transcript" if origin == "transcript" else "kinds.description")),
            )
    return found


def _tool_details(store: Store, reader: Reader, rows: Sequence[ItemRow]) -> dict[int, Details]:
    """For whom, licence and price, in the words of the source."""
    from ainews_cli.views.tool_facts import facts

    language = reader.language
    texts = store.search_texts([row.id for row in rows], language=language)
    return {
        item_id: tuple(
            (text(language, f"kinds.{name}"), text(language, "kinds.quoted", text=said))
            for name, said in facts(source).items()
        )
        for item_id, source in texts.items()
    }


def _no_details(store: Store, reader: Reader, rows: Sequence[ItemRow]) -> dict[int, Details]:  # noqa: ARG001  as the others
    return {}


KINDS: dict[str, Kind] = {
    "videos": Kind(
        Only(
            kinds=tuple(kind.name for kind in SOURCE_KINDS.values() if kind.category == "video"),
            categories=("videos",),
            judged=("video",),
        ),
        _video_details,
    ),
    "tools": Kind(Only(categories=("tools",), judged=("tool", "release")), _tool_details),
    "papers": Kind(Only(categories=("research",), judged=("research",)), _no_details),
}


def listed(
    store: Store, reader: Reader, name: str, window: Window, *, limit: int, now: datetime, run: RunReport
) -> Page:
    """The page of one kind (a name of KINDS), best first."""
    kind = KINDS[name]
    rows = store.ranked(
        window.start, window.end, language=reader.language, weights=reader.weight_values, limit=limit, only=kind.only
    )
    details = kind.details(store, reader, rows)
    entries = tuple(
        entry(row, reader, position)._replace(details=details.get(row.id, ())) for position, row in enumerate(rows, 1)
    )
    parts: tuple[Part, ...] = entries or (TextPart(text(reader.language, "list.empty"), "note"),)
    return Page(
        view=name,
        title=text(reader.language, f"view.{name}"),
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        window=(window.start, window.end),
        sections=(Section("entries", "", parts),),
        footer=footer(
            entries,
            run,
            considered=store.count_only(window.start, window.end, language=reader.language, only=kind.only),
            analysed=store.count_analysed(window.start, window.end, language=reader.language, only=kind.only),
        ),
    )
