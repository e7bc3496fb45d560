"""From an answer to entries: the only place of fetch where a parser is imported."""

# Annotations are not postponed here: a NamedTuple would compile each of them, at every start.
from datetime import datetime
from typing import NamedTuple

from ainews_cli import __version__
from ainews_cli.fetch import unchanged
from ainews_cli.models.feed import BodyMemory, Feed
from ainews_cli.models.item import Entry, ParsedFeed
from ainews_cli.net import Response
from ainews_cli.sources.kinds import KINDS


class FeedReading(NamedTuple):
    """The content of a body, apart from entries that the last one held too."""

    entries: tuple[Entry, ...] = ()
    skipped: tuple[str, ...] = ()
    """Guids of entries that are as they were."""
    title: str = ""
    """ "" when nothing was parsed."""
    notes: tuple[str, ...] = ()
    memory: BodyMemory = BodyMemory()
    """For the next body (`fetch.unchanged`)."""


def read(feed: Feed, response: Response, memory: BodyMemory, now: datetime) -> FeedReading:
    """Return the new and changed entries of a body. Raise NotAFeed, and whatever a parser raises."""
    content_type = response.headers.get("content-type", "")
    context = f"{__version__}\n{feed.kind}\n{feed.language}\n{response.url}\n{content_type}"
    parts = unchanged.cut(response.body, context, memory, content_type)
    if not parts.document and parts.skipped:
        return FeedReading(skipped=parts.skipped, memory=unchanged.remember(parts, ()))
    parsed = _parse(parts.document, feed, response, now)
    if parts.skipped and (
        parsed.dates_compared or not set(parts.skipped).isdisjoint(entry.guid for entry in parsed.entries)
    ):
        # one guid for an old and a new entry, or a date that others explain: only the whole document tells
        parts = unchanged.cut(response.body, context, BodyMemory(), content_type)
        parsed = _parse(response.body, feed, response, now)
    memory = unchanged.remember(parts, [entry.guid for entry in parsed.entries])
    return FeedReading(parsed.entries, parts.skipped, parsed.title, parsed.notes, memory)


def _parse(body: bytes, feed: Feed, response: Response, now: datetime) -> ParsedFeed:
    return KINDS[feed.kind].parse(
        body, feed, content_type=response.headers.get("content-type", ""), base_url=response.url, now=now
    )
