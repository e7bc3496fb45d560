"""When two addresses are one."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.base.addresses import guid_variants, page_key
from ainews_cli.store.additions import PAGE_KEY

URL = "https://kumo.example/a/b"


@pytest.mark.parametrize(
    "other", ["http://kumo.example/a/b", "https://www.kumo.example/a/b", "http://www.kumo.example/a/b/"]
)
def test_pages_that_are_one(other: str) -> None:
    assert page_key(other) == page_key(URL)


@pytest.mark.parametrize(
    "other",
    [
        "https://kumo.example/A/b", "https://kumo.example/a/b?p=1", "https://kumo.example/a/b#v2",
        "https://mail.kumo.example/a/b", "https://kumo.example:8080/a/b", "https://kumo.example/a", "https://kumo.example/a/b/index.html",
    ],
)  # fmt: skip
def test_pages_that_are_not(other: str) -> None:
    assert page_key(other) != page_key(URL)


@given(
    st.builds(
        "{}://{}{}{}".format,
        st.sampled_from(["http", "https"]),
        st.sampled_from(["www.", "", "www.www.", "wwwx."]),
        st.sampled_from(["a.example", "本.example", "www.example"]),
        st.text("/a?b#://w.", max_size=8).map(lambda tail: tail and f"/{tail}"),
    )
    | st.just("")
)
def test_the_index_has_the_same_key(url: str) -> None:
    with sqlite3.connect(":memory:") as raw:
        assert raw.execute(f"SELECT {PAGE_KEY} FROM (SELECT ? AS url)", (url,)).fetchone() == (page_key(url),)
    raw.close()


def test_spellings_of_a_guid() -> None:
    assert guid_variants("http://a.example/1", "") == ("https://a.example/1",)
    assert guid_variants("HTTPS://a.example/1", "") == ("http://a.example/1",)
    assert guid_variants("/node/1", "https://a.example/feed") == ("https://a.example/node/1",)
    assert guid_variants("node-1", "https://a.example/f/feed") == ("https://a.example/f/node-1",)
    for opaque in ("tag:a.example,2026:1", "urn:uuid:1", "ftp://a.example/1", "hash:0"):
        assert guid_variants(opaque, "https://a.example/feed") == ()
    assert guid_variants("//[", "https://a.example/feed") == ()
