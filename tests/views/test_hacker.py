"""`hacker` without a model: the top comments themselves, bounded and clean."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ainews_cli.models.analysis import Interests, Weights
from ainews_cli.models.discussion import Comment
from ainews_cli.models.page import BlocksPart, Page, TextPart
from ainews_cli.models.reader import Reader, RunReport
from ainews_cli.models.text import Block, cut
from ainews_cli.render import render
from ainews_cli.render.options import Options
from ainews_cli.views.hacker import EXCERPT, TOP
from tests.support.pages import page_of
from tests.support.store_samples import NOW, analysis, entry, opened, save

READER = Reader("en", "Asia/Tokyo", Weights(), Interests())
RUN = RunReport("", "", estimates=True)


def page(path: Path, comments: tuple[Comment, ...], *, counted: int) -> Page:
    with opened(path / "news.db") as store:
        talk = "https://news.ycombinator.com/item?id=123"
        save(store, entry("g1", "https://a.example/1", points=90, comments=counted, discussion_url=talk), feed=1)
        store.save_analysis(1, analysis(store, 1, language="en", estimate=True))
        store.save_discussion(1, comments, "", NOW)
        return page_of(store, READER, "hacker", limit=5, now=NOW, run=RUN)


def comment(number: int, *texts: str, author: str = "mara") -> Comment:
    return Comment(number, author, tuple(Block(at, "paragraph", text) for at, text in enumerate(texts, 1)), number)


def test_the_top_comments_stand_below_their_story(tmp_path: Path) -> None:
    made = page(tmp_path, tuple(comment(at, f"Loom {at} is fast.") for at in range(1, 7)), counted=31)
    printed = render("terminal", made, Options(now=NOW))
    assert "Top comments (of 6 read, not summarised)" in printed
    assert printed.count("mara · ") == TOP
    assert "Loom 3 is fast." in printed
    assert "Loom 4" not in printed
    line = next(line for line in printed.splitlines() if "Loom 1 is fast." in line)
    assert not line.startswith("Loom")  # indented, or behind the sign of a quote
    assert "no comments yet" not in printed


def test_a_long_comment_is_cut_and_nothing_moves_the_cursor(tmp_path: Path) -> None:
    made = page(tmp_path, (comment(1, "loom " * 400, "More.", author="ma\x1b[31mra"),), counted=1)
    shown = [part for section in made.sections for part in section.parts if isinstance(part, BlocksPart)]
    assert sum(len(block.text) for part in shown for block in part.blocks) <= EXCERPT
    assert shown[0].blocks[-1].text.endswith("loom…")
    assert "\x1b[31m" not in render("markdown", made, Options(now=NOW))


def test_comments_that_were_counted_but_not_read_are_not_denied(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    texts = [
        part.text
        for counted, folder in ((31, "a"), (0, "b"))
        for section in page(tmp_path / folder, (), counted=counted).sections
        for part in section.parts
        if isinstance(part, TextPart)
    ]
    assert texts == ["Its 31 comments were not read.", "There are no comments yet."]


@given(st.text(max_size=200), st.integers(1, 100))
def test_a_cut_text_fits_and_begins_alike(text: str, most: int) -> None:
    short = cut(text, most)
    assert len(short) <= max(most, 1)
    assert short == text or text.startswith(short.removesuffix("…"))


def test_no_link_is_cut_in_two() -> None:
    assert cut("See [the loom of Oulu](https://a.example/1) and more of it", 30) == "See…"
