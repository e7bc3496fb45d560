"""The page of an item that cannot be shown: its title, and the way to the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.page import Footer, LinkPart, Page, Section, TextPart
from ainews_cli.texts import text

if TYPE_CHECKING:
    from datetime import datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.reader import Reader


def unshowable(row: ItemRow, reader: Reader, *, now: datetime, view: str = "show") -> Page:
    """Make the page; what failed is said in its footer, where the run says it."""
    parts = (TextPart(text(reader.language, "fault.article"), "warning"), LinkPart(row.url or row.title, row.url))
    return Page(
        view=view,
        title=row.title,
        language=reader.language,
        timezone=reader.timezone,
        generated=now,
        sections=(Section("item", "", parts),),
        footer=Footer("", ""),
    )
