from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.errors import NetError, TooLarge
from ainews_cli.net.decode import read_body
from tests.support.feedserver import encode


def split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(
    st.binary(max_size=5000).map(lambda data: b"<" + data),
    st.sampled_from(["", "gzip", "deflate", "bare deflate"]),
    st.integers(1, 700),
)
def test_whatever_was_encoded_comes_back(body: bytes, coding: str, size: int) -> None:
    header = coding.split()[-1] if coding else ""
    assert read_body(split(encode(body, coding), size), header, 10_000) == body


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(1, 50))
def test_gzip_members_follow_each_other(members: list[bytes], size: int) -> None:
    data = b"".join(gzip.compress(member) for member in members) + b"\0\0\0"
    assert read_body(split(data, size), "gzip", 10_000) == b"".join(members)


def test_codings_stack() -> None:
    assert read_body([gzip.compress(zlib.compress(b"<rss/>"))], "deflate, gzip", 100) == b"<rss/>"
    with pytest.raises(NetError, match="4 nested content encodings"):
        read_body([b""], "gzip, gzip, gzip, gzip", 100)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "x-gzip"])
def test_a_body_that_only_claims_a_coding_passes_as_it_is(coding: str) -> None:
    assert read_body([b"<", b"rss", b"/>"], coding, 100) == b"<rss/>"
    assert read_body([], coding, 100) == b""


def test_the_cap_counts_what_comes_out() -> None:
    assert read_body([gzip.compress(b"x" * 100)], "gzip", 100) == b"x" * 100
    with pytest.raises(TooLarge, match=r"over 0\.0001 MB"):
        read_body([gzip.compress(b"x" * 101)], "gzip", 100)
    with pytest.raises(TooLarge):
        read_body([b"x" * 60, b"x" * 60], "", 100)


def test_a_bomb_stops_before_it_is_unpacked() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    read: list[int] = []

    def chunks() -> Iterator[bytes]:
        for part in split(bomb, 4096):
            read.append(len(part))
            yield part

    with pytest.raises(TooLarge):
        read_body(chunks(), "gzip", 1_000_000)
    assert sum(read) < len(bomb) / 10


def test_a_bomb_in_a_bomb_stops_too() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = gzip.compress(b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush())
    with pytest.raises(TooLarge):
        read_body([bomb], "gzip, gzip", 1_000_000)


@pytest.mark.parametrize(
    ("data", "coding", "reason"),
    [
        (gzip.compress(b"x" * 1000, mtime=0)[:-9], "gzip", "incomplete"),
        (gzip.compress(b"x" * 1000, mtime=0)[:-8] + b"12345678", "gzip", "broken gzip"),
        (b"\x78\x9c\x07 no such block", "deflate", "broken deflate"),
        (b"anything", "br", "not offered"),
        (b"anything", "gzip, zstd", "not offered"),
    ],
)
def test_broken_bodies_are_named(data: bytes, coding: str, reason: str) -> None:
    with pytest.raises(NetError, match=reason):
        read_body([data], coding, 10_000)
