"""The demo's loopback server: every feed parses, pages carry their article, conditional requests are answered, one feed
is broken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import feedparser
import pytest

from ainews_cli.articles.page import extract_page
from ainews_cli.demo import samples, server
from ainews_cli.demo.rehash import sample_blocks
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import ParsedFeed
from ainews_cli.sources.kinds import KINDS

NOW = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with server.serve(NOW) as address:
        yield address


def get(url: str, headers: dict[str, str] | None = None, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request(method, f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=headers or {})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def working() -> list[samples.SampleFeed]:
    return [sample for sample in samples.sample_feeds() if sample.form != "broken"]


def parsed(base: str, feed: Feed) -> ParsedFeed:
    return KINDS[feed.kind].parse(get(feed.url)[1], feed, now=NOW)


def test_there_is_enough_to_show() -> None:
    assert len(samples.sample_feeds()) >= 10
    assert len(samples.articles()) >= 30
    assert {"feed", "youtube", "hackernews"} == {sample.feed.kind for sample in samples.sample_feeds()}
    assert {"en", "de", "fr", "ja"} <= {sample.feed.language for sample in samples.sample_feeds()}
    assert sum(article.hours < 24 for article in samples.articles()) >= 20


def test_every_article_belongs_to_a_feed_and_every_feed_has_articles() -> None:
    assert {article.feed for article in samples.articles()} == {sample.key for sample in working()}


@pytest.mark.parametrize("sample", working(), ids=lambda sample: sample.key)
def test_feeds_are_well_formed(base: str, sample: samples.SampleFeed) -> None:
    response, body = get(base + sample.feed.url)
    assert response.status == 200
    if sample.form in ("json", "hackernews"):
        found = json.loads(body)
        assert len(found["items" if sample.form == "json" else "hits"]) > 0
        return
    document = feedparser.parse(body)
    assert not document.bozo
    assert document.version == {"rss": "rss20", "rdf": "rss10"}.get(sample.form, "atom10")
    assert len(document.entries) == sum(article.feed == sample.key for article in samples.articles())


@pytest.mark.parametrize("sample", working(), ids=lambda sample: sample.key)
def test_sources_read_what_the_samples_say(base: str, sample: samples.SampleFeed) -> None:
    feed = next(feed for feed in samples.feeds(base) if feed.name == sample.feed.name)
    entries = {entry.title: entry for entry in parsed(base, feed).entries}
    for article in samples.articles():
        if article.feed != sample.key:
            continue
        entry = entries[article.title]
        assert entry.published == NOW.replace(microsecond=0) - timedelta(hours=article.hours)
        assert entry.notes == ()
        assert (entry.views or 0, entry.points or 0) == (article.views, article.points)


def test_addresses_stay_on_loopback_or_lead_to_reserved_names(base: str) -> None:
    for feed in samples.feeds(base)[:-1]:
        for entry in parsed(base, feed).entries:
            host = urlsplit(entry.url).hostname or ""
            assert host == "127.0.0.1" or host.endswith(".example") or entry.url == entry.discussion_url


def test_the_duplicate_loses_its_tracking_parameters(base: str) -> None:
    by_name = {feed.name: feed for feed in samples.feeds(base)}
    hacker = {entry.url for entry in parsed(base, by_name["Hacker News"]).entries}
    lab = {entry.url for entry in parsed(base, by_name["Sablewren Open Models"]).entries}
    assert f"{base}/sablewren/wren-open-weights" in hacker & lab


def test_the_search_form_of_hacker_news(base: str) -> None:
    hits = json.loads(get(f"{base}/hn/api/v1/search?tags=front_page")[1])["hits"]
    asked = next(hit for hit in hits if hit["title"].startswith("Ask HN"))
    assert "url" not in asked
    assert "<p>" in asked["story_text"]
    assert asked["points"] > 0 < asked["num_comments"]


def test_conditional_requests_get_304_without_a_body(base: str) -> None:
    for feed in samples.feeds(base)[:-1]:
        first, _ = get(feed.url)
        etag = first.headers["ETag"]
        again, body = get(feed.url, {"If-None-Match": etag})
        assert (again.status, body, again.headers["ETag"]) == (304, b"", etag)
        other, _ = get(feed.url, {"If-None-Match": '"another"'})
        assert other.status == 200


def test_the_broken_feed_answers_500_whatever_the_client_has(base: str) -> None:
    broken = samples.feeds(base)[-1]
    assert broken.name == "Signal Wire"
    response, _ = get(broken.url)
    assert response.status == 500
    assert get(broken.url, {"If-None-Match": response.headers["ETag"]})[0].status == 500


def test_robots_head_thumbnails_and_unknown_pages(base: str) -> None:
    assert get(f"{base}/robots.txt")[1].startswith(b"User-agent: *\nAllow")
    response, body = get(samples.feeds(base)[0].url, method="HEAD")
    assert (response.status, body) == (200, b"")
    assert get(f"{base}/thumbnails/any.svg")[0].headers["Content-Type"] == "image/svg+xml"
    assert get(f"{base}/no/such/page")[0].status == 404
    assert get(f"{base}/watch?v=no-such-one")[0].status == 404


def test_article_pages_carry_their_article_amid_the_usual_clutter(base: str) -> None:
    for article in samples.articles():
        if article.duplicate or article.video or not article.path.startswith("/"):
            continue
        response, body = get(base + article.path)
        assert response.status == 200
        for clutter in (b"<nav>", b"<script>", b'class="share"', b"cookie"):
            assert clutter in body
        extract = extract_page(body, base + article.path)
        assert [block.text for block in extract.blocks] == [block.text for block in sample_blocks(article)], (
            article.slug
        )


def test_videos_have_pages(base: str) -> None:
    videos = [article for article in samples.articles() if article.video]
    assert len({article.feed for article in videos}) == 2
    assert all(get(base + article.path)[0].status == 200 for article in videos)


def test_the_server_can_run_twice_at_once() -> None:
    with server.serve(NOW) as one, server.serve(NOW) as two:
        assert one != two
        assert get(f"{one}/robots.txt")[1] == get(f"{two}/robots.txt")[1]


@pytest.mark.parametrize("text", ["no head at all", '+++\ntitle = "x"\n+++\nbody', "+++\nnot toml\n+++\nbody"])
def test_a_bad_article_file_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        samples.parse_article("slug", text)
