"""An item's discussion through the network into the store: at most once an hour, every failure a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from ainews_cli.errors import NetError, NotAFeed
from ainews_cli.isolation import Isolated, Step
from ainews_cli.models.discussion import Comment, Discussion
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Item, ItemRow
from ainews_cli.models.text import Block, cut, numbered
from ainews_cli.net import Response
from ainews_cli.net.worker_pool import WorkerPool
from ainews_cli.sources import discussion
from ainews_cli.sources.kinds import kind_named

AGAIN = timedelta(hours=1)
"""A discussion is not asked for again before this time has passed."""
SETTLED = timedelta(hours=48)
"""A list of many does not ask again for one that was read when its story was this old: by then hardly anybody writes on
Hacker News.
"""
MOST_AT_ONCE, MOST_FAILURES = 4, 3
"""Of many discussions: requests at a time, and failures of the server in a row after which the others are left for
later.
"""
MOST_COMMENTS, MOST_CHARACTERS, MOST_EACH = 12, 6_000, 1_500
"""Kept of one discussion: comments, characters of all of them, characters of one (a longer one ends at a paragraph)."""
MOST_HTML = 40_000
"""Characters of a comment's HTML that are looked at; Hacker News ends comments far below."""
CUT = Block(1, "paragraph", "…")
_SITE = "https://news.ycombinator.com/"


class DiscussionStore(Protocol):
    """The part of the store that is needed."""

    def discussion(self, item_id: int) -> Discussion | None:
        """Return what was read last, None when it was never asked for."""

    def save_discussion(self, item_id: int, comments: Sequence[Comment] | None, note: str, now: datetime) -> None:
        """Keep an attempt; with None the comments of an earlier one stay."""


class Getter(Protocol):
    """The part of `net.client.Client` that is needed."""

    def get(self, url: str, *, trusted: bool = False, accept: str = ...) -> Response:
        """Send one GET. Raise NetError."""


def is_due(item: Item, store: DiscussionStore, *, now: datetime) -> bool:
    """Tell whether the item has a discussion on Hacker News that was not asked for within the last hour."""
    if not discussion.story_number(item.entry.discussion_url):
        return False
    return _is_stale(store.discussion(item.id), now)


def due_rows(rows: Sequence[ItemRow], kept: Mapping[int, Discussion], *, now: datetime) -> list[ItemRow]:
    """Return those whose discussion should be asked for, in order: as `is_due`, and not when it was read after the
    story had SETTLED. Pure.
    """
    return [
        row
        for row in rows
        if discussion.story_number(row.discussion_url)
        and _is_stale(kept.get(row.id), now)
        and not _is_settled(row, kept)
    ]


def _is_stale(kept: Discussion | None, now: datetime) -> bool:
    return kept is None or not timedelta(0) <= now - kept.fetched < AGAIN


def _is_settled(row: ItemRow, kept: Mapping[int, Discussion]) -> bool:
    last = kept.get(row.id)
    return last is not None and not last.note and last.fetched - row.published >= SETTLED


def fetch_discussions(
    rows: Sequence[ItemRow],
    client: Getter,
    store: DiscussionStore,
    feeds: Sequence[Feed],
    *,
    now: datetime,
    patience: float,
) -> int:
    """`fetch_discussion` for many, some at a time; return how many were asked for. `patience`: seconds after which a
    request is given up.
    """
    jobs = [("", row) for row in rows]  # one lane: all of them are asked of one host

    def work(row: ItemRow) -> Response | NetError:
        return _answer(row.discussion_url, row.sources, client=client, feeds=feeds)

    pool = WorkerPool(jobs, work, workers=MOST_AT_ONCE, per_host=MOST_AT_ONCE, patience=patience)
    asked = failures = 0
    try:
        while pool.left and failures < MOST_FAILURES:
            got = pool.next(timeout=1.0)
            if got is None:
                continue
            row, answer = got
            _keep(row.id, row.title, answer, store, now)
            asked += 1
            failures = failures + 1 if isinstance(answer, NetError) else 0
    finally:
        pool.stop()
    return asked


def fetch_discussion(
    item: Item, client: Getter, store: DiscussionStore, feeds: Sequence[Feed], *, now: datetime
) -> None:
    """Ask for the discussion and keep its first comments, or why there are none. Raise StoreError only.

    The address is ours but for the number in it: hn.algolia.com, or where the reader's own feed with an API of that
    form is.
    """
    _keep(
        item.id,
        item.entry.title,
        _answer(item.entry.discussion_url, item.sources, client=client, feeds=feeds),
        store,
        now,
    )


def _answer(talk: str, sources: Sequence[str], *, client: Getter, feeds: Sequence[Feed]) -> Response | NetError:
    """Send one request; a failure is an answer, too."""
    own = next((feed.url for feed in feeds if kind_named(feed.kind).has_discussion and feed.name in sources), "")
    url = discussion.address(discussion.story_number(talk), own)
    try:
        return client.get(url, trusted=not url.startswith(discussion.PUBLIC), accept="application/json")
    except NetError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one answer's surprise must not end a worker thread and the run with it
        return NetError(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}")


def _keep(item_id: int, title: str, answer: Response | NetError, store: DiscussionStore, now: datetime) -> None:
    """Read an answer and keep it, or why there is none."""
    comments, note = None, ""
    with Isolated(Step.DISCUSSION, item_id, title) as reading:
        try:
            comments = _comments(answer, item_id, title)
        except (NetError, NotAFeed) as error:
            note = str(error)
    store.save_discussion(item_id, comments, note or reading.words, now)


def _comments(answer: Response | NetError, item_id: int, title: str) -> tuple[Comment, ...]:
    """Return the comments in an answer. Raise NetError or NotAFeed where there are none."""
    if isinstance(answer, NetError):
        raise answer
    if not 200 <= answer.status < 300:
        raise NetError(f"HTTP {answer.status}")
    return select(discussion.parse(answer.body), item_id, title)


def select(raw: Sequence[discussion.RawComment], item_id: int = 0, title: str = "") -> tuple[Comment, ...]:
    """Return the first comments that fit, their HTML made blocks. `item_id`, `title`: of what they are about."""
    kept: list[Comment] = []
    left = MOST_CHARACTERS
    for comment in raw:
        if len(kept) == MOST_COMMENTS:
            break
        blocks: tuple[Block, ...] = ()
        with Isolated(Step.DISCUSSION, item_id, title):
            blocks = _shortened(_blocks(comment.html))
        length = sum(len(block.text) for block in blocks)
        if not blocks:
            continue
        if length > left:
            break
        kept.append(Comment(comment.id, comment.author, blocks, comment.replies))
        left -= length
    return tuple(kept)


def _blocks(html: str) -> tuple[Block, ...]:
    from ainews_cli.articles.convert import blocks  # border: lxml, in a run that may find no comments

    return blocks(f"<p>{html[:MOST_HTML]}", _SITE)


def _shortened(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the first blocks of a comment that fit into MOST_EACH characters, and a sign where some did not; of a
    first one that does not fit, its beginning.
    """
    kept: list[Block] = []
    for block in blocks:
        if sum(len(part.text) for part in kept) + len(block.text) > MOST_EACH:
            return numbered((*kept, CUT) if kept else (block._replace(text=cut(block.text, MOST_EACH)),))
        kept.append(block)
    return tuple(kept)
