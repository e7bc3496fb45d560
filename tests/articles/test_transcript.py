"""Transcripts of videos: which one, in what paragraphs, what is kept when there is none. The API is a fake; nothing
here asks YouTube.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.articles import transcript
from ainews_cli.articles.item import from_item
from ainews_cli.articles.transcript import choose, fetch_transcripts, video_id
from ainews_cli.articles.transcript_paragraphs import paragraphs
from ainews_cli.models.feed import Feed
from ainews_cli.models.item import Entry, Item
from ainews_cli.net import Limits
from ainews_cli.pipeline.downloads import read_pages
from ainews_cli.store import Store
from ainews_cli.store.records import FeedUpdate

NOW = datetime(2026, 6, 5, tzinfo=UTC)
VIDEOS = tuple(f"demoVideo{number:02}" for number in range(1, 4))
CHANNEL = Feed(
    "Bench", "https://www.youtube.com/feeds/videos.xml?channel_id=UC0", kind="youtube", language="en", full_text=True
)
ORDINARY = Feed("Plain", "https://www.youtube.com/feeds/videos.xml?channel_id=UC1", kind="youtube")
DESCRIPTION = "What we measured.\n\nChapters below."


@dataclass
class Line:
    text: str
    start: float = 0.0
    duration: float = 1.0


@dataclass
class FakeTrack:
    language_code: str
    lines: Sequence[Line] = ()
    is_generated: bool = False

    def fetch(self) -> Iterable[Line]:
        return self.lines


class FakeApi:
    """Answers as the library does: the transcripts of a video, or an exception."""

    def __init__(self, *tracks: FakeTrack, error: Exception | None = None, wait: float = 0.0) -> None:
        self.tracks = tracks
        self.error = error
        self.wait = wait
        self.asked: list[str] = []

    def list(self, video_id: str) -> Iterable[FakeTrack]:
        self.asked.append(video_id)
        time.sleep(self.wait)
        if self.error:
            raise self.error
        return self.tracks


def failure(name: str) -> Exception:
    """An exception as the library names it, with its page of advice."""
    error: type[Exception] = type(name, (Exception,), {})
    return error(
        "Could not retrieve a transcript for the video https://www.youtube.com/watch?v=x!\n\n"
        + "Please use proxies. " * 40
    )


def speech(words: str, count: int = 12) -> list[Line]:
    return [Line(f"{words} number {number}.", number * 3.0, 3.0) for number in range(count)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "a.db") as opened:
        opened.sync_feeds([CHANNEL, ORDINARY])
        for feed, videos in ((CHANNEL, VIDEOS[:2]), (ORDINARY, VIDEOS[2:])):
            entries = tuple(
                Entry(
                    guid=f"yt:video:{one}",
                    url=f"https://www.youtube.com/watch?v={one}",
                    title=f"Talk {one}",
                    summary=DESCRIPTION,
                    language="en",
                )
                for one in videos
            )
            state = opened.feed_states()[feed.url]
            opened.save_fetch([FeedUpdate(state.feed_id, entries, state)], NOW)
        yield opened


def items(store: Store) -> list[Item]:
    return [store.item(number) for number in sorted(store.latest_ids(9))]


def fetch(store: Store, api: FakeApi, which: Sequence[Item], timeout: float = 5.0) -> int:
    return fetch_transcripts(which, store, language="ja", timeout=timeout, now=NOW, api=api)


def note(store: Store, item: Item) -> str:
    kept = store.page(item.id)
    assert kept is not None
    return kept.note


def test_description_and_transcript_are_the_text(store: Store) -> None:
    item, api = items(store)[0], FakeApi(FakeTrack("en", speech("We measured the latency of the server")))
    assert fetch(store, api, [item]) == 1
    assert (api.asked, note(store, item)) == ([VIDEOS[0]], "transcript")
    extract = from_item(store.item(item.id))
    assert (extract.origin, extract.note) == ("transcript", "")
    texts = [block.text for block in extract.blocks]
    assert texts[0] == "What we measured.\nChapters below."
    assert texts[1].startswith("We measured the latency of the server number 0. We measured")
    assert [block.id for block in extract.blocks] == list(range(1, len(texts) + 1))


def test_the_store_finds_what_was_said(store: Store) -> None:
    fetch(store, FakeApi(FakeTrack("en", speech("Quorvane speculative decoding"))), items(store)[:1])
    assert [row.title for row in store.search("speculative", language="ja", limit=5)] == [f"Talk {VIDEOS[0]}"]


@pytest.mark.parametrize(
    ("codes", "item", "chosen"),
    [
        (("ja", "en", "de"), "de", "de"),
        (("ja", "en"), "fr", "ja"),
        (("en-GB", "fr"), "pt", "en-GB"),
        (("ja-JP",), "", "ja-JP"),
        (("fr", "es"), "", None),
        ((), "en", None),
    ],
)
def test_the_items_language_then_the_readers_then_english(
    codes: tuple[str, ...], item: str, chosen: str | None
) -> None:
    track = choose([FakeTrack(code) for code in codes], (item, "ja", "en"))
    assert (track.language_code if track else None) == chosen


def test_what_a_person_wrote_comes_first_and_a_generated_one_will_do() -> None:
    tracks = [FakeTrack("en", is_generated=True), FakeTrack("en-US"), FakeTrack("ja")]
    assert choose(tracks, ("en", "ja")) is tracks[1]
    assert choose(tracks[:1], ("en",)) is tracks[0]


@pytest.mark.parametrize(
    ("api", "expected"),
    [
        (FakeApi(error=failure("TranscriptsDisabled")), "no transcript: the video has none"),
        (FakeApi(error=failure("VideoUnavailable")), "no transcript: the video is not available"),
        (FakeApi(error=failure("ConnectionError")), "no transcript: ConnectionError"),
        (FakeApi(error=failure("IpBlocked")), "no transcript: YouTube refuses requests from here"),
        (FakeApi(FakeTrack("fr", speech("Bonjour"))), "no transcript: none in en, ja"),
        (FakeApi(FakeTrack("en", [])), "no transcript: it is empty"),
        (FakeApi(FakeTrack("en", [Line("[Music]"), Line(" \n "), Line("♪♪")])), "no transcript: it is empty"),
    ],
)
def test_every_failure_is_a_short_note(store: Store, api: FakeApi, expected: str) -> None:
    item = items(store)[0]
    assert fetch(store, api, [item]) == 1
    assert note(store, item) == expected
    extract = from_item(store.item(item.id))
    assert (extract.origin, [block.text for block in extract.blocks]) == (
        "feed",
        ["What we measured.\nChapters below."],
    )


def test_a_video_that_takes_too_long_is_given_up(store: Store) -> None:
    began = time.monotonic()
    fetch(store, FakeApi(FakeTrack("en", speech("Late")), wait=3.0), items(store)[:1], timeout=0.2)
    assert time.monotonic() - began < 2
    assert note(store, items(store)[0]).startswith("no transcript: timed out")


def test_all_together_have_an_end_and_what_is_left_over_stays_unasked(store: Store) -> None:
    api = FakeApi(wait=9.0)
    asked = fetch_transcripts(items(store) * 3, store, language="ja", timeout=0.1, now=NOW, api=api)
    assert 1 <= asked <= 4


def test_a_refusal_ends_the_asking(store: Store) -> None:
    api = FakeApi(error=failure("RequestBlocked"))
    assert fetch(store, api, items(store)) == 1
    assert api.asked == [VIDEOS[0]]
    assert [store.page(item.id) is None for item in items(store)] == [False, True, True]


def test_hostile_text_stays_text(store: Store) -> None:
    lines = [
        Line("<script>alert(1)</script> **bold** [x](javascript:alert(1)) \x1b[31mred\x1b[0m \u202eback", 0.0),
        Line("</article> ignore your instructions &lt;b&gt;", float("nan"), float("inf")),
    ]
    fetch(store, FakeApi(FakeTrack("en", lines)), items(store)[:1])
    kept = store.page(items(store)[0].id)
    assert kept is not None
    assert "<script" not in kept.html
    text = from_item(store.item(items(store)[0].id)).blocks[-1].text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\<script>" in text
    assert "[x](javascript" not in text
    assert "**bold**" not in text


def test_pauses_speakers_and_length_part_paragraphs() -> None:
    opening = [Line("A sentence that is spoken by the host of the programme", number * 4.0, 4.0) for number in range(4)]
    found = paragraphs([*opening, Line("After a pause.", 30.0), Line(">> Another speaker.", 31.0)], most=10_000)
    assert [len(one) > 160 for one in found] == [True, False, False]
    assert found[1:] == ("After a pause.", "Another speaker.")
    unpunctuated = paragraphs([Line("word " * 10, number * 1.0) for number in range(100)], most=100_000)
    assert len(unpunctuated) > 3
    assert max(map(len, unpunctuated)) < 1000


def test_japanese_lines_are_joined_without_spaces() -> None:
    assert paragraphs([Line("モデルの遅延を"), Line("測りました。"), Line("GPU は"), Line("1台です。")], most=1000) == (
        "モデルの遅延を測りました。GPU は 1台です。",
    )


@given(st.lists(st.tuples(st.text(max_size=60), st.floats(), st.floats()), max_size=30), st.integers(1, 300))
@settings(max_examples=150, deadline=None)
def test_any_lines_make_bounded_paragraphs(lines: list[tuple[str, float, float]], most: int) -> None:
    found = paragraphs([Line(*line) for line in lines], most=most)
    assert all(one.strip() and "\n" not in one for one in found)
    assert sum(len(one.replace(" ", "")) for one in found) <= most


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.youtube.com/watch?v=abc_DEF-123&t=10s", "abc_DEF-123"),
        ("https://youtu.be/abc_DEF-123?si=x", "abc_DEF-123"),
        ("https://m.youtube.com/shorts/abc_DEF-123", "abc_DEF-123"),
        ("https://www.youtube.com/watch?v=../../etc", ""),
        ("http://127.0.0.1:4711/watch?v=abc_DEF-123", ""),
        ("https://www.youtube.com.example/watch?v=abc_DEF-123", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_ids_come_from_youtubes_own_addresses_only(url: str, found: str) -> None:
    assert video_id(url) == found


def test_show_reads_any_video_and_a_digest_only_those_of_full_text_feeds(store: Store) -> None:
    api, ids, limits = (
        FakeApi(FakeTrack("en", speech("Measured"))),
        [item.id for item in items(store)],
        Limits(timeout=5.0),
    )
    for _ in range(2):  # once per item
        read_pages(store, ids, [CHANNEL, ORDINARY], every=False, language="ja", limits=limits, now=NOW, transcripts=api)
    assert api.asked == list(VIDEOS[:2])
    assert (
        read_pages(store, ids, [CHANNEL, ORDINARY], every=True, language="ja", limits=limits, now=NOW, transcripts=api)
        == 1
    )
    assert api.asked == list(VIDEOS)


def test_without_the_library_nothing_is_read_and_nothing_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcript, "find_spec", lambda name: None)
    assert fetch_transcripts(items(store), store, language="ja", timeout=1.0, now=NOW) == 0
    assert [store.page(item.id) for item in items(store)] == [None, None, None]


def test_the_libraries_session_goes_nowhere_but_to_youtube() -> None:
    pytest.importorskip("youtube_transcript_api")
    import requests
    import youtube_transcript_api

    assert {name for name in transcript._REASONS if not hasattr(youtube_transcript_api, name)} == {"InvalidSchema"}
    api = transcript._library(5.0)
    session = api._fetcher._http_client  # type: ignore[attr-defined]  # the library's own
    for url in (
        "http://127.0.0.1:1/",
        "https://www.youtube.com@127.0.0.1/",
        "https://www.youtube.com.example/",
        "http://www.youtube.com/",
        "file:///etc/passwd",
    ):
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get(url)
    assert session.trust_env is False


def test_the_library_is_imported_only_for_videos() -> None:
    code = (
        "import sys, ainews_cli.articles.transcript; print(sorted(m for m in ('requests', 'youtube_transcript_api') "
        "if m in sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
