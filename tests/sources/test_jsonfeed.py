"""JSON Feed."""

from __future__ import annotations

from datetime import UTC, datetime

from ainews_cli.models.item import DateNote, Enclosure, Entry
from tests.support.sources.reading import read


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
    assert (second.published, second.notes[0].partition(": ")[0]) == (None, DateNote.UNREADABLE)
    assert (third.url, third.notes) == ("", ("link dropped: not http(s)",))
