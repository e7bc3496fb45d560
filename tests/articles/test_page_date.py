"""The day of a page."""

from __future__ import annotations

import pytest

from ainews_cli.articles.page_date import published
from ainews_cli.articles.tree import parse


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2026-05-01T01:00:00+09:00">', "2026-05-01"),
        ('<meta name="Date" content="2026年5月1日 10時30分">', "2026-05-01"),
        ('<meta itemprop="datePublished" content="May 1, 2026">', "2026-05-01"),
        ('<script type="application/ld+json">{"datePublished": "2026-05-01 10:30:00 JST"}</script>', "2026-05-01"),
        ('<time itemprop="datePublished" datetime="2026/05/01">May</time>', "2026-05-01"),
        ('<meta name="date" content="May 2026"><meta name="pubdate" content="20260501">', "2026-05-01"),
        ('<meta name="date" content="03/04/2026">', ""),
        ('<meta name="date" content="0001-01-01">', ""),
        ("<time>1 May 2026</time>", ""),
        ("", ""),
    ],
)
def test_the_day_that_a_page_says(head: str, day: str) -> None:
    html = f"<html><head>{head}</head><body><p>Text</p></body></html>"
    root = parse(html)
    assert root is not None
    assert published(root, html) == day
