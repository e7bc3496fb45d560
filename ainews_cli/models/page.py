"""A page: what a view makes and a format prints. N views and M formats meet only here.

NamedTuples rather than dataclasses: making these classes is a part of every start, and costs a tenth as much.

A page is a head, a list of sections, and a footer; a section is a heading and parts; each part class has one
function in each renderer. Every string in here is plain text unless its docstring says otherwise: escaping is the
renderer's.
"""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import NamedTuple

from ainews_cli.models.analysis import KeyPoint, Mark
from ainews_cli.models.text import Block

RELATED = "related"
"""Key of the section whose entries the page is not about."""


class Coverage(NamedTuple):
    """Another report of an entry's story."""

    id: int
    title: str
    url: str
    source: str


class EntryPart(NamedTuple):
    """One item in a digest."""

    rank: int
    """1-based; 0 where the list is not ranked (`latest`)."""
    id: int
    title: str
    original_title: str
    url: str
    source: str
    sources: tuple[str, ...]
    published: datetime
    kind: str
    category: str
    tags: tuple[str, ...]
    tldr: str
    score: float | None
    """1.0 to 5.0, one decimal; None when nothing is known."""
    stars: int
    """Filled stars, 0 to 5."""
    label: str
    """最重要 … 軽め in the page's language, "" without a score."""
    marks: tuple[Mark, ...]
    estimate: bool
    """True when the score is the offline estimate."""
    reading_minutes: int
    """0 when there is no text to read."""
    analysed: datetime | None = None
    stale: bool = False
    """The item changed after the analysis."""
    author: str = ""
    language: str = ""
    companies: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    points: int | None = None
    comments: int | None = None
    discussion_url: str = ""
    thumbnail: str = ""
    duration: int | None = None
    views: int | None = None
    note: str = ""
    """One line in the page's language, e.g. that the full text is missing."""
    date_note: str = ""
    """What is doubtful about `published`, in the page's language; "" for nothing."""
    date_guessed: bool = False
    """`published` is when the item was first seen."""
    tldr_note: str = ""
    """What stands in brackets behind the TL;DR: what it rests on ("¶1" …; not in lists), that it is unconfirmed."""
    unconfirmed: tuple[str, ...] = ()
    """Those of title, tldr, impact and comment that the article does not bear out."""
    details: tuple[tuple[str, str], ...] = ()
    """(label, value) in the page's language, shown as lines below the TL;DR: for whom a tool is, its licence, what a
    summary rests on …
    """
    coverage: tuple[Coverage, ...] = ()
    """The other items of its story, best first; () where it stands alone."""
    story_note: str = ""
    """That the story goes on, and what is new: "続報: …"; "" for a first report."""
    releases: tuple[Coverage, ...] = ()
    """The other releases of the same product and day, the newest first."""
    unsubscribed: bool = False
    """No feed that carries it is in the config any more."""


class TextPart(NamedTuple):
    """A paragraph."""

    text: str
    style: str = "normal"
    """ "normal", "lead", "note" (dimmed), "warning"."""


class ScorePart(NamedTuple):
    """The score with its four bars."""

    score: float
    stars: int
    label: str
    estimate: bool
    marks: tuple[Mark, ...]
    weights: tuple[float, ...]
    """Normalised, in the order of the marks; they sum to 1."""
    analysed: datetime | None = None


class KeyPointsPart(NamedTuple):
    """Numbered key points, each with its ¶ references."""

    points: tuple[KeyPoint, ...]


class BlocksPart(NamedTuple):
    """Article text. `marks` maps block ids to a short note for blocks that failed a check."""

    blocks: tuple[Block, ...]
    language: str
    marks: tuple[tuple[int, str], ...] = ()
    numbered: bool = False
    """Whether ¶n is shown before each block."""


class BilingualPart(NamedTuple):
    """Original and translation, block beside block."""

    pairs: tuple[tuple[Block, Block | None], ...]
    """(original, translation); None where the original stands alone: code, an image, what failed a check."""
    original_language: str
    language: str
    """Of the translation."""
    marks: tuple[tuple[int, str], ...] = ()
    """As in `BlocksPart`."""


