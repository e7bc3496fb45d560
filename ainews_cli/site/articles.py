"""The article pages of a site: `show` of each item, with its translation as far as it is stored."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ainews_cli.base.hashing import text_digest
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
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Page
    from ainews_cli.site.navigation import Map
    from ainews_cli.site.pages import SiteSource

WANTED = Wanted(share=True)


class Sheet(NamedTuple):
    """A file of the site, made when it is asked for."""

    path: str
    key: str
    """Hash of all that it is made of, "" where that is not known."""
    make: Callable[[], tuple[str, str]]
    """Returns the HTML and the key to keep it under, "" for a page that could not be made as it should be."""


def articles(source: SiteSource, site: Map, settings: str = "") -> Iterator[Sheet]:
    """Yield each item's page. Neighbours are those published just before and after.

    `settings`: a hash of all that pages depend on besides the store, "" where that is not known.
    """
    ids, files = list(site.items), list(site.items.values())
    rows = {
        row.id: row for row in source.store.rows(ids, language=source.reader.language)
    }  # in their order: the oldest first
    left_out, comparing = source.store.left_out, partial(Alike, source.store, rows, source.reader.language)
    alike = without_culprits(Step.ARTICLE, left_out, comparing)
    texts = source.store.text_stamps(ids) if settings else {}
    said = _said(rows.values()) if settings else {}
    titles = [(row.analysis.title if row.analysis else "") or row.title for row in (rows[item] for item in ids)]
    back_to = cache(partial(_lists, site))
    zone = ZoneInfo(source.reader.timezone)
    for at, item in enumerate(ids):
        previous, following = neighbours(files, titles, at)
        back = back_to(rows[item].published.astimezone(zone).date())
        frame = Frame(files[at], site.places(back[0].path), site.items, site.names, back, previous, following)
        row, key = rows[item], ""
        with Isolated(Step.ARTICLE, item, row.title):
            shown = [said.get(other.id) for other in (row, *alike.to(item))]
            made_of = (settings, source.now.year, texts.get(item), shown, _around(frame, row))
            key = text_digest(repr(made_of)) if item in said else ""
        making = partial(_printed, source, row, alike, frame)
        instead = partial(_unshowable, source, row, frame)
        yield Sheet(files[at], key, partial(_made, item, row.title, making, instead, key))


def _made(item: int, title: str, making: Callable[[], str], instead: Callable[[], str], key: str) -> tuple[str, str]:
    """Return the HTML of an item's page, and its key; without one where the page could not be made."""
    with Isolated(Step.ARTICLE, item, title):
        return making(), key
    return instead(), ""


def _printed(source: SiteSource, row: ItemRow, alike: Alike, frame: Frame) -> str:
    return drawn(partial(document, frame=frame), _page(source, row, alike))


def _unshowable(source: SiteSource, row: ItemRow, frame: Frame) -> str:
    return document(unshowable(row, source.reader, now=source.now), frame)


def _said(rows: Iterable[ItemRow]) -> dict[int, str]:
    """Return by item all that its row says but the length of its text, which is known better once a page was made."""
    said = {}
    for row in rows:
        with Isolated(Step.ARTICLE, row.id, row.title):
            said[row.id] = repr(row._replace(text_length=0))
    return said


def _around(frame: Frame, row: ItemRow) -> tuple[object, ...]:
    """Return what of the site's other pages stands on the page of an item."""
    companies = row.analysis.companies if row.analysis else ()
    names = [(name, frame.names.get(name)) for name in companies]
    return (frame.places, frame.back, frame.previous, frame.next, names)


def _page(source: SiteSource, row: ItemRow, alike: Alike) -> Page:
    extract, translation = source.maker.article(row)
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


def _lists(site: Map, day: date) -> tuple[Stop, ...]:
    """Return the lists that the way back leads to: the newest items, and the digest of the item's day."""
    front = next(iter(site.branches.values()))
    digests = [leaf for name, branch in site.branches.items() if VIEWS[name].remembered for leaf in branch.pages]
    of_day = [Stop(leaf.page.title, leaf.path) for leaf in digests if leaf.path.endswith(f"/{day.isoformat()}.html")]
    return (site.stop(front), *of_day)
