"""What the formats say that is easily missed: bases, relations of links, authors and texts in odd places."""

from __future__ import annotations

import json

import pytest

from ainews_cli.models.item import Entry
from tests.support.sources.reading import parse, rss

ATOM = "xmlns='http://www.w3.org/2005/Atom'"


def atom(inner: str, head: str = "", attributes: str = "") -> Entry:
    body = f"<feed {ATOM} {attributes}><title>t</title>{head}<entry><id>urn:1</id>{inner}</entry></feed>"
    return parse(body.encode()).entries[0]


def item(inner: str, *, channel: str = "", attributes: str = "", on_item: str = "") -> Entry:
    inner = f"<channel><title>t</title>{channel}<item {on_item}>{inner}</item></channel>"
    return parse(f"<rss version='2.0' {attributes}>{inner}</rss>".encode()).entries[0]


class TestBases:
    """XML Base (https://www.w3.org/TR/xmlbase/), RFC 4287 section 2."""

    def test_of_feed_entry_and_link_build_on_each_other(self) -> None:
        base = "xml:base='https://blog.example/a/'"
        assert atom("<link href='one.html'/>", attributes=base).url == "https://blog.example/a/one.html"
        nested = parse(
            f"<feed {ATOM} {base}><entry xml:base='b/'><id>1</id><link xml:base='c/' href='x'/></entry>"
            f"<entry><id>2</id><link href='y'/></entry></feed>".encode()
        )
        assert [entry.url for entry in nested.entries] == [
            "https://blog.example/a/b/c/x",
            "https://blog.example/a/y",
        ]

    @pytest.mark.parametrize("where", ["attributes", "channel", "on_item"])
    def test_of_rss_count_on_every_level(self, where: str) -> None:
        base = "xml:base='https://blog.example/a/'"
        inner = (
            "<link>x</link><guid isPermaLink='false'>node/1</guid><enclosure url='e.mp3'/><comments>x#c</comments>"
            '<description>&lt;a href="y"&gt;y&lt;/a&gt;</description>'
        )
        if where == "channel":
            body = f"<rss version='2.0'><channel {base}><item>{inner}</item></channel></rss>"
            found = parse(body.encode()).entries[0]
        else:
            found = item(inner, **{where: base})
        assert found.url == "https://blog.example/a/x"
        assert found.guid == "node/1"  # opaque
        assert found.enclosures[0].url == "https://blog.example/a/e.mp3"
        assert found.discussion_url == "https://blog.example/a/x#c"
        assert found.summary == '<a href="https://blog.example/a/y">y</a>'

    def test_of_a_text_win_for_its_links_and_pictures(self) -> None:
        text = (
            "<a href=\"bird.html\">b</a><img src='b.png' srcset='b.png 1x, c.png 2x'>"
            "<a href='#n'>n</a><a href='https://o.example/?a=1&amp;b'>o</a>"
        )
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        found = atom(
            f"<link href='posts/3'/><content type='html' xml:base='https://img.example/p/'>{text}</content>",
            attributes="xml:base='https://blog.example/'",
        )
        assert found.url == "https://blog.example/posts/3"
        assert 'href="https://img.example/p/bird.html"' in found.content
        assert 'src="https://img.example/p/b.png"' in found.content
        assert 'srcset="https://img.example/p/b.png 1x, https://img.example/p/c.png 2x"' in found.content
        assert "<a href='#n'>n</a><a href='https://o.example/?a=1&amp;b'>" in found.content

    def test_of_the_div_in_xhtml_count(self) -> None:
        div = "<div xmlns='http://www.w3.org/1999/xhtml' xml:base='https://d.example/'><a href='x'>x</a></div>"
        assert atom(f"<content type='xhtml'>{div}</content>").content == '<a href="https://d.example/x">x</a>'

    def test_without_one_a_text_stays_as_it_is(self) -> None:
        assert item("<description>&lt;a href='x'&gt;x&lt;/a&gt;</description>").summary == "<a href='x'>x</a>"


