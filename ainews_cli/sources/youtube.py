"""Kind "youtube": the Atom feed of a channel or playlist, with descriptions, views and thumbnails from media:group."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qs, quote, urlsplit

from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources import feed as feeds

_FEED = "https://www.youtube.com/feeds/videos.xml"


def url(feed: Feed) -> str:
    """The Atom feed of a channel (`/channel/UC…` or its bare id) or playlist (`?list=PL…`); other addresses, such as
    `/@name`, as they are.

    The page of a `/@name` names its feed, which NotAFeed then carries.
    """
    text = feed.url.strip()
    if text.startswith("UC") and len(text) == 24 and "/" not in text:
        return f"{_FEED}?channel_id={text}"
    parts = urlsplit(text)
    if (parts.hostname or "").removeprefix("www.").removeprefix("m.") != "youtube.com" or parts.path.startswith(
        "/feeds/"
    ):
        return text
    steps = parts.path.strip("/").split("/")
    if len(steps) >= 2 and steps[0] == "channel":
        return f"{_FEED}?channel_id={quote(steps[1], safe='')}"
    playlist = parse_qs(parts.query).get("list")
    return f"{_FEED}?playlist_id={quote(playlist[0], safe='')}" if playlist else text


def parse(body: bytes, feed: Feed, *, content_type: str = "", base_url: str = "", now: datetime) -> ParsedFeed:
    """The videos in a channel's Atom feed; as `sources.feed.parse`. The description is the summary."""
    return feeds.parse(body, feed, content_type=content_type, base_url=base_url or url(feed), now=now)
