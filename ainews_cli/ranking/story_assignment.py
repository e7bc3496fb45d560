"""Which story new items belong to, given the stories of the items around them.

A story keeps its number when it grows, and an item its story, so that a page of an earlier day stays as it was: where a
later report would make one story of two, it joins the one it is more like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.ranking.stories import StoryItem, features, stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ainews_cli.models.item import ItemRow

NEIGHBOURS, LATER = 600, 200
"""Two days of a reader with many feeds up to a window's end, and what follows a window in the past."""


def assigned(rows: Iterable[ItemRow], texts: Mapping[int, str], known: Mapping[int, int]) -> dict[int, int]:
    """Return item -> story for the items that have none. `known`: the stories of the others; `texts`: what is read."""
    numbers: dict[int | str, int] = {item_id: story for item_id, story in known.items()}  # noqa: C416  keys of a wider type
    found: dict[int, int] = {}
    for story in stories([features(_story_item(row, texts.get(row.id, ""))) for row in rows], known=numbers):
        members = [int(item_id) for item_id in story.ids]
        number = next((known[item_id] for item_id in members if item_id in known), min(members))
        found |= {item_id: number for item_id in members if item_id not in known}
    return found


def _story_item(row: ItemRow, text: str) -> StoryItem:
    product = row.release.key if row.release else ""
    told = f"{text} {row.discussion_url or ''}"
    return StoryItem(row.id, row.title, told, row.url, row.feed, row.published, product=product)
