"""Entries as sources parse them and items as the store keeps them."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from ainews_cli.models.analysis import Analysis
from ainews_cli.models.releases import Release
from ainews_cli.models.text import Block


class DateNote(StrEnum):
    """What is doubtful about an entry's date; ": " and the date as written follow in `Entry.notes`."""

    UNREADABLE = "unreadable date dropped"
    ZONE_UNKNOWN = "date with an unclear time zone dropped"
    DAY_OR_MONTH = "date whose day and month could be exchanged dropped"
    IMPOSSIBLE = "impossible date dropped"
    FUTURE = "date in the future clamped"
    UPDATED = "unreadable date dropped for that of the update"
    NO_ZONE = "date without a time zone read as UTC"
    ZONE_OF_OTHERS = "date without a time zone read in that of the feed's other dates"
    ZONE_OF_PLACE = "date without a time zone read in that of the feed's country"
    DAY_ALONE = "date without a time of day"

    @classmethod
    def of(cls, note: str) -> tuple["DateNote | None", str]:
        """Return the doubt that an entry's note holds, and the date as written; (None, "") for other notes."""
        doubt, _, written = note.partition(": ")
        return (cls(doubt), written) if doubt in cls._value2member_map_ else (None, "")


class Enclosure(NamedTuple):
    """A media file that an entry carries (RSS enclosure, Atom link rel=enclosure, JSON Feed attachment)."""

    url: str
    type: str = ""
    """MIME type."""
    length: int = 0
    """Bytes; 0 when not said."""


class Entry(NamedTuple):
    """One entry of a feed document, cleaned: no control or bidi-override characters, addresses absolute and http(s)."""

    guid: str
    """The feed's id for it; else the canonical link; else a hash of what it has. Never empty."""
    url: str
    """Canonical link (tracking parameters gone), "" when there is none."""
    title: str
    """Plain text, HTML decoded, one line; made from the text when the feed gives none."""
    author: str = ""
    published: datetime | None = None
    """None when the feed gives none or an impossible one: the store takes the first-seen time."""
    updated: datetime | None = None
    summary: str = ""
    """HTML as the feed has it (untrusted: cleaned when shown)."""
    content: str = ""
    """HTML of the whole article when the feed carries it (untrusted)."""
    language: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    points: int | None = None
    comments: int | None = None
    discussion_url: str = ""
    thumbnail: str = ""
    duration: int | None = None
    """Seconds."""
    views: int | None = None
    notes: tuple[str, ...] = ()
    """What had to be mended: "date in the future clamped" …"""


class ParsedFeed(NamedTuple):
    """One feed document, parsed."""

    title: str
    entries: tuple[Entry, ...]
    language: str = ""
    notes: tuple[str, ...] = ()
    parser: str = ""
    """Which parser read it: "expat", "lenient", "feedparser", "json"."""
    dates_compared: bool = False
    """Dates mean what they do because of others in the document: a part of it could mean something else."""


class Item(NamedTuple):
    """An entry in the store. Ids are small integers that never change meaning."""

    id: int
    entry: Entry
    feed: str
    """Name of the feed that brought it first."""
    sources: tuple[str, ...]
    """Names of all feeds that carry it, the first one first."""
    kind: str
    """Kind of its feed: a name in `sources.kinds`."""
    category: str
    """Category of its feed in the config."""
    feed_weight: float
    published: datetime
    """The entry's date, clamped to the first-seen time; the first-seen time where it has none."""
    first_seen: datetime
    body_hash: str
    """Changes exactly when title, summary or content change."""
    page: tuple[Block, ...] = ()
    """The article on its page, where that was read; a video's transcript."""
    page_html: str = ""
    """The same as HTML, as databases before schema 8 hold it; "" where `page` has it."""
    starred: bool = False
    hidden: bool = False
    read: bool = False


class ItemRow(NamedTuple):
    """A list's view of an item: no bodies. What ranking and digests read."""

    id: int
    title: str
    """With its product where the feed has only a version: "Claude Code v2.1.238"."""
    url: str
    author: str
    feed: str
    sources: tuple[str, ...]
    kind: str
    category: str
    feed_weight: float
    published: datetime
    language: str
    body_hash: str
    text_length: int
    """Characters of its text, as read or else as the feed gave it (0: title only)."""
    points: int | None = None
    comments: int | None = None
    discussion_url: str = ""
    thumbnail: str = ""
    duration: int | None = None
    views: int | None = None
    notes: tuple[str, ...] = ()
    """As in `Entry.notes`."""
    analysis: Analysis | None = None
    """The analysis shown for it: the newest by a model, else the offline estimate."""
    release: Release | None = None
    """Which release it announces, where it does nothing else."""
    subscribed: bool = True
    """False: no feed that carries it is in the config any more."""
    date_guessed: bool = False
    """`published` is when the item was first seen: its feed gives no date, or none that can be."""
