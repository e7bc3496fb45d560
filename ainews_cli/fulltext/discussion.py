"""An item's discussion through the network into the store: at most once an hour, every failure a note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from ainews_cli.errors import NetError, NotAFeed
from ainews_cli.models.discussion import Comment, Discussion
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.sources import discussion

if TYPE_CHECKING:
    from ainews_cli.net import Response

AGAIN = timedelta(hours=1)
"""A discussion is not asked for again before this time has passed."""
MOST_COMMENTS, MOST_CHARACTERS, MOST_EACH = 12, 6_000, 1_500
"""Kept of one discussion: comments, characters of all of them, characters of one (a longer one ends at a paragraph)."""
MOST_HTML = 40_000
"""Characters of a comment's HTML that are looked at; Hacker News ends comments far below."""
CUT = Block(1, "paragraph", "…")
_SITE = "https://news.ycombinator.com/"


class DiscussionStore(Protocol):
    """What is asked of the store."""

    def discussion(self, item_id: int) -> Discussion | None:
        """What was read last, None when it was never asked for."""

    def save_discussion(self, item_id: int, comments: Sequence[Comment] | None, note: str, now: datetime) -> None:
        """Keeps an attempt; with None the comments of an earlier one stay."""


class Getter(Protocol):
    """What is asked of `net.client.Client`."""

    def get(self, url: str, *, trusted: bool = False, accept: str = ...) -> Response:
        """One GET. Raises NetError."""


def is_due(item: Item, store: DiscussionStore, *, now: datetime) -> bool:
    """Whether the item has a discussion on Hacker News that was not asked for within the last hour."""
    if not discussion.story_number(item.entry.discussion_url):
        return False
    kept = store.discussion(item.id)
    return kept is None or not timedelta(0) <= now - kept.fetched < AGAIN


def fetch_discussion(item: Item, client: Getter, store: DiscussionStore, feeds: Sequence[Feed], *, now: datetime) -> None:
    """Asks for the discussion and keeps its first comments, or why there are none. Raises StoreError only.

    The address is ours but for the number in it: hn.algolia.com, or where the reader's own feed with an API of that form is.
    """
    number = discussion.story_number(item.entry.discussion_url)
    own = next((feed.url for feed in feeds if feed.kind == "hackernews" and feed.name in item.sources), "")
    url = discussion.address(number, own)
    try:
        answer = client.get(url, trusted=not url.startswith(discussion.PUBLIC), accept="application/json")
        if not 200 <= answer.status < 300:
            raise NetError(f"HTTP {answer.status}")
        comments = select(discussion.parse(answer.body))
    except (NetError, NotAFeed) as error:
        store.save_discussion(item.id, None, str(error), now)
        return
    store.save_discussion(item.id, comments, "", now)


def select(raw: Sequence[discussion.RawComment]) -> tuple[Comment, ...]:
    """The first comments that fit, their HTML made blocks."""
    kept: list[Comment] = []
    left = MOST_CHARACTERS
    for one in raw:
        if len(kept) == MOST_COMMENTS:
            break
        found = _shortened(_blocks(one.html))
        length = sum(len(block.text) for block in found)
        if not found:
            continue
        if length > left:
            break
        kept.append(Comment(one.id, one.author, found, one.replies))
        left -= length
    return tuple(kept)


def _blocks(html: str) -> tuple[Block, ...]:
    from ainews_cli.fulltext.convert import blocks

    return blocks(f"<p>{html[:MOST_HTML]}", _SITE)


def _shortened(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first blocks of a comment that fit into MOST_EACH characters, and a sign where some did not; () when not even the first one does."""
    from ainews_cli.fulltext.convert import numbered

    kept: list[Block] = []
    for block in found:
        if sum(len(one.text) for one in kept) + len(block.text) > MOST_EACH:
            return numbered((*kept, CUT)) if kept else ()
        kept.append(block)
    return tuple(kept)
