"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from ainews_cli.errors import NotAFeed
from ainews_cli.isolation import Isolated, Step
from ainews_cli.sources.html import from_text
from ainews_cli.sources.raw import RawEntry, RawFeed, seconds


def load(data: bytes) -> Any:
    """Return the JSON value in `data`. Raise NotAFeed when it is not JSON."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("the address returns invalid JSON; check that it is a feed") from error


def read(data: bytes, base: str) -> RawFeed:
    """Return the feed in `data` (UTF-8). Raise NotAFeed for other JSON."""
    document = load(data)
    items = document.get("items") if isinstance(document, dict) else None
    version = document.get("version") if isinstance(document, dict) else None
    if not isinstance(items, list) or not (
        (isinstance(version, str) and "jsonfeed.org" in version) or _looks_like_items(items)
    ):
        raise NotAFeed("the address returns JSON that is not a JSON Feed; look for the page's RSS or Atom feed")
    language = _text(document.get("language"))
    raw = RawFeed(
        title=_escaped(document.get("title")),
        language=language,
        base=base or _text(document.get("feed_url")),
        people=_people(document),
        parser="json",
    )
    for item in items:
        with Isolated(Step.ENTRY, title=_text(item.get("title")) if isinstance(item, dict) else ""):
            raw.entries += [_entry(item)] if isinstance(item, dict) else []
    return raw


def _looks_like_items(items: list[Any]) -> bool:
    """Recognise feeds that forget the version: their items still have an id or url and a body."""
    first = items[0] if items and isinstance(items[0], dict) else {}
    return bool(first.keys() & {"id", "url"}) and bool(first.keys() & {"content_html", "content_text"})


def _entry(item: dict[str, Any]) -> RawEntry:
    text = item.get("content_text")
    attachments = [attachment for attachment in _list(item.get("attachments")) if isinstance(attachment, dict)]
    return RawEntry(
        guid=_text(item.get("id")),
        guid_is_link=_text(item.get("id"))[:8].lower().startswith(("http://", "https://")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        title_is_text=True,
        people=_people(item),
        published=_text(item.get("date_published")).strip(),
        updated=_text(item.get("date_modified")).strip(),
        summary=from_text(_text(item.get("summary"))),
        content=_text(item.get("content_html")) or (from_text(text) if isinstance(text, str) else ""),
        language=_text(item.get("language")),
        categories=[_text(tag) for tag in _list(item.get("tags"))],
        enclosures=[
            (_text(attachment.get("url")), _text(attachment.get("mime_type")), _text(attachment.get("size_in_bytes")))
            for attachment in attachments
        ],
        thumbnail=_text(item.get("image")) or _text(item.get("banner_image")),
        duration=next(
            (
                length
                for attachment in attachments
                if (length := seconds(_text(attachment.get("duration_in_seconds")).partition(".")[0])) is not None
            ),
            None,
        ),
    )


def _people(item: dict[str, Any]) -> list[str]:
    """Return the names of version 1.1's authors and of version 1.0's author."""
    return [
        _escaped(author.get("name"))
        for author in [*_list(item.get("authors")), item.get("author")]
        if isinstance(author, dict)
    ]


def _escaped(value: object) -> str:
    """Return plain text as HTML, for fields that are read as HTML afterwards."""
    return from_text(_text(value))


def _text(value: object) -> str:
    """Return text and numbers as text, "" for anything else (a publisher's mistake)."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
