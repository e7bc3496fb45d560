"""The article pages of a site: `show` of each item, with its translation as far as it is stored."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ainews_cli.isolation import Isolated, Step, without_culprits
from ainews_cli.render.drawing import drawn
from ainews_cli.render.html_page import document
from ainews_cli.render.site_frame import Frame, Stop
from ainews_cli.site.navigation import neighbours
from ainews_cli.site.pages import STORED
from ainews_cli.views.article import Wanted, show
from ainews_cli.views.article_more import Alike
from ainews_cli.views.registry import VIEWS
from ainews_cli.views.unshowable import unshowable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Page
    from ainews_cli.site.navigation import Map
    from ainews_cli.site.pages import SiteSource

WANTED = Wanted(share=True)


def articles(source: SiteSource, site: Map) -> Iterator[tuple[str, str]]:
    """Yield each item's page: (path, HTML). Neighbours are those published just before and after."""
    ids, files = list(site.items), list(site.items.values())
    rows = {
        row.id: row for row in source.store.rows(ids, language=source.reader.language)
    }  # in their order: the oldest first
    left_out, comparing = source.store.left_out, partial(Alike, source.store, rows, source.reader.language)
    alike = without_culprits(Step.ARTICLE, left_out, comparing)
    titles = [(row.analysis.title if row.analysis else "") or row.title for row in (rows[item] for item in ids)]
    for at, item in enumerate(ids):
        previous, following = neighbours(files, titles, at)
        back = _lists(site, rows[item].published, source)
        frame = Frame(files[at], site.places(back[0].path), site.items, site.names, back, previous, following)
        with Isolated(Step.ARTICLE, item, rows[item].title) as making:
            printed = drawn(partial(document, frame=frame), _page(source, rows[item], alike))
        if making.failed:
            printed = document(unshowable(rows[item], source.reader, now=source.now), frame)
        yield files[at], printed


def _page(source: SiteSource, row: ItemRow, alike: Alike) -> Page:
    extract, translation = source.maker.article(row.id)
    return show(
        source.store,
        source.reader,
        row,
        extract,
        now=source.now,
        run=STORED,
        translation=translation,
        wanted=WANTED,
        alike=alike.to(row.id),
    )


def _lists(site: Map, published: datetime, source: SiteSource) -> tuple[Stop, ...]:
    """Return the lists that the way back leads to: the newest items, and the digest of the item's day."""
    front = next(iter(site.branches.values()))
    date = published.astimezone(ZoneInfo(source.reader.timezone)).date().isoformat()
    digests = [leaf for name, branch in site.branches.items() if VIEWS[name].remembered for leaf in branch.pages]
    of_day = [Stop(leaf.page.title, leaf.path) for leaf in digests if leaf.path.endswith(f"/{date}.html")]
    return (site.stop(front), *of_day)
