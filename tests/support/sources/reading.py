"""Documents parsed as the program does it, for tests of sources."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources.kinds import KINDS

SAMPLES = Path(__file__).parents[2] / "sources" / "samples"
NOW = datetime(2026, 3, 10, tzinfo=UTC)
BASE = "https://base.example/feeds/all.xml"


def read(name: str, kind: str = "feed", **more: Any) -> ParsedFeed:
    return parse((SAMPLES / name).read_bytes(), kind, **more)


def parse(
    body: bytes, kind: str = "feed", *, content_type: str = "", url: str = BASE, language: str = ""
) -> ParsedFeed:
    feed = Feed(name="sample", url=url, kind=kind, language=language)
    return KINDS[kind].parse(body, feed, content_type=content_type, now=NOW)


def rss(items: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        f"{head}><channel><title>t</title>{items}</channel></rss>"
    ).encode()