class TestLinks:
    @pytest.mark.parametrize(
        ("links", "url"),
        [
            ("<link rel='Alternate' href='https://k.example/1'/>", "https://k.example/1"),
            ("<link rel=' ALTERNATE ' href='https://k.example/1'/>", "https://k.example/1"),
            ("<link rel='http://www.iana.org/assignments/relation/alternate' href='https://k.example/1'/>", "https://k.example/1"),
            ("<link rel='self' href='https://k.example/s'/><link href='https://k.example/1'/>", "https://k.example/1"),
            (
                "<link rel='alternate' type='application/pdf' href='https://k.example/1.pdf'/>"
                "<link rel='alternate' type='Text/HTML; charset=utf-8' href='https://k.example/1'/>"
                "<link rel='alternate' type='text/html' href='https://k.example/2'/>",
                "https://k.example/1",
            ),
            ("<link rel='alternate' type='application/pdf' href='https://k.example/1.pdf'/>", "https://k.example/1.pdf"),
            ("<link rel='self' href='https://k.example/s'/><link rel='Enclosure' href='https://k.example/e'/>", ""),
            ("<link rel='enclosure'>https://k.example/e</link><link href=''/>", ""),
        ],
    )  # fmt: skip
    def test_the_first_page_that_is_the_entry(self, links: str, url: str) -> None:
        assert atom(links).url == url

    def test_the_one_in_the_feeds_language(self) -> None:
        links = (
            "<link hreflang='en' href='https://k.example/en'/><link hreflang='ja' href='https://k.example/ja'/>"
            "<link hreflang='fr' href='https://k.example/fr'/>"
        )
        assert atom(links).url == "https://k.example/en"
        assert atom(links, attributes="xml:lang='ja-JP'").url == "https://k.example/ja"

    def test_an_address_for_an_id_stands_in_for_a_missing_link(self) -> None:
        body = f"<feed {ATOM}><entry><id>https://k.example/9</id><title>x</title></entry></feed>"
        assert parse(body.encode()).entries[0].url == "https://k.example/9"
        assert item("<guid isPermaLink='false'>https://k.example/9</guid>").url == ""


class TestAuthors:
    PODCAST = "xmlns:itunes='http://www.itunes.com/DTDs/PodCast-1.0.dtd' xmlns:dc='https://purl.org/dc/elements/1.1'"

    def test_of_an_atom_feed_are_those_of_entries_without_one(self) -> None:
        head = "<author><name>Aki</name><uri>https://a.example</uri></author><author><name>Ren</name></author>"
        assert atom("", head).author == "Aki, Ren"
        assert atom("<author><name>Ben</name></author>", head).author == "Ben"
        assert atom("<source><title>x</title><author><name>Eve</name></author></source>", head).author == "Eve"
        assert atom("<contributor><name>Con</name></contributor>", head).author == "Aki, Ren"
        assert atom("", "<author><email>aki@a.example</email></author>").author == "aki@a.example"

    @pytest.mark.parametrize(
        "channel",
        [
            "<managingEditor>aki@a.example (Aki)</managingEditor>",
            "<dc:creator>Aki</dc:creator>",
            "<itunes:author>Aki</itunes:author>",
            "<managingEditor>desk@a.example (The desk)</managingEditor><dc:creator>Aki</dc:creator>",
            "<itunes:owner><itunes:name>Owner</itunes:name></itunes:owner><author>Aki</author>",
        ],
    )
    def test_of_a_channel_are_those_of_items_without_one(self, channel: str) -> None:
        assert item("<title>x</title>", channel=channel, attributes=self.PODCAST).author == "Aki"
        assert item("<dc:creator>Ben</dc:creator>", channel=channel, attributes=self.PODCAST).author == "Ben"

    def test_may_stand_behind_the_items(self) -> None:
        body = "<channel><item><title>x</title></item><managingEditor>Aki</managingEditor></channel>"
        assert parse(f"<rss version='2.0'>{body}</rss>".encode()).entries[0].author == "Aki"

    def test_of_a_json_feed(self) -> None:
        feed = {"version": "https://jsonfeed.org/version/1", "author": {"name": "Aki"}}
        items = [{"id": "1", "content_text": "x"}, {"id": "2", "content_text": "x", "authors": [{"name": "Ben"}]}]
        assert [entry.author for entry in parse(json.dumps({**feed, "items": items}).encode()).entries] == [
            "Aki",
            "Ben",
        ]


