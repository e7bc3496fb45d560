"""Children of entries, generated: what feeds are made of, in RSS and Atom."""

from __future__ import annotations

from hypothesis import strategies as st


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def element(name: str, text: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    return text.map(lambda inner: f"<{name}{attributes}>{inner}</{name}>")


NAMES = st.sampled_from(["Models and money", "短い要約", "Mira Oduya"])
TEXTS = st.sampled_from(
    [
        "R&D <b>now</b>",
        "a < b",
        "Über “quotes”",
        "1 &amp; 2",
        "<p>Eins</p><p>Zwei <a href='https://a.example/x'>drei</a></p>",
        "two\nlines",
        " 空白 ",
    ]
).flatmap(lambda text: st.sampled_from([escaped(text), f"<![CDATA[{text}]]>"]))
ADDRESSES = st.sampled_from(
    ["https://a.example/1", "https://a.example/2?b=1&amp;c=2", "/relative", "https://a.example/日本"]
)
DATES = st.sampled_from(
    ["Tue, 03 Mar 2026 08:15:00 +0900", "2026-03-03T08:15:00Z", "2026-03-03",
     "3 Mar 2026 08:15 GMT", "Tue, 3 Mar 2026 08:15:00 EST",
     "2026-03-03T08:15:00.123+09:00", "2026-03-03 08:15:00"]
)  # fmt: skip
NOTHING = st.just("")


RSS_CHILDREN = (
    element("title", TEXTS), element("link", ADDRESSES), element("guid", NAMES, " isPermaLink='false'"),
    element("guid", st.just("https://a.example/g")),
    element("pubDate", DATES), element("description", TEXTS), element("content:encoded", TEXTS),
    element("dc:creator", NAMES),
    element("author", NAMES), element("itunes:author", NAMES), element("category", NAMES),
    element("dc:subject", NAMES), element("dc:date", DATES),
    element("media:title", NAMES), element("dc:title", NAMES), element("itunes:title", NAMES),
    element("itunes:keywords", NAMES),
    element("itunes:category", NOTHING, " text='Tech'"), element("source", NAMES, " url='https://b.example/'"),
    element("atom:link", NOTHING, " rel='alternate' href='https://a.example/alt'"),
    element("enclosure", NOTHING, " url='https://a.example/e.mp3' type='audio/mpeg' length='7'"),
)  # fmt: skip
XHTML = "xmlns='http://www.w3.org/1999/xhtml'"
ATOM_CHILDREN = (
    element("title", NAMES), element("title", TEXTS, " type='html'"),
    element("title", st.just(f"<div {XHTML}>A <b>b</b></div>"), " type='xhtml'"),
    element("id", st.just("urn:a:1")), element("link", NOTHING, " href='https://a.example/alt'"),
    element("link", NOTHING, " rel='self' href='/s'"),
    element("link", NOTHING, " rel='related' href='https://a.example/related'"),
    element("link", NOTHING, " rel='enclosure' href='https://a.example/e.mp3' type='audio/mpeg'"),
    element("published", DATES), element("updated", DATES), element("summary", NAMES),
    element("summary", TEXTS, " type='html'"),
    element("summary", st.just(f"<div {XHTML}>S <i>x</i></div>"), " type='xhtml'"),
    element("content", NAMES), element("content", TEXTS, " type='html'"),
    element("content", st.just(f"<div {XHTML}><p>A <b>bold</b> &amp; <br/>claim</p><!-- c --></div>"), " type='xhtml'"),
    element("content", st.just("<x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>A</x:p></x:div>"), " type='xhtml'"),
    element("author", st.just("<name>Ines</name><uri>https://i.example</uri><email>i@i.example</email>")),
    element("contributor", st.just("<name>Somebody else</name>")),
    element("category", NOTHING, " term='kernels' label='Kernels'"),
    element("source", st.just("<title>Source</title><id>urn:s</id>")),
    element("dc:subject", NAMES),
)  # fmt: skip
SPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
