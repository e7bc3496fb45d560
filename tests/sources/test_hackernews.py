"""Hacker News by its search API."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ainews_cli.errors import NotAFeed
from ainews_cli.models.feed import Feed
from ainews_cli.sources.kinds import KINDS
from tests.support.sources.reading import parse, read


def test_hacker_news() -> None:
    found = read("hackernews.json", "hackernews")
    show, ask = found.entries  # the comment, the odd id and the null are no stories
    assert (found.parser, found.language) == ("json", "en")
    assert show.title == "Show HN: A tiny <b>LLM</b> server"  # titles on Hacker News are plain text
    assert (show.guid, show.url) == ("https://news.ycombinator.com/item?id=4100001", "https://tiny.example/")
    assert (show.points, show.comments, show.discussion_url) == (
        312,
        98,
        "https://news.ycombinator.com/item?id=4100001",
    )
    assert show.published == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert (show.author, show.categories) == ("quillfan", ("show_hn",))
    assert ask.url == ask.discussion_url == "https://news.ycombinator.com/item?id=4100002"
    assert ask.content == "I read <i>two</i> papers.<p>Which checks work?"
    assert (ask.comments, ask.points) == (0, 45)
    with pytest.raises(NotAFeed, match="no list of hits"):
        parse(b'{"items": []}', "hackernews")
    assert read("wordpress.rss.xml", "hackernews").parser == "expat"


@pytest.mark.parametrize(
    ("given_url", "asked"),
    [
        ("https://news.ycombinator.com/", "https://hn.algolia.com/api/v1/search?tags=front_page&hitsPerPage=100"),
        (
            "https://news.ycombinator.com/newest",
            "https://hn.algolia.com/api/v1/search_by_date?tags=story&hitsPerPage=100",
        ),
        ("https://news.ycombinator.com/rss", "https://news.ycombinator.com/rss"),
        (
            "https://hn.algolia.com/?q=a%26b",
            "https://hn.algolia.com/api/v1/search?tags=story&query=a%26b&hitsPerPage=100",
        ),
        (
            "https://hn.algolia.com/?query=llm&sort=byDate",
            "https://hn.algolia.com/api/v1/search_by_date?tags=story&query=llm&hitsPerPage=100",
        ),
        (
            "https://hn.algolia.com/api/v1/search_by_date?tags=story",
            "https://hn.algolia.com/api/v1/search_by_date?tags=story",
        ),
    ],
)
def test_hacker_news_addresses(given_url: str, asked: str) -> None:
    assert KINDS["hackernews"].url(Feed(name="x", url=given_url, kind="hackernews")) == asked
