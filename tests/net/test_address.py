from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.errors import AddressRefused
from ainews_cli.net.address import Origin, is_public, origin_of, origins_of, parse, shown


def test_a_target_is_ascii_and_normal() -> None:
    target = parse("HTTPS://Köln.Example:443/a b?q=é#part")
    assert target.origin == Origin("https", "xn--kln-sna.example", 443)
    assert target.url == "https://xn--kln-sna.example/a%20b?q=%C3%A9"
    assert target.authority == "xn--kln-sna.example"


def test_what_is_quoted_stays_quoted() -> None:
    assert parse("http://news.example/a%2Fb?x=%E3%81%82+y&z=[1]").path == "/a%2Fb?x=%E3%81%82+y&z=[1]"


def test_credentials_leave_the_address() -> None:
    target = parse("https://ann:s%40cret@news.example/feed")
    assert target.credentials == "ann:s@cret"
    assert "cret" not in target.url
    assert shown("https://ann:secret@news.example/feed") == "https://news.example/feed"


def test_ports_and_ipv6_literals() -> None:
    assert parse("http://[::1]:8080/x").authority == "[::1]:8080"
    assert origin_of("http://news.example") == Origin("http", "news.example", 80)
    assert origin_of("http://news.example:0/").port == 0


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/feed",
        "ftp://news.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://:80/",
        "http://a b/",
        "http://x:99999/",
        "http://[::1/",
        "gopher://x",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        parse(url)


def test_origins_leave_out_what_is_none() -> None:
    assert origins_of(["http://a.example/1", "http://a.example/2", "nonsense"]) == {Origin("http", "a.example", 80)}


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.9.9.9",
            "0.0.0.0",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
        ),
        *("255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "192.0.0.1"),
        *(
            "::",
            "::1",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "fec0::1",
            "2001:db8::1",
            "100::1",
        ),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "2002:7f00:1::",
            "2002:0a00:0001::1",
            "64:ff9b::127.0.0.1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
        ),
        *("2001:0:7f00:1::", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:c0a8:101"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "2606:4700:4700::1111",
        "::ffff:8.8.8.8",
        "2002:0808:0808::1",
        "64:ff9b::808:808",
        "2606:4700::200:5efe:808:808",
    ],
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_embedded_ipv4_address_is_judged_as_itself(inner: IPv4Address) -> None:
    number = int(inner)
    public = is_public(str(inner))
    for carrier in (0xFFFF << 32 | number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number):
        assert is_public(str(IPv6Address(carrier))) == public


@given(st.text())
def test_any_text_is_a_target_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://news.example/{text}"):
        try:
            target = parse(url)
        except AddressRefused:
            assert len(shown(url).splitlines()) <= 1
        else:
            assert target.url.isascii()
            assert parse(target.url) == parse(parse(target.url).url)