class LinkPart(NamedTuple):
    """A link with a label."""

    label: str
    url: str
    item: int = 0
    """Id of the item that it leads to, 0 for none: a site links to its own page of it."""
    title: str = ""
    """What that is, for formats with room for it beside a short label."""


class Claim(NamedTuple):
    """One sentence that a model wrote about other texts, with what it cites (code has confirmed both ids and
    quotes).
    """

    text: str
    cites: tuple[LinkPart, ...]
    """At least one: a comment, an item; label "[1]", "ID 12", "@name" …, "" for an address that is none."""
    quote: str = ""
    """Verbatim from the first of them."""


class ClaimsPart(NamedTuple):
    """Claims below one heading: positions, agreement, dispute …"""

    heading: str
    """ "" for none."""
    claims: tuple[Claim, ...]


class Spark(NamedTuple):
    """A cell with a small line of values in time, one per day or other step, oldest first; 0 and more."""

    values: tuple[float, ...]


class Bar(NamedTuple):
    """A cell with a bar."""

    value: float
    """Length as a share of the whole column, 0 to 1."""
    label: str
    """What is written beside it."""


class Links(NamedTuple):
    """A cell of one or more links; an address that is none gives the label alone."""

    links: tuple[LinkPart, ...]


class Moment(NamedTuple):
    """A cell with a time: "3 hours ago" in the terminal, absolute elsewhere."""

    time: datetime | None
    """None: never, or not known."""


Cell = str | Spark | Bar | Links | Moment
Record = tuple[tuple[str, object], ...]
"""(stable name, value) pairs; a value is a text, a number, a boolean, a time, None, or a tuple of texts."""


class TablePart(NamedTuple):
    """A table; `right` names the columns (0-based) aligned right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    records: tuple[Record, ...] = ()
    """For scripts, where the cells are words for people: what each row is about."""


Part = EntryPart | TextPart | ScorePart | KeyPointsPart | ClaimsPart | BlocksPart | BilingualPart | TablePart | LinkPart


class Section(NamedTuple):
    """A heading ("" for none) and its parts."""

    key: str
    """Stable name for JSON and tests: "entries", "tldr", "score", "original" …"""
    heading: str
    parts: tuple[Part, ...]
    folded: bool = False
    """Folded where the format can fold."""
    hint: str = ""
    """With `folded`: the line that stands for it where the format cannot fold; "": it is printed whole there."""


class Deferred(NamedTuple):
    """A candidate that the budget had no room for."""

    id: int
    title: str


class FeedMore(NamedTuple):
    """Items of a feed that a list left out, because the feed has its places already."""

    source: str
    items: int


class Footer(NamedTuple):
    """The ground that the page rests on, and its gaps; one line each in `lines`, in the page's language."""

    engine: str
    model: str
    considered: int = 0
    """Items in the window."""
    analysed: int = 0
    """Of those, with an analysis by a model."""
    deferred: int = 0
    """Candidates the budget left for later."""
    deferred_items: tuple[Deferred, ...] = ()
    """Those, best first."""
    feeds_failed: tuple[str, ...] = ()
    without_text: int = 0
    spent_usd: float = 0.0
    """In this run."""
    lines: tuple[str, ...] = ()
    estimates: bool = False
    """The engine estimates: no model was asked."""
    more: tuple[FeedMore, ...] = ()
    """What the limit per feed left out, most first."""
    found: int | None = None
    """Of a search: how many items it found, of which the page shows the first; None elsewhere."""


class Page(NamedTuple):
    """The product of a view: everything a format needs to print it."""

    view: str
    title: str
    language: str
    """ "ja" or "en": of the interface texts."""
    timezone: str
    """IANA name; times are shown in it."""
    generated: datetime
    sections: tuple[Section, ...]
    footer: Footer
    window: tuple[datetime, datetime] | None = None
    """Half open: from <= published < to."""
    lead: str = ""

    @property
    def entries(self) -> tuple[EntryPart, ...]:
        """Return all entries that the page is about, in the order shown: not those of a section "related", which only
        point elsewhere.
        """
        return tuple(
            part
            for section in self.sections
            if section.key != RELATED
            for part in section.parts
            if isinstance(part, EntryPart)
        )
