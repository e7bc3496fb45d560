"""The pages of a site. A new one is a row in TABLE and one function."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ainews_cli.models.page import LinkPart, Links, Section, TablePart
from ainews_cli.models.reader import RunReport
from ainews_cli.site.paths import slug
from ainews_cli.texts import text
from ainews_cli.views import companies
from ainews_cli.views.briefing import stored_lead, week_matter
from ainews_cli.views.digest import daily, daily_window, latest
from ainews_cli.views.hacker import hacker, stories, story_ids
from ainews_cli.views.kinds import listed
from ainews_cli.views.trends import KINDS, trends_page
from ainews_cli.views.weekly import weekly, weekly_window, window_name, with_lead
from ainews_cli.views.windows import last_hours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from ainews_cli.models.page import Cell, Page
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.translation import TranslationOutcome
    from ainews_cli.ranking import company_names
    from ainews_cli.store import Store

COMPANIES = 200
"""Companies with a page of their own, those named most."""
TREND_DAYS = 7
STORED = RunReport("", "")
"""Nothing was asked of an engine: a site shows what is stored."""


class SiteSource(NamedTuple):
    """What a site is made from: plain values and the store."""

    store: Store
    reader: Reader
    now: datetime
    days: int
    """How far back the site goes."""
    limit: int
    """Items of a list."""
    translation: Callable[[int], TranslationOutcome]
    """What is stored of an item's translation."""
    aliases: company_names.Extra = ()
    model: str = ""
    """Whose translations and briefs are shown."""
    tokens: int = 2000
    """Of a discussion, that a brief of it rests on."""

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


class SitePlace(NamedTuple):
    """How a place of the navigation is made."""

    make: Callable[[SiteSource], Branch]
    feed: bool = True
    """Whether there is an RSS of it."""


def _latest(source: SiteSource) -> Branch:

    return Branch(
        Leaf("index.html", latest(source.store, source.reader, limit=source.limit, now=source.now, run=STORED))
    )


def _daily(source: SiteSource) -> Branch:
    """Return the last 24 hours, and every day that has items."""

    def made(day: date | None) -> Page:
        window = daily_window(day, now=source.now, zone=source.reader.timezone)
        return daily(source.store, source.reader, window, day=day, limit=source.limit, now=source.now, run=STORED)

    days = [Leaf(f"daily/{day.isoformat()}.html", page) for day in source.dates if (page := made(day)).entries]
    return _dated("daily", made(None), days, source.reader)


def _weekly(source: SiteSource) -> Branch:
    """Return the last seven days, and every week of the calendar that ended within the site's days."""

    def made(day: date | None) -> Page:
        window = weekly_window(day, now=source.now, zone=source.reader.timezone)
        limit, aliases = source.limit, source.aliases
        page = weekly(
            source.store, source.reader, window, day=day, limit=limit, aliases=aliases, now=source.now, run=STORED
        )
        matter = week_matter(page.entries, source.reader, model=source.model)
        lead = stored_lead(source.store, matter) if matter else None
        return with_lead(page, lead) if lead else page

    mondays = dict.fromkeys(day for day in source.dates if day.weekday() == 0)
    weeks = []
    for monday in mondays:
        window = weekly_window(monday, now=source.now, zone=source.reader.timezone)
        if window.end <= source.now and (page := made(monday)).entries:
            weeks.append(Leaf(f"weekly/{window_name(window, source.reader)}.html", page))
    return _dated("weekly", made(None), weeks, source.reader)


def _hacker(source: SiteSource) -> Branch:
    """Return the last 24 hours, and every day that has stories; each with what is stored of its discussion."""

    def made(day: date | None) -> Page:
        store, reader, limit = source.store, source.reader, source.limit
        window = daily_window(day, now=source.now, zone=reader.timezone)
        rows = stories(store, story_ids(store, window, reader, limit=limit), reader, limit=limit)
        return hacker(
            store, reader, window, rows, day=day, model=source.model, tokens=source.tokens, now=source.now, run=STORED
        )

    days = [Leaf(f"hacker/{day.isoformat()}.html", page) for day in source.dates if (page := made(day)).entries]
    return _dated("hacker", made(None), days, source.reader)


def _dated(name: str, page: Page, leaves: Sequence[Leaf], reader: Reader) -> Branch:
    """Return a view of now with the list of its earlier pages, the newest first."""
    labels = tuple((leaf.path.rpartition("/")[2].removesuffix(".html"), leaf.path) for leaf in leaves)
    more: tuple[Section, ...] = ()
    if leaves:
        heading = text(reader.language, "site.archive", title=text(reader.language, f"view.{name}"))
        heads = tuple(
            text(reader.language, f"column.{key}") for key in ("week" if name == "weekly" else "day", "items", "best")
        )
        rows = tuple(
            _archived(label, leaf.page) for (label, _), leaf in zip(reversed(labels), reversed(leaves), strict=True)
        )
        more = (Section("archive", heading, (TablePart(heads, rows, right=(1,)),)),)
    return Branch(Leaf(f"{name}.html", page, more, labels), tuple(leaves))


def _archived(label: str, page: Page) -> tuple[Cell, ...]:
    """Return an earlier page's line: its name, how many items there were, the best of them."""
    best = min(page.entries, key=lambda entry: entry.rank)
    return (
        label,
        f"{page.footer.considered:,}",
        Links((LinkPart(best.title or best.original_title, best.url, best.id),)),
    )


def _kind(name: str) -> Callable[[SiteSource], Branch]:
    def make(source: SiteSource) -> Branch:

        window = last_hours(source.now, 24 * source.days)
        page = listed(source.store, source.reader, name, window, limit=source.limit, now=source.now, run=STORED)
        return Branch(Leaf(f"{name}.html", page))

    return make


def _trends(source: SiteSource) -> Branch:

    window = last_hours(source.now, 24 * TREND_DAYS)
    store, limit, aliases = source.store, source.limit, source.aliases
    page = trends_page(
        store, source.reader, window, kinds=KINDS, aliases=aliases, limit=limit, now=source.now, run=STORED
    )
    return Branch(Leaf("trends.html", page))


def _companies(source: SiteSource) -> Branch:
    """Return the table, and a page for every company in it."""

    window = last_hours(source.now, 24 * source.days)
    store, reader, aliases, now = source.store, source.reader, source.aliases, source.now
    table = companies.companies(store, reader, window, aliases=aliases, limit=COMPANIES, now=now, run=STORED)
    pages = companies.each(
        store, reader, window, aliases=aliases, most=COMPANIES, limit=source.limit, now=now, run=STORED
    )
    leaves = tuple(Leaf(f"companies/{slug(page.title)}.html", page) for page in pages)
    return Branch(Leaf("companies.html", table), leaves, tuple((leaf.page.title, leaf.path) for leaf in leaves))


TABLE: dict[str, SitePlace] = {
    "latest": SitePlace(_latest),
    "daily": SitePlace(_daily),
    "hacker": SitePlace(_hacker),
    "weekly": SitePlace(_weekly),
    "videos": SitePlace(_kind("videos")),
    "tools": SitePlace(_kind("tools")),
    "papers": SitePlace(_kind("papers")),
    "trends": SitePlace(_trends, feed=False),
    "companies": SitePlace(_companies, feed=False),
}
"""Name of the view -> its row, in the order of the navigation."""


def branches(source: SiteSource) -> Iterator[tuple[str, Branch]]:
    """Yield every place of the navigation with its pages."""
    for name, row in TABLE.items():
        yield name, row.make(source)
