"""fastfeedparser's reading of a well-formed document, put right where it differs from feedparser's."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from ainews_cli.sources.entries import count, seconds
from ainews_cli.sources.html import from_text, is_markup
from ainews_cli.sources.raw import Extra, Extras, RawEntry, RawFeed

_IDS = frozenset({"guid", "id"})
_XHTML_WRAPPER = re.compile(r"\A\s*<(?:\w+:)?content\b[^>]*>\s*(.*?)\s*</(?:\w+:)?content>\s*\Z", re.DOTALL)
_XHTML_DIV = re.compile(r"\A<div\b[^>]*>(?!.*<div\b)(.*)</div>\Z", re.DOTALL)


def read(data: bytes, extras: Extras) -> RawFeed | None:
    """The document, or None where the two readings do not agree on what its entries are. Raises ValueError for what is no feed."""
    import fastfeedparser

    parsed = fastfeedparser.parse(data)
    entries = parsed["entries"]
    if len(entries) != len(extras.entries):
        return None
    head = parsed["feed"]
    raw = RawFeed(title=head.get("title") or "", language=extras.language or head.get("language") or "", base=extras.base, parser="fastfeedparser")
    raw.entries = [_entry(entry, extra, extras) for entry, extra in zip(entries, extras.entries, strict=True)]
    return raw


def _entry(entry: Any, extra: Extra, extras: Extras) -> RawEntry:
    get = entry.get
    tags, texts, types = extra.tags, extra.texts, extra.types
    raw = RawEntry(
        guid=texts.get("guid") or texts.get("id") or (get("id") or "" if tags & _IDS or extras.root == "rdf" else ""),
        guid_is_link=extra.permalink and "guid" in tags,
        link=_link(get("link") or "", extra, extras),
        title=texts.get("title") or get("title") or texts.get("media_title") or "",
        title_is_text=extras.atom and types.get("title", "") in ("", "text", "text/plain"),
        people=extra.people,
        language=extra.language,
        base=extra.base,
        categories=[tag["term"] for tag in get("tags") or ()],
        enclosures=extra.enclosures,
        thumbnail=extra.thumbnail,
        discussion=extra.discussion or get("comments") or "",
    )
    enclosures = get("enclosures")
    if enclosures:
        raw.enclosures = [(one["url"], one.get("type", ""), str(one.get("length", ""))) for one in enclosures] + extra.enclosures
    _bodies(raw, entry, extra, atom=extras.atom)
    raw.dated = "date" in tags
    if raw.dated:  # without one, fastfeedparser tries to read the guid as a date
        raw.published, raw.updated = _date(get("published")), _date(get("updated"))
    if texts:
        raw.comments, raw.views, raw.duration = count(texts.get("replies", "")), count(texts.get("views", "")), seconds(texts.get("duration", ""))
    return raw


def _link(link: str, extra: Extra, extras: Extras) -> str:
    """The entry's own link; in RSS Atom's alternate where there is none. A link that fastfeedparser made up from a guid is none."""
    if extras.atom:
        return extra.link
    return extra.texts.get("link") or (link if "link" in extra.tags else "") or extra.link


def _date(text: str | None) -> datetime | None:
    """fastfeedparser gives dates in ISO 8601, in UTC."""
    return datetime.fromisoformat(text) if text else None


def _bodies(raw: RawEntry, entry: Any, extra: Extra, *, atom: bool) -> None:
    """Summary and content as HTML. fastfeedparser makes each up from the other where one is missing; that is undone here."""
    tags, texts, types = extra.tags, extra.texts, extra.types
    has_summary = "summary" in tags if atom else bool(tags & {"description", "summary", "description*", "summary*"})
    summary = texts.get("description") or (entry.get("description") or "" if has_summary else "")
    if atom and summary and types.get("summary", "") in ("", "text", "text/plain") and not is_markup(summary):
        summary = from_text(summary)
    content = texts.get("content", "")
    if not content and ("encoded" in tags or "content" in tags):
        found = entry.get("content")
        content = found[0]["value"].strip() if found else ""
        kind = types.get("content", "")
        if kind in ("xhtml", "application/xhtml+xml"):
            content = _unwrapped(content)
        elif atom and "encoded" not in tags and kind in ("", "text", "text/plain") and not is_markup(content):
            content = from_text(content)
    if not summary and texts.get("media"):
        media = texts["media"]
        summary = media if types.get("media") == "html" or is_markup(media) else from_text(media)
    second = texts.get("second", "")
    if not content and len(second) > len(summary):
        content = second if is_markup(second) else from_text(second)
    raw.summary, raw.content = summary, content


def _unwrapped(content: str) -> str:
    """The inside of a serialised `<content type="xhtml"><div>…</div></content>`."""
    wrapper = _XHTML_WRAPPER.match(content)
    inner = wrapper.group(1) if wrapper else content
    div = _XHTML_DIV.match(inner)
    return div.group(1).strip() if div else inner
