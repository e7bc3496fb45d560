"""The words of a text without its markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.plain import plain, untagged, words_of
from ainews_cli.models.text import Block


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a **bold** and *slanted* word", "a bold and slanted word"),
        ("**bold", "bold"),
        ('see [the page](https://a.example/x_(y) "title") now', "see the page now"),
        ("[![alt](https://a.example/i.png)](https://a.example/)", "alt"),
        ("[text][1] and [cut](https://a.exa", "text and [cut"),
        ("run `pip install x` or ``a ` b``", "run pip install x or a ` b"),
        ("`**kwargs` and `__init__`", "**kwargs and __init__"),
        ("## Heading\n> quote\n- item\n1. first", "Heading\nquote\nitem\nfirst"),
        ("| a | b |\n|---|:-:|\n| **1** | 2 |", " a   b \n\n 1   2 "),
        ("~~old~~ new", "old new"),
        (r"2 \* 3 = 6, \[x\] and \`y\`", "2 * 3 = 6, [x] and `y`"),
        ("2 * 3 = 6, snake_case, C# and a | b", "2 * 3 = 6, snake_case, C# and a | b"),
        ("```python\nx = 1\n```", "\nx = 1\n"),
    ],
)
def test_markup_goes_and_words_stay(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def test_tags_stand_inside_words_or_between_them() -> None:
    assert untagged("<p>in<b>side</b></p><p>a &amp; b</p>").split() == ["inside", "a", "&", "b"]


def test_code_stays_as_it_is() -> None:
    assert (
        words_of([Block(1, "code", "# **x** = `y`"), Block(2, "heading", "A **b**", level=2)]) == "# **x** = `y`\nA b"
    )


@given(st.text(alphabet="ab *`[]()|#_\\\n學", max_size=60))
def test_no_word_is_lost_or_made(markdown: str) -> None:
    assert (
        [c for c in plain(markdown) if c.isalpha()] == [c for c in markdown if c.isalpha()]
        or "](" in markdown
        or "```" in markdown
    )
