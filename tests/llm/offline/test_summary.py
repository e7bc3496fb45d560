"""TL;DRs that are taken from the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.llm.offline.summary import extract

FIRST = "Fern opened the weights of its model Kiln 2 on Monday."
SECOND = "The model runs on a laptop with 16 GB of memory."


def test_a_sentence_that_the_text_repeats_is_told_once() -> None:
    assert extract("News", [f"{FIRST} {FIRST}"]) == FIRST
    assert extract("News", [FIRST, FIRST.upper(), SECOND]) == f"{FIRST} {SECOND}"
    assert extract("News", ["Fern opened the weights of its model…", FIRST, SECOND]).count("Fern opened") == 1


@given(st.lists(st.sampled_from([FIRST, SECOND, "Everybody may use it, also for money, said Fern."]), max_size=8))
def test_no_summary_says_a_thing_twice(sentences: list[str]) -> None:
    told = extract("News", sentences)
    assert all(told.count(sentence) <= 1 for sentence in sentences)
