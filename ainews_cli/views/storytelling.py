"""Which of a window's best items report the same event: compared once, kept in the store.

What a new item costs depends on its days alone: the items that compete for a page are compared with each other and with the NEIGHBOURS newest
items of the days around. A story keeps its number when it grows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.store import Store
    from ainews_cli.stories import Features
    from ainews_cli.views.windows import Window

NEIGHBOURS = 600
"""Two days of a reader with many feeds."""


def tell(store: Store, window: Window, ids: Sequence[int]) -> None:
    """Gives every one of the items its story. One statement when all have theirs."""
    new = store.without_story(ids)
    if not new:
        return
    from ainews_cli.stories import WINDOW, stories

    around = store.story_neighbours(window.start - WINDOW, window.end + WINDOW, limit=NEIGHBOURS)
    known = {item_id: story for item_id, story in around.items() if story is not None}
    found: dict[int, int] = {}
    for story in stories(_features(store, sorted({*around, *new}))):
        members = [int(one) for one in story.ids]
        number = min((known[one] for one in members if one in known), default=min(members))
        found |= {one: number for one in members if known.get(one) != number}
    store.save_stories(found)


def _features(store: Store, ids: Sequence[int]) -> list[Features]:
    from ainews_cli.stories import Document, features

    texts = store.search_texts(ids, language="")
    made = []
    for row in store.rows(ids, language=""):
        links = " ".join(filter(None, (row.discussion_url,)))
        made.append(features(Document(row.id, row.title, f"{texts.get(row.id, '')} {links}", row.url, row.feed, row.published)))
    return made
