"""RSS, Atom and RDF over our own samples, and documents that are no feed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ainews_cli.errors import NotAFeed
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import DateNote, Enclosure, Entry
from ainews_cli.sources.kinds import KINDS
from tests.support.sources.reading import BASE, NOW, SAMPLES, parse, read, rss


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


def test_odd_entries() -> None:
    long, empty, untitled, epoch, unreadable, number = read("hostile_odd.rss.xml").entries
    assert len(long.title) <= 1000
    assert long.published == NOW
    assert [note.partition(": ")[0] for note in long.notes] == [DateNote.FUTURE, "title cut"]
    assert empty.guid.startswith("hash:")
    assert (empty.title, empty.url) == ("", "")
    assert untitled.title == "No title here, but a first paragraph that goes on for quite some time, well…"
    assert (epoch.published, epoch.notes[0].partition(": ")[0]) == (None, DateNote.IMPOSSIBLE)
    assert (unreadable.published, unreadable.notes[0].partition(": ")[0]) == (None, DateNote.UNREADABLE)
    assert (number.published, number.notes) == (None, ())  # a guid that looks like a date is none


def test_repeated_guids() -> None:
    found = read("duplicates.rss.xml")
    assert [entry.guid for entry in found.entries] == ["https://dup.example/1", "https://dup.example/2", "x"]
    assert len(found.notes) == 1


def test_whole_entries_of_a_truncated_document_are_kept() -> None:
    found = read("truncated.rss.xml")
    assert [entry.title for entry in found.entries] == ["whole", "also whole"]
    assert found.notes == ("the document ends too early: its complete entries were kept",)
    body = (SAMPLES / "wordpress.rss.xml").read_bytes()
    for end in range(body.index(b"</item>") + 7, len(body) - 20, 97):
        assert read("wordpress.rss.xml").entries[0] == parse(body[:end]).entries[0]


def test_loose_documents() -> None:
    loose = read("loose.rss.xml")
    assert (loose.title, loose.entries[0].title) == ("Loose ends", "R&D at AT&T — café")
    assert loose.entries[0].url == "https://loose.example/1?a=1&b=2"
    assert "<b>bold</b>" in loose.entries[0].summary
    broken = read("unclosed_tags.rss.xml")
    assert broken.parser == "lenient"
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
    assert (found.parser, found.notes) == ("lenient", ("not well-formed: corrected",))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"{", "invalid JSON"),
        (b'{"a": 1}', "not a JSON Feed"),
        (b"[1, 2]", "not a JSON Feed"),
        (b"[" * 100_000, "invalid JSON"),
        (b"Not found", "does not return an RSS, Atom or JSON feed"),
        (b"<a><b/></a>", "does not return an RSS, Atom or JSON feed"),
        (b"<!doctype html><p>x", "HTML page"),
        (b"\n<html><body>x</body></html>", "HTML page"),
        (b"%PDF-1.7 \x00\x01\x02", "does not return an RSS, Atom or JSON feed"),
        (bytes(range(256)), "does not return an RSS, Atom or JSON feed"),
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
