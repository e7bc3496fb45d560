from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from ainews_cli.errors import NetError, TimedOut, TooLarge, Unreachable
from ainews_cli.net import USER_AGENT, Limits
from ainews_cli.net.client import Client
from tests.support.feedserver import FeedServer, Reply

CERTIFICATE = Path(__file__).parent.parent / "support" / "localhost.pem"


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


def test_an_answer_with_its_validators(server: FeedServer) -> None:
    server.replies["/feed"] = Reply(body=b"<rss/>", etag='"1"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")
    answer = Client().get(server.url("/feed"), trusted=True)
    assert (answer.status, answer.body, answer.url, answer.permanent) == (200, b"<rss/>", server.url("/feed"), "")
    assert (answer.headers["etag"], answer.headers["last-modified"]) == ('"1"', "Mon, 02 Nov 2026 10:00:00 GMT")
    sent = server.requests[0].headers
    assert sent["user-agent"] == USER_AGENT
    assert USER_AGENT.startswith("ainews/")
    assert sent["host"] == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize("validators", [{"etag": '"1"'}, {"last_modified": "Mon, 02 Nov 2026 10:00:00 GMT"}])
def test_nothing_new_is_a_304(server: FeedServer, validators: dict[str, str]) -> None:
    server.replies["/feed"] = Reply(body=b"<rss/>", etag='"1"', last_modified="Mon, 02 Nov 2026 10:00:00 GMT")
    answer = Client().get(server.url("/feed"), trusted=True, **validators)
    assert (answer.status, answer.body) == (304, b"")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "bare deflate"])
def test_codings_are_undone(server: FeedServer, coding: str) -> None:
    body = b"<rss>" + b"x" * 500_000
    server.replies["/feed"] = Reply(body=body, coding=coding)  # type: ignore[arg-type]  # the parameters are the literals
    assert Client().get(server.url("/feed"), trusted=True).body == body


def test_a_coding_that_is_only_claimed(server: FeedServer) -> None:
    server.replies["/feed"] = Reply(body=b"<rss/>", headers=(("Content-Encoding", "gzip"),))
    assert Client().get(server.url("/feed"), trusted=True).body == b"<rss/>"


@pytest.mark.parametrize("fault", ["chunked", "no length"])
def test_bodies_without_a_length(server: FeedServer, fault: str) -> None:
    server.replies["/feed"] = Reply(body=b"x" * 3000, fault=fault)  # type: ignore[arg-type]  # the parameters are the literals
    assert Client().get(server.url("/feed"), trusted=True).body == b"x" * 3000


def test_connections_are_kept_and_replaced_when_the_server_closed_them(server: FeedServer) -> None:
    server.replies |= {
        "/a": Reply(body=b"a"),
        "/304": Reply(etag='"1"'),
        "/404": Reply(404, b"no"),
        "/bye": Reply(body=b"bye", fault="close idle"),
    }
    client = Client()
    for path in ("/a", "/404", "/304", "/bye", "/a"):
        client.get(server.url(path), trusted=True, etag='"1"')
    assert [one.connection for one in server.requests] == [1, 1, 1, 1, 2]


class TestLimits:
    def test_a_declared_size_over_the_cap_is_not_read(self, server: FeedServer) -> None:
        server.replies["/big"] = Reply(body=b"x" * 2_000_001)
        with pytest.raises(TooLarge, match="over 2 MB"):
            Client(Limits(max_bytes=2_000_000)).get(server.url("/big"), trusted=True)

    @pytest.mark.parametrize(
        "reply",
        [
            Reply(body=bytes(50_000_000), coding="gzip"),
            Reply(body=b"x" * 3_000_000, fault="chunked"),
            Reply(body=b"x" * 3_000_000, fault="no length"),
        ],
    )
    def test_the_cap_holds_for_what_comes_out(self, server: FeedServer, reply: Reply) -> None:
        server.replies["/big"] = reply
        with pytest.raises(TooLarge, match="over 2 MB"):
            Client(Limits(max_bytes=2_000_000)).get(server.url("/big"), trusted=True)

    @pytest.mark.parametrize(
        "reply",
        [
            Reply(fault="hang"),
            Reply(body=b"<rss/>" * 100, fault="trickle", seconds=0.05),
            Reply(body=b"<rss/>", fault="slow headers", seconds=0.05),
            Reply(302, headers=(("Location", "/slow"),), seconds=0.2),
        ],
    )
    def test_the_whole_transfer_has_one_timeout(self, server: FeedServer, reply: Reply) -> None:
        server.replies["/slow"] = reply
        start = time.monotonic()
        with pytest.raises((TimedOut, NetError)) as caught:
            Client(Limits(timeout=0.5)).get(server.url("/slow"), trusted=True)
        assert time.monotonic() - start < 10, "the server would hang for longer"
        assert str(caught.value) in ("timed out after 0.5 s", "redirect loop")

    def test_a_server_that_does_not_take_connections(self) -> None:
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            port = full.getsockname()[1]
            fillers = [socket.socket() for _ in range(4)]
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.1", port))
            with pytest.raises(TimedOut, match=r"timed out while connecting after 0\.3 s"):
                Client(Limits(timeout=5, connect_timeout=0.3)).get(f"http://127.0.0.1:{port}/", trusted=True)
            for filler in fillers:
                filler.close()

    def test_at_most_two_at_once_from_one_host(self, server: FeedServer) -> None:
        paths = [f"/{number}" for number in range(8)]
        server.replies |= {path: Reply(body=b"x", seconds=0.05) for path in paths}
        client = Client()
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda path: client.get(server.url(path), trusted=True), paths))
        assert server.most_open == 2


