from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from ainews_cli.errors import AddressRefused, NetError
from ainews_cli.net import Limits, Response, origin_of
from ainews_cli.net.client import Client
from ainews_cli.net.pages import PageClient
from tests.support.feedserver import FeedServer, Reply

ROBOTS = Reply(body=b"User-agent: *\nDisallow: /closed\n", type="text/plain")


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer({"/a": Reply(body=b"<p>a</p>", type="text/html"), "/closed": Reply(body=b"secret")}) as running:
        yield running


def pages(server: FeedServer, delay: float = 0.0, limits: Limits | None = None) -> PageClient:
    return PageClient(Client(limits, origins=frozenset({origin_of(server.url("/"))})), delay=delay)


def test_robots_is_asked_once_and_obeyed(server: FeedServer) -> None:
    server.replies["/robots.txt"] = ROBOTS
    reader = pages(server)
    assert reader.get(server.url("/a")).body == b"<p>a</p>"
    with pytest.raises(NetError, match=r"robots\.txt of 127\.0\.0\.1 does not allow it"):
        reader.get(server.url("/closed"))
    assert [one.path for one in server.requests] == ["/robots.txt", "/a"]
    assert "text/html" in server.requests[1].headers["accept"]


@pytest.mark.parametrize(
    ("reply", "open_"), [(Reply(404), True), (Reply(403), True), (Reply(500), False), (Reply(503), False)]
)
def test_a_server_without_robots_is_open_and_a_broken_one_is_not(server: FeedServer, reply: Reply, open_: bool) -> None:
    server.replies["/robots.txt"] = reply
    if open_:
        assert pages(server).get(server.url("/a")).status == 200
    else:
        with pytest.raises(NetError, match="does not allow"):
            pages(server).get(server.url("/a"))


def test_requests_to_one_host_keep_a_distance(server: FeedServer) -> None:
    reader = pages(server, delay=0.2)
    start = time.monotonic()
    for _ in range(3):
        reader.get(server.url("/a"))
    assert time.monotonic() - start >= 0.4


def test_many_come_as_they_arrive_each_once(server: FeedServer) -> None:
    server.replies["/robots.txt"] = ROBOTS
    server.replies |= {f"/{number}": Reply(body=str(number).encode()) for number in range(10)}
    urls = [server.url(f"/{number}") for number in range(10)] + [server.url("/closed"), "http://10.0.0.1/", "nonsense"]
    found = dict(pages(server).get_all(urls))
    assert found.keys() == set(urls)
    assert [answer.body.decode() for url in urls[:10] if isinstance(answer := found[url], Response)] == [
        str(number) for number in range(10)
    ]
    assert isinstance(found[urls[10]], NetError)
    assert isinstance(found[urls[11]], AddressRefused)
    assert isinstance(found[urls[12]], AddressRefused)
    assert server.most_open <= 2


def test_a_page_that_hangs_holds_no_other_up(server: FeedServer) -> None:
    server.replies |= {"/hang": Reply(fault="hang")}
    start = time.monotonic()
    arrived = [
        url for url, _ in pages(server, limits=Limits(timeout=1)).get_all([server.url("/hang"), server.url("/a")])
    ]
    assert arrived == [server.url("/a"), server.url("/hang")]
    assert time.monotonic() - start < 10


def test_pages_are_untrusted(server: FeedServer) -> None:
    with pytest.raises(AddressRefused):
        PageClient(Client()).get(server.url("/a"))
    assert server.requests == []
