from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.fetch.reading import read
from ainews_cli.fetch.unchanged import cut, remember
from ainews_cli.models.feed import BodyMemory, Feed
from ainews_cli.net import Response
from tests.support.feedserver import rss

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FEED = Feed("News", "https://news.example/feed")


def answer(body: bytes, content_type: str = "application/xml") -> Response:
    return Response(200, {"content-type": content_type}, body, FEED.url, "")


def atom(entries: list[tuple[str, str]], updated: str = "2026-11-01T00:00:00Z") -> bytes:
    inner = "".join(
        f"<entry><id>urn:x:{guid}</id><title>{title}</title><link href='https://news.example/{guid}'/><updated>{updated}</updated></entry>"
        for guid, title in entries
    )
    return f"<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'><title>News</title><id>x</id><updated>{updated}</updated>{inner}</feed>".encode()


def test_only_the_new_entry_is_parsed() -> None:
    first = read(FEED, answer(rss("News", ["b", "a"])), BodyMemory(), NOW)
    second = read(FEED, answer(rss("News", ["c", "b", "a"])), first.memory, NOW)
    assert [entry.guid for entry in second.entries] == ["c"]
    assert second.skipped == ("b", "a")
    third = read(FEED, answer(rss("News", ["c", "b", "a"])), second.memory, NOW)
    assert (third.entries, third.skipped) == ((), ("c", "b", "a"))
    assert third.memory.frame_hash == second.memory.frame_hash != ""
    assert set(third.memory.entry_hashes) == set(second.memory.entry_hashes)


def rdf(guids: list[str]) -> bytes:
    listed = "".join(f"<rdf:li rdf:resource='https://news.example/{guid}'/>" for guid in guids)
    items = "".join(
        f'<item rdf:about="https://news.example/{guid}?a=1&amp;b=2"><title>{guid}</title><link>https://news.example/{guid}</link></item>'
        for guid in guids
    )
    spaces = "xmlns='http://purl.org/rss/1.0/' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    head = f"<channel rdf:about='https://news.example/'><title>News</title><items><rdf:Seq>{listed}</rdf:Seq></items></channel>"
    return f"<?xml version='1.0'?><rdf:RDF {spaces}>{head}{items}</rdf:RDF>".encode()


def test_rdf_lists_its_entries_at_the_top() -> None:
    first = read(FEED, answer(rdf(["b", "a"])), BodyMemory(), NOW)
    second = read(FEED, answer(rdf(["c", "b", "a"])), first.memory, NOW)
    assert [entry.title for entry in second.entries] == ["c"]
    assert second.skipped == tuple(entry.guid for entry in first.entries)


def test_a_changed_entry_is_parsed_again() -> None:
    first = read(FEED, answer(atom([("a", "One"), ("b", "Two")])), BodyMemory(), NOW)
    second = read(FEED, answer(atom([("a", "One"), ("b", "Two!")])), first.memory, NOW)
    assert [(entry.guid, entry.title) for entry in second.entries] == [("urn:x:b", "Two!")]
    assert second.skipped == ("urn:x:a",)


def test_a_new_build_date_alone_is_nothing_new() -> None:
    body = rss("News", ["a"])
    dated = [
        body.replace(b"<item>", f"<lastBuildDate>Mon, 0{day} Nov 2026 10:00:00 GMT</lastBuildDate><item>".encode(), 1)
        for day in (1, 2)
    ]
    first = read(FEED, answer(dated[0]), BodyMemory(), NOW)
    second = read(FEED, answer(dated[1]), first.memory, NOW)
    assert (second.entries, second.skipped) == ((), ("a",))


@pytest.mark.parametrize(
    "change",
    [
        (b"<title>News</title>", b"<title>Other</title>"),
        (b"<rss version='2.0'>", b"<rss version='2.0' xml:base='https://x.example/'>"),
        (b"</channel>", b"<language>ja</language></channel>"),
    ],
)
def test_what_surrounds_the_entries_matters(change: tuple[bytes, bytes]) -> None:
    body = rss("News", ["b", "a"])
    first = read(FEED, answer(body), BodyMemory(), NOW)
    second = read(FEED, answer(body.replace(*change, 1)), first.memory, NOW)
    assert (len(second.entries), second.skipped) == (2, ())


def test_so_does_the_type_it_is_served_as() -> None:
    body = rss("News", ["b", "a"])
    first = read(FEED, answer(body), BodyMemory(), NOW)
    assert read(FEED, answer(body, "text/xml; charset=shift_jis"), first.memory, NOW).skipped == ()


