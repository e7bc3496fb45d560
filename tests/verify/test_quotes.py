from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ainews_cli.models.text import Block
from ainews_cli.verify import confirm_quote, numbers_supported

BLOCKS = (
    Block(1, "heading", "AGI by 2030", level=1),
    Block(
        2,
        "paragraph",
        (
            "Borealis raised **$1.5 billion** on June 5, 2026 — “the largest [round](https://example.org/r) so far”, "
            "up 12% from `v1`."
        ),
    ),
    Block(3, "paragraph", "同社は６月５日に１５億ドルを調達した。これは過去最大である。"),
    Block(4, "paragraph", "Two founders own half of it."),
)


@pytest.mark.parametrize(
    "quote",
    [
        "Borealis raised $1.5 billion on June 5, 2026",
        '"the largest round so far"',
        "billion   on June 5,\n2026 - 'the largest round so far', up",
        "raised **$1.5 billion** on",
        "… on June 5, 2026 …",
        "up 12% from v1",
        "AGI by 2030",
        "6月5日に15億ドルを調達した",
        "Two founders own half",
    ],
)
def test_quotes_that_stand_there(quote: str) -> None:
    assert confirm_quote(quote, BLOCKS)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "…",
        "the",
        "raised",
        "by 2030",
        "Borealis raised $1.6 billion on June 5, 2026",
        "borealis raised $1.5 billion",
        "orealis raised $1.5 billion",
        "Borealis raised $1.5 billion on June 5, 202",
        "Borealis raised on June 5, 2026",
        "so far”, up 12% from v1. 同社は",
        "同社は",
        "Borealis raised … the largest round",
    ],
)
def test_quotes_that_do_not(quote: str) -> None:
    assert not confirm_quote(quote, BLOCKS)


@pytest.mark.parametrize(
    "quote", ["人工知能の規制案を公表した", "人工知能（じんこうちのう）の規制案を公表", "じんこうちのうの規制案"]
)
def test_readings_beside_words_may_be_quoted_or_not(quote: str) -> None:
    blocks = [
        Block(
            1,
            "paragraph",
            "政府は人工知能(じんこうちのう)の規制案(きせいあん)を公表(こうひょう)した。三(みっ)つの柱がある。",
        )
    ]
    assert confirm_quote(quote, blocks) == (not quote.startswith("じん"))
    assert numbers_supported("柱は3つ。", blocks) == ()
    assert numbers_supported("柱は4つ。", blocks) == ("4",)


@given(st.text(alphabet="abcXYZ 123,;-日本語。", min_size=1, max_size=80), st.text(alphabet="xyz 4", max_size=20))
def test_a_whole_block_is_confirmed_and_nothing_else(text: str, more: str) -> None:
    assume(any(char.isalnum() for char in text))
    assert confirm_quote(text, [Block(1, "paragraph", text)])
    if any(char.isalnum() for char in more):
        assert not confirm_quote(f"{text} {more}", [Block(1, "paragraph", text)])


@pytest.mark.parametrize(
    ("summary", "unsupported"),
    [
        ("2026年6月5日に15億ドルを調達し、12%増となった。", ()),
        ("創業者2人が半分を保有する。", ()),
        ("It raised $1,500 million.", ()),
        ("15億円を調達した。", ("15億円",)),
        ("20億ドルを調達し、3社が参加した。", ("20億ドル", "3")),
        ("2026年5月6日の発表。", ("2026年5月6日",)),
        ("午後3時に発表した。", ("午後3時",)),
        ("数字はない。", ()),
    ],
)
def test_numbers_of_a_summary(summary: str, unsupported: tuple[str, ...]) -> None:
    assert numbers_supported(summary, BLOCKS) == unsupported
