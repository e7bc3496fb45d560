"""The packaged config names feeds that the sources can ask."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from ainews_cli.models.feed import Feed
from ainews_cli.sources.kinds import KINDS
from ainews_cli.sources.links import canonical

EXAMPLE = tomllib.loads((Path(__file__).parents[2] / "config.example.toml").read_text(encoding="utf-8"))
FEEDS = [Feed(**table) for table in EXAMPLE["feeds"]]


def test_every_category_has_feeds_of_a_known_kind() -> None:
    assert len(FEEDS) >= 40
    assert set(Counter(feed.category for feed in FEEDS)) == {
        "labs",
        "research",
        "engineers",
        "media",
        "community",
        "videos",
        "tools",
        "japan",
    }
    assert {feed.kind for feed in FEEDS} == set(KINDS)
    assert sum(feed.enabled for feed in FEEDS) >= 40


def test_every_address_is_one_that_is_asked_as_it_stands() -> None:
    asked = [KINDS[feed.kind].url(feed) for feed in FEEDS]
    assert len(set(asked)) == len({feed.name for feed in FEEDS}) == len(FEEDS)
    for feed, url in zip(FEEDS, asked, strict=True):
        assert url == feed.url == canonical(url)
        assert urlsplit(url).scheme == "https"
        assert feed.kind != "youtube" or "channel_id=UC" in url
        assert feed.kind != "hackernews" or url.startswith("https://hn.algolia.com/api/v1/")


def test_all_sections_are_shown() -> None:
    assert list(EXAMPLE) == [
        "language",
        "timezone",
        "interests",
        "scoring",
        "model",
        "budget",
        "fetch",
        "digest",
        "mail",
        "site",
        "glossary",
        "aliases",
        "feeds",
    ]
    assert EXAMPLE["interests"] == {"text": "", "keywords": []}
    assert EXAMPLE["scoring"] == {"depth": 0.4, "relevance": 0.3, "practicality": 0.2, "novelty": 0.1}