class TestTexts:
    @pytest.mark.parametrize(
        ("inner", "summary", "content"),
        [
            ("<description>&lt;![CDATA[Some words.]]&gt;</description>", "Some words.", ""),
            ("<description>&lt;![CDATA[&lt;p&gt;A&lt;/p&gt;]]&gt; &lt;![CDATA[b]]&gt;</description>", "<p>A</p> b", ""),
            ("<description><![CDATA[<![CDATA[Some words.]]&gt;]]></description>", "Some words.]]&gt;", ""),
            ("<description>The words.</description><content:encoded></content:encoded>", "The words.", ""),
            ("<content:encoded><![CDATA[<code>&lt;i&gt;</code>]]></content:encoded>", "", "<code>&lt;i&gt;</code>"),
            ("<media:group><media:description>In a group.</media:description></media:group>", "In a group.", ""),
            ("<description>one<b>two</b><br/>three</description>", "one<b>two</b><br/>three", ""),
            ("<body xmlns='http://www.w3.org/1999/xhtml'>A <p>b &lt; c</p></body>", "", "A <p>b &lt; c</p>"),
        ],
    )  # fmt: skip
    def test_of_rss(self, inner: str, summary: str, content: str) -> None:
        spaces = "xmlns:content='https://purl.org/rss/1.0/modules/content' xmlns:media='https://search.yahoo.com/mrss'"
        found = item(inner, attributes=spaces)
        assert (found.summary, found.content) == (summary, content)

    def test_titles_and_names_lose_escaped_sections(self) -> None:
        found = item("<title>&lt;![CDATA[R&amp;amp;D]]&gt;</title><category>&lt;![CDATA[AI]]&gt;</category>")
        assert (found.title, found.categories) == ("R&D", ("AI",))
        assert atom("<title>What <![CDATA[<![CDATA[]]> means</title>").title == "What <![CDATA[ means"

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            ("<content type='xhtml'>Words <div xmlns='http://www.w3.org/1999/xhtml'>in <b>two</b></div></content>",
             "Words <div xmlns='http://www.w3.org/1999/xhtml'>in <b>two</b></div>"),
            ("<content type='xhtml'><x:div xmlns:x='urn:xhtml'><x:p>a</x:p></x:div></content>", "<p>a</p>"),
            ("<content type='xhtml'><div><![CDATA[a < b]]></div></content>", "a &lt; b"),
            ("<content mode='base64' type='text/html'>PGI+YTwvYj4=</content>", "<b>a</b>"),
            ("<content mode='escaped' type='application/xhtml+xml'>&lt;b&gt;a&lt;/b&gt;</content>", "<b>a</b>"),
            ("<content type='image/png'>iVBORw0KGgo=</content>", ""),
            ("<content type='text/html' src='https://k.example/full'/>", ""),
        ],
    )  # fmt: skip
    def test_of_atom(self, content: str, text: str) -> None:
        assert atom(content).content == text


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("end", ["", "/", "#"])
def test_no_spelling_of_a_namespace_loses_its_elements(scheme: str, end: str) -> None:
    spaces = {
        "dc": "purl.org/dc/elements/1.1",
        "content": "purl.org/rss/1.0/modules/content",
        "itunes": "www.itunes.com/dtds/podcast-1.0.dtd",
        "media": "search.yahoo.com/mrss",
        "atom": "www.w3.org/2005/Atom",
        "slash": "purl.org/rss/1.0/modules/slash",
    }
    declared = " ".join(f"xmlns:{prefix}='{scheme}://{space}{end}'" for prefix, space in spaces.items())
    found = item(
        "<dc:creator>Aki</dc:creator><dc:date>2026-03-01T00:00:00Z</dc:date><content:encoded>body</content:encoded>"
        "<itunes:duration>4:05</itunes:duration><media:thumbnail url='https://k.example/t.png'/>"
        "<atom:link href='https://k.example/1'/><slash:comments>3</slash:comments>",
        attributes=declared,
    )
    assert (found.author, found.content, found.duration, found.comments) == ("Aki", "body", 245, 3)
    assert (found.thumbnail, found.url) == ("https://k.example/t.png", "https://k.example/1")
    assert found.published is not None
    feed = f"<feed xmlns='{scheme}://www.w3.org/2005/Atom{end}'><entry><id>1</id><link href='https://k.example/1'/></entry></feed>"
    assert parse(feed.encode()).entries[0].url == "https://k.example/1"


@pytest.mark.parametrize(
    "body",
    [
        "<feed><title>t</title><entry><id>1</id><link href='https://k.example/1'/></entry></feed>",
        "<rss version='2.0' xmlns='http://www.w3.org/2005/Atom'><channel><item><link>https://k.example/1</link></item></channel></rss>",
        "<rss version='2.0' xmlns='urn:own'><channel><item><link>https://k.example/1</link></item></channel></rss>",
        "<RSS version='2.0'><Channel><Item><Link>https://k.example/1</Link></Item></Channel></RSS>",
    ],
)
def test_the_root_tells_the_format_where_the_namespace_does_not(body: str) -> None:
    assert [entry.url for entry in parse(body.encode()).entries] == ["https://k.example/1"]


def test_markup_in_a_title_is_none_of_the_title() -> None:
    assert parse(rss("<item><title>one <b>two</b></title></item>")).entries[0].title == "one two"