def test_one_guid_old_and_new_is_left_to_the_parser() -> None:
    first = read(FEED, answer(rss("News", ["b", "a"])), BodyMemory(), NOW)
    again = rss("News", ["b", "a"]).replace(
        b"<item>", b"<item><guid>a</guid><title>A again</title><link>https://news.example/again</link></item><item>", 1
    )
    whole = read(FEED, answer(again), BodyMemory(), NOW)
    second = read(FEED, answer(again), first.memory, NOW)
    assert (second.entries, second.skipped) == (whole.entries, ())


@pytest.mark.parametrize(
    "body",
    [
        rss("News", ["a", "b"]).replace(b"<description>", b"<description><![CDATA[ </item> <item> ]]>", 1),
        rss("News", ["a", "b"]).replace(b"<item>", b"<!-- <item><guid>x</guid></item> --><item>", 1),
        rss("News", ["a", "b"]).replace(b"utf-8", b"iso-2022-jp"),
        rss("News", ["a", "b"])
        .replace(b"'false'", b"'true'")
        .replace(b">a<", b">&#97;<")
        .replace(b">b<", b">b&amp;c<"),
    ],
)
def test_what_is_unusual_is_never_left_out_wrongly(body: bytes) -> None:
    first = read(FEED, answer(body), BodyMemory(), NOW)
    second = read(FEED, answer(body), first.memory, NOW)
    assert {entry.guid for entry in second.entries} | set(second.skipped) == {entry.guid for entry in first.entries}


guids = st.lists(st.text(alphabet="abcdefgh0123", min_size=1, max_size=4), unique=True, min_size=1, max_size=8)


@given(guids, guids, st.sampled_from(["One", "Two"]))
def test_left_out_and_parsed_together_are_the_document(before: list[str], after: list[str], title: str) -> None:
    old = read(FEED, answer(atom([(guid, "One") for guid in before])), BodyMemory(), NOW)
    body = atom([(guid, title) for guid in after])
    new, whole = read(FEED, answer(body), old.memory, NOW), read(FEED, answer(body), BodyMemory(), NOW)
    known = {entry.guid: entry for entry in old.entries}
    parsed = {entry.guid: entry for entry in new.entries}
    assert [parsed.get(entry.guid) or known[entry.guid] for entry in whole.entries] == list(whole.entries)
    assert parsed.keys() | set(new.skipped) == {entry.guid for entry in whole.entries}
    assert parsed.keys().isdisjoint(new.skipped)


@given(st.binary(max_size=300), st.builds(BodyMemory, st.text(max_size=50), st.tuples(st.text(max_size=50))))
def test_any_bytes_can_be_cut(noise: bytes, memory: BodyMemory) -> None:
    for body in (noise, b"<rss><item>" + noise + b"</item>" + noise, re.sub(b"a", b"</entry><entry>", noise)):
        parts = cut(body, "", memory)
        assert parts.document == body
        assert isinstance(remember(parts, ["a"]), BodyMemory)


def dated(*dates: str) -> bytes:
    items = "".join(f"<item><guid>{date}</guid><title>t</title><pubDate>{date}</pubDate></item>" for date in dates)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def test_a_new_entry_is_dated_in_the_light_of_those_that_are_known() -> None:
    known = ("25/10/2026 10:00 UTC", "2026-10-20T10:00:00+09:00")
    first = read(FEED, answer(dated(*known)), BodyMemory(), NOW)
    second = read(FEED, answer(dated("03/11/2026 10:00 UTC", "2026-11-04 10:00", *known)), first.memory, NOW)
    dates = {entry.guid: entry.published for entry in second.entries}
    assert dates["03/11/2026 10:00 UTC"] == datetime(2026, 11, 3, 10, tzinfo=UTC)
    alone = read(FEED, answer(dated("03/11/2026 10:00 UTC")), BodyMemory(), NOW)
    assert alone.entries[0].published is None


@pytest.mark.parametrize("label", ["shift_jis", "euc-jp", "iso-2022-jp", ""])
def test_a_document_in_another_encoding_is_read_whole(label: str) -> None:
    codec = {"shift_jis": "cp932", "": "cp932"}.get(label, label.replace("-", "_").replace("iso_", "iso"))
    declared = f" encoding='{label}'" if label else ""

    def body(*titles: str) -> bytes:
        items = "".join(f"<item><guid>{title}</guid><title>{title}</title></item>" for title in titles)
        feed = f"<?xml version='1.0'{declared}?><rss version='2.0'><channel>{items}</channel></rss>"
        return feed.encode(codec)

    old = ("人工知能の新しい研究が発表されました", "機械学習のモデルを公開")
    first = read(FEED, answer(body(*old)), BodyMemory(), NOW)
    second = read(FEED, answer(body("言語", *old)), first.memory, NOW)
    assert [entry.title for entry in second.entries] == ["言語", *old]
