"""What the page of a view is made of."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from ainews_cli.models.brief import Brief
from ainews_cli.models.item import ItemRow
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.models.selection import NO_FILTER, ItemFilter, Only
from ainews_cli.models.window import Window

if TYPE_CHECKING:
    from ainews_cli.ranking.company_names import Extra
    from ainews_cli.ranking.order import Order
    from ainews_cli.views.reading_store import ReadingStore
    from ainews_cli.views.registry import View


class Filtering(NamedTuple):
    """What the reader asks of the items."""

    items: ItemFilter = NO_FILTER
    said: str = ""
    """As it was written: "--tag LLM"; "" for nothing."""
    doubts: tuple[str, ...] = ()
    """What may be wrong with it, a line each: a tag that no item has."""


class Choices(NamedTuple):
    """What the reader asks of a view; a view looks at those that its row takes."""

    day: date | None = None
    """None: up to now."""
    days: int = 0
    """Length of the window; 0: as the view has it."""
    limit: int = 20
    """Items, or rows of a table."""
    stories: bool = True
    """Every event once, with its other reports."""
    ai_only: bool = False
    """Only what is about AI or near an interest."""
    kind: str = "all"
    """Of names: one of `views.trends.NAME_KINDS`, or "all"."""
    per_feed: int = 0
    """Most items of one feed, of a view whose row `spreads`; 0: no limit."""
    company: str = ""
    """One company's news; "" for a table of all."""
    filters: Filtering = Filtering()


class DiscussionBrief(NamedTuple):
    """What a model says of an item's discussion."""

    brief: Brief
    older: bool
    """The comments have changed since."""


class Material(NamedTuple):
    """What was gathered for a page."""

    view: "View"
    store: "ReadingStore"
    reader: Reader
    window: Window
    choices: Choices
    now: datetime
    run: RunReport
    aliases: "Extra" = ()
    """Other names of companies: the reader's own."""
    order: "Order | None" = None
    """Of a view whose row is `ordered`."""
    rows: Sequence[ItemRow] = ()
    """Items of a view whose row `discusses`, in their order."""
    briefs: Mapping[int, DiscussionBrief] = {}
    """Item -> what is said of its discussion."""
    comments_read: Mapping[int, int] = {}
    """Item -> how many comments a brief of its discussion rests on."""

    @property
    def only(self) -> Only:
        """Which items are wanted: by the view and by the reader."""
        return wanted(self.view, self.choices)


def wanted(view: "View", choices: Choices) -> Only:
    """Return which items a page is about."""
    return view.only._replace(filter=choices.filters.items)
