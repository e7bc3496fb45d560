"""Documents that are not well-formed, or do what `expat_reader` does not understand: feedparser reads them."""

from __future__ import annotations

from calendar import timegm
from datetime import UTC, datetime, timedelta
from io import BytesIO
from time import struct_time
from typing import Any

from ainews_cli.sources.html import from_text, is_markup
from ainews_cli.sources.links import absolute
from ainews_cli.sources.raw import RawEntry, RawFeed, count, seconds

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read(data: bytes, base: str) -> RawFeed | None:
    """Read a document in UTF-8. Return None where feedparser sees no feed in it."""
    import feedparser  # border: 0.1 s, and hardly any feed needs it

    headers = {"content-type": "application/xml; charset=utf-8"}
    if base:
        headers["content-location"] = base
    try:
        # A stream: given bytes or text, feedparser would open a file or an address of that name.
        parsed = feedparser.parse(
            BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # noqa: BLE001 - feedparser's lenient parser raises whatever a hostile document drives it into
        return None
    if not parsed.get("version") and not parsed["entries"]:
        return None
    head = parsed["feed"]
    raw = RawFeed(title=head.get("title") or "", language=head.get("language") or "", base=base, parser="feedparser")
    atom = str(parsed.get("version") or "").startswith("atom")
    raw.entries = [_entry(entry, atom=atom) for entry in parsed["entries"]]
    return raw


def _entry(entry: Any, *, atom: bool) -> RawEntry:
    get = entry.get
    content, summary = get("content") or [], get("summary") or ""
    detail = get("summary_detail") or {}
    body = _html(content[0].get("value") or "", content[0].get("type", ""), atom=atom) if content else ""
    raw = RawEntry(
        guid=get("id") or "",
        guid_is_link=bool(get("guidislink")),
        link=get("link") or "",
        title=get("title") or "",
        title_is_text=atom and (get("title_detail") or {}).get("type") == "text/plain",
        people=_people(entry),
        summary=""
        if content and summary == content[0].get("value")
        else _html(summary, detail.get("type", ""), atom=atom),
        content=body,
        language=(content[0].get("language") if content else detail.get("language")) or "",
        base=absolute((content[0].get("base") if content else detail.get("base")) or ""),
        categories=[tag.get("term") or tag.get("label") or "" for tag in get("tags") or ()],
        enclosures=[
            (media.get("href") or "", media.get("type") or "", str(media.get("length") or ""))
            for media in get("enclosures") or ()
        ],
        discussion=get("comments")
        or next((link.get("href") or "" for link in get("links") or () if link.get("rel") == "replies"), ""),
        comments=count(get("slash_comments") or get("thr_total") or ""),
        thumbnail=_thumbnail(entry),
        duration=seconds(
            get("itunes_duration") or next((media.get("duration") or "" for media in get("media_content") or ()), "")
        ),
        views=count((get("media_statistics") or {}).get("views") or ""),
    )
    own = dict(entry).get  # feedparser's own get() answers for a missing update with the publication
    raw.published, raw.updated = _date(own("published_parsed")), _date(own("updated_parsed"))
    raw.dated = bool(own("published") or own("updated"))
    return raw


def _html(text: str, kind: str, *, atom: bool) -> str:
    """Return HTML that shows the text. RSS says "plain" of everything unknown, so there tags decide."""
    return (
        from_text(text) if kind == "text/plain" and text and not is_markup(text) and (atom or "&" not in text) else text
    )


def _people(entry: Any) -> list[str]:
    people = [str(person.get("name") or person.get("email") or "") for person in entry.get("authors") or ()]
    return [person for person in people if person] or [str(entry.get("author") or "")]


def _thumbnail(entry: Any) -> str:
    for media in entry.get("media_thumbnail") or ():
        if media.get("url"):
            return str(media["url"])
    for media in entry.get("media_content") or ():
        if media.get("url") and (media.get("medium") == "image" or str(media.get("type") or "").startswith("image/")):
            return str(media["url"])
    return str((entry.get("image") or {}).get("href") or "")


def _date(parsed: struct_time | None) -> datetime | None:
    """Return one of feedparser's dates, which are UTC."""
    if not parsed:
        return None
    try:
        return _EPOCH + timedelta(seconds=timegm(parsed))
    except (OverflowError, ValueError):
        return None