class TestFaults:
    @pytest.mark.parametrize(
        ("reply", "reason"),
        [
            (Reply(body=b"x" * 1000, fault="cut"), "the connection was cut before the end of the body"),
            (Reply(fault="reset"), "the connection was cut|without an answer"),
            (Reply(fault="rubbish"), "not HTTP as it should be"),
            (Reply(body=b"x" * 1000, coding="gzip", fault="cut"), "cut"),
            (Reply(301, headers=(("Location", "ftp://news.example/"),)), "only http and https"),
            (Reply(301, headers=(("Location", "http://[half/"),)), "an invalid address"),
        ],
    )
    def test_each_is_named(self, server: FeedServer, reply: Reply, reason: str) -> None:
        server.replies["/x"] = reply
        with pytest.raises(NetError, match=reason):
            Client().get(server.url("/x"), trusted=True)

    def test_nobody_is_there(self) -> None:
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        with pytest.raises(Unreachable, match="connection refused"):
            Client().get(f"http://127.0.0.1:{port}/", trusted=True)

    def test_no_such_host(self) -> None:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        with pytest.raises(Unreachable, match="no such host: nowhere"):
            Client(resolve=resolve).get("http://nowhere.example/")

    def test_a_name_server_that_is_silent(self) -> None:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

        with pytest.raises(Unreachable, match="name server does not answer"):
            Client(resolve=resolve).get("http://news.example/")

    def test_plain_text_where_tls_is_spoken(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:

            def answer() -> None:
                connection, _ = listener.accept()
                connection.recv(10)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.close()

            threading.Thread(target=answer, daemon=True).start()
            with pytest.raises(NetError, match="TLS failed"):
                Client().get(f"https://127.0.0.1:{listener.getsockname()[1]}/", trusted=True)

    def test_the_next_address_is_tried(self, server: FeedServer) -> None:
        server.replies["/x"] = Reply(body=b"x")
        client = Client(resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
        assert client.get(server.url("/x", "news.example"), trusted=True).body == b"x"


class TestTls:
    """The certificate in `tests/servers` is for "localhost" alone and signed by itself."""

    @pytest.fixture
    def secure(self) -> Iterator[FeedServer]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        with FeedServer({"/x": Reply(body=b"x")}, tls=context) as running:
            yield running

    def test_a_certificate_nobody_vouches_for(self, secure: FeedServer) -> None:
        with pytest.raises(NetError, match="certificate not accepted: self-signed certificate"):
            Client().get(secure.url("/x", "localhost"), trusted=True)

    def test_the_name_is_checked_though_the_connection_goes_to_an_address(self, secure: FeedServer) -> None:
        client = Client(resolve=lambda host, port: ["127.0.0.1"], tls=ssl.create_default_context(cafile=CERTIFICATE))
        assert client.get(secure.url("/x", "localhost"), trusted=True).body == b"x"
        with pytest.raises(NetError, match="certificate not accepted: Hostname mismatch"):
            client.get(secure.url("/x", "other.example"), trusted=True)

    def test_no_context_is_made_for_plain_http(self, server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse() -> ssl.SSLContext:
            raise AssertionError("a TLS context for an http address")

        monkeypatch.setattr("httpcore2.default_ssl_context", refuse)
        assert Client().get(server.url("/x"), trusted=True).status == 404


def test_no_proxy_of_the_environment_is_used(server: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.replies["/x"] = Reply(body=b"x")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert Client().get(server.url("/x"), trusted=True).body == b"x"


def test_many_threads_share_a_client(server: FeedServer) -> None:
    paths = [f"/{number}" for number in range(40)]
    server.replies |= {path: Reply(body=path.encode(), etag=f'"{path}"') for path in paths}
    client = Client(Limits(per_host=8))
    with ThreadPoolExecutor(8) as pool:
        bodies = list(pool.map(lambda path: client.get(server.url(path), trusted=True).body.decode(), paths))
    assert bodies == paths
    assert server.connections <= 8
    client.close()
    assert threading.active_count() < 20


def test_pairs_of_requests_reuse_the_slot(server: FeedServer) -> None:
    server.replies["/x"] = Reply(body=b"x")
    client = Client(Limits(per_host=1, timeout=2))
    for _ in range(3):
        client.get(server.url("/x"), trusted=True)
    assert all(first.connection == second.connection for first, second in pairwise(server.requests))
