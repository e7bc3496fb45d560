"""The order of a window's items: read what decides it, and keep what was computed for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ainews_cli.models.selection import ALL
from ainews_cli.ranking.order import Order, order, pool_size, retelling
from ainews_cli.ranking.spread import POOL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ainews_cli.models.item import ItemRow
    from ainews_cli.models.reader import Reader
    from ainews_cli.models.selection import Only
    from ainews_cli.models.story import Member
    from ainews_cli.models.window import Window
    from ainews_cli.ranking.taste import Taste
    from ainews_cli.store import Store


def ordered(
    store: Store,
    reader: Reader,
    window: Window,
    *,
    limit: int,
    view: str = "",
    day: str = "",
    stories: bool = True,
    per_feed: int = 0,
    only: Only = ALL,
    home: Only | None = None,
) -> Order:
    """Return the order of a page. `view` and `day` (ISO 8601): whose earlier days do not come back, "" for none.

    `stories`: show every event once; new items get their story first. `per_feed`: most items of one feed, 0: no limit.
    `only`: which items the page is about; `home`: which of them come before as good ones.
    """
    at_home = _best(store, reader, window, home, limit, per_feed) if home else {}
    rows = list({**_best(store, reader, window, only, limit, per_feed), **at_home}.values())
    ids = [row.id for row in rows]
    members: list[Member] = []
    if stories:
        assign_stories(store, window, ids)
        members = store.story_members(ids, language=reader.language, before=window.end)
        if only == ALL:
            rows += store.rows(_reporting(rows, members, window), language=reader.language)
    shown = store.shown(view, day, [*ids, *(member.id for member in members)]) if day else {}
    taste = taste_of(store, reader)
    return order(
        rows,
        reader,
        window,
        limit=limit,
        members=members,
        shown=shown,
        taste=taste,
        per_feed=per_feed,
        at_home=frozenset(at_home),
    )


def _best(store: Store, reader: Reader, window: Window, only: Only, limit: int, per_feed: int) -> dict[int, ItemRow]:
    """Return the wanted items that compete for the places, by id."""
    pool = pool_size(limit)
    rows = store.ranked(
        window.start,
        window.end,
        language=reader.language,
        weights=reader.weight_values,
        limit=pool,
        only=only,
        per_feed=min(pool, per_feed * POOL),
    )
    return {row.id: row for row in rows}


def _reporting(rows: Sequence[ItemRow], members: Sequence[Member], window: Window) -> list[int]:
    """Return the items of the window, too weak to compete by themselves, of those stories of which only videos and
    copies do: one that reports stands for the story.
    """
    retold, competing = retelling(rows), {row.id for row in rows}
    told = {member.story for member in members if member.id in competing - retold}
    return [
        member.id
        for member in members
        if member.story not in told and member.id not in competing and member.published >= window.start
    ]


def assign_stories(store: Store, window: Window, ids: Sequence[int]) -> None:
    """Give every one of the items its story, for good. One statement when all have theirs.

    A new item is compared with the others and with the nearest items of the days around, so that its cost depends on
    these days alone.
    """
    new = [] if store.read_only else store.without_story(ids)
    if not new:
        return
    from ainews_cli.ranking.stories import WINDOW  # border: story computation
    from ainews_cli.ranking.story_assignment import LATER, NEIGHBOURS, assigned

    around = store.story_neighbours(window.start - WINDOW, window.end, limit=NEIGHBOURS)
    around |= store.story_neighbours(window.end, window.end + WINDOW, limit=LATER, newest=False)
    known = {item_id: story for item_id, story in around.items() if story is not None}
    compared = sorted({*around, *new})
    store.save_stories(assigned(store.rows(compared, language=""), store.search_texts(compared, language=""), known))


def taste_of(store: Store, reader: Reader) -> Taste | None:
    """Return what the reader's flags taught, learnt anew when they changed; None without a flag."""
    signature = store.flags_signature()
    if not signature:
        return None
    stored = store.taste(signature)
    if stored:
        return stored
    from ainews_cli.ranking.preferences import FLAGGED, UNFLAGGED, learn  # border: taste computation

    flags = store.flagged_items(FLAGGED)
    unflagged = [item_id for item_id in store.latest_ids(UNFLAGGED) if item_id not in flags]
    rows = {row.id: row for row in store.rows([*flags, *unflagged], language=reader.language)}
    taste = learn(flags, rows, unflagged)
    if not store.read_only:
        store.save_taste(signature, taste)
    return taste
