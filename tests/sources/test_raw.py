"""Counts and durations as feeds write them."""

from __future__ import annotations

import pytest

from ainews_cli.sources.raw import count, seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        (" 1,024 ", 1024),
        (7, 7),
        ("-1", None),
        ("", None),
        ("x", None),
        (True, None),
        ("9" * 20, None),
        (None, None),
        ("１", None),
    ],
)
def test_counts(text: object, expected: int | None) -> None:
    assert count(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90),
        ("1:30", 90),
        ("01:00:00", 3600),
        ("12.7", 12),
        ("1:2:3:4", None),
        ("", None),
        ("soon", None),
        (61, 61),
    ],
)
def test_durations(text: object, expected: int | None) -> None:
    assert seconds(text) == expected
