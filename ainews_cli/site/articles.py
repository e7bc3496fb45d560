"""The article pages of a site: `show` of each item, with its translation as far as it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.render.html_page import document
from ainews_cli.render.site_frame import Frame, Stop
from ainews_cli.site.navigation import neighbours
from ainews_cli.site.pages import STORED
from ainews_cli.views.article import Wanted, show
from ainews_cli.views.article_more import Alike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ainews_cli.site.navigation import Map
    from ainews_cli.site.pages import SiteSource

WANTED = Wanted(share=True)


def articles(source: SiteSource, found: Map) -> Iterator[tuple[str, str]]:
    """Each item's page: (path, HTML). Neighbours are those published just before and after."""
    ids, files = list(found.items), list(found.items.values())
    rows = {
        row.id: row for row in source.store.rows(ids, language=source.reader.language)
    }  # in their order: the oldest first
    alike = Alike(source.store, rows, source.reader.language)
    titles = [(row.analysis.title if row.analysis else "") or row.title for row in (rows[item] for item in ids)]
    for at, item in enumerate(ids):
        previous, following = neighbours(files, titles, at)
        back = _lists(found, rows[item].published, source)
        frame = Frame(files[at], found.places(back[0].path), found.items, found.names, back, previous, following)
        page = show(
            source.store,
            source.reader,
            item,
            now=source.now,
            run=STORED,
            translation=source.translation(item),
            wanted=WANTED,
            alike=alike.to(item),
        )
        yield files[at], document(page, frame)


def _lists(found: Map, published: datetime, source: SiteSource) -> tuple[Stop, ...]:
    """Where the way back leads: the newest items, and the digest of the item's day."""
    latest, daily = found.branches["latest"], found.branches["daily"]
    day = f"daily/{published.astimezone(ZoneInfo(source.reader.timezone)).date().isoformat()}.html"
    of_day = [Stop(leaf.page.title, leaf.path) for leaf in daily.pages if leaf.path == day]
    return (found.stop(latest), *of_day)
