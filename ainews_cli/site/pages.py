"""The pages of a site: those of every view whose row says `on_site`."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from ainews_cli.isolation import Step, without_culprits
from ainews_cli.models.page import LinkPart, Links, Section, TablePart
from ainews_cli.models.reader import RunReport
from ainews_cli.site.paths import slug
from ainews_cli.texts import text
from ainews_cli.views.material import Choices
from ainews_cli.views.registry import VIEWS
from ainews_cli.views.weekly import week_name
from ainews_cli.views.windows import week_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.page import Cell, Page
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.text import Extract
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.ranking.company_names import Extra
    from ainews_cli.store import Store
    from ainews_cli.views.material import Material
    from ainews_cli.views.registry import View

MOST_SUBPAGES = 200
"""Companies with a page of their own, those named most."""
STORED = RunReport("", "")
"""Nothing was asked of an engine: a site shows what is stored."""


class PageMaker(Protocol):
    """How pages are made of what is stored."""

    def material(self, view: View, choices: Choices) -> Material:
        """Return what the page of a view is made of."""

    def page(self, material: Material) -> Page:
        """Make the page."""

    def article(self, row: ItemRow) -> tuple[Extract, TranslationOutcome]:
        """Return an item's text and its translation."""


class SiteSource(NamedTuple):
    """What a site is made from."""

    store: Store
    reader: Reader
    now: datetime
    days: int
    """How far back the site goes."""
    limit: int
    """Items of a list."""
    maker: PageMaker
    aliases: Extra = ()
    per_feed: int = 0
    """Most items of one feed in a ranked list; 0: no limit."""

    @property
    def dates(self) -> list[date]:
        """The calendar days of the site in the reader's zone, oldest first."""
        today = self.now.astimezone(ZoneInfo(self.reader.timezone)).date()
        return [today - timedelta(days=back) for back in reversed(range(self.days))]


class Leaf(NamedTuple):
    """A page and its file."""

    path: str
    """From the site's root, with slashes."""
    page: Page
    more: tuple[Section, ...] = ()
    """Sections that only the site has: the list of the days …"""
    names: tuple[tuple[str, str], ...] = ()
    """What a cell of its tables says -> path of the page about it."""


class Branch(NamedTuple):
    """One place of the navigation."""

    leaf: Leaf
    pages: tuple[Leaf, ...] = ()
    """What it leads on to; in their order, the oldest first where they are days or weeks."""
    names: tuple[tuple[str, str], ...] = ()
    """The same for the tables of every page."""


def branches(source: SiteSource) -> Iterator[tuple[str, Branch]]:
    """Yield every place of the navigation with its pages: (name of the view, branch)."""
    for number, view in enumerate(view for view in VIEWS.values() if view.on_site):
        path = "index.html" if number == 0 else f"{view.name}.html"
        making = partial(_branch, source, view, path)
        yield view.name, without_culprits(Step.VIEW, source.store.left_out, making)


def _branch(source: SiteSource, view: View, path: str) -> Branch:
    def made(day: date | None = None, limit: int = source.limit) -> Page:
        days = source.days if view.spans_site else 0
        choices = Choices(day=day, days=days, limit=limit, per_feed=source.per_feed)
        return source.maker.page(source.maker.material(view, choices))

    if view.archived_by:
        archive = ARCHIVES[view.archived_by](source)
        leaves = [Leaf(f"{view.name}/{name}.html", page) for name, day in archive if (page := made(day)).entries]
        return _dated(view, Leaf(path, made()), leaves, source.reader)
    if not view.subpages:
        return Branch(Leaf(path, made()))
    module, _, function = view.subpages.partition(":")
    choices = Choices(days=source.days if view.spans_site else 0, limit=source.limit)
    pages = getattr(import_module(module), function)(source.maker.material(view, choices), most=MOST_SUBPAGES)
    leaves = [Leaf(f"{view.name}/{slug(page.title)}.html", page) for page in pages]
    names = tuple((leaf.page.title, leaf.path) for leaf in leaves)
    return Branch(Leaf(path, made(limit=MOST_SUBPAGES)), tuple(leaves), names)


def _days(source: SiteSource) -> Iterator[tuple[str, date]]:
    """Yield every day of the site: (name, day)."""
    for day in source.dates:
        yield day.isoformat(), day


def _weeks(source: SiteSource) -> Iterator[tuple[str, date]]:
    """Yield every calendar week that ended within the site's days: (name, its Monday)."""
    for day in source.dates:
        window = week_window(day, 7, source.now, source.reader.timezone)
        if day.weekday() == 0 and window.end <= source.now:
            yield week_name(window, source.reader), day


ARCHIVES: dict[str, Callable[[SiteSource], Iterator[tuple[str, date]]]] = {"day": _days, "week": _weeks}


def _dated(view: View, leaf: Leaf, leaves: Sequence[Leaf], reader: Reader) -> Branch:
    """Return a view of now with the list of its earlier pages, the newest first."""
    links = tuple((leaf.path.rpartition("/")[2].removesuffix(".html"), leaf.path) for leaf in leaves)
    more: tuple[Section, ...] = ()
    if leaves:
        heading = text(reader.language, "site.archive", title=view.title(reader.language))
        heads = tuple(text(reader.language, f"column.{key}") for key in (view.archived_by, "items", "best"))
        rows = tuple(_line(name, leaf.page) for (name, _), leaf in zip(reversed(links), reversed(leaves), strict=True))
        more = (Section("archive", heading, (TablePart(heads, rows, right=(1,)),)),)
    return Branch(leaf._replace(more=more, names=links), tuple(leaves))


def _line(name: str, page: Page) -> tuple[Cell, ...]:
    """Return the line of an earlier page: its name, how many items there were, the best of them."""
    best = min(page.entries, key=lambda entry: entry.rank)
    link = LinkPart(best.title or best.original_title, best.url, best.id)
    return (name, f"{page.footer.considered:,}", Links((link,)))
