"""Kind "youtube": the Atom feed of a channel or playlist, with descriptions, views and thumbnails from media:group."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import parse_qs, quote, urlsplit

from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources import feed as feeds

_FEED = "https://www.youtube.com/feeds/videos.xml"
_CHANNEL_IN_PAGE = re.compile(
    rb"(?:channel_id=|/channel/|\"(?:channelId|externalId)\":\s*\"|itemprop=\"identifier\"\s+content=\")(UC[\w-]{22})"
)


def url(feed: Feed) -> str:
    """Return the Atom feed of a channel (`/channel/UC…` or its bare id) or playlist (`?list=PL…`).

    Other addresses, such as `/@name`, come back as they are; their page names the feed, which NotAFeed then carries.
    """
    return _feed_address(feed.url.strip())


def _feed_address(text: str) -> str:
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
    """Return the videos in a channel's Atom feed, as `sources.feed.parse` does. The description is the summary."""
    return feeds.parse(body, feed, content_type=content_type, base_url=base_url or url(feed), now=now)


def is_feed(url: str) -> bool:
    """Tell whether an address is that of a channel's or playlist's feed."""
    parts = urlsplit(url)
    return not (parts.hostname or "").endswith("youtu.be") and parts.path == "/feeds/videos.xml"


def site_feeds(url: str) -> tuple[str, ...]:
    """Return the feed that the address of a page on YouTube tells; () where the page must be read."""
    parts = urlsplit(url)
    if (parts.hostname or "").endswith("youtu.be"):
        return ()
    asked = _feed_address(url.replace("://music.", "://www."))
    return (asked,) if asked != url or parts.path.strip("/").split("/")[0] == "feeds" else ()


def feed_in_page(body: bytes) -> str:
    """Return the feed of the channel that a page of YouTube is about, "" when it names none."""
    channel = _CHANNEL_IN_PAGE.search(body)
    return f"{_FEED}?channel_id={channel.group(1).decode('ascii')}" if channel else ""


def page_of(url: str) -> str:
    """Return the page of the channel or playlist whose feed this is, "" for any other address."""
    query = parse_qs(urlsplit(url).query)
    if channel := query.get("channel_id", [""])[0]:
        return f"https://www.youtube.com/channel/{channel}"
    playlist = query.get("playlist_id", [""])[0]
    return f"https://www.youtube.com/playlist?list={playlist}" if playlist else ""
