"""The Retry-After field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.base.retry_after import LONGEST, wait_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
moments = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(st.integers(0, 10**30))
def test_seconds(seconds: int) -> None:
    assert wait_of(f" {seconds} ", NOW) == min(timedelta(seconds=min(seconds, 10**9)), LONGEST)


@given(moments)
def test_a_date(until: datetime) -> None:
    until = until.replace(microsecond=0)
    wait = wait_of(format_datetime(until, usegmt=True), NOW)
    assert wait == min(max(until - NOW, timedelta(0)), LONGEST)


@pytest.mark.parametrize(
    "value", ["", "soon", "-5", "1.5", "٣", "Mon, 99 Foo 2026 10:00:00 GMT", "Thu, 01 Jan 99999 00:00:00 GMT"]
)
def test_anything_else_is_none(value: str) -> None:
    assert wait_of(value, NOW) is None


@given(st.text(), moments)
def test_no_text_raises_or_asks_for_more_than_a_day(value: str, now: datetime) -> None:
    wait = wait_of(value, now)
    assert wait is None or timedelta(0) <= wait <= LONGEST


def test_the_callers_cap_holds_for_seconds_and_dates() -> None:
    most = timedelta(seconds=60)
    assert wait_of("61", NOW, most=most) == wait_of("Mon, 23 Nov 2026 12:00:00 GMT", NOW, most=most) == most
