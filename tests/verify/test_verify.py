"""Feeds and models send anything: no text may crash a check or hold it for long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ainews_cli.models.text import Block
from ainews_cli.verify import Context, check_block, combine, confirm_quote, judge, numbers_supported, restore, shield

LENGTH = 8000
PIECES = [
    "<", "<a ", "<a b='", "[", "](", "`", "``a`", "(", "1", "1,", "1.", "1/", "a ", "a.b@", "*", "**a", "{", "{{",
    "$", "$a_", "\\(", "\\[", "http://a(",
    "「", "。", "テスト", "二", "3万", "半", "<!--", "::: \n", "[[a", "no ",
    "one hundred and ", "\n\n", "⟦", "⟦β·", "a-",
    "12:",
    "2026年", "Word. Word ",
]  # fmt: skip
CONTEXT = Context(glossary=combine((), "ja"))


@pytest.mark.parametrize("piece", PIECES)
def test_repetition_takes_no_long_time(piece: str) -> None:
    block = Block(1, "paragraph", (piece * LENGTH)[:LENGTH])
    started = time.process_time()
    shielded = shield(block)
    assert restore(shielded.text, shielded) == (block.text, ())
    check_block(Block(1, "paragraph", "It works."), block, CONTEXT)
    check_block(block, Block(1, "paragraph", "動作する。"), CONTEXT)
    assert time.process_time() - started < 4


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join), st.text(max_size=60))
def test_any_text_can_be_judged(source: str, translated: str) -> None:
    ours, theirs = (
        [Block(1, "paragraph", source), Block(2, "quote", translated)],
        [Block(1, "paragraph", translated), Block(2, "quote", source)],
    )
    judge(ours, theirs, CONTEXT)
    confirm_quote(source, theirs)
    numbers_supported(source, ours)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
def test_a_text_supports_its_own_numbers(text: str) -> None:
    assert numbers_supported(text, [Block(1, "paragraph", text)]) == ()


@pytest.mark.parametrize("text", ["1.1.3万", "2.0.1 億円", "1.2.3割"])
def test_a_version_before_a_numeral_can_be_read(text: str) -> None:
    assert numbers_supported(text, (Block(1, "paragraph", text),)) == ()
