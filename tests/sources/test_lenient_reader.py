"""One odd entry changes nothing about its neighbours: whatever reads the document, the others are what they were."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ainews_cli.models.item import Entry
from ainews_cli.sources.raw import MAX_ENTRIES
from tests.support.sources.generated import ATOM_CHILDREN, DATES, NAMES, RSS_CHILDREN, SPACES, TEXTS, XHTML, element
from tests.support.sources.reading import parse, rss

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
MORE_RSS = (
    element("guid", st.sampled_from(["/node/1", "node-2", "HTTP://A.example/p?x=1&amp;y=2", "  spaced  guid "])),
    element("description", st.sampled_from(["<![CDATA[R&D &nbsp; <b>a</b> &copy;2]]>", "a<!-- c -->b", "x<?p i?>y"])),
    element("description", st.just("l\r\nm")),
    element("content:encoded", TEXTS, " xml:base='https://c.example/d/'"),
    element("link", st.sampled_from(["x?a=1&amp;b=2", "\n https://a.example/1 \n"]), " xml:base='https://l.example/'"),
    element("comments", st.just("#talk")),
    element("media:group", st.just("<media:description>In it</media:description><media:thumbnail url='t.jpg'/>")),
    element("dc:description", TEXTS),
    element("slash:comments", st.just("12"), " xmlns:slash='https://purl.org/rss/1.0/modules/slash'"),
    element("foo:bar", NAMES, " xmlns:foo='urn:foo'"),
)  # fmt: skip
MORE_ATOM = (
    element("link", st.just(""), " rel=' Alternate ' type='application/pdf' href='x.pdf'"),
    element("link", st.just(""), " rel='http://www.iana.org/assignments/relation/alternate' href='/i'"),
    element("content", st.just(f"<div {XHTML} xml:base='e/'><a href='f'>F</a></div>"), " type='xhtml'"),
    element("content", st.just("SGVsbG8="), " mode='base64' type='text/plain'"),
    element("content", TEXTS, " type='html' xml:base='https://c.example/d/'"),
    element("source", st.just("<author><name>Elsewhere</name></author>")),
    element("author", st.just("<email>mail@a.example</email>")),
    element("issued", DATES),
)  # fmt: skip
ODD = [
    "<title>R&D</title>",
    "<title>a &nbsp; b &mdash;</title>",
    "<title>First <br> line</title><description>some <b>bold</description>",
    "<description><p>one<p>two<img src=a.png></description>",
    "<nowhere:declared>1</nowhere:declared>",
    "<title>\x01 control</title>",
    "<guid isPermaLink=false>odd</guid>",
    "<title>&#0; &#xFFFFF;</title>",
    "</nothing>",
    "<a><b></a></b>",
    "<enclosure url=x>",
    "<title>no end<link>https://odd.example/</link>",
    "<title a='1' a='2'>twice</title>",
    "<description>a < b and c > d</description>",
    "<title>AT&T &lt; x</title><summary type='xhtml'><div><br><p>x</div></summary>",
]
"""Inside an entry: none of these is XML."""
WELL_FORMED_BUT_ODD = [
    "<description>one<b>two</b>three</description>",
    "<body xmlns='http://www.w3.org/1999/xhtml'><p>x</p></body>",
    "<content mode='base64'>SGVsbG8=</content>",
    "<description>first</description><description>second</description>",
    "<pubDate>Dec 4, 2018</pubDate><updated>someday</updated>",
    "<content type='image/png'>iVBORw0KGgo=</content>",
]


def document(kind: str, head: str, entries: list[str]) -> bytes:
    base = " xml:base='https://doc.example/sub/'" if "base" in head else ""
    spaces = f"{SPACES} xmlns:slash='http://purl.org/rss/1.0/modules/slash/'" + base
    about = "<title>t</title>" + ("<author><name>Everyone</name></author>" if "author" in head else "")
    if kind.startswith("atom"):
        space = "http://www.w3.org/2005/Atom" if kind == "atom" else "http://purl.org/atom/ns#"
        inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
        return f"<feed xmlns='{space}' {spaces}>{about}{inner}</feed>".encode()
    inner = "\n".join(f"<item>{entry}</item>" for entry in entries)
    if kind == "rdf":
        spaces += f" xmlns:rdf='{RDF}' xmlns='http://purl.org/rss/1.0/'"
        return f"<rdf:RDF {spaces}><channel>{about}</channel>{inner}</rdf:RDF>".encode()
    about = "<title>t</title>" + ("<managingEditor>e@e.example (Ed)</managingEditor>" if "author" in head else "")
    return f"<rss version='{kind}' {spaces}><channel>{about}{inner}</channel></rss>".encode()


def told(entries: tuple[Entry, ...]) -> list[Entry]:
    return [entry for entry in entries if "ODD" not in entry.categories]


RSS_ENTRIES = st.lists(st.lists(st.one_of(RSS_CHILDREN + MORE_RSS), max_size=7).map("".join), min_size=1, max_size=4)
ATOM_ENTRIES = st.lists(st.lists(st.one_of(ATOM_CHILDREN + MORE_ATOM), max_size=7).map("".join), min_size=1, max_size=4)
HEADS = st.sampled_from(["", "base", "author", "base author"])
FEEDS = st.one_of(
    st.tuples(st.sampled_from(["0.91", "2.0", "rdf"]), HEADS, RSS_ENTRIES),
    st.tuples(st.sampled_from(["atom", "atom 0.3"]), HEADS, ATOM_ENTRIES),
)


@given(FEEDS, st.sampled_from(ODD + WELL_FORMED_BUT_ODD), st.booleans())
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_odd_neighbour_changes_no_entry(feed: tuple[str, str, list[str]], odd: str, first: bool) -> None:
    kind, head, entries = feed
    plain = parse(document(kind, head, entries))
    assume(len({entry.guid for entry in plain.entries}) == len(entries))
    stranger = f"<category>ODD</category><category term='ODD'/><id>odd-neighbour</id>{odd}"
    mixed = parse(document(kind, head, [stranger, *entries] if first else [*entries, stranger]))
    assert plain.parser == "expat"
    assert mixed.parser == ("lenient" if odd in ODD else "expat")
    assert told(mixed.entries) == list(plain.entries)
    assert len(mixed.entries) == len(entries) + 1


@given(FEEDS, st.sampled_from(["junk", "</rss>", "<!-- never closed", "<script>x"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_readers_say_the_same_of_a_whole_document(feed: tuple[str, str, list[str]], junk: str) -> None:
    body = document(*feed)
    plain, lenient = parse(body), parse(body + junk.encode())
    assert (plain.parser, lenient.parser) == ("expat", "lenient")
    assert (lenient.entries, lenient.title, lenient.language) == (plain.entries, plain.title, plain.language)


@given(st.integers(0, 3))
def test_an_odd_item_of_json_changes_no_other(at: int) -> None:
    items: list[object] = [{"id": str(number), "title": f"T{number}", "content_text": "a < b"} for number in range(3)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "authors": [{"name": "Aki"}], "items": items}
    plain = parse(json.dumps(feed).encode())
    odd = {"id": ["x"], "title": 7, "authors": "Aki", "attachments": [3], "date_published": {}}
    mixed = parse(json.dumps({**feed, "items": [*items[:at], odd, *items[at:]]}).encode())
    assert [entry for entry in mixed.entries if entry.title != "7"] == list(plain.entries)
    assert {entry.author for entry in plain.entries} == {"Aki"}


@pytest.mark.parametrize("odd", ODD)
def test_what_can_be_read_of_an_odd_entry_is(odd: str) -> None:
    found = parse(rss(f"<item><category>here</category>{odd}<author>Aki</author></item>"))
    assert [(entry.categories, entry.author) for entry in found.entries] == [(("here",), "Aki")]


@pytest.mark.parametrize("item", ["<item><guid>{}</guid></item>", "<item><guid>{}</guid>"])
def test_entries_past_the_limit_are_counted_and_not_kept(item: str) -> None:
    found = parse(rss("".join(map(item.format, range(MAX_ENTRIES + 5)))))
    assert len(found.entries) == MAX_ENTRIES
    assert f"more than {MAX_ENTRIES} entries: the first were kept" in found.notes


def test_tags_that_a_text_leaves_open_do_not_nest() -> None:
    found = parse(
        rss(f"<item><title>one</title><description>{'<br>a' * 400}</description></item><item><title>two</title></item>")
    )
    assert [entry.title for entry in found.entries] == ["one", "two"]
    assert found.entries[0].summary == "<br>a" * 400


@pytest.mark.parametrize("opened", ["<![CDATA[", "<!-- ", "<? "])
def test_what_is_opened_and_never_closed_hides_nothing(opened: str) -> None:
    found = parse(
        rss(f"<item><title>one</title><description>{opened}a</description></item><item><title>two</title></item>")
    )
    assert [(entry.title, entry.summary) for entry in found.entries] == [("one", "a"), ("two", "")]
    healthy = "<item><title>one</title><description><![CDATA[x <!-- y <? z]]></description></item>"
    for after in ("", f"<item><title>{opened}two</title></item>"):
        assert parse(rss(healthy + after)).entries[0].summary == "x <!-- y <? z"


def test_a_missing_end_of_an_entry_ends_it_at_the_next() -> None:
    found = parse(rss("<item><title>one</title><description>a<item><title>two</title></item>"))
    assert [(entry.title, entry.summary) for entry in found.entries] == [("one", "a"), ("two", "")]
