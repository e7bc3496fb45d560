"""Dialects that `feed_vocabulary` does not know (CDF of 1997, and home-made roots): feedparser reads them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ainews_cli.sources.raw import RawEntry, RawFeed


def read(data: bytes, base: str) -> RawFeed | None:
    """Read a document in UTF-8. Return None where feedparser sees no entry with an address or an id in it.

    Values stay as written: the rules of `normalise` are the same for every reader.
    """
    import feedparser  # border: 0.1 s, and hardly any feed needs it

    try:
        # A stream: given bytes or text, feedparser would open a file or an address of that name.
        parsed = feedparser.parse(
            BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # noqa: BLE001 - feedparser's lenient parser raises whatever a hostile document drives it into
        return None
    entries = [_entry(entry) for entry in parsed["entries"]]
    if not any(entry.link or entry.guid for entry in entries):
        return None
    head = parsed["feed"]
    return RawFeed(
        title=head.get("title") or "",
        language=head.get("language") or "",
        base=base,
        entries=entries,
        parser="feedparser",
    )


def _entry(entry: Any) -> RawEntry:
    own = dict(entry).get  # feedparser's own get() answers for a missing update with the publication
    content = own("content") or [{}]
    return RawEntry(
        guid=own("id") or "",
        link=own("link") or "",
        title=own("title") or "",
        people=[str(person.get("name") or "") for person in own("authors") or ()],
        published=own("published") or "",
        updated=own("updated") or "",
        summary=own("summary") or "",
        content=content[0].get("value") or "",
        categories=[tag.get("term") or tag.get("label") or "" for tag in own("tags") or ()],
    )
