"""Dates of entries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.sources import dates


@given(st.text(max_size=40))
def test_dates_are_read_or_not_never_raised(text: str) -> None:
    found = dates.read(text)
    assert found is None or found.utcoffset() is not None
