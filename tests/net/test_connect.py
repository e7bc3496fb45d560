"""The address guard: where an address may lead, hop for hop."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import pytest

from ainews_cli.errors import AddressRefused
from ainews_cli.net import origin_of
from ainews_cli.net.client import Client
from tests.support.feedserver import FeedServer, Reply


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer() as running:
        yield running


class Web:
    """A pretended Internet: names with public addresses, all of which are really the loopback server."""

    def __init__(self, **names: str) -> None:
        self.names = {name.replace("_", "."): address for name, address in names.items()}
        self.looked_up: list[str] = []
        self.dialled: list[str] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.looked_up.append(host)
        return [self.names[host]] if host in self.names else [host]

    def dial(self, address: str, port: int, timeout: float) -> socket.socket:
        self.dialled.append(address)
        return socket.create_connection(("127.0.0.1", port), timeout)


def test_what_the_reader_wrote_may_be_anywhere(server: FeedServer) -> None:
    server.replies["/x"] = Reply(body=b"x")
    assert Client().get(server.url("/x", "localhost"), trusted=True).body == b"x"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_what_a_text_says_may_not(server: FeedServer, host: str) -> None:
    server.replies["/x"] = Reply(body=b"x")
    with pytest.raises(AddressRefused, match="not on the public Internet"):
        Client().get(server.url("/x", host))
    assert server.connections == 0


def test_a_configured_origin_may_and_only_that_one(server: FeedServer) -> None:
    server.replies["/x"] = Reply(body=b"x")
    own = frozenset({origin_of(server.url("/"))})
    assert Client(origins=own).get(server.url("/x")).body == b"x"
    for other in (server.url("/x", "localhost"), "http://127.0.0.1:1/x", server.url("/x").replace("http:", "https:")):
        with pytest.raises(AddressRefused):
            Client(origins=own).get(other)


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.1:{port}/secret",
        "http://intranet.example:{port}/secret",
        "//127.0.0.1:{port}/secret",
        "http://169.254.169.254/latest",
    ],
)
def test_each_hop_is_checked(server: FeedServer, inside: str) -> None:
    web = Web(news_example="93.184.215.14", intranet_example="10.0.0.7")
    server.replies |= {
        "/a": Reply(301, headers=(("Location", inside.format(port=server.port)),)),
        "/secret": Reply(body=b"s"),
    }
    for trusted in (True, False):
        with pytest.raises(AddressRefused):
            Client(resolve=web.resolve, dial=web.dial).get(server.url("/a", "news.example"), trusted=trusted)
    assert server.asked("/secret") == []


def test_a_trusted_address_does_not_make_its_host_trusted_on_another_port(server: FeedServer) -> None:
    with FeedServer({"/secret": Reply(body=b"s")}) as other:
        server.replies["/a"] = Reply(302, headers=(("Location", other.url("/secret")),))
        with pytest.raises(AddressRefused):
            Client().get(server.url("/a"), trusted=True)


def test_the_connection_goes_to_the_address_that_was_checked(server: FeedServer) -> None:
    """A name server that answers with a public address first and a private one then."""
    server.replies["/x"] = Reply(body=b"x")
    answers = [["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]]
    web = Web()
    client = Client(resolve=lambda host, port: answers.pop(0), dial=web.dial)
    assert client.get(server.url("/x", "rebind.example")).body == b"x"
    assert web.dialled == ["93.184.215.14"]
    assert len(answers) == 2


def test_private_answers_among_public_ones_are_left_out(server: FeedServer) -> None:
    server.replies["/x"] = Reply(body=b"x")
    web = Web()
    Client(resolve=lambda host, port: ["10.0.0.1", "93.184.215.14"], dial=web.dial).get(
        server.url("/x", "mixed.example")
    )
    assert web.dialled == ["93.184.215.14"]


def test_a_connection_made_on_trust_is_not_lent_to_untrusted_text(server: FeedServer) -> None:
    server.replies["/x"] = Reply(body=b"x")
    client = Client()
    client.get(server.url("/x"), trusted=True)
    with pytest.raises(AddressRefused):
        client.get(server.url("/x"))
