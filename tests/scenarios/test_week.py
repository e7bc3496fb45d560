"""A week as a reader sees it: forty feeds, eight mornings, every command (`python -m tests.support.week` writes it)."""

from __future__ import annotations

from pathlib import Path

from tests.support.week import GOLDEN, MORNINGS, story
from tests.support.week_feeds import FEEDS


def test_the_week_reads_as_it_did(tmp_path: Path) -> None:
    assert len({feed.path for feed in FEEDS}) == len(FEEDS) == 40
    told = list(story(tmp_path))
    assert len(told) == MORNINGS
    for number, text in enumerate(told, 1):
        assert text == (GOLDEN / f"{number}.txt").read_text(encoding="utf-8"), f"morning {number}"
