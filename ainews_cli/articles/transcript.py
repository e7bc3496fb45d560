"""A video's transcript into the store, beside its description: read once per item, every failure a note.

It takes the optional library youtube-transcript-api (`pip install "ainews[transcripts]"`); without it nothing is read
and nothing is said.
That library talks HTTP by itself, through requests and not through `net`, so its session gets the rules of `net` here:
no address but
https://www.youtube.com/ (and its page for cookie consent), no proxies and credentials out of the environment, one
deadline. What it has
not: the cap on bytes and the guard against names that lead to private hosts; both addresses are https with YouTube's
own certificate.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qs, urlsplit

from ainews_cli.articles import quality
from ainews_cli.articles.text_cache import PageStore
from ainews_cli.articles.transcript_paragraphs import Snippet, paragraphs
from ainews_cli.models.item import Item
from ainews_cli.models.text import Block
from ainews_cli.sources.kinds import kind_named

if TYPE_CHECKING:
    from requests import PreparedRequest, Response

MOST_CHARACTERS = 200_000
"""Of a transcript that are kept: some four hours of speech."""
PATIENCE = 3
"""All transcripts of one run together may take this many times the timeout of one; what is left over waits for a later
run.
"""

_Spoken = tuple[tuple[Block, ...], str, bool]
_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_HOSTS = frozenset(("youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com"))
_ALLOWED = ("https://www.youtube.com/", "https://consent.youtube.com/")
_REASONS = {
    "TranscriptsDisabled": "the video has none",
    "VideoUnavailable": "the video is not available",
    "VideoUnplayable": "the video cannot be played",
    "AgeRestricted": "the video is restricted by age",
    "RequestBlocked": "YouTube refuses requests from here",
    "IpBlocked": "YouTube refuses requests from here",
    "PoTokenRequired": "YouTube wants a token of its own apps",
    "InvalidSchema": "it lies outside youtube.com",
}
_BLOCKED = frozenset(("RequestBlocked", "IpBlocked"))


class Track(Protocol):
    """One transcript that a video has; `youtube_transcript_api.Transcript` is one."""

    @property
    def language_code(self) -> str:
        """BCP 47, as YouTube writes it: "en", "en-GB", "ja" …"""

    @property
    def is_generated(self) -> bool:
        """Tell whether YouTube's speech recognition made it."""

    def fetch(self) -> Iterable[Snippet]:
        """Return its lines, in order."""


class TranscriptApi(Protocol):
    """The part of `youtube_transcript_api.YouTubeTranscriptApi` that is needed."""

    def list(self, video_id: str) -> Iterable[Track]:
        """Return the transcripts of a video. Raise exceptions of many kinds."""


def video_id(url: str) -> str:
    """Return the id in a video's address on YouTube, "" for any other address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host, steps = parts.hostname or "", parts.path.strip("/").split("/")
    video = ""
    if host == "youtu.be":
        video = steps[0]
    elif host in _HOSTS and parts.path == "/watch":
        video = parse_qs(parts.query).get("v", [""])[0]
    elif host in _HOSTS and len(steps) == 2 and steps[0] in ("shorts", "live", "embed"):
        video = steps[1]
    return video if _ID.fullmatch(video) else ""


def choose(tracks: Iterable[Track], languages: Sequence[str]) -> Track | None:
    """Return the transcript in the first language that there is, by its primary subtag; a person's before a generated
    one.
    """
    available = list(tracks)
    for language in languages:
        primary = language.split("-")[0].lower()
        fitting = [
            track for track in available if primary and str(track.language_code).split("-")[0].lower() == primary
        ]
        if fitting:
            return min(fitting, key=lambda track: bool(track.is_generated))
    return None


def fetch_transcripts(
    items: Sequence[Item],
    store: PageStore,
    *,
    language: str,
    timeout: float,
    now: datetime,
    api: TranscriptApi | None = None,
) -> int:
    """Read the transcripts of videos that were never asked for; return how many it asked for. Raise StoreError only.

    Languages in this order: the item's, `language` (the reader's), English. `timeout`: seconds for one of them. `api`:
    for tests.
    YouTube is not asked again in this run once it refuses: the other videos stay unasked.
    """
    wanted = [
        (item, video) for item in items if kind_named(item.kind).has_transcript and (video := video_id(item.entry.url))
    ]
    if not wanted or (api is None and find_spec("youtube_transcript_api") is None):
        return 0
    end = time.monotonic() + PATIENCE * timeout
    for number, (item, video) in enumerate(wanted):
        seconds = min(timeout, end - time.monotonic())
        if seconds <= 0:
            return number
        blocks, note, blocked = _read(video, api, (item.entry.language, language, "en"), seconds)
        store.save_page(item.id, blocks, note, now)
        if blocked:
            return number + 1
    return len(wanted)


def _read(video: str, api: TranscriptApi | None, languages: Sequence[str], seconds: float) -> _Spoken:
    """Return the blocks and note of one transcript, and whether YouTube refuses to talk to us; in a thread of
    its own, so that the deadline holds everywhere.
    """
    results: list[_Spoken] = []

    def work() -> None:
        try:
            results.append((*_transcript(api or _library(seconds), video, languages), False))
        except Exception as error:  # noqa: BLE001 - requests, an XML parser and YouTube's own data: whatever fails is a note
            results.append(((), _reason(error), type(error).__name__ in _BLOCKED))

    thread = threading.Thread(target=work, name="transcript", daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else ((), f"no transcript: timed out after {seconds:.0f} s", False)


def _transcript(api: TranscriptApi, video: str, languages: Sequence[str]) -> tuple[tuple[Block, ...], str]:
    from ainews_cli.articles.convert import text_blocks  # border: lxml, in a run that may read no transcript

    track = choose(api.list(video), languages)
    if track is None:
        return (), f"no transcript: none in {', '.join(dict.fromkeys(language for language in languages if language))}"
    spoken = paragraphs(track.fetch(), most=MOST_CHARACTERS)
    blocks = text_blocks("\n\n".join(spoken))
    return (blocks, quality.TRANSCRIPT) if blocks else ((), "no transcript: it is empty")


def _reason(error: Exception) -> str:
    """Return one short line; the library's own messages are pages of advice."""
    name = type(error).__name__
    return f"no transcript: {_REASONS.get(name, name)}"


def _library(seconds: float) -> TranscriptApi:
    """Return the real thing. Its class is not safe to share between threads, so each video gets its own."""
    from requests import Session  # border: the optional library youtube_transcript_api brings it
    from requests.adapters import HTTPAdapter
    from youtube_transcript_api import YouTubeTranscriptApi  # border: optional

    end = time.monotonic() + seconds

    class Adapter(HTTPAdapter):
        """Ends with the run's deadline: requests has none of its own."""

        def send(self, request: PreparedRequest, *args: Any, **named: Any) -> Response:
            """Send one request."""
            return super().send(request, *args, **{**named, "timeout": max(0.1, end - time.monotonic())})

    session = Session()
    session.trust_env = False
    session.adapters.clear()
    for prefix in _ALLOWED:
        session.mount(prefix, Adapter())
    return YouTubeTranscriptApi(http_client=session)
