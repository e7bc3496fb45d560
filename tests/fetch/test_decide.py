from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.base.retry_after import LONGEST
from ainews_cli.fetch.decide import (
    FeedAnswer,
    address,
    backoff,
    known_hash,
    next_state,
    skip_reason,
)
from ainews_cli.models.feed import BodyMemory, Feed, FeedState
from tests.support.records import replace

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
STATE = FeedState(
    1,
    "https://news.example/feed",
    etag='"1"',
    last_modified="Mon",
    body_hash="abc",
    memory=BodyMemory("around", ("one", "two")),
    title="News",
    last_success=NOW - timedelta(days=1),
)
moments = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


class TestBackoff:
    @pytest.mark.parametrize(
        ("failures", "minutes"), [(0, 0), (1, 5), (2, 10), (3, 20), (9, 1280), (10, 1440), (1000, 1440)]
    )
    def test_it_doubles_up_to_a_day(self, failures: int, minutes: int) -> None:
        assert backoff(failures) == timedelta(minutes=minutes)

    @given(st.integers(-5, 10**9))
    def test_it_never_shrinks_and_never_passes_a_day(self, failures: int) -> None:
        assert timedelta(0) <= backoff(failures) <= backoff(failures + 1) <= LONGEST


class TestSkip:
    def test_a_feed_is_asked_unless_there_is_a_reason(self) -> None:
        assert skip_reason(STATE, NOW, named=False) == ""

    def test_back_off_names_its_end_and_its_cause(self) -> None:
        resting = replace(STATE, not_before=NOW + timedelta(minutes=5), error="HTTP 500")
        assert skip_reason(resting, NOW, named=False) == "not fetched before 2026-11-22 12:05 UTC after HTTP 500"
        assert skip_reason(resting, NOW + timedelta(minutes=5), named=False) == ""

    def test_gone_stays_gone(self) -> None:
        assert "410" in skip_reason(replace(STATE, gone=True), NOW + timedelta(days=900), named=False)

    def test_the_reader_may_insist(self) -> None:
        assert skip_reason(replace(STATE, gone=True, not_before=NOW + timedelta(days=1)), NOW, named=True) == ""


class TestAddress:
    def test_where_it_moved_comes_first(self) -> None:
        feed = Feed("News", STATE.url)
        assert address(feed, STATE) == STATE.url
        assert address(feed, replace(STATE, moved_to="https://new.example/feed")) == "https://new.example/feed"

    def test_a_kind_may_have_its_own(self) -> None:
        feed = Feed("HN", "https://news.ycombinator.com/", kind="hackernews")
        assert address(feed, replace(STATE, url=feed.url)).startswith("https://hn.algolia.com/api/")


class TestNextState:
    def test_a_success_takes_the_new_validators_and_clears_the_failures(self) -> None:
        before = replace(STATE, failures=3, error="HTTP 500", not_before=NOW, gone=True)
        after = next_state(
            before,
            FeedAnswer(200, etag='"2"', body_hash="def", memory=BodyMemory("around", ("three",)), title="Newer"),
            NOW,
        )
        assert after == replace(
            STATE,
            etag='"2"',
            last_modified="",
            body_hash="def",
            memory=BodyMemory("around", ("three",)),
            title="Newer",
            last_fetch=NOW,
            last_success=NOW,
        )

    def test_a_304_keeps_them(self) -> None:
        assert next_state(STATE, FeedAnswer(304), NOW) == replace(STATE, last_fetch=NOW, last_success=NOW)
        assert next_state(STATE, FeedAnswer(304, etag='"2"'), NOW).etag == '"2"'

    def test_a_failure_keeps_what_belongs_to_the_last_good_body(self) -> None:
        after = next_state(STATE, FeedAnswer(500, error="HTTP 500", etag='"error page"'), NOW)
        assert after == replace(
            STATE, failures=1, error="HTTP 500", not_before=NOW + timedelta(minutes=5), last_fetch=NOW
        )

    def test_the_server_says_how_long(self) -> None:
        after = next_state(
            replace(STATE, failures=8), FeedAnswer(429, error="HTTP 429", retry_after=timedelta(seconds=90)), NOW
        )
        assert after.not_before == NOW + timedelta(seconds=90)

    def test_moves_are_remembered_and_undone(self) -> None:
        moved = next_state(STATE, FeedAnswer(200, permanent="https://new.example/feed"), NOW)
        assert moved.moved_to == "https://new.example/feed"
        assert next_state(moved, FeedAnswer(200), NOW).moved_to == "https://new.example/feed"
        assert next_state(moved, FeedAnswer(200, permanent=STATE.url), NOW).moved_to == ""

    def test_an_address_with_credentials_does_not_move(self) -> None:
        private = replace(STATE, url="https://ann:secret@news.example/feed")
        assert next_state(private, FeedAnswer(200, permanent="https://new.example/feed"), NOW).moved_to == ""

    @pytest.mark.parametrize(
        ("answer", "back"),
        [
            (FeedAnswer(404, error="x"), True),
            (FeedAnswer(410, error="x"), True),
            (FeedAnswer(error="x", lost=True), True),
            (FeedAnswer(500, error="x"), False),
            (FeedAnswer(error="x"), False),
        ],
    )
    def test_a_lost_new_home_leads_back_to_the_config(self, answer: FeedAnswer, back: bool) -> None:
        after = next_state(replace(STATE, moved_to="https://new.example/feed"), answer, NOW)
        assert (after.moved_to == "") is back
        assert not after.gone

    def test_410_is_for_good(self) -> None:
        assert next_state(STATE, FeedAnswer(410, error="HTTP 410"), NOW).gone
        assert not next_state(STATE, FeedAnswer(404, error="HTTP 404"), NOW).gone

    def test_without_a_network_no_feed_is_to_blame(self) -> None:
        after = next_state(replace(STATE, failures=2), FeedAnswer(error="no such host", offline=True), NOW)
        assert (after.failures, after.not_before, after.error) == (2, None, "no such host")

    @given(
        st.lists(
            st.sampled_from(
                [
                    FeedAnswer(200, body_hash="x"),
                    FeedAnswer(304),
                    FeedAnswer(503, error="e", retry_after=timedelta(days=9)),
                    FeedAnswer(error="e"),
                    FeedAnswer(410, error="e"),
                ]
            ),
            max_size=20,
        )
    )
    def test_no_history_keeps_a_feed_away_for_more_than_a_day(self, answers: list[FeedAnswer]) -> None:
        state = STATE
        for answer in answers:
            capped = replace(answer, retry_after=min(answer.retry_after, LONGEST)) if answer.retry_after else answer
            state = next_state(state, capped, NOW)
            assert state.not_before is None or state.not_before <= NOW + LONGEST
            assert (state.failures == 0) == (state.error == "")


def test_without_a_last_body_no_hash_is_known() -> None:
    assert known_hash(STATE) == "abc"
    assert known_hash(replace(STATE, body_hash="")) == "-"
