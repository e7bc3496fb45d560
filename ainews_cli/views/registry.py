"""The views: one row each. A new view is a file with a function `Material -> Page` and a row in VIEWS.

The pipeline, the site's navigation and the list of commands follow the rows. Modules of views are imported when a page
of theirs is made: listing views costs nothing.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.models.selection import ALL, Only
from ainews_cli.models.window import Window
from ainews_cli.sources.kinds import KINDS
from ainews_cli.texts import localized
from ainews_cli.views.windows import day_window, recent_days, week_window

if TYPE_CHECKING:
    from ainews_cli.models.page import Page
    from ainews_cli.views.material import Material

WindowOf = Callable[[date | None, int, datetime, str], Window]
"""(day or None for now, length in days, now, IANA zone) -> window."""


class Candidates(Enum):
    """Which items a model is asked about before the page is made."""

    NONE = "none"
    BEST_ESTIMATES = "best estimates"
    NEWEST = "newest"
    MOST_POINTS = "most points"


class View(NamedTuple):
    """One view."""

    name: str
    """Also the command, `view` of the page and the file of a site."""
    titles: tuple[str, str]
    """Japanese, English."""
    summary: str
    """Its line in `--help`."""
    place: str
    """module:function that makes the page of a Material."""
    takes: tuple[str, ...] = ("day", "limit")
    """Names of the options besides those of every page; fields of `views.material.Choices`."""
    window: WindowOf = day_window
    days: int = 1
    """Length of the window unless the reader asks for another."""
    candidates: Candidates = Candidates.BEST_ESTIMATES
    only: Only = ALL
    """Which items are candidates, and counted."""
    ordered: bool = False
    """Items stand in the order of `ranking.order`."""
    home: Only | None = None
    """With `ordered`: which items the page is for, and come before as good ones that belong there, too."""
    remembered: bool = False
    """What the page of a day showed does not come back on a later day."""
    spreads: bool = False
    """At most `[digest] per_feed` items of one feed."""
    compares: bool = False
    """Items of the window before are counted, too."""
    discusses: bool = False
    """Discussions of its items are read and summed up."""
    has_lead: bool = False
    """A model introduces the page."""
    on_site: bool = True
    archived_by: str = ""
    """ "day" or "week": a site has a page of each; "" for one page of now."""
    spans_site: bool = False
    """On a site it looks at all days of the site, instead of `days`."""
    subpages: str = ""
    """module:function that makes more pages for a site, given a Material and `most`; "" for none."""
    has_feed: bool = True
    """A site has an RSS of it."""

    def title(self, language: str) -> str:
        """Return the title for readers."""
        return localized(language, self.titles)

    def build(self, material: "Material") -> "Page":
        """Make the page. Raise UsageError where a choice fits nothing."""
        module, _, function = self.place.partition(":")
        page: Page = getattr(import_module(module), function)(material)
        return page


_ROWS = (
    View(
        "latest",
        ("最新ニュース", "Latest news"),
        "The newest items (最新ニュース).",
        "ainews_cli.views.digest:latest",
        takes=("limit",),
        candidates=Candidates.NEWEST,
    ),
    View(
        "daily",
        ("AI日報", "AI Daily"),
        "The ranked digest of a day (AI日報).",
        "ainews_cli.views.digest:daily",
        takes=("day", "limit", "per_feed", "stories"),
        spreads=True,
        ordered=True,
        remembered=True,
        archived_by="day",
    ),
    View(
        "hacker",
        ("Hacker日報", "Hacker Daily"),
        "Hacker News by points, and what the discussions say (Hacker日報).",
        "ainews_cli.views.hacker:hacker",
        takes=("day", "limit", "ai_only"),
        candidates=Candidates.MOST_POINTS,
        only=Only(kinds=tuple(kind.name for kind in KINDS.values() if kind.has_discussion)),
        discusses=True,
        archived_by="day",
    ),
    View(
        "weekly",
        ("週報", "Weekly Review"),
        "The ranked week, by topic (週報).",
        "ainews_cli.views.weekly:weekly",
        takes=("day", "limit", "per_feed", "stories"),
        spreads=True,
        window=week_window,
        days=7,
        ordered=True,
        compares=True,
        has_lead=True,
        archived_by="week",
    ),
    View(
        "videos",
        ("動画", "Videos"),
        "Videos, ranked (動画).",
        "ainews_cli.views.kinds:videos",
        takes=("day", "days", "limit", "per_feed"),
        spreads=True,
        window=recent_days,
        days=7,
        spans_site=True,
        only=Only(
            kinds=tuple(kind.name for kind in KINDS.values() if kind.category == "video"),
            categories=("videos",),
            judged=("video",),
        ),
    ),
    View(
        "tools",
        ("AIツール", "AI Tools"),
        "Tools and releases, ranked (AIツール).",
        "ainews_cli.views.kinds:tools",
        takes=("day", "days", "limit", "per_feed"),
        spreads=True,
        window=recent_days,
        days=7,
        spans_site=True,
        only=Only(categories=("tools",), judged=("tool", "release")),
        ordered=True,
        home=Only(categories=("tools",)),
    ),
    View(
        "papers",
        ("論文", "Papers"),
        "Papers and research, ranked (論文).",
        "ainews_cli.views.kinds:ranked_list",
        takes=("day", "days", "limit"),
        window=recent_days,
        days=7,
        spans_site=True,
        only=Only(categories=("research",), judged=("research",)),
    ),
    View(
        "trends",
        ("トレンド", "Trends"),
        "What rises and falls (トレンド).",
        "ainews_cli.views.trends:trends",
        takes=("days", "kind", "limit"),
        window=recent_days,
        days=7,
        candidates=Candidates.NONE,
        compares=True,
        has_feed=False,
    ),
    View(
        "companies",
        ("企業", "Companies"),
        "Companies in the news (企業), or one company's news.",
        "ainews_cli.views.companies:companies",
        takes=("company", "days", "limit"),
        window=recent_days,
        days=30,
        candidates=Candidates.NONE,
        compares=True,
        spans_site=True,
        subpages="ainews_cli.views.companies:each",
        has_feed=False,
    ),
)

VIEWS: dict[str, View] = {view.name: view for view in _ROWS}
"""By name, in the order of a site's navigation."""
