"""Redirects: which are remembered, which end, and what does not travel with them."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from ainews_cli.errors import NetError
from ainews_cli.net import origin_of
from ainews_cli.net.client import Client
from tests.support.feedserver import FeedServer, Reply


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def test_only_a_permanent_beginning_moves_the_address(server: FeedServer) -> None:
    def to(status: int, path: str) -> Reply:
        return Reply(status, headers=(("Location", path),))

    server.replies |= {
        "/301": to(301, "/new"),
        "/308": to(308, "/301"),
        "/302": to(302, "/new"),
        "/307": to(307, "/301"),
        "/mixed": to(301, "/302"),
        "/new": Reply(body=b"x"),
    }
    moved = {
        path: Client().get(server.url(path), trusted=True).permanent
        for path in ("/301", "/308", "/302", "/307", "/mixed", "/new")
    }
    assert moved == {
        "/301": server.url("/new"),
        "/308": server.url("/new"),
        "/302": "",
        "/307": "",
        "/mixed": server.url("/302"),
        "/new": "",
    }


def test_where_it_ended_is_the_address(server: FeedServer) -> None:
    server.replies |= {"/a": Reply(302, headers=(("Location", "/ä b?c#d"),)), "/%C3%A4%20b?c": Reply(body=b"x")}
    assert Client().get(server.url("/a"), trusted=True).url == server.url("/%C3%A4%20b?c")


def test_circles_and_long_chains_end(server: FeedServer) -> None:
    server.replies |= {"/a": Reply(302, headers=(("Location", "/b"),)), "/b": Reply(302, headers=(("Location", "/a"),))}
    server.replies |= {f"/{n}": Reply(302, headers=(("Location", f"/{n + 1}"),)) for n in range(20)}
    with pytest.raises(NetError, match="redirect loop"):
        Client().get(server.url("/a"), trusted=True)
    with pytest.raises(NetError, match="more than 10 redirects"):
        Client().get(server.url("/0"), trusted=True)


def test_a_redirect_without_a_place_is_an_answer(server: FeedServer) -> None:
    server.replies["/a"] = Reply(302)
    assert Client().get(server.url("/a"), trusted=True).status == 302


def test_credentials_stay_with_their_origin() -> None:
    with FeedServer(hosts=("127.0.0.1", "127.0.0.2")) as server:
        server.replies |= {
            "/a": Reply(302, headers=(("Location", "/b"),)),
            "/b": Reply(302, headers=(("Location", server.url("/c", "127.0.0.2")),)),
            "/c": Reply(),
        }
        client = Client(origins=frozenset({origin_of(server.url("/", "127.0.0.2"))}))
        client.get(server.url("/a").replace("http://", "http://ann:s3cret@"), trusted=True)
        basic = f"Basic {base64.b64encode(b'ann:s3cret').decode()}"
        assert [one.headers.get("authorization") for one in server.requests] == [basic, basic, None]
