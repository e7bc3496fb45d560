"""Cookies that redirects set: sent within the transfer where they belong, and nowhere else."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.errors import NetError
from ainews_cli.net.address import parse
from ainews_cli.net.client import Client
from ainews_cli.net.cookies import TransferCookies
from tests.net.test_client import CERTIFICATE
from tests.net.test_connect import Web
from tests.support.feedserver import FeedServer, Reply

BODY = b"<rss/>"


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def to(place: str, *cookies: str, status: int = 302) -> Reply:
    return Reply(status, headers=(("Location", place), *(("Set-Cookie", cookie) for cookie in cookies)))


def gate(cookie: str, otherwise: Reply) -> Reply:
    return Reply(body=BODY, cookie=cookie, otherwise=otherwise)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_address_that_sends_back_to_itself_with_a_cookie(server: FeedServer, status: int) -> None:
    server.replies["/feed"] = gate("pass=1", to("/feed", "pass=1; Path=/", status=status))
    answer = Client().get(server.url("/feed"), trusted=True)
    assert (answer.body, answer.url, len(server.requests)) == (BODY, server.url("/feed"), 2)
    assert "cookie" not in server.requests[0].headers


def test_by_way_of_another_path_and_with_several_cookies(server: FeedServer) -> None:
    server.replies |= {
        "/a/feed": gate("two=2, or three", to("/consent?back=/a/feed")),
        "/consent?back=/a/feed": to(
            "/a/feed", "one=1; Path=/; HttpOnly", "two=2, or three; Path=/a; Expires=Wed, 09 Jun 2199 10:18:14 GMT"
        ),
    }
    assert Client().get(server.url("/a/feed"), trusted=True).body == BODY
    assert set(server.requests[-1].headers["cookie"].split("; ")) == {"one=1", "two=2, or three"}


def test_a_cookie_that_changes_nothing_is_still_a_loop(server: FeedServer) -> None:
    server.replies["/feed"] = to("/feed", "again=1; Path=/")
    with pytest.raises(NetError, match="redirect loop"):
        Client().get(server.url("/feed"), trusted=True)
    assert len(server.requests) == 2


def test_nothing_is_kept_for_the_next_transfer(server: FeedServer) -> None:
    server.replies["/feed"] = gate("pass=1", to("/feed", "pass=1; Path=/"))
    client = Client()
    for _ in range(2):
        client.get(server.url("/feed"), trusted=True)
    assert ["cookie" in asked.headers for asked in server.requests] == [False, True, False, True]


def test_another_host_and_another_port_get_none() -> None:
    with FeedServer(hosts=("127.0.0.1", "127.0.0.2")) as server, FeedServer() as other:
        server.replies |= {
            "/a": to(server.url("/b", "127.0.0.2"), "mine=1; Path=/", "wide=1; Path=/; Domain=127.0.0.2"),
            "/b": to(server.url("/c")),
            "/c": to(other.url("/d")),
        }
        other.replies["/d"] = Reply(body=BODY)
        origins = frozenset(
            parse(url).origin for url in (server.url("/", "127.0.0.2"), server.url("/"), other.url("/"))
        )
        assert Client(origins=origins).get(server.url("/a"), trusted=True).body == BODY
        assert [asked.headers.get("cookie") for asked in server.requests] == [None, None, "mine=1"]
        assert "cookie" not in other.requests[0].headers


@pytest.mark.parametrize(
    ("cookie", "sent"),
    [
        ("c=1", {"example.org"}),
        ("c=1; Domain=example.org", {"example.org", "www.example.org"}),
        ("c=1; Domain=.example.org", {"example.org", "www.example.org"}),
        ("c=1; Domain=org", set()),
        ("c=1; Domain=example.com", set()),
        ("c=1; Domain=www.example.org", set()),
    ],
)
def test_a_domain_takes_in_its_own_names_alone(cookie: str, sent: set[str]) -> None:
    cookies = TransferCookies()
    cookies.keep(parse("http://example.org/"), [cookie])
    hosts = ("example.org", "www.example.org", "notexample.org", "example.com", "org")
    assert {host for host in hosts if cookies.field(parse(f"http://{host}/"))} == sent


def test_suffixes_of_countries_are_no_domain() -> None:
    cookies = TransferCookies()
    cookies.keep(parse("http://news.co.jp/"), ["c=1; Domain=co.jp"])
    assert cookies.field(parse("http://other.co.jp/")) == ""


def test_secure_cookies_go_over_https_alone() -> None:
    cookies = TransferCookies()
    cookies.keep(parse("https://example.org/"), ["plain=1; Path=/", "safe=1; Path=/; Secure"])
    assert cookies.field(parse("http://example.org/")) == "plain=1"
    assert set(cookies.field(parse("https://example.org/")).split("; ")) == {"plain=1", "safe=1"}


def test_paths_begin_and_end_at_a_slash() -> None:
    cookies = TransferCookies()
    cookies.keep(parse("http://example.org/feeds/ai"), ["given=1; Path=/feeds", "own=1"])
    asked = {path: cookies.field(parse(f"http://example.org{path}")) for path in ("/feeds/x", "/feedsx", "/")}
    assert {path: set(field.split("; ")) for path, field in asked.items()} == {
        "/feeds/x": {"given=1", "own=1"},
        "/feedsx": {""},
        "/": {""},
    }


def test_a_cookie_is_taken_back() -> None:
    cookies = TransferCookies()
    target = parse("http://example.org/")
    cookies.keep(target, ["c=1", "d=1"])
    cookies.keep(target, ["c=; Max-Age=0", "d=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"])
    assert cookies.field(target) == ""


def test_over_tls() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    trust = ssl.create_default_context(cafile=str(CERTIFICATE))
    with FeedServer(hosts=("localhost",), tls=context) as server:
        server.replies["/feed"] = gate("s=1", to("/feed", "s=1; Path=/; Secure; SameSite=None"))
        assert Client(tls=trust).get(server.url("/feed"), trusted=True).body == BODY


def test_pages_out_of_feeds_get_them_too(server: FeedServer) -> None:
    web = Web(news_example="93.184.215.14")
    server.replies["/page"] = gate("seen=1", to("/page", "seen=1"))
    answer = Client(resolve=web.resolve, dial=web.dial).get(server.url("/page", "news.example"))
    assert answer.body == BODY


@given(st.lists(st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=60)))
def test_whatever_a_server_sets_ends_in_one_line(fields: list[str]) -> None:
    cookies = TransferCookies()
    cookies.keep(parse("http://example.org/a"), fields)
    field = cookies.field(parse("http://example.org/a"))
    assert field.isascii()
    assert not field or field.isprintable()
