"""The parsers over our own samples: what each format carries, hostile documents, and agreement with feedparser."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.errors import NotAFeed
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Enclosure, Entry, ParsedFeed
from ainews_cli.sources import dates, decoding
from ainews_cli.sources.html import feed_links
from ainews_cli.sources.kinds import KINDS
from ainews_cli.sources.raw import count, seconds

SAMPLES = Path(__file__).parent / "samples"
SHARED = Path(__file__).parents[3] / "shared" / "feeds"
NOW = datetime(2026, 3, 10, tzinfo=UTC)
BASE = "https://base.example/feeds/all.xml"


def read(name: str, kind: str = "feed", **more: Any) -> ParsedFeed:
    return parse((SAMPLES / name).read_bytes(), kind, **more)


def parse(
    body: bytes, kind: str = "feed", *, content_type: str = "", url: str = BASE, language: str = ""
) -> ParsedFeed:
    feed = Feed(name="sample", url=url, kind=kind, language=language)  # type: ignore[arg-type]  # the tests pass plain text
    return KINDS[kind].parse(body, feed, content_type=content_type, now=NOW)


def rss(items: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        f"{head}><channel><title>t</title>{items}</channel></rss>"
    ).encode()


def test_wordpress_rss() -> None:
    found = read("wordpress.rss.xml")
    assert (found.title, found.language, found.parser, found.notes) == ("Harbour & Vale", "en-GB", "expat", ())
    first, second = found.entries
    assert first == Entry(
        guid="https://harbour.example/?p=101",
        url="https://harbour.example/2026/03/quantised/",
        title="Quantised models: what “8 bit” means & costs",
        author="Mira Oduya",
        published=datetime(2026, 3, 3, 8, 15, tzinfo=UTC),
        summary="<p>Eight bits are enough for most layers. [&#8230;]</p>",
        content="<p>Eight bits are enough for most layers.</p><p>The rest needs <code>bf16</code> &amp; care.</p>",
        language="en-GB",
        categories=("AI", "Inference"),
        comments=12,
        discussion_url="https://harbour.example/2026/03/quantised/#comments",
    )
    assert second.content == ""  # a description is a summary, not the body
    assert second.summary == "Plain words only"
    assert second.published == datetime(2026, 2, 2, tzinfo=UTC)
    assert second.comments == 0
    assert second.enclosures == (Enclosure("https://harbour.example/audio/2.mp3", "audio/mpeg", 1234567),)


def test_podcast() -> None:
    first, second = read("podcast.rss.xml").entries
    assert first.title == "Episode 7: agents that stop"  # its own title, though itunes:title comes first
    assert (first.author, second.author) == ("Jo Lindqvist", "Jo Lindqvist")
    assert (first.duration, second.duration) == (3723, 1800)
    assert first.thumbnail == "https://gradient.example/7.jpg"
    assert first.enclosures[0].url == "https://base.example/audio/7.mp3"
    assert (first.summary, first.content) == ("Short notes", "Longer notes about agents that know when to stop.")
    assert second.published == datetime(2026, 3, 6, 10, tzinfo=UTC)


def test_rss_091_and_1_0_in_old_encodings() -> None:
    german = read("rss091.rss.xml")
    assert german.entries[0].title == "Übersetzung für Büros"
    assert german.notes == ()
    japanese = read("rdf_ja_sjis.rdf.xml")
    entry = japanese.entries[0]
    assert (japanese.title, japanese.language) == ("風の技術日誌", "ja")
    assert (entry.title, entry.author, entry.categories) == ("量子化と①の話", "山田 太郎", ("機械学習",))
    assert (entry.summary, entry.content) == ("短い要約", "<p>本文は<b>ここ</b>にあります。</p>")
    assert entry.published == datetime(2026, 3, 1, 3, tzinfo=UTC)
    assert read("rdf_ja_eucjp.rdf.xml").entries[0].title == "推論の費用を下げる"
    assert read("windows1251.rss.xml").entries[0].title == "Нейросети учатся переводить"
    assert read("utf16.rss.xml").entries[0].title == "広い文字 – wide"
    assert read("wrong_declaration.rss.xml").entries[0].title == "日本語の見出し"
    assert read("mojibake.atom.xml").entries[0].title == "Aurora Ramírez"
    assert read("mojibake.atom.xml").entries[0].summary == "don’t €5"
    guessed = read("undeclared_sjis.rss.xml")
    assert guessed.entries[0].title == "人工知能の新しい研究が発表されました"
    assert guessed.notes == ("not in the encoding it declares; read as cp932",)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "shift_jis", "euc_jp", "iso2022_jp", "utf-8-sig"],
)
def test_every_encoding_the_header_declares(encoding: str) -> None:
    body = '<rss version="2.0"><channel><title>題</title><item><title>日本語の題</title><link>https://a.example/</link></item></channel></rss>'.encode(
        encoding
    )
    assert parse(body, content_type=f'application/rss+xml; charset="{encoding}"').entries[0].title == "日本語の題"


@pytest.mark.parametrize("label", ["utf-7", "base64", "rot13", "no-such", "unicode_escape", "idna"])
def test_odd_encoding_labels_are_ignored(label: str) -> None:
    body = rss("<item><title>café +ADw-</title></item>")
    assert parse(body, content_type=f"text/xml; charset={label}").entries[0].title == "café +ADw-"


def test_atom() -> None:
    found = read("atom_xhtml.atom.xml")
    first, second = found.entries
    assert (found.parser, found.language) == ("expat", "en")
    assert (
        first.url == "https://orchard.example/blog/posts/1.html"
    )  # against xml:base, and not the rel="edit" before it
    assert first.title == "Kernels & caches"
    assert first.author == "Ines Haddad, Lee Park"
    assert first.published == datetime(2026, 3, 4, 23, 59, 59, 123000, tzinfo=UTC)
    assert first.updated == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert first.content == "<p>A <strong>bold</strong> claim &amp; its proof.</p>"
    assert first.enclosures == (Enclosure("https://orchard.example/a.mp3", "audio/mpeg", 77),)
    assert first.categories == ("kernels",)
    assert second.title == "Plain: a < b & List<T>"
    assert second.summary == "Costs fall if a &lt; b &amp; c"
    assert second.published == datetime(2026, 3, 1, tzinfo=UTC)  # the update stands in
    markup = read("atom_xhtml_title.atom.xml").entries[0]
    assert markup.title == "Less is more"
    assert "<b>markup</b>" in markup.summary


def test_github_releases() -> None:
    entry = read("github_releases.atom.xml").entries[0]
    assert entry.guid == "tag:forge.example,2008:Repository/1/v2.1.0"
    assert entry.content.startswith("<h2>Fixes</h2>")
    assert entry.summary == ""
    assert entry.thumbnail == "https://avatars.example/u/1"


def test_json_feed() -> None:
    found = read("feed11.feed.json")
    first, second, third = found.entries
    assert (found.parser, found.title, found.language) == ("json", "Tidewater", "en")
    assert first == Entry(
        guid="https://tidewater.example/1",
        url="https://tidewater.example/1",
        title="Why <beta> stays & A/B",
        author="Noor, Kit",
        published=datetime(2026, 3, 1, 15, tzinfo=UTC),
        updated=datetime(2026, 3, 2, 10, tzinfo=UTC),
        summary="a &lt; b",
        content="<p>Body</p>",
        language="en",
        categories=("AI", "Tools"),
        enclosures=(Enclosure("https://tidewater.example/1.mp3", "audio/mpeg", 120),),
        thumbnail="https://tidewater.example/1.png",
        duration=61,
    )
    assert second.guid == "7"
    assert second.content == "Only text: 1 &lt; 2<br>\nand a second line"
    assert second.title == "Only text: 1 < 2 and a second line"
    assert (second.published, second.notes) == (None, (dates.UNREADABLE,))
    assert (third.url, third.notes) == ("", ("link dropped: not http(s)",))


def test_youtube() -> None:
    video, short = read("youtube.atom.xml", "youtube").entries
    assert video.guid == "yt:video:aaaaaaaaaaa"
    assert video.summary == "Line one: a &lt; b &amp; c<br>\nLine two<br>\nhttps://lantern.example"
    assert (video.views, video.duration, video.author) == (45678, 754, "Paper Lantern")
    assert video.thumbnail == "https://i1.ytimg.com/vi/aaaaaaaaaaa/hqdefault.jpg"
    assert short.url == "https://www.youtube.com/shorts/bbbbbbbbbbb"
    assert (short.summary, short.views, short.duration) == ("", None, None)


@pytest.mark.parametrize(
    ("given_url", "asked"),
    [
        ("https://www.youtube.com/channel/UCabc/videos", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc"),
        ("UC" + "x" * 22, "https://www.youtube.com/feeds/videos.xml?channel_id=UC" + "x" * 22),
        ("https://youtube.com/playlist?list=PL1", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"),
        (
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
        ),
        ("https://www.youtube.com/@name", "https://www.youtube.com/@name"),
        ("http://localhost:1200/youtube/x", "http://localhost:1200/youtube/x"),
    ],
)
def test_youtube_addresses(given_url: str, asked: str) -> None:
    assert KINDS["youtube"].url(Feed(name="x", url=given_url, kind="youtube")) == asked


def test_hacker_news() -> None:
    found = read("hackernews.json", "hackernews")
    show, ask = found.entries  # the comment, the odd id and the null are no stories
    assert (found.parser, found.language) == ("json", "en")
    assert show.title == "Show HN: A tiny <b>LLM</b> server"  # titles on Hacker News are plain text
    assert (show.guid, show.url) == ("https://news.ycombinator.com/item?id=4100001", "https://tiny.example/")
    assert (show.points, show.comments, show.discussion_url) == (
        312,
        98,
        "https://news.ycombinator.com/item?id=4100001",
    )
    assert show.published == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert (show.author, show.categories) == ("quillfan", ("show_hn",))
    assert ask.url == ask.discussion_url == "https://news.ycombinator.com/item?id=4100002"
    assert ask.content == "I read <i>two</i> papers.<p>Which checks work?"
    assert (ask.comments, ask.points) == (0, 45)
    with pytest.raises(NotAFeed, match="no list of hits"):
        parse(b'{"items": []}', "hackernews")
    assert read("wordpress.rss.xml", "hackernews").parser == "expat"


@pytest.mark.parametrize(
    ("given_url", "asked"),
    [
        ("https://news.ycombinator.com/", "https://hn.algolia.com/api/v1/search?tags=front_page&hitsPerPage=100"),
        (
            "https://news.ycombinator.com/newest",
            "https://hn.algolia.com/api/v1/search_by_date?tags=story&hitsPerPage=100",
        ),
        ("https://news.ycombinator.com/rss", "https://news.ycombinator.com/rss"),
        (
            "https://hn.algolia.com/?q=a%26b",
            "https://hn.algolia.com/api/v1/search?tags=story&query=a%26b&hitsPerPage=100",
        ),
        (
            "https://hn.algolia.com/?query=llm&sort=byDate",
            "https://hn.algolia.com/api/v1/search_by_date?tags=story&query=llm&hitsPerPage=100",
        ),
        (
            "https://hn.algolia.com/api/v1/search_by_date?tags=story",
            "https://hn.algolia.com/api/v1/search_by_date?tags=story",
        ),
    ],
)
def test_hacker_news_addresses(given_url: str, asked: str) -> None:
    assert KINDS["hackernews"].url(Feed(name="x", url=given_url, kind="hackernews")) == asked


def test_a_terminal_attack_is_text_when_it_arrives() -> None:
    found = read("hostile_terminal.rss.xml")
    entry = found.entries[0]
    assert found.title == "Red alert"
    assert (entry.title, entry.author, entry.guid) == ("Clear gnp.exe C1", "Blink", "e3")
    assert entry.summary == "ab  red txt iso family 👩\u200d👩\u200d👧"
    assert found.notes == ("not well-formed: mended",)


def test_only_http_addresses_come_through() -> None:
    script, relative, permalink, opaque, spelt = read("hostile_links.rss.xml").entries
    assert (script.url, script.thumbnail, script.discussion_url, script.enclosures) == ("", "", "", ())
    assert script.notes == ("link dropped: not http(s)", "enclosure dropped: not http(s)")
    assert relative.url == "https://base.example/a/b?x=1"
    assert permalink.url == "https://links.example/g3"
    assert opaque.url == ""
    assert spelt.url == "https://links.example/Path?B=2&a=1"


def test_odd_entries() -> None:
    long, empty, untitled, epoch, unreadable, number = read("hostile_odd.rss.xml").entries
    assert len(long.title) <= 1000
    assert long.published == NOW
    assert long.notes == (dates.FUTURE, "title cut")
    assert empty.guid.startswith("hash:")
    assert (empty.title, empty.url) == ("", "")
    assert untitled.title == "No title here, but a first paragraph that goes on for quite some time, well…"
    assert (epoch.published, epoch.notes) == (None, (dates.IMPOSSIBLE,))
    assert (unreadable.published, unreadable.notes) == (None, (dates.UNREADABLE,))
    assert (number.published, number.notes) == (None, ())  # a guid that looks like a date is none


def test_repeated_guids() -> None:
    found = read("duplicates.rss.xml")
    assert [entry.guid for entry in found.entries] == ["https://dup.example/1", "https://dup.example/2", "x"]
    assert len(found.notes) == 1


def test_whole_entries_of_a_truncated_document_are_kept() -> None:
    found = read("truncated.rss.xml")
    assert [entry.title for entry in found.entries] == ["whole", "also whole"]
    assert found.notes == ("the document ends too early: its whole entries were kept",)
    body = (SAMPLES / "wordpress.rss.xml").read_bytes()
    for end in range(body.index(b"</item>") + 7, len(body) - 20, 97):
        assert read("wordpress.rss.xml").entries[0] == parse(body[:end]).entries[0]


def test_loose_documents() -> None:
    loose = read("loose.rss.xml")
    assert (loose.title, loose.entries[0].title) == ("Loose ends", "R&D at AT&T — café")
    assert loose.entries[0].url == "https://loose.example/1?a=1&b=2"
    assert "<b>bold</b>" in loose.entries[0].summary
    broken = read("unclosed_tags.rss.xml")
    assert broken.parser == "feedparser"
    assert [entry.title for entry in broken.entries] == ["First line", "Second"]
    assert broken.notes[0].startswith("not well-formed: mismatched tag")


@pytest.mark.parametrize(
    "junk",
    [
        "em>",
        "<script>x</script>",
        "<rss version='2.0'><channel><item><title>again</title></item></channel></rss>",
        "\n日本<rss/>",
        "</rss>",
    ],
)
def test_what_follows_the_document_is_cut_off(junk: str) -> None:
    found = parse(rss("<item><title>日本語 one</title></item>\n<item><title>two</title></item>") + junk.encode())
    assert [entry.title for entry in found.entries] == ["日本語 one", "two"]
    assert (found.parser, found.notes) == ("expat", ("not well-formed: mended",))


@pytest.mark.parametrize("name", ["hostile_xxe.rss.xml", "hostile_laughs.rss.xml"])
def test_entities_are_never_expanded_or_fetched(name: str) -> None:
    start = time.perf_counter()
    found = read(name)
    assert time.perf_counter() - start < 2
    text = repr(found)
    assert "root:" not in text
    assert "lollol" not in text
    assert len(text) < 2000
    assert "entity declarations ignored" in found.notes


@pytest.mark.parametrize(
    "padding", [b"", b"<!-- " + b"x" * 20_000 + b" -->", b"<?xml-stylesheet href='x'?>" * 500, b"<!DOCTYPE rss>"]
)
def test_a_document_type_is_found_wherever_it_stands(padding: bytes) -> None:
    laughs = b'<!ENTITY a "ha">' + b"".join(b'<!ENTITY %c "%b">' % (98 + i, b"&%c;" % (97 + i) * 20) for i in range(8))
    body = (
        padding
        + b"<!DOCTYPE rss [<!-- ]> --> "
        + laughs
        + b"]>"
        + rss("<item><title>x &i; y</title></item>").partition(b"?>")[2]
    )
    start = time.perf_counter()
    found = parse(body)
    assert time.perf_counter() - start < 2
    assert len(found.entries[0].title) < 100


def test_an_html_page_names_its_feeds() -> None:
    expected = (
        "https://harbour.example/blog/feed.xml",
        "https://harbour.example/atom.xml?a=1&b=2",
        "https://harbour.example/blog/feed.json",
    )
    with pytest.raises(NotAFeed, match="HTML page") as caught:
        read("html_page.html")
    assert caught.value.alternates == expected
    assert (
        tuple(link.url for link in feed_links((SAMPLES / "html_page.html").read_bytes(), "https://else.example/"))
        == expected
    )
    with pytest.raises(NotAFeed, match="HTML page") as caught:
        read("xhtml_page.html")
    assert caught.value.alternates == ("https://base.example/a.xml",)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"{", "JSON that cannot be read"),
        (b'{"a": 1}', "no JSON Feed"),
        (b"[1, 2]", "no JSON Feed"),
        (b"[" * 100_000, "JSON that cannot be read"),
        (b"Not found", "no RSS, Atom or JSON feed"),
        (b"<a><b/></a>", "no RSS, Atom or JSON feed"),
        (b"<!doctype html><p>x", "HTML page"),
        (b"\n<html><body>x</body></html>", "HTML page"),
        (b"%PDF-1.7 \x00\x01\x02", "no RSS, Atom or JSON feed"),
        (bytes(range(256)), "no RSS, Atom or JSON feed"),
        ((SAMPLES / "opml.xml").read_bytes(), "OPML"),
        (b"<urlset xmlns='x'><url/></urlset>", "sitemap"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, message: str) -> None:
    with pytest.raises(NotAFeed, match=message) as caught:
        parse(body)
    assert "\n" not in str(caught.value)


def test_an_empty_feed_is_a_feed() -> None:
    assert parse(rss("")).entries == ()
    assert parse(b'<feed xmlns="http://www.w3.org/2005/Atom"/>').entries == ()
    assert parse(b'{"version": "https://jsonfeed.org/version/1", "items": []}').entries == ()


def test_the_readers_language_wins_over_the_feeds() -> None:
    assert read("wordpress.rss.xml", language="fr").entries[0].language == "fr"


def test_parsing_is_deterministic_and_ids_do_not_depend_on_the_clock() -> None:
    body = (SAMPLES / "hostile_odd.rss.xml").read_bytes()
    feed = Feed(name="x", url=BASE)
    later = KINDS["feed"].parse(body, feed, now=datetime(2026, 5, 1, tzinfo=UTC))
    assert [entry.guid for entry in later.entries] == [entry.guid for entry in read("hostile_odd.rss.xml").entries]


NASTY = st.sampled_from(
    [
        b"<rss version='2.0'><channel>",
        b"<item>",
        b"</item>",
        b"</channel></rss>",
        b"<title>",
        b"</title>",
        b"<link>",
        b"&",
        b"&#0;",
        b"&nbsp;",
        b"<![CDATA[",
        b"]]>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<entry>",
        b"</entry>",
        b"</feed>",
        b"<!DOCTYPE rss [",
        b"<!ENTITY a 'b'>",
        b"]>",
        b"<?xml version='1.0' encoding='",
        b"'?>",
        b"utf-16",
        b"\xff\xfe",
        b"\x1b[31m",
        b"\x00",
        b"<guid isPermaLink='true'>",
        b"<!--",
        b"-->",
        b"<content type='xhtml'>",
        b'{"version":"https://jsonfeed.org/version/1","items":[',
        b"{}",
        b"]}",
        b'"id":',
        b"<pubDate>Tue, 99 Foo 20260 99:99:99 +9999",
        b"0000-00-00T25:61:61Z",
        b"9999-12-31T23:59:59-14:00",
        b"<rdf:RDF",
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"<html>",
        b'{"hits":[',
    ]
)


@given(
    st.lists(NASTY | st.binary(max_size=8), max_size=14).map(b"".join),
    st.sampled_from(["feed", "hackernews", "youtube"]),
    st.sampled_from(["", "text/xml; charset=shift_jis", "x; charset=\0"]),
)
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_a_feed_or_not_a_feed(body: bytes, kind: str, content_type: str) -> None:
    try:
        found = parse(body, kind, content_type=content_type)
    except NotAFeed:
        return
    for entry in found.entries:
        assert entry.guid
        assert entry.url == "" or entry.url.startswith(("http://", "https://"))
        assert not set(entry.title + entry.author + entry.guid) & set(map(chr, range(32)))
        assert not set(entry.content + entry.summary) & (set(map(chr, range(32))) - set("\n\t"))
        for when in (entry.published, entry.updated):
            assert when is None or (when <= NOW and when.year >= 1990 and when.tzinfo is UTC)


@pytest.mark.parametrize(
    "body",
    [
        rss("<item><title>" + "<!--" * 200_000 + "</title></item>"),
        rss("<item><title>" + "&lt;script " * 100_000 + "</title></item>"),
        rss("<item/>" * 100_000),
        rss("<item><description>" + "&lt;!--" * 200_000 + "</description></item>"),
        b"<!DOCTYPE rss [" + b"<!--" * 500_000,
        b"<html>" + b"<link " * 100_000,
        b"<rss>" + b"<a>" * 300_000,
        b"<rss><channel>" + b"<item><title>x<b>" * 60_000,
        b"<rss><channel>" + b"<item><b></item>" * 400_000,
        rss("<item><link>" + "?utm_a=1&amp;" * 200_000 + "</link></item>"),
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 4000 + b"}]}",
    ],
    ids=[
        "comments",
        "scripts",
        "many items",
        "open comments",
        "open subset",
        "links",
        "deep",
        "malformed",
        "mismatched",
        "long link",
        "big number",
    ],
)
def test_hostile_documents_take_bounded_time(body: bytes) -> None:
    start = time.process_time()
    sum(number % 7 for number in range(5_000_000))
    pace = time.process_time() - start
    start = time.process_time()
    with contextlib.suppress(NotAFeed):
        parse(body)
    assert time.process_time() - start < 150 * pace, "megabytes that take minutes would be quadratic"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        (" 1,024 ", 1024),
        (7, 7),
        ("-1", None),
        ("", None),
        ("x", None),
        (True, None),
        ("9" * 20, None),
        (None, None),
        ("１", None),
    ],
)
def test_counts(text: object, expected: int | None) -> None:
    assert count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90),
        ("1:30", 90),
        ("01:00:00", 3600),
        ("12.7", 12),
        ("1:2:3:4", None),
        ("", None),
        ("soon", None),
        (61, 61),
    ],
)
def test_durations(text: object, expected: int | None) -> None:
    assert seconds(text) == expected


@given(st.text(max_size=40))
def test_dates_are_read_or_not_never_raised(text: str) -> None:
    found = dates.read(text)
    assert found is None or found.utcoffset() is not None


def test_kinds_load_no_parser_until_they_are_used() -> None:
    code = (
        "import sys, ainews_cli.sources.kinds as s; s.KINDS['feed'];"
        " heavy = {'lxml', 'feedparser', 'charset_normalizer'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_document_type_of_html_stays_for_the_message() -> None:
    assert decoding.root(decoding.read((SAMPLES / "xhtml_page.html").read_bytes()).data) == b"html"
