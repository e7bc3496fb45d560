"""Lists of feeds: our own come back exactly, other programs' are read as far as they can be, hostile ones do
nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli import config
from ainews_cli.errors import UsageError
from ainews_cli.models.feed import Feed
from ainews_cli.sources.clean import one_line
from ainews_cli.subscriptions import naming, opml

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)


def written(*feeds: Feed) -> str:
    return opml.write(feeds, title="AI", now=NOW)


def read(text: str) -> opml.Listed:
    return opml.read(text.encode())


def ordered(feeds: tuple[Feed, ...]) -> list[Feed]:
    return sorted(feeds, key=lambda feed: feed.url)


def test_the_example_comes_back_exactly() -> None:
    feeds = config.parse(config.example_text(), None).feeds
    back = read(written(*feeds))
    assert ordered(back.feeds) == ordered(feeds)
    assert back.faults == ()


def test_five_hundred_come_back_exactly() -> None:
    feeds = tuple(
        Feed(
            f"Feed {number} <&\"'> 日本語 {number}",
            f"https://host{number % 70}.example/feeds/{number}?a=1&b=[{number}]",
            kind=("feed", "hackernews", "youtube")[number % 3],
            category=("labs", "研究", "a, b/c", "")[number % 4],
            weight=(1.0, 0.1 * (number % 90 + 1), 1e-2)[number % 3],
            language=("", "ja", "en")[number % 3],
            full_text=number % 2 == 0,
            enabled=number % 5 != 0,
            selector=("", "div.post > p", 'a[href^="x"]')[number % 3],
        )
        for number in range(500)
    )
    assert ordered(read(written(*feeds)).feeds) == ordered(feeds)
    merged = naming.merge((), read(written(*feeds)).feeds)
    assert ordered(merged.added) == ordered(feeds), "into an empty config nothing is renamed or lost"


LINE = (
    st.text(st.characters(codec="utf-8"), max_size=40).map(one_line).filter(lambda text: not opml._NOT_XML.search(text))
)


@given(LINE.filter(bool), LINE, LINE, st.floats(0.01, 10), st.booleans(), st.booleans())
@settings(max_examples=200)
def test_any_name_category_and_selector_comes_back(
    name: str, category: str, selector: str, weight: float, full_text: bool, enabled: bool
) -> None:
    feed = Feed(
        name,
        "https://nebel.example/f?x=<>&\"'",
        category=category,
        weight=weight,
        full_text=full_text,
        enabled=enabled,
        selector=selector,
    )
    assert read(written(feed)).feeds == (feed,)


def test_other_programs_read_what_they_know() -> None:
    root = ET.fromstring(
        written(
            Feed("One", "https://one.example/f", category="labs"), Feed("Two", "https://two.example/f", category="labs")
        )
    )
    assert (root.tag, root.attrib["version"]) == ("opml", "2.0")
    assert root.findtext("head/title") == "AI"
    assert root.findtext("head/dateCreated") == "Wed, 25 Nov 2026 07:00:00 GMT"
    [folder] = root.findall("body/outline")
    assert folder.attrib["text"] == "labs"
    assert [one.attrib for one in folder] == [
        {"text": name, "title": name, "type": "rss", "xmlUrl": f"https://{name.lower()}.example/f", "category": "labs"}
        for name in ("One", "Two")
    ]


def test_the_page_is_named_where_it_is_known() -> None:
    video = "https://www.youtube.com/feeds/videos.xml?channel_id=UCXZCJLdBC09xxGZ6gcdrc6A"
    made = written(Feed("V", video, kind="youtube"), Feed("R", "https://github.com/o/r/releases.atom"))
    assert 'htmlUrl="https://www.youtube.com/channel/UCXZCJLdBC09xxGZ6gcdrc6A"' in made
    assert 'htmlUrl="https://github.com/o/r/releases"' in made


FOREIGN = """<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Tech"><outline text="AI &amp; more">
  <outline TEXT="Upper" XMLURL="https://upper.example/f" type="rss"/>
  <outline text="Channel" xmlUrl="feed://www.youtube.com/feeds/videos.xml?channel_id=UCXZCJLdBC09xxGZ6gcdrc6A"/>
  </outline><outline title="Outer one" xmlUrl="http://outer.example/f" language="de"/></outline>
