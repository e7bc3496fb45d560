"""An item while a fetch is being written, and what an entry changes in it. Pure: no SQL in here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from ainews_cli.models.item import DateNote, Enclosure, Entry
from ainews_cli.store.identity import PreparedEntry, body_hash
from ainews_cli.store.values import strings_to_json, to_json, to_text, to_text_or_none

_TAGS = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Draft:
    """The columns of `items` and `bodies`, in the order of `COLUMNS`."""

    id: int
    feed_id: int
    guid: str
    url: str
    title: str
    author: str
    published: str
    updated: str | None
    first_seen: str
    language: str
    body_hash: str
    text_length: int
    text_feed_id: int
    points: int | None
    comments: int | None
    views: int | None
    duration: int | None
    discussion_url: str
    thumbnail: str
    categories: str
    enclosures: str
    notes: str
    summary: str
    content: str

    def item_row(self) -> tuple[Any, ...]:
        """Return the values of `items`."""
        values: tuple[Any, ...] = _item_values(self)
        return values


COLUMNS = tuple(Draft.__dataclass_fields__)
ITEM_COLUMNS = COLUMNS[:-2]
_item_values = attrgetter(*ITEM_COLUMNS)


def text_length(entry: Entry) -> int:
    """Count the characters of plain text in the longer one of content and summary (tags left out, entities counted as
    written).
    """
    html = entry.content if len(entry.content) >= len(entry.summary) else entry.summary
    return len(_TAGS.sub("", html).strip()) if "<" in html else len(html.strip())


def enclosures_json(enclosures: tuple[Enclosure, ...]) -> str:
    """Return them as a JSON list of objects."""
    return (
        to_json(
            [{"url": enclosure.url, "type": enclosure.type, "length": enclosure.length} for enclosure in enclosures]
        )
        if enclosures
        else "[]"
    )


def new_draft(item_id: int, feed_id: int, prepared: PreparedEntry, now: str) -> Draft:
    """Return a new item. `now` is the first-seen time as stored text: the item's date where the entry has none or a
    later one.
    """
    entry = prepared.entry
    return Draft(
        id=item_id,
        feed_id=feed_id,
        guid=entry.guid,
        url=entry.url,
        title=entry.title,
        author=entry.author,
        published=_clamped(entry.published, now),
        updated=to_text_or_none(entry.updated),
        first_seen=now,
        language=entry.language,
        body_hash=prepared.body_hash,
        text_length=text_length(entry),
        text_feed_id=feed_id,
        points=entry.points,
        comments=entry.comments,
        views=entry.views,
        duration=entry.duration,
        discussion_url=entry.discussion_url,
        thumbnail=entry.thumbnail,
        categories=strings_to_json(entry.categories),
        enclosures=enclosures_json(entry.enclosures),
        notes=strings_to_json(entry.notes),
        summary=entry.summary,
        content=entry.content,
    )


def _clamped(published: datetime | None, now: str) -> str:
    return now if published is None else min(to_text(published), now)


def merge(draft: Draft, feed_id: int, prepared: PreparedEntry, now: str) -> bool:
    """Write into an item what this feed may say of it; True when its title, summary or content changed.

    Title, date and the like belong to the feed that brought the item first; the text to the first feed that has any;
    counts to
    the feed whose discussion they are about.
    """
    entry = prepared.entry
    if _owns_counts(draft, feed_id, entry):
        draft.points, draft.comments = entry.points, entry.comments
        draft.discussion_url = entry.discussion_url or draft.discussion_url
    draft.views = draft.views if entry.views is None else entry.views
    if feed_id == draft.feed_id:
        _merge_head(draft, entry, now)
    if feed_id == draft.text_feed_id or (not draft.text_length and text_length(entry)):
        draft.text_feed_id, draft.summary, draft.content, draft.text_length = (
            feed_id,
            entry.summary,
            entry.content,
            text_length(entry),
        )
    hashed = body_hash(draft.title, draft.summary, draft.content)
    changed = hashed != draft.body_hash
    draft.body_hash = hashed
    return changed


def _owns_counts(draft: Draft, feed_id: int, entry: Entry) -> bool:
    if entry.points is None and entry.comments is None:
        return feed_id == draft.feed_id and draft.discussion_url == entry.discussion_url
    if draft.discussion_url in ("", entry.discussion_url):
        return True
    # Points are votes of readers: worth more than a blog's own count of comments.
    return draft.points is None and entry.points is not None


def _merge_head(draft: Draft, entry: Entry, now: str) -> None:
    draft.guid, draft.url, draft.title, draft.author = entry.guid, entry.url, entry.title, entry.author
    if entry.published is not None:
        # Feeds that renew their dates must not carry old items into today's digest: a date never moves later.
        draft.published = min(draft.published, _clamped(entry.published, now))
    draft.updated, draft.language = to_text_or_none(entry.updated), entry.language
    draft.duration, draft.thumbnail = entry.duration, entry.thumbnail
    draft.categories, draft.enclosures = strings_to_json(entry.categories), enclosures_json(entry.enclosures)
    notes = entry.notes
    if entry.published is None and draft.published != draft.first_seen:  # the date is one that the feed gave earlier
        notes = tuple(note for note in notes if DateNote.of(note)[0] is None)
    draft.notes = strings_to_json(notes)
