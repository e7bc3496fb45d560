"""The discussion of a Hacker News story in Algolia's items API (https://hn.algolia.com/api, "Items"). Pure.

`GET /api/v1/items/ID` answers with the story as a tree: `{"id", "author", "text", "children": [{"id", "author",
"text", "children": …}]}`. Texts are HTML, null for deleted comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from ainews_cli.errors import NotAFeed
from ainews_cli.sources.clean import one_line

PUBLIC = "https://hn.algolia.com/api/v1/"

_PAGE = "https://news.ycombinator.com/item?id="
_NUMBER = re.compile(r"[0-9]{1,12}")
_API = re.compile(r"(?:.*/)?api/v1/(?=search(?:_by_date)?/?$)")
MOST_NODES = 20_000
"""Comments that are counted; the longest discussions have some 5,000."""
AUTHOR = 40
"""Characters of a name that are kept."""


class RawComment(NamedTuple):
    """A comment of the first level."""

    id: int
    author: str
    html: str
    """Untrusted."""
    replies: int


def story_number(url: str) -> str:
    """Return the id in the address of a discussion on news.ycombinator.com, "" for any other address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.hostname != "news.ycombinator.com" or parts.path != "/item":
        return ""
    number = parse_qs(parts.query).get("id", [""])[0]
    return number if _NUMBER.fullmatch(number) else ""


def address(number: str, feed_url: str = "") -> str:
    """Return where the story's comments are.

    That is at hn.algolia.com, or beside the search of a feed that has an API of the same form elsewhere.
    """
    parts = urlsplit(feed_url)
    match = _API.match(parts.path)
    if match and parts.hostname != "hn.algolia.com":
        return f"{parts.scheme}://{parts.netloc}{match[0]}items/{number}"
    return f"{PUBLIC}items/{number}"


def comment_url(number: int) -> str:
    """Return the address of a comment's page."""
    return f"{_PAGE}{number}"


def parse(body: bytes) -> tuple[RawComment, ...]:
    """Return the first level of comments, in order, without deleted ones. Raise NotAFeed for any other answer."""
    try:
        story = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("the response is not JSON") from error
    children = story.get("children") if isinstance(story, dict) else None
    if not isinstance(children, list):
        raise NotAFeed("the response is not a discussion (no list of children)")
    return tuple(_comments(children))


def _comments(children: list[Any]) -> Iterator[RawComment]:
    for child in children:
        if not isinstance(child, dict) or not isinstance(child.get("text"), str) or not child["text"].strip():
            continue
        number, author = child.get("id"), child.get("author")
        yield RawComment(
            number if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 1 << 53 else 0,
            one_line(author)[:AUTHOR] if isinstance(author, str) else "",
            child["text"],
            _count(child.get("children")),
        )


def _count(children: object) -> int:
    """Count the comments below, without recursion: the depth is a stranger's."""
    waiting, count = [children], 0
    while waiting and count < MOST_NODES:
        below = waiting.pop()
        if isinstance(below, list):
            count += sum(isinstance(comment, dict) for comment in below)
            waiting += [comment.get("children") for comment in below if isinstance(comment, dict)]
    return count
