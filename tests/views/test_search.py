"""Snippets: the place of a hit, marked, whatever its width and case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.views.search import AROUND, snippet, words_of


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("Reinforcement learning at scale", ("learning",), "Reinforcement 【learning】 at scale"),
        ("強化学習の新しい手法", ("強化学習",), "【強化学習】の新しい手法"),
        ("ＡＩエージェント", ("ai",), "【ＡＩ】エージェント"),
        ("Two words, two hits: cache and CACHE", ("cache", "two"), "【Two】 words, 【two】 hits: 【cache】 and 【CACHE】"),
        ("Café society", ("cafe",), "【Café】 society"),
        ("nothing here", ("absent",), ""),
        ("", ("x",), ""),
    ],
)
def test_the_words_are_marked_in_place(source: str, words: tuple[str, ...], expected: str) -> None:
    assert snippet(source, words) == expected


def test_a_long_text_is_cut_around_the_first_hit() -> None:
    found = snippet(f"{'before ' * 100}needle{' after' * 100}", ("needle",))
    assert found.startswith("… before")
    assert found.endswith(" …")
    assert "【needle】" in found
    assert len(found) < 4 * AROUND


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_a_snippet_adds_nothing_but_marks(source: str, words: list[str]) -> None:
    source = source.replace("【", "").replace("】", "").replace("…", "")
    found = snippet(source, words)
    bare = found.removeprefix("… ").removesuffix(" …").replace("【", "").replace("】", "")
    assert bare in " ".join(source.split())


def test_words_of_a_query() -> None:
    assert words_of('強化学習 "open weights" infer*') == ("強化学習", "open weights", "infer")
