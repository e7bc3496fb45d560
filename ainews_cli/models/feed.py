"""A subscription, what its last fetch left behind, and what one fetch gave."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import Literal, NamedTuple

DEFAULT_KIND = "feed"
"""Kind of a feed that says none; the kinds are rows of `sources.kinds`."""
OutcomeStatus = Literal["new", "unchanged", "failed", "skipped"]


class Feed(NamedTuple):
    """A subscription as the reader wrote it in the config."""

    name: str
    url: str
    kind: str = DEFAULT_KIND
    category: str = "news"
    weight: float = 1.0
    """Multiplies the rank of the feed's items; 0 < weight <= 10."""
    language: str = ""
    """BCP 47 tag of the items, "" when not known."""
    full_text: bool = False
    """Whether the article page is to be read because the feed carries only an extract."""
    enabled: bool = True
    selector: str = ""
    """CSS selector of the article body on the page, for pages that extraction gets wrong."""
    headers: tuple[tuple[str, str], ...] = ()
    """Header fields for its server alone; their values, as those in the address, may name variables (`${NAME}`)."""


class FeedLink(NamedTuple):
    """A feed that a page names, or seems to."""

    url: str
    """Absolute, http(s)."""
    title: str = ""
    """As the page has it, one line."""
    type: str = ""
    """MIME type, lower case; "" for a plain link."""


class BodyMemory(NamedTuple):
    """The memory of a feed's last body, so that entries that stay as they are need not be read again."""

    frame_hash: str = ""
    """Hash of what surrounds the entries; "" when nothing is remembered."""
    entry_hashes: tuple[str, ...] = ()
    """Hashes of entries (`fetch.unchanged`)."""


class FeedState(NamedTuple):
    """The traces of earlier fetches of one feed."""

    feed_id: int
    url: str
    """The address in the config; the key."""
    moved_to: str = ""
    """Where permanent redirects (301, 308) led; asked instead of `url`."""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    """Hash of the last body, for servers without validators."""
    memory: BodyMemory = BodyMemory()
    title: str = ""
    """The title the feed gives itself."""
    failures: int = 0
    """Failures in a row."""
    error: str = ""
    """The last failure in one line, "" after a success."""
    gone: bool = False
    """The server answered 410: not asked again until the reader asks for it by name."""
    not_before: datetime | None = None
    """Back-off or Retry-After: not asked before this time."""
    last_fetch: datetime | None = None
    last_success: datetime | None = None


class FeedOutcome(NamedTuple):
    """The outcome of fetching one feed; one per feed asked for, in the config's order."""

    name: str
    url: str
    status: OutcomeStatus
    new: int = 0
    updated: int = 0
    seen: int = 0
    """Entries in the document."""
    reason: str = ""
    """Why it failed or was skipped, in one line."""
    notes: tuple[str, ...] = ()
    """What was worth saying though it worked: moved, dates clamped, not well-formed …"""
    http_status: int = 0
    bytes: int = 0
    seconds: float = 0.0


class FeedSummary(NamedTuple):
    """A subscription with what is stored of it."""

    feed: Feed
    state: FeedState | None
    """None: it was never in the database."""
    items: int = 0
    """Items that it carries or carried."""


CHECK_FAULTS = (
    "gone",
    "not_found",
    "denied",
    "too_often",
    "server",
    "page",
    "no_feed",
    "timed_out",
    "too_large",
    "unreachable",
    "failed",
)
"""Findings of a `FeedCheck` that cannot be read now."""
CHECK_REMARKS = ("moved", "empty", "quiet", "undated", "slow", "mended")
"""Findings of one that can."""


class FeedCheck(NamedTuple):
    """A feed's answer when it was looked at; nothing of it is stored."""

    feed: Feed
    findings: tuple[str, ...] = ()
    """What is the matter: one of CHECK_FAULTS, or some of CHECK_REMARKS; () for nothing."""
    http_status: int = 0
    """0 when there was no answer."""
    format: str = ""
    """ "RSS 2.0", "Atom 1.0" …, "" when not known."""
    parser: str = ""
    """As in `ParsedFeed.parser`; "" when it was not read."""
    entries: int = 0
    newest: datetime | None = None
    seconds: float = 0.0
    bytes: int = 0
    moved_to: str = ""
    """Where it moved for good."""
    alternates: tuple[str, ...] = ()
    """Feeds that the page at its address names."""
    reason: str = ""
    """Why it cannot be read, in one line."""
    notes: tuple[str, ...] = ()
    """What its reading mended."""

    @property
    def failed(self) -> bool:
        """Tell whether it cannot be read now."""
        return any(finding in CHECK_FAULTS for finding in self.findings)
