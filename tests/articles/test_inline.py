"""Runs of styled text as inline Markdown, however their borders fall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.articles.convert import blocks
from ainews_cli.articles.inline import BREAK, InlineRun, render, unmarked

RUNS = st.lists(
    st.builds(
        InlineRun,
        st.text(alphabet=" \t\n" + BREAK + "aB。「!", max_size=4),
        strong=st.booleans(),
        em=st.booleans(),
        code=st.booleans(),
        href=st.sampled_from(["", "https://x.example/"]),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<b>A</b> <a href="https://x.example/"><br>B</a>', "**A**\n[B](https://x.example/)"),
        ("<b>A</b> <i> <br></i><b>B</b>", "**A**\n**B**"),
        ("<b>A</b> <code><br>B</code>", "**A**\n`B`"),
    ],
)
def test_a_blank_between_styles_before_a_line_break_is_no_run(html: str, markdown: str) -> None:
    assert [block.text for block in blocks(html, "https://x.example/")] == [markdown]


@given(RUNS, st.booleans())
def test_any_runs_are_rendered_with_all_their_words(runs: list[InlineRun], one_line: bool) -> None:
    rendered = unmarked(render(runs, one_line=one_line))
    assert sum(map(rendered.count, "aB")) == sum(run.text.count(char) for run in runs for char in "aB")