<outline text="" xmlUrl="https://nameless.example/f" category="/Top/News,/Other"/>
<outline text="No address" type="rss" htmlUrl="https://x.example/"/>
<outline text="Mail" xmlUrl="mailto:me@example.org"/>
<outline text="Heavy" xmlUrl="https://heavy.example/f" ainews:weight="99"/>
<outline text="just a remark"/>
</body></opml>"""


def test_a_list_of_another_program() -> None:
    found = read(FOREIGN)
    assert [(feed.name, feed.url, feed.category, feed.kind, feed.language) for feed in found.feeds] == [
        ("Upper", "https://upper.example/f", "AI & more", "feed", ""),
        (
            "Channel",
            "http://www.youtube.com/feeds/videos.xml?channel_id=UCXZCJLdBC09xxGZ6gcdrc6A",
            "AI & more",
            "youtube",
            "",
        ),
        ("Outer one", "http://outer.example/f", "Tech", "feed", "de"),
        ("nameless.example", "https://nameless.example/f", "News", "feed", ""),
    ]
    assert [fault.partition(":")[0] for fault in found.faults] == ["line 8", "line 9", "line 10"]
    assert "'No address' has no xmlUrl" in found.faults[0]
    assert "http:// or https://" in found.faults[1]
    assert "ainews:weight = 99.0: must be from 0.01 to 10" in found.faults[2]


def test_bare_ampersands_are_mended_and_a_cut_list_gives_what_is_whole() -> None:
    assert [feed.name for feed in read(FOREIGN.replace("&amp;", "&")).feeds] == [
        "Upper",
        "Channel",
        "Outer one",
        "nameless.example",
    ]
    cut = read(FOREIGN[: FOREIGN.index('<outline text="" xmlUrl')])
    assert [feed.name for feed in cut.feeds] == ["Upper", "Channel", "Outer one"]
    assert "not well-formed" in cut.faults[-1]


def test_document_types_and_entities_do_nothing() -> None:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    hostile = (
        f'<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a0 "ha">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<opml version="2.0"><body><outline text="&a9;&x;" xmlUrl="https://one.example/f"/></body></opml>'
    )
    [feed] = read(hostile).feeds
    assert feed.name == "&a9;&x;"


def test_control_characters_never_reach_a_name() -> None:
    [feed] = read(
        '<opml><body><outline text="a&#27;[31mb&#x202e;c" xmlUrl="https://one.example/f"/></body></opml>'
    ).feeds
    assert feed.name == "abc"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not an OPML"),
        ("<html><body></body></html>", "not an OPML"),
        ('{"a": 1}', "not an OPML"),
        ("<rss version='2.0'><channel/></rss>", "ainews feeds add"),
    ],
)
def test_what_is_no_list(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read(text)


def test_a_hundred_thousand_folders_inside_each_other_are_no_trouble() -> None:
    deep = '<outline text="x">' * 100_000
    found = read(
        f'<opml><body>{deep}<outline text="in" xmlUrl="https://one.example/f"/>{"</outline>" * 100_000}</body></opml>'
    )
    assert [feed.category for feed in found.feeds] == ["x"]


def test_what_is_there_already_is_known_by_its_address() -> None:
    there = (Feed("One", "https://www.one.example/feed/"), Feed("Same", "https://two.example/f"))
    new = (
        Feed("Again", "http://one.example/feed"),
        Feed("Same", "https://three.example/f"),
        Feed("Same", "https://three.example/g?x"),
    )
    merged = naming.merge(there, new)
    assert [feed.name for feed in merged.added] == ["Same (three.example)", "Same (three.example) 2"]
    assert [feed.name for feed in merged.known] == ["Again"]
