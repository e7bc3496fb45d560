"""Channels and playlists of YouTube."""

from __future__ import annotations

import pytest

from ainews_cli.models.feed import Feed
from ainews_cli.sources.kinds import KINDS
from tests.support.sources.reading import read


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
