"""A site from what is stored: lists first, then the article of every item that a list names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from ainews_cli.base.hashing import text_digest
from ainews_cli.base.working import Working, silently
from ainews_cli.isolation import noted
from ainews_cli.models.page import Cell, ClaimsPart, EntryPart, Links, Page, TablePart
from ainews_cli.ranking import company_names
from ainews_cli.render import render
from ainews_cli.render.drawing import drawn
from ainews_cli.render.html_page import document
from ainews_cli.render.options import Options
from ainews_cli.render.site_frame import Frame, Stop
from ainews_cli.site import paths
from ainews_cli.site.articles import Sheet, articles
from ainews_cli.site.folder import Folder
from ainews_cli.site.navigation import Map, neighbours
from ainews_cli.site.pages import Branch, Leaf, SiteSource, branches


class SiteReport(NamedTuple):
    """The counts of a run."""

    files: int
    written: int
    """Of those, new or changed."""
    removed: int


def build(
    source: SiteSource,
    root: Path,
    *,
    url: str = "",
    force: bool = False,
    working: Working = silently,
    settings: str = "",
) -> SiteReport:
    """Write what changed of the site and remove what is left of an earlier one.

    `url`: where it will be published, "" where that is not known; `working`: shows how far it is; `settings`: a hash of
    all that pages depend on besides the store, "" to make every page. Within an hour, a site is left as it is while
    nothing changed that it is made of; after that, what belongs to the hour is made anew.

    Ask no engine and no network. Raise UsageError for a folder that cannot be written or holds other files of these
    names.
    """
    folder = Folder(root)
    stamp = _stamp(source, url, settings) if settings else ""
    if not force and (count := folder.unchanged(stamp)):
        return SiteReport(count, 0, 0)
    places = dict(branches(source))
    site = _map(source, places)
    files = [leaf.path for branch in places.values() for leaf in (branch.leaf, *branch.pages)] + [
        *site.items.values(),
        *site.feeds(),
    ]
    folder.begin(files, force=force)
    with working("site", len(set(files))) as tick:
        for sheet in chain(_lists(source, site, url, settings), articles(source, site, settings)):
            if not folder.keep(sheet.path, sheet.key):
                printed, key = sheet.make()
                folder.write(sheet.path, printed, key)
            tick(sheet.path)
    folder.finish("" if noted() else stamp)
    return SiteReport(len(set(files)), folder.written, folder.removed)


def _stamp(source: SiteSource, url: str, settings: str) -> str:
    """Return the hash of all that the site is made of; the time counts by the hour."""
    hour = _hour(source)
    since = hour - timedelta(days=2 * max(source.days, 7) + 2)
    parts = (settings, url, source.days, source.limit, hour, source.store.content_stamp(since))
    return text_digest(repr(parts))


def _hour(source: SiteSource) -> datetime:
    return source.now.replace(minute=0, second=0, microsecond=0)


def _lists(source: SiteSource, site: Map, url: str, settings: str) -> Iterator[Sheet]:
    """Yield every file of the site but the articles."""
    feeds = site.feeds()
    for branch in site.branches.values():
        feed = paths.feed(branch.leaf.path)
        frame = _frame(branch, branch.leaf, site, feed if feed in feeds else "")
        yield _sheet(source, branch.leaf, frame, settings)
        titles, files = [leaf.page.title for leaf in branch.pages], [leaf.path for leaf in branch.pages]
        for at, leaf in enumerate(branch.pages):
            previous, following = neighbours(files, titles, at)
            back = (site.stop(branch),)
            frame = _frame(branch, leaf, site)._replace(back=back, previous=previous, next=following)
            yield _sheet(source, leaf, frame, settings)
    for path, leaf in feeds.items():
        key = _key(source, settings, (url, _timeless(leaf.page)))
        yield Sheet(path, key, partial(_kept, key, partial(_feed, leaf.page, source, url, path)))


def _sheet(source: SiteSource, leaf: Leaf, frame: Frame, settings: str) -> Sheet:
    """Return a list's page; its key says all that is on it but the minute it was made."""
    page = leaf.page._replace(sections=(*leaf.page.sections, *leaf.more))
    there = [item in frame.items for item in (*_items(page), *_cited(page))]
    names = [frame.names.get(cell) for cell in _cells(page) if isinstance(cell, str)]
    around = (frame.places, frame.back, frame.previous, frame.next, frame.feed)
    key = _key(source, settings, (_timeless(page), there, names, around))
    return Sheet(leaf.path, key, partial(_kept, key, partial(drawn, partial(document, frame=frame), page)))


def _kept(key: str, draw: Callable[[], str]) -> tuple[str, str]:
    """Return what is drawn, and its key; without one where something of it failed."""
    faults = len(noted())
    printed = draw()
    return printed, key if len(noted()) == faults else ""


def _key(source: SiteSource, settings: str, made_of: tuple[object, ...]) -> str:
    return text_digest(repr((settings, _hour(source), made_of))) if settings else ""


def _timeless(page: Page) -> Page:
    return page._replace(generated=datetime.min.replace(tzinfo=UTC), window=None)


def _frame(branch: Branch, leaf: Leaf, site: Map, feed: str = "") -> Frame:
    """Return what surrounds a page of a place of the navigation."""
    frame = Frame(leaf.path, site.places(branch.leaf.path), site.items, {**site.names, **dict(leaf.names)})
    return frame._replace(feed=Stop(leaf.page.title, feed)) if feed else frame


def _feed(page: Page, source: SiteSource, url: str, path: str) -> str:
    return render("rss", page, Options(now=source.now, address=f"{url.rstrip('/')}/{path}" if url else ""))


def _map(source: SiteSource, places: Mapping[str, Branch]) -> Map:
    """Return where everything is: every item that a list names gets a page."""
    leaves = [leaf for branch in places.values() for leaf in (branch.leaf, *branch.pages)]
    ids = dict.fromkeys(item for leaf in leaves for item in _items(leaf.page))
    rows = source.store.rows(list(ids), language=source.reader.language)
    rows.sort(key=lambda row: (row.published, row.id))
    paths_of = {name: path for branch in places.values() for name, path in branch.names}
    companies = dict.fromkeys(name for row in rows if row.analysis for name in row.analysis.companies)
    other = {
        name: paths_of[known]
        for name in companies
        if (known := company_names.canonical(name, source.aliases)) in paths_of
    }  # as an article calls a company
    return Map(places, {row.id: paths.article(row.id) for row in rows}, {**other, **paths_of}, source.reader.language)


def _items(page: Page) -> Iterable[int]:
    """Return ids of the items that a page leads to."""
    for section in page.sections:
        for part in section.parts:
            if isinstance(part, EntryPart):
                yield part.id
                yield from (report.id for report in part.coverage)
    yield from (link.item for cell in _cells(page) if isinstance(cell, Links) for link in cell.links if link.item)


def _cells(page: Page) -> Iterator[Cell]:
    """Yield the cells of a page's tables."""
    for section in page.sections:
        for part in section.parts:
            if isinstance(part, TablePart):
                yield from chain.from_iterable(part.rows)


def _cited(page: Page) -> Iterator[int]:
    """Yield the items that its claims cite: they have no page of their own for that."""
    for section in page.sections:
        for part in section.parts:
            if isinstance(part, ClaimsPart):
                yield from (link.item for claim in part.claims for link in claim.cites if link.item)
