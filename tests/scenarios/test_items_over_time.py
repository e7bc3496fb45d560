"""What is the same item tomorrow, whatever its feed and its neighbours become."""

from __future__ import annotations

import sqlite3

import pytest

from tests.support.feedserver import Reply
from tests.support.fetch.rig import Bench


def channel(*items: str) -> Reply:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return Reply(body=f"<rss version='2.0'><channel><title>t</title>{inner}</channel></rss>".encode())


def article(title: str, link: str, guid: str = "", more: str = "") -> str:
    return f"<title>{title}</title><link>{link}</link>{f'<guid>{guid}</guid>' if guid else ''}{more}"


def items(bench: Bench) -> list[tuple[int, str, str]]:
    with sqlite3.connect(bench.path) as raw:
        return raw.execute("SELECT id, guid, title FROM items ORDER BY id").fetchall()


CHANGES = "https://kumo.example/changelog"
OLD = (
    article("Change 1", CHANGES, "/node/1"),
    article("Change 2", CHANGES, "/node/2"),
    "<title>No link</title><guid>node-3</guid><description>Words.</description>",
)


@pytest.mark.parametrize(
    "odd",
    [
        "<title>Odd</title><pubDate>some day in spring</pubDate>",
        "<title>Odd & bad</title>",
        "<title>Odd</title><description>one<br>two<p>three</description>",
        "<title>Odd</title><x:y>no such prefix</x:y>",
        "<title>Odd</title><description>first</description><description>second</description>",
        "<title>Odd</title><enclosure url=unquoted>",
    ],
)
def test_one_odd_item_makes_no_other_new(bench: Bench, odd: str) -> None:
    bench.feed("/feed", channel(*OLD))
    assert bench.fetch()[0].new == 3
    before = items(bench)
    changed = [text + "<category>new</category>" for text in OLD]
    for document in ([odd, *changed], [*changed, odd], OLD):
        bench.server.replies["/feed"] = channel(*document)
        bench.fetch()
        assert items(bench)[:3] == before
    assert len(items(bench)) == 4


def test_ids_that_an_earlier_version_resolved_are_kept(bench: Bench) -> None:
    """It did so for a document with one odd item."""
    feed = bench.feed("/sub/feed", channel(*OLD))
    bench.fetch()
    with sqlite3.connect(bench.path) as raw:
        for table in ("items", "item_feeds"):
            raw.execute(f"UPDATE {table} SET guid = ? || guid WHERE guid LIKE '/%'", (bench.server.url(""),))
            raw.execute(f"UPDATE {table} SET guid = ? WHERE guid = 'node-3'", (feed.url.replace("feed", "node-3"),))
        raw.execute("UPDATE feeds SET body_hash = '', frame_hash = '', entry_hashes = '[]'")
    bench.fetch()
    assert items(bench) == [(1, "/node/1", "Change 1"), (2, "/node/2", "Change 2"), (3, "node-3", "No link")]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (article("Comic", "https://k.example/c", "c1"), article("Comic (12 comments)", "https://k.example/c", "c1")),
        (
            article("No guid", "https://k.example/x", more="<pubDate>Sat, 14 Nov 2026 00:00:00 GMT</pubDate>"),
            article("No guid", "https://k.example/x", more="<pubDate>Sun, 15 Nov 2026 00:00:00 GMT</pubDate>"),
        ),
        (
            article("To https", "http://k.example/p?p=9", "http://k.example/p?p=9"),
            article("To https, edited", "https://k.example/p?p=9", "https://k.example/p?p=9"),
        ),
        (
            article("Tracked", "https://k.example/u?utm_source=feed", "https://k.example/u?utm_source=feed"),
            article("Tracked", "https://k.example/u?ncid=rss", "https://k.example/u?ncid=rss"),
        ),
        (
            article("Slash", "https://k.example/s", "https://k.example/s"),
            article("Slash", "https://www.k.example/s/", "https://www.k.example/s/"),
        ),
    ],
)
def test_the_same_article_under_another_spelling_is_one_item(bench: Bench, first: str, then: str) -> None:
    bench.feed("/feed", channel(first))
    bench.fetch()
    bench.server.replies["/feed"] = channel(then)
    assert bench.fetch()[0].new == 0
    assert len(items(bench)) == 1


def test_two_of_one_title_stay_two(bench: Bench) -> None:
    weekly = [article("Weekly links", f"https://k.example/w{number}", f"w{number}") for number in (1, 2)]
    bench.feed("/feed", channel(weekly[0]))
    bench.fetch()
    bench.server.replies["/feed"] = channel(weekly[1])
    assert bench.fetch()[0].new == 1


def test_a_feed_that_the_config_asks_by_https_keeps_its_items(bench: Bench) -> None:
    feed = bench.feed("/feed", channel("<title>No address</title><guid isPermaLink='false'>g</guid>"))
    bench.fetch()
    bench.feeds[:] = [feed._replace(url=feed.url + "/")]
    bench.server.replies["/feed/"] = channel("<title>No address, edited</title><guid isPermaLink='false'>g</guid>")
    assert bench.fetch()[0].new == 0
    assert items(bench) == [(1, "g", "No address, edited")]
