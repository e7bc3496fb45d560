"""What a check says of each kind of trouble, and what to do about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.feed import CHECK_FAULTS, CHECK_REMARKS, Feed, FeedCheck
from ainews_cli.models.reader import Reader
from ainews_cli.net import Limits, Response
from ainews_cli.render import FORMATS, render
from ainews_cli.render.options import Mail, Options
from ainews_cli.sources.decoding import format_of
from ainews_cli.subscriptions.checking import check_feeds, judged
from ainews_cli.texts import has
from ainews_cli.views.feeds import advice, checks_page
from tests.support.feedserver import FeedServer, Reply, rss
from tests.support.render.decoded import decoded

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
GOOD = rss("Good", ["a"])
LIMITS = Limits(timeout=0.5, max_bytes=50_000)
READER = Reader("en", "Asia/Tokyo", Weights(), Interests())
REPLIES = {
    "/good": Reply(body=GOOD),
    "/slow": Reply(body=GOOD, seconds=0.35),
    "/hang": Reply(fault="hang"),
    "/big": Reply(body=GOOD + b" " * 60_000),
    "/empty": Reply(body=rss("Empty", [])),
    "/old": Reply(body=GOOD.replace(b"2026", b"2024")),
    "/forbidden": Reply(403),
    "/busy": Reply(429),
    "/broken": Reply(503),
    "/text": Reply(body=b"hello", type="text/plain"),
    "/cut": Reply(body=GOOD, fault="cut"),
}


@pytest.fixture(scope="module")
def checks() -> dict[str, FeedCheck]:
    with FeedServer(REPLIES) as server:
        # the host that hangs has another name: a host that timed out is not asked again
        feeds = [Feed(path, server.url(path, "localhost" if path == "/hang" else "")) for path in REPLIES]
        found = check_feeds(
            [*feeds, Feed("/dead", "http://127.0.0.2:9/"), Feed("/none", "x")], now=lambda: NOW, limits=LIMITS
        )
        assert [one.feed.name for one in found] == [*REPLIES, "/dead", "/none"]
        return {one.feed.name: one for one in found}


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        ("/good", ()),
        ("/slow", ("slow",)),
        ("/hang", ("timed_out",)),
        ("/big", ("too_large",)),
        ("/empty", ("empty",)),
        ("/old", ("quiet",)),
        ("/forbidden", ("denied",)),
        ("/busy", ("too_often",)),
        ("/broken", ("server",)),
        ("/text", ("no_feed",)),
        ("/cut", ("failed",)),
        ("/dead", ("unreachable",)),
        ("/none", ("failed",)),
    ],
)
def test_findings(checks: dict[str, FeedCheck], name: str, findings: tuple[str, ...]) -> None:
    assert (
        tuple(one for one in checks[name].findings if one != "slow" or name == "/slow") == findings
    )  # a loaded machine is slow
    assert checks[name].failed == any(one in CHECK_FAULTS for one in findings)
    assert bool(checks[name].reason) == checks[name].failed


def test_a_feed_that_can_be_read_says_how(checks: dict[str, FeedCheck]) -> None:
    good = checks["/good"]
    assert (good.http_status, good.format, good.parser, good.entries, good.newest) == (
        200,
        "RSS 2.0",
        "expat",
        1,
        datetime(2026, 11, 2, 10, tzinfo=UTC),
    )


def test_every_finding_has_its_words_and_its_advice(checks: dict[str, FeedCheck]) -> None:
    for finding in (*CHECK_FAULTS, *CHECK_REMARKS):
        assert has(f"feeds.finding.{finding}")
        check = FeedCheck(
            Feed("My feed", "https://one.example/f"),
            (finding,),
            alternates=("https://one.example/g h",),
            newest=NOW,
            seconds=3.0,
        )
        for language in ("ja", "en"):
            assert "{" not in advice(check, language, NOW)
    gone = FeedCheck(Feed("It's", "https://one.example/f"), ("gone",))
    assert advice(gone, "en", NOW) == """remove it: ainews feeds remove 'It'"'"'s'"""


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_in_every_format(checks: dict[str, FeedCheck], name: str) -> None:
    good = checks["/good"]._replace(newest=NOW - timedelta(hours=3))
    page = checks_page([good, *(one for one in checks.values() if one.feed.name != "/good")], READER, now=NOW)
    made = decoded(name, render(name, page, Options(now=NOW, width=120, mail=Mail(to="me@example.org"))))
    assert "/good" in made
    assert ("13 feeds" in made) == (name != "rss"), "a feed has no footer"
    assert ("today 13:00" in made) == (name == "terminal")


def test_an_answer_of_the_reader_s_own_feeds_with_a_password_is_no_move() -> None:
    from ainews_cli.fetch.download import Download

    response = Response(200, {}, GOOD, "https://one.example/f", "https://one.example/f")
    feed = Feed("x", "https://me:secret@one.example/f")
    assert judged(feed, Download(0.1, response), now=NOW, timeout=20).findings == ()
    moved = judged(feed._replace(url="http://one.example/f"), Download(0.1, response), now=NOW, timeout=20)
    assert (moved.findings, moved.moved_to) == (("moved",), "https://one.example/f")
    quiet = judged(feed, Download(0.1, response), now=NOW + timedelta(days=200), timeout=20)
    assert quiet.findings == ("quiet",)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'<rss version="0.92">', "RSS 0.92"),
        (b"<?xml version='1.0'?><!-- x --><rss>", "RSS"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "Atom 1.0"),
        (b'<feed version="0.3" xmlns="http://purl.org/atom/ns#">', "Atom 0.3"),
        (b'<rdf:RDF xmlns:rdf="x">', "RSS 1.0 (RDF)"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON Feed 1.1"),
        (b'{"hits": []}', "JSON"),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_what_a_document_calls_itself(body: bytes, name: str) -> None:
    assert format_of(body) == name
