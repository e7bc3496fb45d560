"""Which of a window's best items report the same event: compared once, kept in the store.

What a new item costs depends on its days alone: the items that compete for a page are compared with each other and with
the NEIGHBOURS
nearest items of the days around. A story keeps its number when it grows, and an item its story, so that a page of an
earlier day stays as
it was: where a later report would make one story of two, it joins the one it is more like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.window import Window
    from ainews_cli.ranking.order import Place
    from ainews_cli.ranking.stories import StoryFeatures
    from ainews_cli.store import Store

NEIGHBOURS, LATER = 600, 200
"""Two days of a reader with many feeds up to the window's end, and what follows a window in the past."""
POINTS = 4
"""Of what is new in a follow-up."""


def tell(store: Store, window: Window, ids: Sequence[int]) -> None:
    """Gives every one of the items its story, which it keeps. One statement when all have theirs."""
    new = store.without_story(ids)
    if not new:
        return
    from ainews_cli.ranking.stories import WINDOW, stories

    around = store.story_neighbours(window.start - WINDOW, window.end, limit=NEIGHBOURS)
    around |= store.story_neighbours(window.end, window.end + WINDOW, limit=LATER, newest=False)
    known: dict[int | str, int] = {item_id: story for item_id, story in around.items() if story is not None}
    found: dict[int, int] = {}
    for story in stories(_features(store, sorted({*around, *new})), known=known):
        members = [int(one) for one in story.ids]
        number = next((known[one] for one in members if one in known), min(members))
        found |= {one: number for one in members if one not in known}
    store.save_stories(found)


def follow_up(place: Place, language: str) -> str:
    """That the story goes on, since which digest, what the entry says that those did not which were shown, and who else
    reports it.
    """
    from ainews_cli.ranking.stories.fresh import fresh

    row = place.row
    said = "\n".join(f"{one.title}\n{one.tldr}" for one in place.earlier)
    now = f"{row.analysis.title}\n{row.analysis.tldr}" if row.analysis else row.title
    comma = text(language, "list.comma")
    parts = []
    if points := fresh(now, said, limit=POINTS):
        parts.append(text(language, "story.points", points=comma.join(points)))
    before = {one.source for one in place.earlier}
    if sources := dict.fromkeys(
        name for name in (row.feed, *(one.source for one in place.others)) if name not in before
    ):
        parts.append(text(language, "story.sources", names=comma.join(sources)))
    note = text(language, "story.follow_up", day=place.day)
    return text(language, "story.with", note=note, more=text(language, "story.and").join(parts)) if parts else note


def _features(store: Store, ids: Sequence[int]) -> list[StoryFeatures]:
    from ainews_cli.ranking.stories import StoryItem, features

    texts = store.search_texts(ids, language="")
    made = []
    for row in store.rows(ids, language=""):
        links = " ".join(filter(None, (row.discussion_url,)))
        made.append(
            features(StoryItem(row.id, row.title, f"{texts.get(row.id, '')} {links}", row.url, row.feed, row.published))
        )
    return made
