"""From the address a person has to the feed, on a pretended Internet: every name leads to a loopback server."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ainews_cli.errors import FetchError
from ainews_cli.models.feed import FeedLink
from ainews_cli.net import Limits
from ainews_cli.net.address import origins_of
from ainews_cli.net.client import Client
from ainews_cli.subscriptions import naming, sites
from ainews_cli.subscriptions.discovery import DiscoveredFeed, best_first, discover, places
from tests.support.feedserver import FeedServer, Reply, rss

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
CERTIFICATE = Path(__file__).parent.parent / "support" / "localhost.pem"
FEED = rss("Nebel", ["a", "b"])
EMPTY = rss("Nothing yet", [])
CHANNEL = "UCXZCJLdBC09xxGZ6gcdrc6A"


def page(head: str, body: str = "") -> Reply:
    return Reply(
        body=f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body>{body}</body></html>".encode(),
        type="text/html; charset=utf-8",
    )


def link(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


@dataclass
class Web:
    """Names with public addresses, all of which are really one server; https everywhere."""

    server: FeedServer
    asked: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return ["93.184.216.34"] if not host.endswith("internal") else ["10.0.0.1"]

    def dial(self, address: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.server.port), timeout)

    def find(self, text: str, **more: str) -> DiscoveredFeed:
        tls = ssl.create_default_context()
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
        client = Client(Limits(timeout=5), resolve=self.resolve, dial=self.dial, tls=tls)
        try:
            return discover(text, client, now=NOW, **more)  # type: ignore[arg-type]  # a kind
        finally:
            client.close()

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.server.requests]


@pytest.fixture
def web() -> Iterator[Web]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with FeedServer(tls=context) as server:
        yield Web(server)


def test_the_address_of_a_feed_is_that_feed(web: Web) -> None:
    web.server.replies["/feed"] = Reply(body=FEED)
    found = web.find("https://nebel.example/feed")
    assert (found.url, found.kind, found.parsed.title, len(found.parsed.entries), found.others) == (
        "https://nebel.example/feed",
        "feed",
        "Nebel",
        2,
        (),
    )
    assert web.paths == ["/feed"]


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml"]
)
def test_a_page_names_its_feed(web: Web, kind: str) -> None:
    web.server.replies |= {"/blog": page(link("news.xml", kind=kind)), "/news.xml": Reply(body=FEED)}
    assert web.find("nebel.example/blog").url == "https://nebel.example/news.xml"
    assert web.paths == ["/blog", "/news.xml"], "no guessing where the page says it"


def test_of_several_the_best_is_taken_and_the_others_are_named(web: Web) -> None:
    head = (
        link("/comments/feed/", "Nebel » Comments")
        + link("/wp-json/x", kind="application/json")
        + link("/feed/", "Nebel")
        + link("/atom", "Atom")
    )
    web.server.replies |= {"/": page(head), "/feed/": Reply(body=FEED), "/atom": Reply(body=FEED)}
    found = web.find("https://nebel.example/")
    assert found.url == "https://nebel.example/feed/"
    assert [(one.url, one.title) for one in found.others] == [
        ("https://nebel.example/atom", "Atom"),
        ("https://nebel.example/wp-json/x", ""),
        ("https://nebel.example/comments/feed/", "Nebel » Comments"),
    ]


def test_a_feed_with_entries_is_better_than_an_empty_one_and_a_dead_one(web: Web) -> None:
    web.server.replies |= {
        "/": page(link("/dead") + link("/empty") + link("/full")),
        "/empty": Reply(body=EMPTY),
        "/full": Reply(body=FEED),
    }
    found = web.find("nebel.example")
    assert found.url == "https://nebel.example/full"
    assert [one.url for one in found.others] == ["https://nebel.example/empty"]
    web.server.replies["/full"] = Reply(500)
    assert web.find("nebel.example").url == "https://nebel.example/empty"


def test_links_in_the_text_come_before_guesses(web: Web) -> None:
    web.server.replies |= {
        "/": page("", '<a href="/about">About</a> <a class=x href="/blog/rss.xml">RSS</a>'),
        "/blog/rss.xml": Reply(body=FEED),
    }
    assert web.find("nebel.example").url == "https://nebel.example/blog/rss.xml"
    assert web.paths == ["/", "/blog/rss.xml"]


def test_the_usual_places_come_last(web: Web) -> None:
    web.server.replies |= {"/blog/": page(""), "/index.xml": Reply(body=FEED)}
    assert web.find("nebel.example/blog/").url == "https://nebel.example/index.xml"
    assert web.paths[0] == "/blog/"
    assert web.paths[-1] == "/index.xml"


def test_a_page_behind_a_wall_may_have_an_open_feed(web: Web) -> None:
    web.server.replies |= {"/": Reply(403), "/feed": Reply(body=FEED)}
    assert web.find("nebel.example").url == "https://nebel.example/feed"


def test_a_feed_that_moved_for_good_is_taken_where_it_went(web: Web) -> None:
    web.server.replies |= {
        "/old": Reply(301, headers=(("Location", "https://new.example/feed"),)),
        "/today": Reply(302, headers=(("Location", "https://new.example/feed"),)),
        "/feed": Reply(body=FEED),
    }
    assert web.find("https://nebel.example/old").url == "https://new.example/feed"
    assert web.find("https://nebel.example/today").url == "https://nebel.example/today"
    assert web.find("https://me:secret@nebel.example/old").url == "https://me:secret@nebel.example/old"


@pytest.mark.parametrize(
    ("typed", "replies", "words"),
    [
        ("nebel.example/none", {}, "HTTP 404"),
        ("nebel.example", {"/": page("")}, "names no feed, and none is in the usual places"),
        ("nebel.example", {"/": page(link("/dead"))}, r"it names https://nebel.example/dead, but no feed is there"),
        ("nebel.example", {"/": Reply(403)}, "HTTP 403"),
        ("nebel.example/x.xml", {"/x.xml": Reply(body=b"<opml version='2.0'/>", type="text/xml")}, "import it instead"),
        ("mailto:me@example.org", {}, "only http and https"),
        ("github.com/nobody/nothing", {}, "should be at https://github.com/nobody/nothing/releases.atom"),
    ],
)
def test_what_has_no_feed_says_why(web: Web, typed: str, replies: dict[str, Reply], words: str) -> None:
    web.server.replies |= replies
    with pytest.raises(FetchError, match=words):
        web.find(typed)


def test_what_a_page_names_may_not_lead_into_the_private_network(web: Web) -> None:
    web.server.replies |= {
        "/": page(link("https://router.internal/feed") + link("http://127.0.0.1/feed")),
        "/feed": Reply(body=FEED),
    }
    with pytest.raises(FetchError, match="no feed is there"):
        web.find("nebel.example")
    assert web.paths == ["/"]
    assert web.find("https://router.internal/feed").parsed.title == "Nebel", "what the reader typed may"


def test_a_bare_host_without_tls_is_asked_in_the_clear() -> None:
    with FeedServer({"/rsshub": Reply(body=FEED)}) as server:
        client = Client(Limits(timeout=5, connect_timeout=0.2))
        assert (
            discover(f"127.0.0.1:{server.port}/rsshub", client, now=NOW).url == f"http://127.0.0.1:{server.port}/rsshub"
        )
        with pytest.raises(FetchError, match="HTTP 404"):
            discover(server.url("/none"), client, now=NOW)
        client.close()


def test_a_silent_host_is_not_asked_at_every_place() -> None:
    with FeedServer(
        {"/": page("".join(link(f"/{number}") for number in range(5)))}
        | {f"/{n}": Reply(fault="hang") for n in range(5)}
    ) as server:
        client = Client(Limits(timeout=0.3), origins=origins_of([server.url("/")]))
        with pytest.raises(FetchError, match="no feed is there"):
            discover(server.url("/"), client, now=NOW)
        client.close()
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    "typed",
    ["youtube.com/@openai", "m.youtube.com/c/OpenAI", "https://youtu.be/dQw4w9WgXcQ", "www.youtube.com/watch?v=x"],
)
@pytest.mark.parametrize(
    "named", ['<link href="https://www.youtube.com/channel/{}">', '<script>{{"channelId":"{}"}}</script>']
)
def test_the_channel_behind_a_page_of_youtube(web: Web, typed: str, named: str) -> None:
    path = "/" + sites.address(typed).split("/", 3)[3]
    web.server.replies |= {
        path: page(named.format(CHANNEL)),
        f"/feeds/videos.xml?channel_id={CHANNEL}": Reply(body=FEED, type="text/xml"),
    }
    found = web.find(typed)
    assert (found.url, found.kind) == (f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}", "youtube")


KNOWN = [
    (CHANNEL, f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}", "youtube"),
    (
        f"youtube.com/channel/{CHANNEL}/videos",
        f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
        "youtube",
    ),
    (
        "https://www.youtube.com/playlist?list=PLabc",
        "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabc",
        "youtube",
    ),
    ("https://github.com/vllm-project/vllm", "https://github.com/vllm-project/vllm/releases.atom", "feed"),
    ("github.com/vllm-project/vllm.git", "https://github.com/vllm-project/vllm/releases.atom", "feed"),
    ("https://github.com/vllm-project/vllm/tags", "https://github.com/vllm-project/vllm/tags.atom", "feed"),
    ("https://github.com/o/r/commits/main", "https://github.com/o/r/commits/main.atom", "feed"),
    ("github.com/karpathy", "https://github.com/karpathy.atom", "feed"),
    ("https://old.reddit.com/r/LocalLLaMA/", "https://www.reddit.com/r/LocalLLaMA/.rss", "feed"),
    ("https://www.reddit.com/r/x/top/?t=week", "https://www.reddit.com/r/x/top/.rss?t=week", "feed"),
    ("arxiv.org/list/cs.CL/recent", "https://rss.arxiv.org/rss/cs.CL", "feed"),
    ("news.ycombinator.com", "https://hn.algolia.com/api/v1/search?tags=front_page&hitsPerPage=100", "hackernews"),
    (
        "https://news.ycombinator.com/show",
        "https://hn.algolia.com/api/v1/search_by_date?tags=show_hn&hitsPerPage=100",
        "hackernews",
    ),
    ("https://medium.com/@someone", "https://medium.com/feed/@someone", "feed"),
]


@pytest.mark.parametrize(("typed", "url", "kind"), KNOWN)
def test_known_sites_are_asked_for_their_feed_at_once(web: Web, typed: str, url: str, kind: str) -> None:
    body = (
        b'{"hits": [{"objectID": "1", "title": "Ask", "created_at_i": 1764000000}]}' if kind == "hackernews" else FEED
    )
    web.server.replies["/" + url.split("/", 3)[3]] = Reply(body=body, type="text/xml")
    found = web.find(typed)
    assert (found.url, found.kind) == (url, kind)
    assert len(web.paths) == 1
    assert len(found.parsed.entries) >= 1


def test_a_repository_without_releases_gives_its_tags(web: Web) -> None:
    web.server.replies |= {"/o/r/releases.atom": Reply(body=EMPTY), "/o/r/tags.atom": Reply(body=FEED)}
    found = web.find("github.com/o/r")
    assert found.url == "https://github.com/o/r/tags.atom"
    assert [one.url for one in found.others] == [
        "https://github.com/o/r/releases.atom",
        "https://github.com/o/r/commits.atom",
    ]


def test_the_feed_of_this_page_comes_before_its_sites() -> None:
    links = [
        FeedLink("https://n.example/feed/"),
        FeedLink("https://n.example/comments/feed/", "x"),
        FeedLink("https://n.example/tag/ai/feed/"),
    ]
    assert best_first(links, "https://n.example/tag/ai/")[0].url == "https://n.example/tag/ai/feed/"
    assert best_first(links, "https://n.example/")[0].url == "https://n.example/feed/"


def test_places_are_below_the_page_and_below_the_host() -> None:
    found = places("https://n.example/blog/2026.html?x#y")
    assert found[0] == "https://n.example/blog/feed"
    assert "https://n.example/rss.xml" in found
    assert len(set(places("https://n.example"))) == len(places("https://n.example")) == 7


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("HTTPS://Example.ORG/Feed", "https://example.org/Feed"),
        ("FEED://Example.org/Feed", "http://example.org/Feed"),
        ("Feed:HTTPS://example.org/f", "https://example.org/f"),
        ("feed:http://example.org/f", "http://example.org/f"),
        ("feed://https://example.org/f", "https://example.org/f"),
        ("Example.org:8080/f", "https://example.org:8080/f"),
        ("http://Ann:S3cret@Example.org/", "http://Ann:S3cret@example.org/"),
        ("http://Example.org?Q=A", "http://example.org?Q=A"),
        ("http://[::1]:80/F", "http://[::1]:80/F"),
        ("  http://example.org/a b  ", "http://example.org/a b"),
    ],
)
def test_addresses_as_people_write_them(typed: str, url: str) -> None:
    assert sites.address(typed) == url


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTPS://EXAMPLE.org/f", "http://example.org/f"),
        ("https://example.org:443/f", "http://example.org:80/f"),
        ("https://本.example/f", "https://xn--8pv.example/f"),
        ("https://example.org/語 x", "https://example.org/%E8%AA%9E%20x"),
        ("https://ann:pw@example.org/f", "https://example.org/f/"),
    ],
)
def test_addresses_of_one_feed(one: str, other: str) -> None:
    assert naming.same(one) == naming.same(other)
