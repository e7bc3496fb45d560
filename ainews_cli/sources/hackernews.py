"""Kind "hackernews": Algolia's search API (https://hn.algolia.com/api), and the RSS of news.ycombinator.com."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from ainews_cli.errors import NotAFeed
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources import feed as feeds
from ainews_cli.sources import jsonfeed
from ainews_cli.sources.decoding import read as read_document
from ainews_cli.sources.html import from_text
from ainews_cli.sources.normalise import finish
from ainews_cli.sources.raw import RawEntry, RawFeed, count

_API = "https://hn.algolia.com/api/v1/"
_SITE = "https://news.ycombinator.com/"
_ITEM = f"{_SITE}item?id="
_HITS = "hitsPerPage=100"
_LISTS = {
    "": "search?tags=front_page",
    "news": "search?tags=front_page",
    "newest": "search_by_date?tags=story",
    "ask": "search_by_date?tags=ask_hn",
    "show": "search_by_date?tags=show_hn",
}


def url(feed: Feed) -> str:
    """Return the API address; for a page of Hacker News (/, /newest, /ask, /show) or of hn.algolia.com its search."""
    return _api_address(feed.url.strip())


def _api_address(text: str) -> str:
    parts = urlsplit(text)
    host, path = parts.hostname or "", parts.path.strip("/")
    if host == "news.ycombinator.com" and path in _LISTS:
        return f"{_API}{_LISTS[path]}&{_HITS}"
    if host == "hn.algolia.com" and not path.startswith("api/"):
        query = dict(parse_qsl(parts.query))
        asked = urlencode({"tags": "story", "query": query.get("q") or query.get("query") or ""})
        return f"{_API}{'search_by_date' if query.get('sort') == 'byDate' else 'search'}?{asked}&{_HITS}"
    return text


def parse(body: bytes, feed: Feed, *, content_type: str = "", base_url: str = "", now: datetime) -> ParsedFeed:
    """Return the stories of a search, with points, comments and the discussion's address. Raise NotAFeed.

    RSS (news.ycombinator.com/rss, hnrss.org) is read as a feed, without points.
    """
    data = read_document(body, content_type).data
    if not data.startswith((b"{", b"[")):
        return feeds.parse(body, feed, content_type=content_type, base_url=base_url, now=now)
    answer = jsonfeed.load(data)
    hits = answer.get("hits") if isinstance(answer, dict) else None
    if not isinstance(hits, list):
        raise NotAFeed("the address returns JSON that is not a Hacker News search (no list of hits)")
    raw = RawFeed(title="Hacker News", language="en", base=_ITEM, parser="json")
    for hit in hits:
        with Isolated(Step.ENTRY, title=_string(hit.get("title")) if isinstance(hit, dict) else ""):
            story = _entry(hit) if isinstance(hit, dict) else None
            raw.entries += [story] if story is not None else []
    return finish(raw, feed, now=now)


def _entry(hit: dict[str, Any]) -> RawEntry | None:
    """Return a story, None for a hit that is none (no id, or a comment)."""
    number = str(hit.get("objectID") or hit.get("story_id") or "")
    if not (number.isascii() and number.isdigit()) or hit.get("comment_text"):
        return None
    discussion = _ITEM + number
    title, text, created = _string(hit.get("title")), _string(hit.get("story_text")), _string(hit.get("created_at"))
    seconds = count(hit.get("created_at_i"))
    tags = hit.get("_tags")
    return RawEntry(
        guid=discussion,
        link=_string(hit.get("url")) or discussion,
        title=title,
        title_is_text=True,
        people=[from_text(_string(hit.get("author")))],
        published=str(seconds) if seconds is not None else created,
        content=text,
        categories=[
            tag for tag in tags if isinstance(tag, str) and tag in ("ask_hn", "show_hn", "poll", "launch_hn", "job")
        ]
        if isinstance(tags, list)
        else [],
        points=count(hit.get("points")),
        comments=count(hit.get("num_comments")),
        discussion=discussion,
    )


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def is_feed(url: str) -> bool:
    """Tell whether an address is one of the search API."""
    parts = urlsplit(url)
    return parts.hostname == "hn.algolia.com" and parts.path.startswith("/api/")


def site_feeds(url: str) -> tuple[str, ...] | None:
    """Return the search that stands for a page of Hacker News, None for other pages."""
    asked = _api_address(url)
    return (asked,) if asked != url else None


def page_of(url: str) -> str:  # noqa: ARG001  the other kinds read it
    """Return the site's front page."""
    return _SITE
