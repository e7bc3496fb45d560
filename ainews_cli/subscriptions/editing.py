"""`[[feeds]]` tables in the text of a config: added and removed, every other character as it was. Pure.

Values are written by tomlkit, and so are entries in the short form (`feeds = [{…}]`). The tables themselves are cut by
lines: to a TOML parser, tomlkit's too, a comment belongs to the table before it, so with an entry would go the remark
above the next one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from tomllib import loads
from typing import Any, NamedTuple

from ainews_cli.models.feed import Feed

_HEADER = re.compile(r"""[ \t]*\[\[[ \t]*(?:feeds|"feeds"|'feeds')[ \t]*\]\]""")
_ANY_HEADER = re.compile(r"[ \t]*\[")


def toml(feed: Feed) -> str:
    """Return the feed as a `[[feeds]]` table: name, url, and what differs from the defaults."""
    import tomlkit  # border: tomlkit costs 30 ms

    table = tomlkit.table()
    table.update(_written(feed))
    tables = tomlkit.aot()
    tables.append(table)
    document = tomlkit.document()
    document.append("feeds", tables)
    return tomlkit.dumps(document).strip("\n") + "\n"


def append(text: str, feeds: Sequence[Feed]) -> str:
    """Return the config with these feeds behind those it has."""
    if not feeds:
        return text
    lines, entries = text.split("\n"), _entries(text)
    if not entries and _short_form(text):
        return _append_short(text, feeds)
    end = "\r" if "\r\n" in text else ""
    added = [f"{line}{end}" for feed in feeds for line in ("", *toml(feed).rstrip("\n").split("\n"))]
    if entries:
        at = entries[-1].own_end
        head, tail = lines[:at], lines[at:]
    else:
        head, tail = text.rstrip("\r\n").split("\n"), [""]
        added = added if any(head) else added[1:]
    if tail and not "".join(tail).strip():
        tail = [""]  # the end of the file
    elif tail and tail[0].strip():
        added.append(end)
    if head and end and not head[-1].endswith("\r") and any(head):
        head[-1] += end
    return "\n".join([*(head if any(head) else []), *added, *tail])


def remove(text: str, urls: Collection[str]) -> str:
    """Return the config without the entries of these addresses.

    Each goes with the remarks in it and directly above it, and no others.
    """
    entries = _entries(text)
    feeds = loads(text).get("feeds", [])
    if len(entries) != len(feeds):
        return _remove_short(text, urls)
    lines = text.split("\n")
    for entry, feed in reversed(list(zip(entries, feeds, strict=True))):
        if feed["url"] in urls:
            end = entry.own_end
            while end < len(lines) and not lines[end].strip():
                end += 1
            if end == len(lines):  # the last thing in the file
                start = entry.start
                while start and not lines[start - 1].strip():
                    start -= 1
                lines[start:] = [""] if start else []
            else:
                del lines[entry.start : end]
    return "\n".join(lines)


class _Entry(NamedTuple):
    """A `[[feeds]]` table by lines, half open, with the remarks that are its own."""

    start: int
    own_end: int


def _entries(text: str) -> list[_Entry]:
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    entries = []
    for head in heads:
        start = head
        while start and _remark(lines[start - 1]):
            start -= 1
        entries.append(_Entry(start, _own_end(lines, head)))
    return entries


def _own_end(lines: Sequence[str], head: int) -> int:
    """Return the line behind the last key and its remarks, unless these stand directly above the next table."""
    end = next((number for number in range(head + 1, len(lines)) if _ANY_HEADER.match(lines[number])), len(lines))
    last = (
        max(
            (number for number in range(head, end) if lines[number].strip() and not _remark(lines[number])),
            default=head,
        )
        + 1
    )
    remarks = last
    while remarks < end and _remark(lines[remarks]):
        remarks += 1
    return last if remarks == end < len(lines) else remarks


def _remark(line: str) -> bool:
    return line.lstrip().startswith("#")


def _written(feed: Feed) -> dict[str, Any]:
    """Return what the table says: name, url, and what differs from the defaults."""
    defaults = Feed._field_defaults
    said = {key: value for key, value in feed._asdict().items() if key not in defaults or value != defaults[key]}
    return said | ({"headers": dict(feed.headers)} if feed.headers else {})


def _short_form(text: str) -> bool:
    return bool(loads(text).get("feeds") is not None)


def _append_short(text: str, feeds: Sequence[Feed]) -> str:
    import tomlkit  # border: tomlkit costs 30 ms

    document = tomlkit.parse(text)
    tables: Any = document["feeds"]
    for feed in feeds:
        table = tomlkit.inline_table()
        table.update(_written(feed))
        tables.append(table)
    return tomlkit.dumps(document)


def _remove_short(text: str, urls: Collection[str]) -> str:
    import tomlkit  # border: tomlkit costs 30 ms

    document = tomlkit.parse(text)
    tables: Any = document["feeds"]
    for number in reversed(range(len(tables))):
        if tables[number]["url"] in urls:
            del tables[number]
    return tomlkit.dumps(document)
